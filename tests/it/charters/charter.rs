//! What a partnership was for on a day.

use chrono::TimeDelta;
use entities::user_account::UserRole;
use serde_json::json;

use super::statement;
use crate::{
    goals::goal,
    partnerships::partnership,
    support::{assert_json, on_both},
};

const CHARTER: &str = "query($p: ID!, $day: Date) { partnership(id: $p) { charter(asOf: $day) { asOf vision { text } mission { text }
    strategies { text goal { title } } goals { title target dueOn goal { title state } } } } }";

on_both! {
    async fn a_charter_is_read_as_it_stood(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let nurses = goal(&cora, &p, json!({ "title": "100 nurses", "target": "100 licences", "dueOn": "2026-12-31", "adoptedOn": "2026-01-01" })).await;
        let aides = goal(&cora, &p, json!({ "title": "50 aides", "adoptedOn": "2026-11-01" })).await;
        statement(&cora, &p, json!({ "kind": "VISION", "text": "Nurses for all", "adoptedOn": "2026-01-01" })).await;
        statement(&cora, &p, json!({ "kind": "STRATEGY", "text": "Clinical seats", "goalId": nurses["id"], "adoptedOn": "2026-02-01" })).await;
        t.clock.advance(TimeDelta::days(10));
        let update = "mutation($id: ID!) { goalUpdate(id: $id, version: 1, input: {title: \"150 nurses\", dueOn: \"2027-06-30\"}) { userErrors { code } } }";
        cora.gql(update, json!({ "id": nurses["id"] })).await;
        let drop = "mutation($id: ID!) { goalDrop(id: $id, version: 1, input: {because: \"No funds\"}) { userErrors { code } } }";
        cora.gql(drop, json!({ "id": aides["id"] })).await;
        statement(&cora, &p, json!({ "kind": "VISION", "text": "Care near home" })).await;
        let then = cora.gql(CHARTER, json!({ "p": p, "day": "2025-12-31" })).await;
        assert_json!(then["partnership"]["charter"], {"asOf": "2025-12-31", "goals": [], "mission": null, "strategies": [], "vision": null});
        let then = cora.gql(CHARTER, json!({ "p": p, "day": "2026-01-31" })).await;
        assert_json!(then["partnership"]["charter"], {"asOf": "2026-01-31", "goals": [{"dueOn": "2026-12-31", "goal": {"state": "OPEN", "title": "150 nurses"}, "target": "100 licences", "title": "100 nurses"}], "mission": null, "strategies": [], "vision": {"text": "Nurses for all"}});
        let then = cora.gql(CHARTER, json!({ "p": p, "day": "2026-12-03" })).await;
        assert_json!(then["partnership"]["charter"], {"asOf": "2026-12-03", "goals": [{"dueOn": "2026-12-31", "goal": {"state": "OPEN", "title": "150 nurses"}, "target": "100 licences", "title": "100 nurses"}, {"dueOn": null, "goal": {"state": "DROPPED", "title": "50 aides"}, "target": null, "title": "50 aides"}], "mission": null, "strategies": [{"goal": {"title": "150 nurses"}, "text": "Clinical seats"}], "vision": {"text": "Nurses for all"}});
        assert_json!(cora.gql(CHARTER, json!({ "p": p })).await["partnership"]["charter"], {"asOf": "2026-12-04", "goals": [{"dueOn": "2027-06-30", "goal": {"state": "OPEN", "title": "150 nurses"}, "target": "100 licences", "title": "150 nurses"}], "mission": null, "strategies": [{"goal": {"title": "150 nurses"}, "text": "Clinical seats"}], "vision": {"text": "Care near home"}});
    }

    async fn twenty_charters_take_as_many_statements_as_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        for n in 0..20 {
            let p = partnership(&cora, &format!("Partnership {n:02}"), "SECTOR").await;
            let served = goal(&cora, &p, json!({ "title": "A goal" })).await;
            statement(&cora, &p, json!({ "kind": "STRATEGY", "text": "A way", "goalId": served["id"] })).await;
        }
        let query = "query($first: Int) { partnerships(first: $first) { nodes { charter { vision { text } strategies { text goal { title } } goals { title goal { progress(first: 1) { nodes { text } } } } }
            statements { text } goals(first: 2) { nodes { title } } } } }";
        let (one, _) = t.statements(cora.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(cora.gql(query, json!({ "first": 20 }))).await;
        // The token, the page; of the charter its statements, their goals, goals, wordings, progress; statements; goals.
        assert_eq!((one, twenty), (9, 9));
    }
}
