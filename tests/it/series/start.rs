//! Starting series, and making more of them.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{input, started};
use crate::{
    meetings::board,
    support::{User, assert_json, on_both},
};

const EXTEND: &str = "mutation($id: ID!, $version: Int!) {
    meetingSeriesExtend(id: $id, version: $version) {
        meetingSeries { version } meetings { localStart } userErrors { code path message } } }";

async fn extended(user: &User<'_>, id: &Value, version: i32) -> Value {
    user.gql(EXTEND, json!({ "id": id, "version": version })).await["meetingSeriesExtend"].clone()
}

on_both! {
    async fn nine_stays_nine_when_the_clocks_change(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let attendees = json!([{ "userId": cora.id.to_string() }]);
        let data = started(&cora, input(&board, json!({ "attendees": attendees, "isSilent": true, "place": "Room 7" }))).await;
        let id = data["meetingSeries"]["id"].clone();
        let times: Vec<_> = data["meetings"].as_array().expect("meetings").iter()
            .map(|one| json!([one["localStart"], one["startsAt"]])).collect();
        assert_json!(json!(times), [["2027-02-10T09:00", "2027-02-10T16:00:00.000Z"], ["2027-03-10T09:00", "2027-03-10T16:00:00.000Z"], ["2027-04-14T09:00", "2027-04-14T15:00:00.000Z"], ["2027-05-12T09:00", "2027-05-12T15:00:00.000Z"]]);
        let query = "query($id: ID!) { meetingSeries(id: $id) { title rule localStart timeZone lengthMinutes kind endedAt version
            partnership { name } meetings(first: 2) {
                nodes { title place sequence status attendees { response } series { title } occurrenceLocalStart } totalCount { value } } } }";
        assert_json!(cora.gql(query, json!({ "id": id })).await, {"meetingSeries": {"endedAt": null, "kind": "GENERAL", "lengthMinutes": 60, "localStart": "2027-02-10T09:00", "meetings": {"nodes": [{"attendees": [{"response": "NEEDS_ACTION"}], "occurrenceLocalStart": "2027-02-10T09:00", "place": "Room 7", "sequence": 0, "series": {"title": "Second Wednesday"}, "status": "PLANNED", "title": "Second Wednesday"}, {"attendees": [{"response": "NEEDS_ACTION"}], "occurrenceLocalStart": "2027-03-10T09:00", "place": "Room 7", "sequence": 0, "series": {"title": "Second Wednesday"}, "status": "PLANNED", "title": "Second Wednesday"}], "totalCount": {"value": 4}}, "partnership": {"name": "Welding advisory board"}, "rule": "FREQ=MONTHLY;BYDAY=2WE;COUNT=4", "timeZone": "America/Denver", "title": "Second Wednesday", "version": 1}});
    }

    async fn people_are_invited_by_letter_or_without_as_it_is_said(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let attendees = json!([{ "userId": cora.id.to_string() }]);
        let unsaid = started(&cora, input(&board, json!({ "attendees": attendees }))).await;
        assert_json!(unsaid["userErrors"], [{"code": "REQUIRED", "message": "Say whether these people are invited by letters.", "path": ["input", "isSilent"]}]);
        let query = "{ mails(where: {letter: [\"meeting-invitation\"]}) { nodes { subject } } }";
        for (is_silent, count) in [(true, 0), (false, 4)] {
            let made = started(&cora, input(&board, json!({ "attendees": attendees, "isSilent": is_silent }))).await;
            assert_eq!(made["userErrors"], json!([]));
            let letters = cora.gql(query, json!({})).await["mails"]["nodes"].as_array().expect("a list").len();
            assert_eq!(letters, count);
        }
    }

    async fn changing_one_meeting_changes_no_other(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let data = started(&cora, input(&board, json!({}))).await;
        let moved = "mutation($id: ID!) { meetingReschedule(id: $id, version: 1, input: {localStart: \"2027-03-11T14:00\", place: \"Elsewhere\"}) { userErrors { code } }
            meetingUpdate(id: $id, version: 2, input: {title: \"Special\"}) { userErrors { code } } }";
        cora.gql(moved, json!({ "id": data["meetings"][1]["id"] })).await;
        let query = "query($id: ID!) { meetingSeries(id: $id) { title meetings { nodes { title localStart place occurrenceLocalStart } } } }";
        assert_json!(cora.gql(query, json!({ "id": data["meetingSeries"]["id"] })).await, {"meetingSeries": {"meetings": {"nodes": [{"localStart": "2027-02-10T09:00", "occurrenceLocalStart": "2027-02-10T09:00", "place": null, "title": "Second Wednesday"}, {"localStart": "2027-03-11T14:00", "occurrenceLocalStart": "2027-03-10T09:00", "place": "Elsewhere", "title": "Special"}, {"localStart": "2027-04-14T09:00", "occurrenceLocalStart": "2027-04-14T09:00", "place": null, "title": "Second Wednesday"}, {"localStart": "2027-05-12T09:00", "occurrenceLocalStart": "2027-05-12T09:00", "place": null, "title": "Second Wednesday"}]}, "title": "Second Wednesday"}});
    }

    async fn at_most_twenty_four_lie_ahead(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let more = json!({ "rule": "FREQ=WEEKLY", "localStart": "2026-11-18T09:00" });
        let data = started(&cora, input(&board, more)).await;
        let id = data["meetingSeries"]["id"].clone();
        assert_eq!(data["meetings"].as_array().map(Vec::len), Some(24));
        let mut seen = vec![extended(&cora, &id, 1).await, extended(&cora, &id, 1).await];
        t.clock.advance(chrono::TimeDelta::days(8));
        seen.push(extended(&cora, &id, 2).await);
        assert_json!(json!(seen), [{"meetingSeries": {"version": 2}, "meetings": [{"localStart": "2027-05-05T09:00"}], "userErrors": []}, {"meetingSeries": {"version": 2}, "meetings": [], "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"meetingSeries": {"version": 3}, "meetings": [{"localStart": "2027-05-12T09:00"}, {"localStart": "2027-05-19T09:00"}], "userErrors": []}]);
    }

    async fn what_makes_no_series_is_refused_as_a_whole(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let vera = t.user(UserRole::Viewer).await;
        let board = board(&cora).await;
        let of_other = json!({ "agencyId": cora.agency_id.to_string() });
        let seen = json!([
            started(&cora, input(&board, json!({ "rule": "every month", "title": " " }))).await["userErrors"],
            started(&cora, input(&board, json!({ "rule": "FREQ=HOURLY" }))).await["userErrors"],
            started(&cora, input(&board, json!({ "rule": "FREQ=DAILY;UNTIL=20270101" }))).await["userErrors"],
            // The second Sunday of March has no half past two.
            started(&cora, input(&board, json!({ "rule": "FREQ=MONTHLY;BYDAY=2SU", "localStart": "2027-02-14T02:30" }))).await["userErrors"],
            started(&cora, input(&json!("nonsense"), json!({ "ownerId": "nonsense" }))).await["userErrors"],
            started(&cora, input(&board, json!({ "lengthMinutes": 0 }))).await["userErrors"],
            started(&cora, input(&board, json!({ "attendees": [{}], "isSilent": false }))).await["userErrors"],
            started(&sam, input(&board, of_other)).await["userErrors"],
            started(&vera, input(&board, json!({}))).await["userErrors"],
            extended(&cora, &json!("nonsense"), 1).await["userErrors"],
        ]);
        assert_json!(seen, [[{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "title"]}, {"code": "INVALID", "message": "Write a recurrence rule such as FREQ=MONTHLY;BYDAY=2WE.", "path": ["input", "rule"]}], [{"code": "INVALID", "message": "A series repeats daily, weekly, monthly or yearly.", "path": ["input", "rule"]}], [{"code": "INVALID", "message": "This rule ends before its first meeting.", "path": ["input", "rule"]}], [{"code": "INVALID", "message": "There is no 02:30 on 2027-03-14 in America/Denver: the clocks go forward over it. Perhaps 03:30 is meant.", "path": ["input", "localStart"]}], [{"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["input", "partnershipId"]}, {"code": "NOT_FOUND", "message": "There is no such user.", "path": ["input", "ownerId"]}], [{"code": "INVALID", "message": "A meeting lasts from one minute to two weeks.", "path": ["input", "lengthMinutes"]}], [{"code": "REQUIRED", "message": "Name a person, an employer or an agency.", "path": ["input", "attendees", "0", "contactId"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]]);
        let count = cora.gql("{ meetings { totalCount { value } } }", json!({})).await;
        assert_eq!(count["meetings"]["totalCount"]["value"], 0);
    }
}
