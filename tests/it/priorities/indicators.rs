//! Indicators, computed.

use entities::user_account::UserRole;
use serde_json::json;

use super::{champion, priority};
use crate::{
    memberships::{employer, membership},
    partnerships::partnership,
    support::{assert_json, on_both},
};

const INDICATORS: &str = "query($p: ID!, $day: Date, $days: Int) { partnership(id: $p) { indicators(asOf: $day, windowDays: $days) {
    asOf openPriorities championedPriorities championedPercent quickWins } } }";

on_both! {
    async fn the_share_of_championed_priorities_is_computed_as_of_a_day(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let acme = employer(&cora, "Acme").await;
        let business = membership(&cora, &p, json!({ "employerId": acme, "leftOn": "2027-01-01" })).await;
        let aides = priority(&cora, &p, json!({ "title": "More aides", "adoptedOn": "2026-01-01" })).await;
        priority(&cora, &p, json!({ "title": "Night shifts", "adoptedOn": "2026-02-01" })).await;
        let done = priority(&cora, &p, json!({ "title": "Uniforms", "adoptedOn": "2026-03-01" })).await;
        champion(&cora, &aides, json!({ "membershipId": business, "fromOn": "2026-01-15" })).await;
        champion(&cora, &done, json!({ "membershipId": business, "fromOn": "2026-03-01" })).await;
        let close = "mutation($id: ID!) { priorityClose(id: $id, version: 1, input: {isDone: true, outcome: \"Bought\", closedOn: \"2026-10-01\"}) { userErrors { code } } }";
        cora.gql(close, json!({ "id": done })).await;
        for day in ["2025-06-01", "2026-10-01"] {
            let win = "mutation($p: ID!, $day: Date) { quickWinRecord(partnershipId: $p, input: {title: \"A van\", achievedOn: $day}) { userErrors { code } } }";
            cora.gql(win, json!({ "p": p, "day": day })).await;
        }
        let mut seen = Vec::new();
        for (day, days) in [(json!("2025-12-31"), json!(null)), (json!("2026-01-10"), json!(null)), (json!("2026-06-01"), json!(400)), (json!(null), json!(null)), (json!("2027-01-01"), json!(30)), (json!("2027-01-02"), json!(30))] {
            let data = cora.gql(INDICATORS, json!({ "p": p, "day": day, "days": days })).await;
            seen.push(data["partnership"]["indicators"].clone());
        }
        assert_json!(json!(seen), [{"asOf": "2025-12-31", "championedPercent": null, "championedPriorities": 0, "openPriorities": 0, "quickWins": 1}, {"asOf": "2026-01-10", "championedPercent": "0.00", "championedPriorities": 0, "openPriorities": 1, "quickWins": 1}, {"asOf": "2026-06-01", "championedPercent": "66.67", "championedPriorities": 2, "openPriorities": 3, "quickWins": 1}, {"asOf": "2026-11-24", "championedPercent": "50.00", "championedPriorities": 1, "openPriorities": 2, "quickWins": 1}, {"asOf": "2027-01-01", "championedPercent": "50.00", "championedPriorities": 1, "openPriorities": 2, "quickWins": 0}, {"asOf": "2027-01-02", "championedPercent": "0.00", "championedPriorities": 0, "openPriorities": 2, "quickWins": 0}]);
        let wrong = cora.ask(INDICATORS, json!({ "p": p, "days": 0 })).await.json();
        assert_json!(wrong["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
        assert_json!(wrong["data"]["partnership"]["indicators"], null);
    }

    async fn the_indicators_of_twenty_partnerships_take_three_statements(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        for n in 0..20 {
            let p = partnership(&cora, &format!("Partnership {n:02}"), "SECTOR").await;
            priority(&cora, &p, json!({ "title": "More aides" })).await;
        }
        let query = "query($first: Int) { partnerships(first: $first) { nodes { indicators { championedPercent quickWins } priorities { title champions { contact { name } } actionTeams { name } } quickWins { nodes { title } } } } }";
        let (one, _) = t.statements(cora.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(cora.gql(query, json!({ "first": 20 }))).await;
        // The token and the page; three for the indicators; priorities, champions, teams; quick wins.
        assert_eq!((one, twenty), (9, 9));
    }
}
