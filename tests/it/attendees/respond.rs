//! Answers to invitations.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{attendees, invited};
use crate::{
    engagements::employer,
    meetings::{board, scheduled},
    support::{User, assert_json, on_both},
};

const RESPOND: &str = "mutation($id: ID!, $version: Int!, $response: AttendeeResponse!) {
    attendeeRespond(id: $id, version: $version, response: $response) {
        attendee { response respondedAt version } userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: AttendeeUpdateInput!) {
    attendeeUpdate(id: $id, version: $version, input: $input) {
        attendee { people stakeholder version } changes { field before after } userErrors { code path message } } }";

async fn answered(user: &User<'_>, id: &Value, version: i32, response: &str) -> Value {
    let vars = json!({ "id": id, "version": version, "response": response });
    user.gql(RESPOND, vars).await["attendeeRespond"].clone()
}

async fn updated(user: &User<'_>, id: &Value, version: i32, input: Value) -> Value {
    let vars = json!({ "id": id, "version": version, "input": input });
    user.gql(UPDATE, vars).await["attendeeUpdate"].clone()
}

on_both! {
    async fn the_last_answer_counts(t: TestApp) {
        let (cora, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        let meeting = scheduled(&cora, &board(&cora).await, json!({})).await;
        invited(&cora, &meeting, json!([{ "userId": cora.id.to_string() }])).await;
        let id = attendees(&cora, &meeting).await[0].clone();
        let seen = json!([
            answered(&cora, &id, 1, "TENTATIVE").await,
            answered(&cora, &id, 2, "DECLINED").await,
            answered(&cora, &id, 3, "NEEDS_ACTION").await,
            answered(&cora, &id, 3, "ACCEPTED").await,
            answered(&vera, &id, 4, "ACCEPTED").await["userErrors"],
            answered(&cora, &json!("nonsense"), 4, "ACCEPTED").await["userErrors"],
        ]);
        assert_json!(seen, [{"attendee": {"respondedAt": "2026-11-24T20:00:00.000Z", "response": "TENTATIVE", "version": 2}, "userErrors": []}, {"attendee": {"respondedAt": "2026-11-24T20:00:00.000Z", "response": "DECLINED", "version": 3}, "userErrors": []}, {"attendee": {"respondedAt": null, "response": "NEEDS_ACTION", "version": 4}, "userErrors": []}, {"attendee": {"respondedAt": null, "response": "NEEDS_ACTION", "version": 4}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]]);
        let cancel = "mutation($id: ID!) { meetingCancel(id: $id, version: 1) { userErrors { code } } }";
        cora.gql(cancel, json!({ "id": meeting })).await;
        assert_json!(answered(&cora, &id, 4, "ACCEPTED").await["userErrors"], [{"code": "STATE", "message": "This meeting was cancelled.", "path": ["id"]}]);
    }

    async fn what_is_known_of_an_attendee_can_be_corrected(t: TestApp) {
        let (cora, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        let meeting = scheduled(&cora, &board(&cora).await, json!({})).await;
        let acme = employer(&cora, "Acme").await;
        invited(&cora, &meeting, json!([{ "employerId": acme }, { "userId": cora.id.to_string() }])).await;
        let list = attendees(&cora, &meeting).await;
        let seen = json!([
            updated(&cora, &list[0], 1, json!({ "people": 4, "stakeholder": "LABOR" })).await,
            updated(&cora, &list[0], 2, json!({ "people": 0 })).await["userErrors"],
            updated(&cora, &list[1], 1, json!({ "people": 2 })).await["userErrors"],
            updated(&cora, &list[0], 1, json!({ "stakeholder": null })).await,
            updated(&vera, &list[0], 2, json!({ "people": 1 })).await["userErrors"],
            updated(&cora, &json!("nonsense"), 2, json!({ "people": 1 })).await["userErrors"],
        ]);
        assert_json!(seen, [{"attendee": {"people": 4, "stakeholder": "LABOR", "version": 2}, "changes": [{"after": "4", "before": "1", "field": "people"}, {"after": "LABOR", "before": "BUSINESS", "field": "stakeholder"}], "userErrors": []}, [{"code": "INVALID", "message": "It is from 1 to 1000 people.", "path": ["input", "people"]}], [{"code": "INVALID", "message": "A named person is one.", "path": ["input", "people"]}], {"attendee": {"people": 4, "stakeholder": "LABOR", "version": 2}, "changes": [], "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]]);
    }
}
