//! Meetings of boards and who came to them: brought in, found again, taken back.

use api::imports::{ops, profiles};
use entities::{import_batch::ImportStatus, user_account::UserRole};
use serde_json::json;

use super::{dump, file, import, lines, numbers, system};
use crate::support::{User, assert_json, on_both};

/// Two meetings; then rows that contradict, lie in the future, name nobody, have no day, and are no meeting.
const EVENTS: &str =
    "Event ID,Event Date,Employer,Adults,Academy Name,Academy School,School District,Event Category
1,3/4/2026,Acme,2,Welding,North High,Valley Unified,Advisory Council/Committee
1,3/4/2026,Beta,0,Welding,North High,Valley Unified,Advisory Council/Committee
2,10/6/2026,Acme,1,Welding,North High,Valley Unified,Advisory Council/Committee
1,3/5/2026,Coda,1,Welding,North High,Valley Unified,Advisory Council/Committee
3,5/5/2027,Acme,1,Welding,North High,Valley Unified,Advisory Council/Committee
4,5/5/2026,0,1,Welding,North High,Valley Unified,Advisory Council/Committee
5,13/45/2026,Acme,1,Welding,North High,Valley Unified,Advisory Council/Committee
6,5/5/2026,Acme,1,Nursing,North High,Valley Unified,Advisory Council/Committee
7,5/5/2026,Acme,1,Welding,North High,Valley Unified,Career Awareness - Career Fair
";
const BOARDS: &str = "{ partnerships { nodes { name kind conveners { agency { name } } compositionReport { meetingsHeld findings { kind } }
    meetings { nodes { title kind status localStart timeZone agency { name } program { name }
        attendees { employer { name } people attendance stakeholder } } } } } }";

fn profile() -> &'static str {
    profiles::by_name("wbl-boards").unwrap()
}

/// The academy that the file refers to.
async fn academy(ada: &User<'_>) {
    let district = "mutation { agencyCreate(input: {name: \"Valley Unified\", kind: SCHOOL_DISTRICT}) { agency { id } } }";
    let district = ada.gql(district, json!({})).await["agencyCreate"]["agency"]["id"].clone();
    let program = "mutation($agency: ID!) { programCreate(input: {agencyId: $agency, name: \"Welding\", school: \"North High\"}) { program { id } } }";
    let made = ada.gql(program, json!({ "agency": district })).await;
    assert!(made["programCreate"]["program"]["id"].is_string());
}

