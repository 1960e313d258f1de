//! Adding, changing and closing priorities, and their trash.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{CREATE, codes, priority};
use crate::{
    partnerships::partnership,
    support::{assert_json, on_both},
};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: PriorityUpdateInput!) { priorityUpdate(id: $id, version: $version, input: $input) {
    priority { title description position version } changes { field before after } userErrors { code path message } } }";
const CLOSE: &str = "mutation($id: ID!, $version: Int!, $input: PriorityCloseInput!) { priorityClose(id: $id, version: $version, input: $input) {
    priority { state closedOn outcome version } userErrors { code path message } } }";
const REOPEN: &str = "mutation($id: ID!, $version: Int!) { priorityReopen(id: $id, version: $version) { priority { state closedOn outcome version } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { priorityTrash(id: $id, version: $version) { priority { version trashedAt } userErrors { code message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { priorityRestore(id: $id, version: $version) { priority { version trashedAt } userErrors { code message } } }";

on_both! {
    async fn priorities_are_added_changed_and_closed(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let mut data = cora.gql(CREATE, json!({ "p": p, "input": { "title": " More aides ", "description": "In homes", "adoptedOn": "2026-01-01" } })).await;
        let id = data["priorityCreate"]["priority"]["id"].clone();
        data["priorityCreate"]["priority"]["id"] = Value::Null;
        assert_json!(data["priorityCreate"], {"priority": {"actionTeams": [], "adoptedOn": "2026-01-01", "champions": [], "closedOn": null, "description": "In homes", "id": null, "outcome": null, "permissions": {"canTrash": true, "canUpdate": true}, "position": 1, "state": "OPEN", "title": "More aides", "version": 1}, "userErrors": []});
        priority(&cora, &p, json!({ "title": "Night shifts" })).await;
        let bad = cora.gql(CREATE, json!({ "p": p, "input": { "title": "" } })).await;
        assert_json!(bad["priorityCreate"]["userErrors"], [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "title"]}]);
        let changed = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "title": "More home aides", "description": null, "position": 5 } })).await;
        assert_json!(changed["priorityUpdate"], {"changes": [{"after": "More home aides", "before": "More aides", "field": "title"}, {"after": null, "before": "In homes", "field": "description"}, {"after": "5", "before": "1", "field": "position"}], "priority": {"description": null, "position": 5, "title": "More home aides", "version": 2}, "userErrors": []});
        let conflict = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "title": "Other" } })).await;
        assert_json!(conflict["priorityUpdate"], {"changes": [], "priority": {"description": null, "position": 5, "title": "More home aides", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let mut answers = Vec::new();
        for (query, version, input) in [
            (CLOSE, 2, json!({ "isDone": true, "outcome": " " })),
            (CLOSE, 2, json!({ "isDone": true, "outcome": "A", "closedOn": "2026-11-25" })),
            (CLOSE, 2, json!({ "isDone": true, "outcome": "A", "closedOn": "2025-12-31" })),
            (CLOSE, 2, json!({ "isDone": true, "outcome": "40 aides hired", "closedOn": "2026-11-01" })),
            (UPDATE, 3, json!({ "title": "B" })),
            (CLOSE, 3, json!({ "isDone": false, "outcome": "A" })),
        ] {
            let data = cora.gql(query, json!({ "id": id, "version": version, "input": input })).await;
            answers.push(data.as_object().unwrap().values().next().unwrap().clone());
        }
        assert_json!(json!(answers), [{"priority": null, "userErrors": [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "outcome"]}]}, {"priority": null, "userErrors": [{"code": "INVALID", "message": "This day has not come yet.", "path": ["input", "closedOn"]}]}, {"priority": null, "userErrors": [{"code": "INVALID", "message": "This is before the priority was adopted.", "path": ["input", "closedOn"]}]}, {"priority": {"closedOn": "2026-11-01", "outcome": "40 aides hired", "state": "DONE", "version": 3}, "userErrors": []}, {"changes": [], "priority": null, "userErrors": [{"code": "STATE", "message": "This priority is closed; reopen it first.", "path": ["id"]}]}, {"priority": null, "userErrors": [{"code": "STATE", "message": "This priority is closed; reopen it first.", "path": ["id"]}]}]);
        let reopened = cora.gql(REOPEN, json!({ "id": id, "version": 3 })).await;
        assert_json!(reopened["priorityReopen"], {"priority": {"closedOn": null, "outcome": null, "state": "OPEN", "version": 4}, "userErrors": []});
        let again = cora.gql(REOPEN, json!({ "id": id, "version": 4 })).await;
        assert_json!(again["priorityReopen"]["userErrors"], [{"code": "STATE", "message": "This priority is open.", "path": ["id"]}]);
        let list = "query($p: ID!) { partnership(id: $p) { priorities { title position } } }";
        assert_json!(cora.gql(list, json!({ "p": p })).await["partnership"]["priorities"], [{"position": 2, "title": "Night shifts"}, {"position": 5, "title": "More home aides"}]);
    }

    async fn the_trash_gives_back(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let id = priority(&cora, &p, json!({ "title": "More aides" })).await;
        assert_json!(cora.gql(TRASH, json!({ "id": id, "version": 1 })).await["priorityTrash"], {"priority": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        assert_json!(cora.gql(TRASH, json!({ "id": id, "version": 2 })).await["priorityTrash"]["userErrors"], [{"code": "STATE", "message": "This priority is in the trash already."}]);
        let lists = "query($p: ID!) { partnership(id: $p) { live: priorities { title } trash: priorities(trashed: true) { title } } }";
        assert_json!(cora.gql(lists, json!({ "p": p })).await["partnership"], {"live": [], "trash": [{"title": "More aides"}]});
        let refused = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "title": "B" } })).await;
        assert_json!(refused["priorityUpdate"]["userErrors"], [{"code": "STATE", "message": "This priority is in the trash; restore it first.", "path": ["id"]}]);
        assert_json!(cora.gql(RESTORE, json!({ "id": id, "version": 2 })).await["priorityRestore"], {"priority": {"trashedAt": null, "version": 3}, "userErrors": []});
        assert_json!(cora.gql(RESTORE, json!({ "id": id, "version": 3 })).await["priorityRestore"]["userErrors"], [{"code": "STATE", "message": "This priority is not in the trash."}]);
    }

    async fn unknown_is_not_found_and_staff_are_forbidden(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let p = partnership(&cora, "Health", "SECTOR").await;
        let id = priority(&cora, &p, json!({ "title": "More aides" })).await;
        let mutations = [
            "mutation($id: ID!, $version: Int!) { priorityUpdate(id: $id, version: $version, input: {title: \"A\"}) { userErrors { code } } }",
            "mutation($id: ID!, $version: Int!) { priorityClose(id: $id, version: $version, input: {isDone: true, outcome: \"A\"}) { userErrors { code } } }",
            REOPEN, TRASH, RESTORE,
        ];
        assert_eq!(codes(&cora, &json!("nonsense"), &mutations).await, ["NOT_FOUND"; 5]);
        assert_eq!(codes(&sam, &id, &mutations).await, ["FORBIDDEN"; 5]);
        let denied = sam.gql(CREATE, json!({ "p": p, "input": { "title": "B" } })).await;
        let unknown = cora.gql(CREATE, json!({ "p": "nonsense", "input": { "title": "B" } })).await;
        assert_json!(json!([denied["priorityCreate"]["userErrors"], unknown["priorityCreate"]["userErrors"]]), [[{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["partnershipId"]}]]);
        let nothing = "{ priority(id: \"nonsense\") { title } actionTeam(id: \"nonsense\") { name } quickWin(id: \"nonsense\") { title } }";
        assert_json!(cora.gql(nothing, json!({})).await, {"actionTeam": null, "priority": null, "quickWin": null});
    }
}
