//! Changing goals, their wordings, and the trash.

use chrono::TimeDelta;
use entities::user_account::UserRole;
use serde_json::json;

use super::goal;
use crate::{
    partnerships::partnership,
    support::{assert_json, on_both},
};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: GoalUpdateInput!) { goalUpdate(id: $id, version: $version, input: $input) {
    goal { title target dueOn version wordings { fromOn title target dueOn } } changes { field before after } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { goalTrash(id: $id, version: $version) { goal { version trashedAt } userErrors { code message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { goalRestore(id: $id, version: $version) { goal { version trashedAt } userErrors { code message } } }";

on_both! {
    async fn a_former_wording_is_kept_but_not_a_slip_of_the_day(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let id = goal(&cora, &p, json!({ "title": "100 nurzes", "dueOn": "2026-12-31" })).await["id"].clone();
        let slip = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "title": "100 nurses" } })).await;
        assert_json!(slip["goalUpdate"], {"changes": [{"after": "100 nurses", "before": "100 nurzes", "field": "title"}], "goal": {"dueOn": "2026-12-31", "target": null, "title": "100 nurses", "version": 2, "wordings": [{"dueOn": "2026-12-31", "fromOn": "2026-11-24", "target": null, "title": "100 nurses"}]}, "userErrors": []});
        t.clock.advance(TimeDelta::days(30));
        let changed = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "target": "150 licences", "dueOn": null, "description": "More" } })).await;
        assert_json!(changed["goalUpdate"], {"changes": [{"after": "More", "before": null, "field": "description"}, {"after": "150 licences", "before": null, "field": "target"}, {"after": null, "before": "2026-12-31", "field": "dueOn"}], "goal": {"dueOn": null, "target": "150 licences", "title": "100 nurses", "version": 3, "wordings": [{"dueOn": "2026-12-31", "fromOn": "2026-11-24", "target": null, "title": "100 nurses"}, {"dueOn": null, "fromOn": "2026-12-24", "target": "150 licences", "title": "100 nurses"}]}, "userErrors": []});
        let conflict = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "title": "Other" } })).await;
        assert_json!(conflict["goalUpdate"], {"changes": [], "goal": {"dueOn": null, "target": "150 licences", "title": "100 nurses", "version": 3, "wordings": [{"dueOn": "2026-12-31", "fromOn": "2026-11-24", "target": null, "title": "100 nurses"}, {"dueOn": null, "fromOn": "2026-12-24", "target": "150 licences", "title": "100 nurses"}]}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let bad = cora.gql(UPDATE, json!({ "id": id, "version": 3, "input": { "title": " ", "dueOn": "2026-01-01" } })).await;
        assert_json!(bad["goalUpdate"]["userErrors"], [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "title"]}]);
        let early = cora.gql(UPDATE, json!({ "id": id, "version": 3, "input": { "dueOn": "2026-01-01" } })).await;
        assert_json!(early["goalUpdate"]["userErrors"], [{"code": "INVALID", "message": "It cannot be due before it was adopted.", "path": ["input", "dueOn"]}]);
    }

    async fn the_trash_gives_back(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let id = goal(&cora, &p, json!({ "title": "100 nurses" })).await["id"].clone();
        assert_json!(cora.gql(TRASH, json!({ "id": id, "version": 1 })).await["goalTrash"], {"goal": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        assert_json!(cora.gql(TRASH, json!({ "id": id, "version": 2 })).await["goalTrash"]["userErrors"], [{"code": "STATE", "message": "This goal is in the trash already."}]);
        let lists = "query($p: ID!) { live: goals { nodes { title } } trash: goals(trashed: true) { nodes { title } } partnership(id: $p) { goals { nodes { title } totalCount { value } } charter { goals { title } } } }";
        assert_json!(cora.gql(lists, json!({ "p": p })).await, {"live": {"nodes": []}, "partnership": {"charter": {"goals": []}, "goals": {"nodes": [], "totalCount": {"value": 0}}}, "trash": {"nodes": [{"title": "100 nurses"}]}});
        let refused = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "title": "B" } })).await;
        assert_json!(refused["goalUpdate"]["userErrors"], [{"code": "STATE", "message": "This goal is in the trash; restore it first.", "path": ["id"]}]);
        assert_json!(cora.gql(RESTORE, json!({ "id": id, "version": 2 })).await["goalRestore"], {"goal": {"trashedAt": null, "version": 3}, "userErrors": []});
        assert_json!(cora.gql(RESTORE, json!({ "id": id, "version": 3 })).await["goalRestore"]["userErrors"], [{"code": "STATE", "message": "This goal is not in the trash."}]);
    }

    async fn unknown_is_not_found_and_staff_are_forbidden(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let p = partnership(&cora, "Health", "SECTOR").await;
        let id = goal(&cora, &p, json!({ "title": "100 nurses" })).await["id"].clone();
        let complete = "mutation($id: ID!, $version: Int!) { goalComplete(id: $id, version: $version, input: {learned: \"A\", successor: {noneBecause: \"B\"}}) { userErrors { code } } }";
        let drop = "mutation($id: ID!, $version: Int!) { goalDrop(id: $id, version: $version, input: {because: \"A\"}) { userErrors { code } } }";
        let reopen = "mutation($id: ID!, $version: Int!) { goalReopen(id: $id, version: $version) { userErrors { code } } }";
        let update = "mutation($id: ID!, $version: Int!) { goalUpdate(id: $id, version: $version, input: {title: \"A\"}) { userErrors { code } } }";
        for (user, id, code) in [(&cora, json!("nonsense"), "NOT_FOUND"), (&sam, id, "FORBIDDEN")] {
            for query in [update, complete, drop, reopen, TRASH, RESTORE] {
                let data = user.gql(query, json!({ "id": id, "version": 1 })).await;
                let payload = data.as_object().unwrap().values().next().unwrap();
                assert_eq!(payload["userErrors"][0]["code"], code, "{query}");
            }
        }
    }
}
