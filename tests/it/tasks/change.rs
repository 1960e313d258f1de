//! Adding, changing, closing and trashing tasks.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::task;
use crate::{
    contributions::employer,
    recommendations::recorded,
    support::{User, assert_json, on_both},
};

const CREATE: &str = "mutation($input: TaskCreateInput!) { taskCreate(input: $input) {
    task { title kind dueOn isOverdue state employer { name } recommendation { text } ownerUser { id } version } userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: TaskUpdateInput!) {
    taskUpdate(id: $id, version: $version, input: $input) { task { title dueOn isOverdue version } changes { field before after } userErrors { code path message } } }";

/// Runs a mutation that takes nothing but `more` beside id and version.
async fn act(user: &User<'_>, name: &str, id: &Value, version: i32, more: &str) -> Value {
    let query = format!(
        "mutation($id: ID!, $version: Int!) {{ it: task{name}(id: $id, version: $version{more}) {{
            task {{ state closedOn outcome trashedAt version }} userErrors {{ code path message }} }} }}"
    );
    user.gql(&query, json!({ "id": id, "version": version })).await["it"].clone()
}

on_both! {
    async fn a_task_says_what_who_and_until_when(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let advice = recorded(&sam, json!({ "text": "Teach TIG", "saidOn": "2026-09-01", "employerId": acme })).await;
        let input = json!({ "title": " Find an instructor ", "recommendationId": advice, "ownerUserId": sam.id.to_string(), "dueOn": "2026-11-23" });
        let mut data = sam.gql(CREATE, json!({ "input": input })).await["taskCreate"].clone();
        assert_eq!(data["task"]["ownerUser"]["id"].take(), sam.id.to_string());
        assert_json!(data, {"task": {"dueOn": "2026-11-23", "employer": null, "isOverdue": true, "kind": "ACTION", "ownerUser": {"id": null}, "recommendation": {"text": "Teach TIG"}, "state": "OPEN", "title": "Find an instructor", "version": 1}, "userErrors": []});
    }

    async fn what_is_no_task_says_why(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let nobody = "task_00000000000000000000000000000000";
        let mut answers = Vec::new();
        for input in [
            json!({ "title": " ", "employerId": acme }),
            json!({ "title": "Call" }),
            json!({ "title": "Call", "employerId": nobody, "partnershipId": nobody, "meetingId": nobody, "recommendationId": nobody, "ownerUserId": nobody, "ownerContactId": nobody }),
        ] {
            answers.push(sam.gql(CREATE, json!({ "input": input })).await["taskCreate"].clone());
        }
        assert_json!(json!(answers), [{"task": null, "userErrors": [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "title"]}]}, {"task": null, "userErrors": [{"code": "REQUIRED", "message": "Name the partnership, the meeting, the recommendation or the employer it belongs to.", "path": ["input", "partnershipId"]}]}, {"task": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "employerId"]}, {"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["input", "partnershipId"]}, {"code": "NOT_FOUND", "message": "There is no such recommendation.", "path": ["input", "recommendationId"]}, {"code": "NOT_FOUND", "message": "There is no such meeting.", "path": ["input", "meetingId"]}, {"code": "NOT_FOUND", "message": "There is no such user.", "path": ["input", "ownerUserId"]}, {"code": "NOT_FOUND", "message": "There is no such contact.", "path": ["input", "ownerContactId"]}, {"code": "INVALID", "message": "A task has one owner: a user or a contact.", "path": ["input", "ownerContactId"]}]}]);
    }

    async fn a_task_has_one_owner(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let create = "mutation { contactCreate(input: { name: \"Ana\" }) { contact { id } } }";
        let ana = sam.gql(create, json!({})).await["contactCreate"]["contact"]["id"].clone();
        let id = task(&sam, json!({ "title": "Call", "employerId": acme, "ownerContactId": ana })).await;
        let both = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "ownerUserId": sam.id.to_string() } })).await;
        assert_json!(both["taskUpdate"], {"changes": [], "task": null, "userErrors": [{"code": "INVALID", "message": "A task has one owner: a user or a contact.", "path": ["input", "ownerContactId"]}]});
        let handed = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "ownerUserId": sam.id.to_string(), "ownerContactId": null, "dueOn": "2026-12-01" } })).await;
        assert_json!(handed["taskUpdate"]["userErrors"], []);
        assert_json!(handed["taskUpdate"]["task"], {"dueOn": "2026-12-01", "isOverdue": false, "title": "Call", "version": 2});
    }

    async fn tasks_close_and_open(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = task(&sam, json!({ "title": "Call", "employerId": acme })).await;
        let answers = [
            act(&sam, "Reopen", &id, 1, "").await,
            act(&sam, "Complete", &id, 1, ", on: \"2026-12-31\"").await,
            act(&sam, "Complete", &id, 1, ", outcome: \"She will come\"").await,
            act(&sam, "Complete", &id, 2, "").await,
            act(&sam, "Reopen", &id, 2, "").await,
            act(&sam, "Drop", &id, 3, ", reason: \" \"").await,
            act(&sam, "Drop", &id, 3, ", reason: \"She moved\"").await,
            act(&sam, "Reopen", &id, 3, "").await,
        ];
        assert_json!(json!(answers), [{"task": null, "userErrors": [{"code": "STATE", "message": "This task is open.", "path": ["id"]}]}, {"task": null, "userErrors": [{"code": "INVALID", "message": "This day lies in the future.", "path": ["on"]}]}, {"task": {"closedOn": "2026-11-24", "outcome": "She will come", "state": "DONE", "trashedAt": null, "version": 2}, "userErrors": []}, {"task": null, "userErrors": [{"code": "STATE", "message": "This task is closed; open it again first.", "path": ["id"]}]}, {"task": {"closedOn": null, "outcome": null, "state": "OPEN", "trashedAt": null, "version": 3}, "userErrors": []}, {"task": null, "userErrors": [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["reason"]}]}, {"task": {"closedOn": "2026-11-24", "outcome": "She moved", "state": "DROPPED", "trashedAt": null, "version": 4}, "userErrors": []}, {"task": {"closedOn": "2026-11-24", "outcome": "She moved", "state": "DROPPED", "trashedAt": null, "version": 4}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}]);
    }

    async fn the_trash_holds_tasks_until_they_are_restored(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = task(&sam, json!({ "title": "Call", "employerId": acme })).await;
        let answers = [
            act(&sam, "Restore", &id, 1, "").await,
            act(&sam, "Trash", &id, 1, "").await,
            act(&sam, "Trash", &id, 2, "").await,
            act(&sam, "Complete", &id, 2, "").await,
            act(&sam, "Restore", &id, 2, "").await,
        ];
        assert_json!(json!(answers), [{"task": null, "userErrors": [{"code": "STATE", "message": "This task is not in the trash.", "path": ["id"]}]}, {"task": {"closedOn": null, "outcome": null, "state": "OPEN", "trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []}, {"task": null, "userErrors": [{"code": "STATE", "message": "This task is in the trash already.", "path": ["id"]}]}, {"task": null, "userErrors": [{"code": "STATE", "message": "This task is in the trash; restore it first.", "path": ["id"]}]}, {"task": {"closedOn": null, "outcome": null, "state": "OPEN", "trashedAt": null, "version": 3}, "userErrors": []}]);
    }

    async fn owners_close_their_tasks_and_others_do_not(t: TestApp) {
        let (sam, eve, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let acme = employer(&sam, "Acme").await;
        let id = task(&sam, json!({ "title": "Call", "employerId": acme, "ownerUserId": eve.id.to_string() })).await;
        let other = task(&sam, json!({ "title": "Write", "employerId": acme, "ownerUserId": vera.id.to_string() })).await;
        let refused = eve.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "title": "Ring" } })).await;
        assert_json!(refused["taskUpdate"]["userErrors"], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]);
        assert_json!(act(&eve, "Complete", &other, 1, "").await["userErrors"][0]["code"], "FORBIDDEN");
        assert_json!(act(&vera, "Complete", &other, 1, "").await["userErrors"][0]["code"], "FORBIDDEN");
        assert_json!(act(&eve, "Complete", &id, 1, "").await["task"]["state"], "DONE");
    }
}
