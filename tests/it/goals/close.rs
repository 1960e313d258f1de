//! Completing goals asks what was learned and what follows; dropping asks why.

use entities::user_account::UserRole;
use serde_json::json;

use super::goal;
use crate::{
    partnerships::partnership,
    support::{assert_json, on_both},
};

const COMPLETE: &str = "mutation($id: ID!, $version: Int!, $input: GoalCompleteInput!) { goalComplete(id: $id, version: $version, input: $input) {
    goal { title state closedOn isOverdue learned droppedBecause successor { goal { title adoptedOn state follows { title } } noneBecause } version } userErrors { code path message } } }";
const DROP: &str = "mutation($id: ID!, $version: Int!, $input: GoalDropInput!) { goalDrop(id: $id, version: $version, input: $input) {
    goal { state closedOn learned droppedBecause successor { noneBecause } version } userErrors { code path message } } }";
const REOPEN: &str = "mutation($id: ID!, $version: Int!) { goalReopen(id: $id, version: $version) {
    goal { state closedOn learned droppedBecause successor { noneBecause } version } userErrors { code path message } } }";

on_both! {
    async fn a_new_goal_follows_the_completed_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let id = goal(&cora, &p, json!({ "title": "100 nurses", "dueOn": "2026-06-30", "adoptedOn": "2026-01-01" })).await["id"].clone();
        let input = json!({ "completedOn": "2026-11-20", "learned": "Seats were the limit", "successor": { "newGoal": { "title": "150 nurses", "dueOn": "2027-12-31" } } });
        let data = cora.gql(COMPLETE, json!({ "id": id, "version": 1, "input": input })).await;
        assert_json!(data["goalComplete"], {"goal": {"closedOn": "2026-11-20", "droppedBecause": null, "isOverdue": false, "learned": "Seats were the limit", "state": "COMPLETED", "successor": {"goal": {"adoptedOn": "2026-11-20", "follows": [{"title": "100 nurses"}], "state": "OPEN", "title": "150 nurses"}, "noneBecause": null}, "title": "100 nurses", "version": 2}, "userErrors": []});
        let again = cora.gql(COMPLETE, json!({ "id": id, "version": 2, "input": input })).await;
        assert_json!(again["goalComplete"], {"goal": null, "userErrors": [{"code": "STATE", "message": "This goal is closed; reopen it first.", "path": ["id"]}]});
        let update = "mutation($id: ID!) { goalUpdate(id: $id, version: 2, input: {title: \"B\"}) { userErrors { code path message } } }";
        assert_json!(cora.gql(update, json!({ "id": id })).await["goalUpdate"]["userErrors"], [{"code": "STATE", "message": "This goal is closed; reopen it first.", "path": ["id"]}]);
        let reopened = cora.gql(REOPEN, json!({ "id": id, "version": 2 })).await;
        assert_json!(reopened["goalReopen"], {"goal": {"closedOn": null, "droppedBecause": null, "learned": null, "state": "OPEN", "successor": null, "version": 3}, "userErrors": []});
        let all = cora.gql("{ goals { nodes { title state } } }", json!({})).await;
        assert_json!(all["goals"]["nodes"], [{"state": "OPEN", "title": "100 nurses"}, {"state": "OPEN", "title": "150 nurses"}]);
    }

    async fn a_goal_that_is_there_follows_or_none_with_a_reason(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let first = goal(&cora, &p, json!({ "title": "First", "adoptedOn": "2026-01-01" })).await["id"].clone();
        let second = goal(&cora, &p, json!({ "title": "Second", "adoptedOn": "2026-01-01" })).await["id"].clone();
        let input = json!({ "learned": "Much", "successor": { "goalId": second } });
        let data = cora.gql(COMPLETE, json!({ "id": first, "version": 1, "input": input })).await;
        assert_json!(data["goalComplete"], {"goal": {"closedOn": "2026-11-24", "droppedBecause": null, "isOverdue": false, "learned": "Much", "state": "COMPLETED", "successor": {"goal": {"adoptedOn": "2026-01-01", "follows": [{"title": "First"}], "state": "OPEN", "title": "Second"}, "noneBecause": null}, "title": "First", "version": 2}, "userErrors": []});
        let input = json!({ "learned": "All", "successor": { "noneBecause": "It is done" } });
        let data = cora.gql(COMPLETE, json!({ "id": second, "version": 1, "input": input })).await;
        assert_json!(data["goalComplete"], {"goal": {"closedOn": "2026-11-24", "droppedBecause": null, "isOverdue": false, "learned": "All", "state": "COMPLETED", "successor": {"goal": null, "noneBecause": "It is done"}, "title": "Second", "version": 2}, "userErrors": []});
    }

    async fn what_is_missing_or_wrong_is_named(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let other = partnership(&cora, "Metal", "SECTOR").await;
        let id = goal(&cora, &p, json!({ "title": "First", "adoptedOn": "2026-01-01" })).await["id"].clone();
        let elsewhere = goal(&cora, &other, json!({ "title": "Welders" })).await["id"].clone();
        let closed = goal(&cora, &p, json!({ "title": "Closed" })).await["id"].clone();
        cora.gql(DROP, json!({ "id": closed, "version": 1, "input": { "because": "No funds" } })).await;
        let mut errors = Vec::new();
        for (version, input) in [
            (1, json!({ "learned": " ", "successor": { "noneBecause": "" } })),
            (1, json!({ "learned": "A", "successor": { "newGoal": { "title": "" } } })),
            (1, json!({ "learned": "A", "successor": { "newGoal": { "title": "B", "dueOn": "2026-01-01" } } })),
            (1, json!({ "learned": "A", "successor": { "goalId": id } })),
            (1, json!({ "learned": "A", "successor": { "goalId": elsewhere } })),
            (1, json!({ "learned": "A", "successor": { "goalId": closed } })),
            (1, json!({ "learned": "A", "successor": { "noneBecause": "B" }, "completedOn": "2026-11-25" })),
            (1, json!({ "learned": "A", "successor": { "noneBecause": "B" }, "completedOn": "2025-12-31" })),
            (2, json!({ "learned": "A", "successor": { "newGoal": { "title": "Not made" } } })),
        ] {
            let data = cora.gql(COMPLETE, json!({ "id": id, "version": version, "input": input })).await;
            errors.push(data["goalComplete"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "learned"]}, {"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "successor", "noneBecause"]}], [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "successor", "newGoal", "title"]}], [{"code": "INVALID", "message": "It cannot be due before it was adopted.", "path": ["input", "successor", "newGoal", "dueOn"]}], [{"code": "INVALID", "message": "No goal follows itself.", "path": ["input", "successor", "goalId"]}], [{"code": "NOT_FOUND", "message": "There is no such goal of this partnership.", "path": ["input", "successor", "goalId"]}], [{"code": "STATE", "message": "This goal is closed; name an open one.", "path": ["input", "successor", "goalId"]}], [{"code": "INVALID", "message": "This day has not come yet.", "path": ["input", "completedOn"]}], [{"code": "INVALID", "message": "This is before the goal was adopted.", "path": ["input", "completedOn"]}], [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]]);
        let all = cora.gql("query($p: ID!) { goals(where: {partnershipId: $p}) { totalCount { value } } }", json!({ "p": p })).await;
        assert_eq!(all["goals"]["totalCount"]["value"], 2);
    }

    async fn a_dropped_goal_has_a_reason(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let id = goal(&cora, &p, json!({ "title": "First", "adoptedOn": "2026-01-01" })).await["id"].clone();
        let silent = cora.gql(DROP, json!({ "id": id, "version": 1, "input": { "because": " " } })).await;
        assert_json!(silent["goalDrop"]["userErrors"], [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "because"]}]);
        let dropped = cora.gql(DROP, json!({ "id": id, "version": 1, "input": { "because": "No funds" } })).await;
        assert_json!(dropped["goalDrop"], {"goal": {"closedOn": "2026-11-24", "droppedBecause": "No funds", "learned": null, "state": "DROPPED", "successor": null, "version": 2}, "userErrors": []});
        let conflict = cora.gql(REOPEN, json!({ "id": id, "version": 1 })).await;
        assert_json!(conflict["goalReopen"], {"goal": {"closedOn": "2026-11-24", "droppedBecause": "No funds", "learned": null, "state": "DROPPED", "successor": null, "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        cora.gql(REOPEN, json!({ "id": id, "version": 2 })).await;
        let open = cora.gql(REOPEN, json!({ "id": id, "version": 3 })).await;
        assert_json!(open["goalReopen"]["userErrors"], [{"code": "STATE", "message": "This goal is open.", "path": ["id"]}]);
    }
}
