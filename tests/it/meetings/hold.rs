//! What becomes of a meeting that took place: held, minutes filed, closed.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{board, scheduled};
use crate::{
    attendees::{attendees, invited},
    support::{User, assert_json, on_both},
};

const HOLD: &str = "mutation($id: ID!, $version: Int!, $input: MeetingHoldInput) {
    meetingHold(id: $id, version: $version, input: $input) {
        meeting { status version sequence attendees { attendance } } userErrors { code path message } } }";
const FILE: &str = "mutation($id: ID!, $version: Int!, $input: MeetingMinutesInput!) {
    meetingFileMinutes(id: $id, version: $version, input: $input) {
        meeting { minutes minutesFiledOn version } changes { field before after } userErrors { code path message } } }";
const CLOSE: &str = "mutation($id: ID!, $version: Int!) {
    meetingClose(id: $id, version: $version) { meeting { status version } userErrors { code path message } } }";
const REOPEN: &str = "mutation($id: ID!, $version: Int!) {
    meetingReopen(id: $id, version: $version) { meeting { status version } userErrors { code path message } } }";

async fn asked(user: &User<'_>, query: &str, id: &Value, version: i32, input: Value) -> Value {
    let mut data = user
        .gql(query, json!({ "id": id, "version": version, "input": input }))
        .await;
    data.as_object_mut()
        .expect("an object")
        .values_mut()
        .next()
        .expect("a field")
        .take()
}

/// A meeting of last Friday.
async fn last_friday(user: &User<'_>) -> Value {
    scheduled(
        user,
        &board(user).await,
        json!({ "localStart": "2026-11-20T09:00" }),
    )
    .await
}

on_both! {
    async fn a_meeting_is_held_with_its_attendance_in_one_step(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = last_friday(&cora).await;
        let agency = json!(cora.agency_id.to_string());
        invited(&cora, &id, json!([{ "userId": cora.id.to_string() }, { "agencyId": agency, "people": 4 }])).await;
        let list = attendees(&cora, &id).await;
        let bad = json!({ "attendance": [{ "attendeeId": "nonsense", "attendance": "PRESENT" }] });
        let marks = json!({ "attendance": [{ "attendeeId": list[1], "attendance": "PRESENT" }], "others": "ABSENT" });
        let seen = json!([
            asked(&cora, HOLD, &id, 1, bad).await,
            asked(&cora, HOLD, &id, 9, marks.clone()).await,
            asked(&cora, HOLD, &id, 1, marks.clone()).await,
            asked(&cora, HOLD, &id, 2, marks).await,
        ]);
        assert_json!(seen, [{"meeting": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such attendee on the list of this meeting.", "path": ["input", "attendance", "0", "attendeeId"]}]}, {"meeting": {"attendees": [{"attendance": "UNKNOWN"}, {"attendance": "UNKNOWN"}], "sequence": 0, "status": "PLANNED", "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"meeting": {"attendees": [{"attendance": "ABSENT"}, {"attendance": "PRESENT"}], "sequence": 0, "status": "HELD", "version": 2}, "userErrors": []}, {"meeting": null, "userErrors": [{"code": "STATE", "message": "Only a planned meeting can be held.", "path": ["id"]}]}]);
    }

    async fn what_has_not_begun_was_not_held(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = scheduled(&cora, &board(&cora).await, json!({})).await;
        assert_json!(asked(&cora, HOLD, &id, 1, Value::Null).await, {"meeting": null, "userErrors": [{"code": "STATE", "message": "This meeting has not begun.", "path": ["id"]}]});
        assert_json!(asked(&cora, FILE, &id, 1, json!({ "minutes": "We met." })).await["userErrors"], [{"code": "STATE", "message": "Only a meeting that was held has minutes.", "path": ["id"]}]);
        assert_json!(asked(&cora, CLOSE, &id, 1, Value::Null).await["userErrors"], [{"code": "STATE", "message": "Only a meeting that was held can be closed.", "path": ["id"]}]);
    }

    async fn minutes_are_a_draft_until_they_are_filed(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = last_friday(&cora).await;
        asked(&cora, HOLD, &id, 1, Value::Null).await;
        let seen = json!([
            asked(&cora, FILE, &id, 2, json!({ "minutes": " We met. " })).await,
            asked(&cora, FILE, &id, 3, json!({ "minutes": "We met.", "filedOn": "2026-11-19" })).await["userErrors"],
            asked(&cora, FILE, &id, 3, json!({ "minutes": "We met.", "filedOn": "2026-11-26" })).await["userErrors"],
            asked(&cora, FILE, &id, 3, json!({ "minutes": "We met.", "filedOn": "2026-11-24" })).await,
            asked(&cora, FILE, &id, 4, json!({ "minutes": "We met and ate." })).await["meeting"],
            asked(&cora, FILE, &id, 5, json!({ "minutes": "We met.", "filedOn": null })).await["meeting"],
        ]);
        assert_json!(seen, [{"changes": [{"after": "We met.", "before": null, "field": "minutes"}], "meeting": {"minutes": "We met.", "minutesFiledOn": null, "version": 3}, "userErrors": []}, [{"code": "INVALID", "message": "This is before the meeting.", "path": ["input", "filedOn"]}], [{"code": "INVALID", "message": "This lies in the future.", "path": ["input", "filedOn"]}], {"changes": [{"after": "2026-11-24", "before": null, "field": "minutesFiledOn"}], "meeting": {"minutes": "We met.", "minutesFiledOn": "2026-11-24", "version": 4}, "userErrors": []}, {"minutes": "We met and ate.", "minutesFiledOn": "2026-11-24", "version": 5}, {"minutes": "We met.", "minutesFiledOn": null, "version": 6}]);
    }

    async fn the_list_of_a_closed_meeting_stays_until_it_is_opened_again(t: TestApp) {
        let (cora, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        let id = last_friday(&cora).await;
        let me = json!([{ "userId": cora.id.to_string() }]);
        asked(&cora, HOLD, &id, 1, Value::Null).await;
        let mut seen = Vec::new();
        for (user, query, version) in [
            (&cora, REOPEN, 2),
            (&vera, CLOSE, 2),
            (&cora, CLOSE, 9),
            (&cora, CLOSE, 2),
            (&vera, REOPEN, 3),
        ] {
            seen.push(asked(user, query, &id, version, Value::Null).await);
        }
        seen.push(invited(&cora, &id, me.clone()).await["userErrors"].clone());
        seen.push(asked(&cora, REOPEN, &id, 3, Value::Null).await);
        seen.push(invited(&cora, &id, me).await["userErrors"].clone());
        assert_json!(json!(seen), [{"meeting": null, "userErrors": [{"code": "STATE", "message": "Only a closed meeting can be opened again.", "path": ["id"]}]}, {"meeting": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"meeting": {"status": "HELD", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"meeting": {"status": "CLOSED", "version": 3}, "userErrors": []}, {"meeting": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, [{"code": "STATE", "message": "This meeting is closed.", "path": ["id"]}], {"meeting": {"status": "HELD", "version": 4}, "userErrors": []}, []]);
        for query in [HOLD, CLOSE, REOPEN] {
            assert_eq!(asked(&cora, query, &json!("nonsense"), 1, Value::Null).await["userErrors"][0]["code"], "NOT_FOUND");
        }
    }
}
