//! Who came.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{attendees, contact, invited};
use crate::{
    engagements::employer,
    meetings::{board, scheduled},
    support::{User, assert_json, on_both},
};

const RECORD: &str = "mutation($id: ID!, $input: [AttendanceInput!]!) {
    attendanceRecord(meetingId: $id, input: $input) {
        attendees { attendance people version } meeting { attendance { present absent } } userErrors { code path message } } }";
const SUMMARY: &str = "query($id: ID!) { meeting(id: $id) { attendance {
    invited accepted tentative declined present absent excused businessPresent publicPresent isBusinessMajority
    firstTimeEmployers repeatEmployers } } }";

async fn recorded(user: &User<'_>, meeting: &Value, input: Value) -> Value {
    user.gql(RECORD, json!({ "id": meeting, "input": input })).await["attendanceRecord"].clone()
}

async fn summary(user: &User<'_>, meeting: &Value) -> Value {
    user.gql(SUMMARY, json!({ "id": meeting })).await["meeting"]["attendance"].clone()
}

on_both! {
    async fn who_came_is_said_once_the_meeting_has_begun(t: TestApp) {
        let (cora, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        // An hour after the time at which the tests stand.
        let meeting = scheduled(&cora, &board(&cora).await, json!({ "localStart": "2026-11-24T14:00" })).await;
        let acme = employer(&cora, "Acme").await;
        invited(&cora, &meeting, json!([{ "employerId": acme, "people": 3 }, { "userId": cora.id.to_string() }])).await;
        let list = attendees(&cora, &meeting).await;
        let marks = json!([
            { "attendeeId": list[0], "attendance": "PRESENT", "people": 2 },
            { "attendeeId": list[1], "attendance": "EXCUSED" },
        ]);
        let mut seen = vec![recorded(&cora, &meeting, marks.clone()).await["userErrors"].clone()];
        t.clock.advance(chrono::TimeDelta::hours(1));
        let bad = json!([
            { "attendeeId": "attendee_00000000000000000000000000000007", "attendance": "PRESENT" },
            { "attendeeId": list[1], "attendance": "PRESENT", "people": 2 },
        ]);
        seen.push(recorded(&cora, &meeting, bad).await);
        seen.push(recorded(&vera, &meeting, marks.clone()).await["userErrors"].clone());
        seen.push(recorded(&cora, &meeting, marks.clone()).await);
        // The same again changes nothing.
        seen.push(recorded(&cora, &meeting, marks).await);
        assert_json!(json!(seen), [[{"code": "STATE", "message": "This meeting has not begun.", "path": ["id"]}], {"attendees": [], "meeting": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such attendee on the list of this meeting.", "path": ["input", "0", "attendeeId"]}, {"code": "INVALID", "message": "A named person is one.", "path": ["input", "1", "people"]}]}, [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], {"attendees": [{"attendance": "PRESENT", "people": 2, "version": 2}, {"attendance": "EXCUSED", "people": 1, "version": 2}], "meeting": {"attendance": {"absent": 0, "present": 2}}, "userErrors": []}, {"attendees": [{"attendance": "PRESENT", "people": 2, "version": 2}, {"attendance": "EXCUSED", "people": 1, "version": 2}], "meeting": {"attendance": {"absent": 0, "present": 2}}, "userErrors": []}]);
    }

    async fn business_has_to_outnumber_the_others(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let (acme, other) = (employer(&cora, "Acme").await, employer(&cora, "Other").await);
        let mut seen = Vec::new();
        for (day, business, public) in [("2026-11-18", 14, 15), ("2026-11-19", 15, 15), ("2026-11-20", 16, 15)] {
            let meeting = scheduled(&cora, &board, json!({ "localStart": format!("{day}T09:00") })).await;
            let mut input = vec![
                json!({ "employerId": acme, "people": business - 1 }),
                json!({ "agencyId": cora.agency_id.to_string(), "people": public }),
            ];
            // One who works for an employer and is there as a parent is no voice of business.
            let ann = contact(&cora, &format!("Ann {day}"), &other).await;
            input.push(json!({ "contactId": ann }));
            let bob = contact(&cora, &format!("Bob {day}"), &other).await;
            input.push(json!({ "contactId": bob, "stakeholder": "PARENT" }));
            invited(&cora, &meeting, json!(input)).await;
            let list = attendees(&cora, &meeting).await;
            let marks: Vec<_> = list.iter().take(3).map(|id| json!({ "attendeeId": id, "attendance": "PRESENT" })).collect();
            recorded(&cora, &meeting, json!(marks)).await;
            seen.push(summary(&cora, &meeting).await);
        }
        let empty = scheduled(&cora, &board, json!({})).await;
        seen.push(summary(&cora, &empty).await);
        assert_json!(json!(seen), [{"absent": 0, "accepted": 0, "businessPresent": 14, "declined": 0, "excused": 0, "firstTimeEmployers": 2, "invited": 30, "isBusinessMajority": false, "present": 29, "publicPresent": 15, "repeatEmployers": 0, "tentative": 0}, {"absent": 0, "accepted": 0, "businessPresent": 15, "declined": 0, "excused": 0, "firstTimeEmployers": 0, "invited": 31, "isBusinessMajority": false, "present": 30, "publicPresent": 15, "repeatEmployers": 2, "tentative": 0}, {"absent": 0, "accepted": 0, "businessPresent": 16, "declined": 0, "excused": 0, "firstTimeEmployers": 0, "invited": 32, "isBusinessMajority": true, "present": 31, "publicPresent": 15, "repeatEmployers": 2, "tentative": 0}, {"absent": 0, "accepted": 0, "businessPresent": 0, "declined": 0, "excused": 0, "firstTimeEmployers": 0, "invited": 0, "isBusinessMajority": null, "present": 0, "publicPresent": 0, "repeatEmployers": 0, "tentative": 0}]);
    }

    async fn the_attendance_of_twenty_meetings_takes_no_more_statements_than_of_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (board, acme) = (board(&cora).await, employer(&cora, "Acme").await);
        let query = "{ meetings { nodes { attendance { present firstTimeEmployers } attendees { employer { name } } } } }";
        let mut counts = Vec::new();
        for number in 0..20 {
            let meeting = scheduled(&cora, &board, json!({ "localStart": "2026-11-20T09:00" })).await;
            invited(&cora, &meeting, json!([{ "employerId": acme }])).await;
            let list = attendees(&cora, &meeting).await;
            recorded(&cora, &meeting, json!([{ "attendeeId": list[0], "attendance": "PRESENT" }])).await;
            if number == 0 || number == 19 {
                counts.push(t.statements(cora.gql(query, json!({}))).await.0);
            }
        }
        assert_eq!(counts[0], counts[1]);
    }
}
