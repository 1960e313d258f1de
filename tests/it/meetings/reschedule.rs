//! Moving meetings in time or place.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{board, scheduled};
use crate::support::{User, assert_json, on_both};

const MOVE: &str = "mutation($id: ID!, $version: Int!, $input: MeetingRescheduleInput!) {
    meetingReschedule(id: $id, version: $version, input: $input) {
        meeting { startsAt endsAt localStart timeZone place sequence version }
        changes { field before after }
        userErrors { code path message }
    }
}";

async fn moved(user: &User<'_>, id: &Value, version: i32, input: Value) -> Value {
    let data = user
        .gql(MOVE, json!({ "id": id, "version": version, "input": input }))
        .await;
    data["meetingReschedule"].clone()
}

on_both! {
    async fn time_and_place_raise_the_sequence(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = scheduled(&cora, &board(&cora).await, json!({})).await;
        assert_json!(moved(&cora, &id, 1, json!({ "localStart": "2027-03-17T09:00" })).await, {"changes": [{"after": "2027-03-17T09:00", "before": "2027-03-10T09:00", "field": "localStart"}, {"after": "2027-03-17T15:00:00+00:00", "before": "2027-03-10T16:00:00+00:00", "field": "startsAt"}, {"after": "2027-03-17T16:30:00+00:00", "before": "2027-03-10T17:30:00+00:00", "field": "endsAt"}, {"after": "1", "before": "0", "field": "sequence"}], "meeting": {"endsAt": "2027-03-17T16:30:00.000Z", "localStart": "2027-03-17T09:00", "place": null, "sequence": 1, "startsAt": "2027-03-17T15:00:00.000Z", "timeZone": "America/Denver", "version": 2}, "userErrors": []});
        let mut sequences = Vec::new();
        for (version, input) in [
            (2, json!({ "place": "Room 7" })),
            (3, json!({ "lengthMinutes": 60 })),
            (4, json!({ "timeZone": "America/Phoenix" })),
            // The same again changes nothing.
            (5, json!({ "place": " Room 7 ", "localStart": "2027-03-17T09:00" })),
            (5, json!({ "link": "https://meet.example.org/7" })),
        ] {
            let meeting = &moved(&cora, &id, version, input).await["meeting"];
            sequences.push(json!([meeting["sequence"], meeting["version"], meeting["startsAt"]]));
        }
        assert_json!(json!(sequences), [[2, 3, "2027-03-17T15:00:00.000Z"], [3, 4, "2027-03-17T15:00:00.000Z"], [4, 5, "2027-03-17T16:00:00.000Z"], [4, 5, "2027-03-17T16:00:00.000Z"], [5, 6, "2027-03-17T16:00:00.000Z"]]);
    }

    async fn a_gap_moves_nothing(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = scheduled(&cora, &board(&cora).await, json!({ "localStart": "2027-03-14T02:30", "timeZone": "America/Phoenix" })).await;
        // Only the zone changes, and there the hour is missing.
        assert_json!(moved(&cora, &id, 1, json!({ "timeZone": "America/Denver" })).await, {"changes": [], "meeting": null, "userErrors": [{"code": "INVALID", "message": "There is no 02:30 on 2027-03-14 in America/Denver: the clocks go forward over it. Perhaps 03:30 is meant.", "path": ["input", "localStart"]}]});
        let data = cora.gql("query($id: ID!) { meeting(id: $id) { version timeZone } }", json!({ "id": id })).await;
        assert_json!(data, {"meeting": {"timeZone": "America/Phoenix", "version": 1}});
    }

    async fn only_who_may_moves_what_is_still_planned(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let id = scheduled(&cora, &board(&cora).await, json!({})).await;
        let elsewhere = || json!({ "place": "Elsewhere" });
        let mut seen = Vec::new();
        for user in [&sam, &vera] {
            seen.push(moved(user, &id, 1, elsewhere()).await["userErrors"].clone());
        }
        seen.push(moved(&cora, &id, 9, elsewhere()).await);
        seen.push(moved(&cora, &json!("nonsense"), 1, elsewhere()).await["userErrors"].clone());
        let cancel = "mutation($id: ID!) { meetingCancel(id: $id, version: 1) { userErrors { code } } }";
        cora.gql(cancel, json!({ "id": id })).await;
        seen.push(moved(&cora, &id, 2, elsewhere()).await["userErrors"].clone());
        assert_json!(json!(seen), [[{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], {"changes": [], "meeting": {"endsAt": "2027-03-10T17:30:00.000Z", "localStart": "2027-03-10T09:00", "place": null, "sequence": 0, "startsAt": "2027-03-10T16:00:00.000Z", "timeZone": "America/Denver", "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}], [{"code": "STATE", "message": "Only a planned meeting can be moved.", "path": ["id"]}]]);
    }
}
