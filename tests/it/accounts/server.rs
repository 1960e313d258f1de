//! What anybody may ask, and nothing else.

use serde_json::json;

use crate::support::{assert_json, on_both};

on_both! {
    async fn anybody_may_ask_for_version_and_limits(t: TestApp) {
        let query = "{ __typename serverInfo { version } serverLimits { cost depth aliases mutations fields documentBytes bodyBytes
            pageRows pageRowsDefault ratePointsPerSecond ratePoints } }";
        let answer = t.anonymous(query, json!({})).await;
        assert_json!(answer.json()["data"], "?");
        for query in ["{ viewer { name } }", "{ users { nodes { name } } }", "{ serverInfo { version } sessions { id } }", "mutation { signOut { userErrors { code } } }"] {
            let answer = t.anonymous(query, json!({})).await;
            assert_eq!((answer.status.as_u16(), answer.json()["errors"][0]["extensions"]["code"].clone()), (401, json!("UNAUTHENTICATED")), "{query}");
        }
    }
}
