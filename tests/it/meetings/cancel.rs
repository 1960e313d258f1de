//! Calling meetings off, and the trash.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{board, scheduled};
use crate::support::{User, assert_json, on_both};

const CANCEL: &str = "mutation($id: ID!, $version: Int!, $reason: String) {
    meetingCancel(id: $id, version: $version, reason: $reason) {
        meeting { status cancelledReason sequence version } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) {
    meetingTrash(id: $id, version: $version) { meeting { version trashedAt } userErrors { code message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) {
    meetingRestore(id: $id, version: $version) { meeting { version trashedAt } userErrors { code message } } }";

async fn asked(user: &User<'_>, query: &str, id: &Value, version: i32) -> Value {
    let vars = json!({ "id": id, "version": version, "reason": " Too few could come. " });
    let mut data = user.gql(query, vars).await;
    data.as_object_mut()
        .expect("an object")
        .values_mut()
        .next()
        .expect("a field")
        .take()
}

on_both! {
    async fn a_cancelled_meeting_stays_with_a_higher_sequence(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = scheduled(&cora, &board(&cora).await, json!({})).await;
        assert_json!(asked(&cora, CANCEL, &id, 9).await, {"meeting": {"cancelledReason": null, "sequence": 0, "status": "PLANNED", "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        assert_json!(asked(&cora, CANCEL, &id, 1).await, {"meeting": {"cancelledReason": "Too few could come.", "sequence": 1, "status": "CANCELLED", "version": 2}, "userErrors": []});
        assert_json!(asked(&cora, CANCEL, &id, 2).await, {"meeting": null, "userErrors": [{"code": "STATE", "message": "Only a planned meeting can be cancelled.", "path": ["id"]}]});
    }

    async fn the_trash_gives_back(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = scheduled(&cora, &board(&cora).await, json!({})).await;
        assert_json!(asked(&cora, TRASH, &id, 1).await, {"meeting": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        let listed = "{ live: meetings { nodes { title } } trash: meetings(trashed: true) { nodes { title } } }";
        assert_json!(cora.gql(listed, json!({})).await, {"live": {"nodes": []}, "trash": {"nodes": [{"title": "Spring meeting"}]}});
        let mut seen = vec![asked(&cora, TRASH, &id, 2).await, asked(&cora, CANCEL, &id, 2).await];
        for version in [2, 3] {
            seen.push(asked(&cora, RESTORE, &id, version).await);
        }
        assert_json!(json!(seen), [{"meeting": null, "userErrors": [{"code": "STATE", "message": "This meeting is in the trash already."}]}, {"meeting": null, "userErrors": [{"code": "STATE", "message": "This meeting is in the trash; restore it first.", "path": ["id"]}]}, {"meeting": {"trashedAt": null, "version": 3}, "userErrors": []}, {"meeting": null, "userErrors": [{"code": "STATE", "message": "This meeting is not in the trash."}]}]);
    }

    async fn who_is_on_the_list_is_told_before_a_meeting_goes(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = scheduled(&cora, &board(&cora).await, json!({})).await;
        let invite = "mutation($id: ID!, $user: ID!) { attendeesInvite(meetingId: $id, input: [{userId: $user}]) { userErrors { code } } }";
        cora.gql(invite, json!({ "id": id, "user": cora.id.to_string() })).await;
        assert_json!(asked(&cora, TRASH, &id, 1).await, {"meeting": null, "userErrors": [{"code": "STATE", "message": "People are on the list of this meeting: cancel it first, so that they are told."}]});
        asked(&cora, CANCEL, &id, 1).await;
        assert_eq!(asked(&cora, TRASH, &id, 2).await["userErrors"], json!([]));
    }

    async fn only_who_may_cancels_and_trashes(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let id = scheduled(&cora, &board(&cora).await, json!({})).await;
        for user in [&sam, &vera] {
            for query in [CANCEL, TRASH, RESTORE] {
                assert_eq!(asked(user, query, &id, 1).await["userErrors"][0]["code"], "FORBIDDEN");
                assert_eq!(asked(user, query, &json!("nonsense"), 1).await["userErrors"][0]["code"], "NOT_FOUND");
            }
        }
    }
}
