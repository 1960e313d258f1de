//! Scheduling meetings.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{SCHEDULE, board, input, scheduled};
use crate::support::{User, assert_json, on_both};

const FULL: &str = "mutation($input: MeetingScheduleInput!) {
    meetingSchedule(input: $input) {
        meeting {
            kind title startsAt endsAt localStart timeZone timeZoneAbbreviation isLocalStartAmbiguous lengthMinutes
            place link agenda minutes minutesFiledOn status cancelledReason sequence version trashedAt
            partnership { name } owner { id } agency { id } program { name } attendees { id }
            permissions { canUpdate canTrash }
        }
        userErrors { code path message }
    }
}";

async fn errors(user: &User<'_>, input: Value) -> Value {
    let data = user.gql(SCHEDULE, json!({ "input": input })).await;
    assert_eq!(data["meetingSchedule"]["meeting"], Value::Null);
    data["meetingSchedule"]["userErrors"].clone()
}

on_both! {
    async fn a_meeting_is_scheduled_on_the_clock_of_its_place(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let more = json!({
            "kind": "ADVISORY", "title": "  Spring meeting ", "place": "Room 7", "link": "https://meet.example.org/7",
            "agenda": "1. **Welders**",
        });
        let mut data = cora.gql(FULL, json!({ "input": input(&board, more) })).await["meetingSchedule"].take();
        let owner = data["meeting"]["owner"]["id"].take();
        let agency = data["meeting"]["agency"]["id"].take();
        assert_eq!((owner, agency), (json!(cora.id.to_string()), json!(cora.agency_id.to_string())));
        assert_json!(data, {"meeting": {"agency": {"id": null}, "agenda": "1. **Welders**", "attendees": [], "cancelledReason": null, "endsAt": "2027-03-10T17:30:00.000Z", "isLocalStartAmbiguous": false, "kind": "ADVISORY", "lengthMinutes": 90, "link": "https://meet.example.org/7", "localStart": "2027-03-10T09:00", "minutes": null, "minutesFiledOn": null, "owner": {"id": null}, "partnership": {"name": "Welding advisory board"}, "permissions": {"canTrash": true, "canUpdate": true}, "place": "Room 7", "program": null, "sequence": 0, "startsAt": "2027-03-10T16:00:00.000Z", "status": "PLANNED", "timeZone": "America/Denver", "timeZoneAbbreviation": "MST", "title": "Spring meeting", "trashedAt": null, "version": 1}, "userErrors": []});
    }

    async fn zones_are_those_of_today(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let mut seen = Vec::new();
        for (zone, local) in [
            ("America/Vancouver", "2026-10-30T09:00"),
            ("America/Vancouver", "2026-11-30T09:00"),
            ("america/phoenix", "2027-07-01T09:00"),
            ("America/Los_Angeles", "2027-07-01T09:00"),
            // The hour between one and two comes twice.
            ("America/Los_Angeles", "2027-11-07T01:30"),
        ] {
            let more = json!({ "timeZone": zone, "localStart": local });
            let data = cora.gql(FULL, json!({ "input": input(&board, more) })).await;
            let meeting = &data["meetingSchedule"]["meeting"];
            let fields = ["timeZone", "localStart", "startsAt", "timeZoneAbbreviation", "isLocalStartAmbiguous"];
            seen.push(fields.map(|field| meeting[field].clone()));
        }
        assert_json!(json!(seen), [["America/Vancouver", "2026-10-30T09:00", "2026-10-30T16:00:00.000Z", "PDT", false], ["America/Vancouver", "2026-11-30T09:00", "2026-11-30T16:00:00.000Z", "MST", false], ["America/Phoenix", "2027-07-01T09:00", "2027-07-01T16:00:00.000Z", "MST", false], ["America/Los_Angeles", "2027-07-01T09:00", "2027-07-01T16:00:00.000Z", "PDT", false], ["America/Los_Angeles", "2027-11-07T01:30", "2027-11-07T08:30:00.000Z", "PDT", true]]);
    }

    async fn a_start_that_the_clocks_jump_over_is_refused(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        assert_json!(errors(&cora, input(&board, json!({ "localStart": "2027-03-14T02:30" }))).await, [{"code": "INVALID", "message": "There is no 02:30 on 2027-03-14 in America/Denver: the clocks go forward over it. Perhaps 03:30 is meant.", "path": ["input", "localStart"]}]);
        let count = cora.gql("{ meetings { totalCount { value } } }", json!({})).await;
        assert_eq!(count["meetings"]["totalCount"]["value"], 0);
    }

    async fn what_is_no_zone_or_no_time_is_no_input(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let mut seen = Vec::new();
        for more in [
            json!({ "timeZone": "America/Seattle" }),
            json!({ "localStart": "2027-03-10T09:00:00-07:00" }),
        ] {
            let answer = cora.ask(SCHEDULE, json!({ "input": input(&board, more) })).await;
            seen.push(answer.json()["errors"][0]["message"].clone());
        }
        assert_json!(json!(seen), ["Failed to parse \"TimeZone\": write a zone of the IANA database, such as America/Los_Angeles (occurred while parsing \"MeetingScheduleInput\")", "Failed to parse \"LocalDateTime\": write a time on the clock without an offset, such as 2027-03-10T09:00 (occurred while parsing \"MeetingScheduleInput\")"]);
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let bad = json!({ "title": " ", "lengthMinutes": 0, "link": "ftp://x", "place": "x".repeat(501) });
        assert_json!(errors(&cora, input(&board, bad)).await, [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "title"]}, {"code": "TOO_LONG", "message": "This has 501 characters; at most 500 are allowed.", "path": ["input", "place"]}, {"code": "INVALID", "message": "Write a web address such as https://example.org.", "path": ["input", "link"]}, {"code": "INVALID", "message": "A meeting lasts from one minute to two weeks.", "path": ["input", "lengthMinutes"]}]);
        let nobody = json!({ "ownerId": "user_00000000000000000000000000000007", "programId": "nonsense" });
        assert_json!(errors(&cora, input(&json!("nonsense"), nobody)).await, [{"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["input", "partnershipId"]}, {"code": "NOT_FOUND", "message": "There is no such user.", "path": ["input", "ownerId"]}, {"code": "NOT_FOUND", "message": "There is no such program.", "path": ["input", "programId"]}]);
        assert_json!(errors(&cora, input(&board, json!({ "localStart": "0027-03-10T09:00" }))).await, [{"code": "INVALID", "message": "A meeting is in a year from 1970 to 2199.", "path": ["input", "localStart"]}]);
    }

    async fn staff_schedule_for_their_agency_and_conveners_for_any(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let vera = t.user_of(sam.agency_id, UserRole::Viewer).await;
        let board = board(&cora).await;
        scheduled(&sam, &board, json!({})).await;
        let of_other = json!({ "agencyId": cora.agency_id.to_string() });
        assert_json!(errors(&sam, input(&board, of_other)).await, [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]);
        assert_json!(errors(&vera, input(&board, json!({}))).await, [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]);
        scheduled(&cora, &board, json!({ "agencyId": sam.agency_id.to_string() })).await;
    }
}
