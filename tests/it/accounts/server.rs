//! What anybody may ask, and nothing else.

use serde_json::json;

use crate::support::{assert_json, on_both};

on_both! {
    async fn anybody_may_ask_for_version_and_limits(t: TestApp) {
        let query = "{ __typename serverInfo { version } serverLimits { cost depth aliases mutations fields documentBytes bodyBytes
            pageRows pageRowsDefault ratePointsPerSecond ratePoints } }";
        let limits = "{ serverLimits { fragmentDepth documentFields introspectionLists uploadBytes operationSeconds idempotencyKeyCharacters
            idempotencyKeyHours
            values { nameCharacters lineCharacters textCharacters emailCharacters listEntries lists { list entries } filterLevels
                filterConditions filterCharacters filterReferenceCharacters searchWords }
            signIn { failures firstWaitSeconds longestWaitSeconds networkFailures networkWaitSeconds passwordCharactersLeast
                passwordCharacters sessions tokenDays } suppression { people employers dominancePercent } } }";
        assert_json!(t.anonymous(limits, json!({})).await.json()["data"]["serverLimits"], {
            "documentFields": 20000, "fragmentDepth": 64, "idempotencyKeyCharacters": 255, "idempotencyKeyHours": 24, "introspectionLists": 4, "operationSeconds": 10, "uploadBytes": 104857600,
            "signIn": {"failures": 5, "firstWaitSeconds": 30, "longestWaitSeconds": 900, "networkFailures": 50, "networkWaitSeconds": 30, "passwordCharacters": 1000, "passwordCharactersLeast": 12, "sessions": 20, "tokenDays": 366},
            "suppression": {"dominancePercent": 80, "employers": 3, "people": 10},
            "values": {"emailCharacters": 254, "filterCharacters": 200, "filterConditions": 50, "filterLevels": 4, "filterReferenceCharacters": 250, "lineCharacters": 500, "listEntries": 500, "lists": [{"entries": 100, "list": "ActionTeam.members"}, {"entries": 100, "list": "Agreement.parties"}, {"entries": 100, "list": "Agreement.sections"}, {"entries": 20, "list": "Contact.emails"}, {"entries": 20, "list": "Contact.phones"}, {"entries": 50, "list": "Employer.tags"}, {"entries": 100, "list": "Engagement.contacts"}, {"entries": 100, "list": "Engagement.users"}, {"entries": 10, "list": "Meeting.reminderRules"}, {"entries": 50, "list": "Partnership.naicsPrefixes"}, {"entries": 10, "list": "Partnership.reminderRules"}, {"entries": 10, "list": "PathwayEdge.credentials"}, {"entries": 10, "list": "PathwayEdge.programs"}, {"entries": 120, "list": "PathwayMap.edges"}, {"entries": 40, "list": "PathwayMap.steps"}, {"entries": 200, "list": "attendeesInvite"}, {"entries": 100, "list": "completersRecord"}, {"entries": 20, "list": "externalReferences"}, {"entries": 100, "list": "nodes.ids"}], "nameCharacters": 200, "searchWords": 10, "textCharacters": 20000}
        });
        let answer = t.anonymous(query, json!({})).await;
        assert_json!(answer.json()["data"], {"__typename": "Query", "serverInfo": {"version": "0.1.0"}, "serverLimits": {"aliases": 50, "bodyBytes": 1048576, "cost": 5000, "depth": 12, "documentBytes": 65536, "fields": 5000, "mutations": 10, "pageRows": 100, "pageRowsDefault": 25, "ratePoints": 10000000, "ratePointsPerSecond": 1000000}});
        for query in ["{ viewer { name } }", "{ users { nodes { name } } }", "{ serverInfo { version } sessions { id } }", "mutation { signOut { userErrors { code } } }"] {
            let answer = t.anonymous(query, json!({})).await;
            assert_eq!((answer.status.as_u16(), answer.json()["errors"][0]["extensions"]["code"].clone()), (401, json!("UNAUTHENTICATED")), "{query}");
        }
    }
}