on_both! {
    async fn advisory_rows_become_meetings_with_attendance(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        academy(&ada).await;
        let empty = dump(&t).await;
        let (cx, path) = (system(&t), file(&t, "events.csv", EVENTS));
        let dry = import(&cx, &path, profile(), true).await.unwrap();
        assert_eq!(dump(&t).await, empty, "a dry run changes nothing");
        let real = import(&cx, &path, profile(), false).await.unwrap();
        assert_eq!(dry.report, real.report);
        let told = lines(&t, &real).await;
        assert_eq!(lines(&t, &dry).await, told);
        let stored = dump(&t).await;
        let again = import(&cx, &path, profile(), false).await.unwrap();
        assert_eq!(dump(&t).await, stored, "importing again changes nothing");
        assert_json!(json!([numbers(&real), told, numbers(&again)]), [[["attendee", [3, 0, 0, 5]], ["employer", [2, 0, 0, 0]], ["meeting", [2, 0, 1, 0]], ["partnership", [1, 0, 0, 0]]], ["1 employer Created: -", "1 partnership Created: -", "1 meeting Created: -", "1 attendee Created: -", "2 employer Created: -", "2 meeting Unchanged: -", "2 attendee Created: -", "3 meeting Created: -", "3 attendee Created: -", "4 attendee Failed: Row 1 of this file has filled the same meeting with other values.", "5 attendee Failed: The attendee's `attendance`: This meeting has not begun.", "6 attendee Failed: The attendee needs its `employer`, which this row does not name. The attendee needs either its `employer` or its `agency`, one of them.", "7 attendee Failed: `Event Date` is `13/45/2026`; expected is a date such as 03/04/2014.", "8 attendee Failed: There is no academy `Nursing, North High`."], [["attendee", [0, 0, 3, 5]], ["employer", [0, 0, 2, 0]], ["meeting", [0, 0, 3, 0]], ["partnership", [0, 0, 1, 0]]]]);
        assert_json!(ada.gql(BOARDS, json!({})).await, {"partnerships": {"nodes": [{"compositionReport": {"findings": [{"kind": "NO_INDUSTRY_MAJORITY"}], "meetingsHeld": 2}, "conveners": [{"agency": {"name": "Valley Unified"}}], "kind": "ADVISORY_BOARD", "meetings": {"nodes": [{"agency": {"name": "Valley Unified"}, "attendees": [{"attendance": "PRESENT", "employer": {"name": "Acme"}, "people": 1, "stakeholder": "BUSINESS"}], "kind": "ADVISORY", "localStart": "2026-10-06T12:00", "program": {"name": "Welding"}, "status": "HELD", "timeZone": "America/Los_Angeles", "title": "Advisory council"}, {"agency": {"name": "Valley Unified"}, "attendees": [{"attendance": "PRESENT", "employer": {"name": "Acme"}, "people": 2, "stakeholder": "BUSINESS"}, {"attendance": "ABSENT", "employer": {"name": "Beta"}, "people": 1, "stakeholder": "BUSINESS"}], "kind": "ADVISORY", "localStart": "2026-03-04T12:00", "program": {"name": "Welding"}, "status": "HELD", "timeZone": "America/Los_Angeles", "title": "Advisory council"}]}, "name": "Welding, North High"}]}});
        for batch in [&again, &real] {
            let reverted = ops::revert(&cx, batch.id).await.unwrap();
            assert_eq!((reverted.status, reverted.message), (ImportStatus::Reverted, None));
        }
        assert_eq!(dump(&t).await, empty, "taken back");
    }

    async fn a_corrected_file_corrects_who_came_and_moves_no_held_meeting(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        academy(&ada).await;
        let cx = system(&t);
        let mut heads = EVENTS.lines().take(3);
        let (head, first, second) = (heads.next().unwrap(), heads.next().unwrap(), heads.next().unwrap());
        let bring = |text: String| {
            let path = file(&t, "events.csv", &text);
            let cx = &cx;
            async move { import(cx, &path, profile(), false).await.unwrap() }
        };
        bring(format!("{head}\n{first}\n{second}\n")).await;
        let corrected = bring(format!("{head}\n{}\n{second}\n", first.replace(",2,", ",3,"))).await;
        let moved = bring(format!("{head}\n{}\n", first.replace("3/4", "3/5"))).await;
        assert_json!(json!([numbers(&corrected), lines(&t, &moved).await]), [[["attendee", [0, 1, 1, 0]], ["employer", [0, 0, 2, 0]], ["meeting", [0, 0, 2, 0]], ["partnership", [0, 0, 1, 0]]], ["1 attendee Failed: Only a planned meeting can be moved."]]);
        // Somebody corrects it by hand: then taking the import back leaves it and says why.
        let query = "{ meetings { nodes { attendees { id version employer { name } } } } }";
        let list = ada.gql(query, json!({})).await["meetings"]["nodes"][0]["attendees"].clone();
        let update = "mutation($id: ID!, $version: Int!) { attendeeUpdate(id: $id, version: $version, input: {people: 9}) { userErrors { code } } }";
        let done = ada.gql(update, json!({ "id": list[0]["id"], "version": list[0]["version"] })).await;
        assert_eq!(done["attendeeUpdate"]["userErrors"], json!([]));
        let reverted = ops::revert(&cx, corrected.id).await.unwrap();
        assert_json!(json!([reverted.message, lines(&t, &corrected).await]), ["1 record was left as it is; the row report says why.", ["1 employer Unchanged: -", "1 partnership Unchanged: -", "1 meeting Unchanged: -", "1 attendee Updated: It was changed since the import, and is left as it is.", "2 employer Unchanged: -", "2 meeting Unchanged: -", "2 attendee Unchanged: -"]]);
    }
}
