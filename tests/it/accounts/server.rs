//! What anybody may ask, and nothing else.

use serde_json::json;

use crate::support::{assert_json, on_both};

on_both! {
    async fn anybody_may_ask_for_version_and_limits(t: TestApp) {
        let query = "{ __typename serverInfo { version } serverLimits { cost depth aliases mutations fields documentBytes bodyBytes
            pageRows pageRowsDefault ratePointsPerSecond ratePoints } }";
        let answer = t.anonymous(query, json!({})).await;
        assert_json!(answer.json()["data"], {"__typename": "Query", "serverInfo": {"version": "0.1.0"}, "serverLimits": {"aliases": 50, "bodyBytes": 1048576, "cost": 5000, "depth": 12, "documentBytes": 65536, "fields": 5000, "mutations": 10, "pageRows": 100, "pageRowsDefault": 25, "ratePoints": 10000000, "ratePointsPerSecond": 1000000}});
        for query in ["{ viewer { name } }", "{ users { nodes { name } } }", "{ serverInfo { version } sessions { id } }", "mutation { signOut { userErrors { code } } }"] {
            let answer = t.anonymous(query, json!({})).await;
            assert_eq!((answer.status.as_u16(), answer.json()["errors"][0]["extensions"]["code"].clone()), (401, json!("UNAUTHENTICATED")), "{query}");
        }
    }
}
