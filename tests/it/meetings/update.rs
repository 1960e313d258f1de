//! Changing what meetings are about.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{board, scheduled};
use crate::support::{User, assert_json, on_both};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: MeetingUpdateInput!) {
    meetingUpdate(id: $id, version: $version, input: $input) {
        meeting { title kind agenda sequence version }
        changes { field before after }
        userErrors { code path message }
    }
}";

async fn updated(user: &User<'_>, id: &Value, version: i32, input: Value) -> Value {
    let data = user
        .gql(UPDATE, json!({ "id": id, "version": version, "input": input }))
        .await;
    data["meetingUpdate"].clone()
}

on_both! {
    async fn a_change_of_words_leaves_the_sequence(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = scheduled(&cora, &board(&cora).await, json!({ "agenda": "Old" })).await;
        let input = json!({ "title": "Autumn", "kind": "LAUNCH", "agenda": null, "ownerId": null });
        let mut data = updated(&cora, &id, 1, input).await;
        let owner = data["changes"].as_array_mut().expect("changes").pop().expect("the owner");
        assert_eq!(owner["before"], json!(cora.id.to_string()));
        assert_json!(data, {"changes": [{"after": "LAUNCH", "before": "GENERAL", "field": "kind"}, {"after": "Autumn", "before": "Spring meeting", "field": "title"}, {"after": null, "before": "Old", "field": "agenda"}], "meeting": {"agenda": null, "kind": "LAUNCH", "sequence": 0, "title": "Autumn", "version": 2}, "userErrors": []});
    }

    async fn what_cannot_be_done_is_said(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let vera = t.user(UserRole::Viewer).await;
        let id = scheduled(&cora, &board(&cora).await, json!({})).await;
        let seen = json!([
            updated(&vera, &id, 1, json!({ "title": "Mine" })).await["userErrors"],
            updated(&cora, &id, 2, json!({ "title": "Autumn" })).await,
            updated(&cora, &id, 1, json!({ "title": "", "ownerId": "nonsense" })).await["userErrors"],
            updated(&cora, &id, 1, json!({ "ownerId": "nonsense" })).await["userErrors"],
            updated(&cora, &json!("nonsense"), 1, json!({ "title": "Autumn" })).await["userErrors"],
        ]);
        assert_json!(seen, [[{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], {"changes": [], "meeting": {"agenda": null, "kind": "GENERAL", "sequence": 0, "title": "Spring meeting", "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "title"]}], [{"code": "NOT_FOUND", "message": "There is no such user.", "path": ["input", "ownerId"]}], [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]]);
        let cancel = "mutation($id: ID!) { meetingCancel(id: $id, version: 1) { userErrors { code } } }";
        cora.gql(cancel, json!({ "id": id })).await;
        assert_json!(updated(&cora, &id, 2, json!({ "title": "Autumn" })).await["userErrors"], [{"code": "STATE", "message": "This meeting was cancelled.", "path": ["id"]}]);
    }
}
