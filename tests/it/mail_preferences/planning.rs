//! Reminders as people's hours have them, and the hour that a letter tells.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{of_contact, own};
use crate::{
    calendar,
    meetings::{board, scheduled},
    reminders::{
        contact, invited, minutes, reminders, rule,
        sending::{START, at, work},
    },
    support::{User, on_both, smtp::Smtp},
};

/// The reminders of a meeting: when they leave, when the rule would have it, and why.
async fn moved(user: &User<'_>, meeting: &Value) -> Vec<String> {
    let query = "query($id: ID!) { meeting(id: $id) { attendees { reminders { dueAt ruleDueAt movedFor state reason } } } }";
    let data = user.gql(query, json!({ "id": meeting })).await;
    let attendees = data["meeting"]["attendees"].as_array().expect("a list").clone();
    let all = attendees
        .iter()
        .flat_map(|one| one["reminders"].as_array().expect("a list").clone());
    let text = |value: &Value| value.as_str().unwrap_or("-").replace(":00.000Z", "Z");
    all.map(|one| {
        ["dueAt", "ruleDueAt", "movedFor", "state", "reason"]
            .map(|name| text(&one[name]))
            .join(" ")
    })
    .collect()
}

on_both! {
    async fn a_reminder_keeps_to_the_hours_of_its_person(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        // A quarter to six at Denver.
        minutes(&cora, &board, 195).await;
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &board, json!({})).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        assert_eq!(moved(&cora, &id).await, ["2027-03-10T14:00Z 2027-03-10T12:45Z QUIET_HOURS PLANNED -"]);
        // On her clock the morning is an hour before the meeting; further west it would be too late.
        of_contact(&cora, &ann, 0, json!({ "timeZone": "America/Los_Angeles" })).await;
        assert_eq!(moved(&cora, &id).await, ["2027-03-10T15:00Z 2027-03-10T12:45Z QUIET_HOURS PLANNED -"]);
        of_contact(&cora, &ann, 1, json!({ "timeZone": "America/Anchorage" })).await;
        assert_eq!(moved(&cora, &id).await, ["2027-03-10T04:30Z 2027-03-10T12:45Z QUIET_HOURS PLANNED -"]);
        of_contact(&cora, &ann, 2, json!({ "quietHours": { "from": "00:00", "to": "00:00" } })).await;
        assert_eq!(moved(&cora, &id).await, ["2027-03-10T12:45Z - - PLANNED -"]);
        // The same person invited later is planned for in the same way.
        let other = scheduled(&cora, &board, json!({})).await;
        invited(&cora, &other, json!([{ "contactId": ann }])).await;
        assert_eq!(moved(&cora, &other).await, ["2027-03-10T12:45Z - - PLANNED -"]);
    }

    async fn a_free_weekend_is_reminded_of_on_friday(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let of = json!({ "partnershipId": board(&cora).await });
        rule(&cora, of.clone(), json!({ "daysBefore": { "days": 1, "at": "09:00" } }), "ATTENDEES").await;
        let id = scheduled(&cora, &of["partnershipId"], json!({ "localStart": "2027-03-15T09:00" })).await;
        invited(&cora, &id, json!([{ "userId": cora.id.to_string() }])).await;
        assert_eq!(moved(&cora, &id).await, ["2027-03-14T15:00Z - - PLANNED -"]);
        // The clocks go forward on the Sunday: nine on Friday is another hour of UTC.
        own(&cora, 0, json!({ "isWeekendFree": true })).await;
        assert_eq!(moved(&cora, &id).await, ["2027-03-12T16:00Z 2027-03-14T15:00Z WEEKEND PLANNED -"]);
    }

    async fn a_digest_takes_the_place_of_reminders(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let ann = contact(&cora, "Ann Ash").await;
        // It is one in the afternoon at Denver: the first digest comes after this meeting.
        let today = scheduled(&cora, &board, json!({ "localStart": "2026-11-24T17:00" })).await;
        let id = scheduled(&cora, &board, json!({})).await;
        for meeting in [&today, &id] {
            invited(&cora, meeting, json!([{ "contactId": ann }])).await;
        }
        of_contact(&cora, &ann, 0, json!({ "timeZone": "America/Denver", "isDigest": true })).await;
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 60 min 2027-03-10T15:00Z CANCELLED DIGEST"]);
        assert_eq!(reminders(&cora, &today).await, ["Ann Ash 60 min 2026-11-24T23:00Z PLANNED -"]);
        of_contact(&cora, &ann, 1, json!({ "isDigest": false })).await;
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 60 min 2027-03-10T15:00Z PLANNED -"]);
    }

    async fn what_the_last_digest_before_it_could_not_tell_is_reminded_of(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let ann = contact(&cora, "Ann Ash").await;
        of_contact(&cora, &ann, 0, json!({ "timeZone": "America/Denver", "isDigest": true })).await;
        let id = scheduled(&cora, &board, json!({})).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        assert!(reminders(&cora, &id).await.is_empty());
        // It is one in the afternoon: the digest of today has left, and the meeting moves to the evening.
        let query = "mutation($id: ID!) { meetingReschedule(id: $id, version: 1, input: {localStart: \"2026-11-24T17:00\"}) { userErrors { message } } }";
        assert_eq!(cora.gql(query, json!({ "id": id })).await["meetingReschedule"]["userErrors"], json!([]));
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 60 min 2026-11-24T23:00Z PLANNED -"]);
    }

    async fn what_would_have_come_the_evening_before_comes_at_once(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let ann = contact(&cora, "Ann Ash").await;
        // Six in the morning at Denver is too early for the end of quiet hours: half past seven the evening before.
        let id = scheduled(&cora, &board, json!({ "localStart": "2026-11-25T06:00" })).await;
        at(&t, "2026-11-25T04:00:00Z");
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        assert_eq!(moved(&cora, &id).await, ["2026-11-25T04:00Z 2026-11-25T12:00Z QUIET_HOURS PLANNED -"]);
    }

    async fn what_comes_late_waits_for_the_morning(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 900).await;
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &board, json!({ "localStart": START })).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        work(&t).await;
        let before = smtp.taken().len();
        // Due at six in the evening; nothing works until ten at night.
        at(&t, "2026-12-01T05:00:00Z");
        work(&t).await;
        assert_eq!((smtp.taken().len(), reminders(&cora, &id).await), (before, vec!["Ann Ash 900 min 2026-12-01T01:00Z QUEUED -".to_owned()]));
        at(&t, "2026-12-01T14:00:00Z");
        work(&t).await;
        assert_eq!((smtp.taken().len(), reminders(&cora, &id).await), (before + 1, vec!["Ann Ash 900 min 2026-12-01T01:00Z SENT -".to_owned()]));
    }

    async fn a_letter_tells_the_hour_on_both_clocks(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let ann = contact(&cora, "Ann Ash").await;
        let mut told = Vec::new();
        // The same hour since its clocks stand still, an hour behind, the day after.
        for (version, zone) in ["America/Vancouver", "America/Los_Angeles", "Asia/Kolkata"].into_iter().enumerate() {
            of_contact(&cora, &ann, i32::try_from(version).expect("a few"), json!({ "timeZone": zone })).await;
            let id = scheduled(&cora, &board, json!({ "localStart": "2026-12-01T14:00", "title": zone })).await;
            invited(&cora, &id, json!([{ "contactId": ann }])).await;
            work(&t).await;
            let mail = smtp.taken().last().expect("a letter").clone();
            let parsed = mail_parser::MessageParser::default().parse(&mail.text).expect("a mail").into_owned();
            let text = parsed.body_text(0).expect("a text").into_owned();
            let html = parsed.body_html(0).expect("a page").into_owned();
            let line = text.lines().find(|line| line.contains("2026")).expect("a time").to_owned();
            assert!(html.contains(&line), "{html}");
            let is_calendar = |part: &&mail_parser::MessagePart<'_>| part.text_contents().is_some_and(|text| text.starts_with("BEGIN:VCALENDAR"));
            let entry = parsed.parts.iter().find(is_calendar).and_then(|part| part.text_contents()).expect("a calendar");
            let starts = calendar::read(entry)["entries"][0]["DTSTART"].clone();
            let query = "query($id: ID!) { meeting(id: $id) { startsAt } }";
            let api = cora.gql(query, json!({ "id": id })).await["meeting"]["startsAt"].clone();
            told.push(format!("{line} | {starts} | {api}"));
        }
        assert_eq!(told, [
            r#"Tue 1 Dec 2026, 2:00 pm to 3:30 pm MST | "2026-12-01T21:00:00Z" | "2026-12-01T21:00:00.000Z""#,
            r#"Tue 1 Dec 2026, 2:00 pm to 3:30 pm MST (1:00 pm PST for you) | "2026-12-01T21:00:00Z" | "2026-12-01T21:00:00.000Z""#,
            r#"Tue 1 Dec 2026, 2:00 pm to 3:30 pm MST (Wed 2 Dec 2026, 2:30 am IST for you) | "2026-12-01T21:00:00Z" | "2026-12-01T21:00:00.000Z""#,
        ]);
    }
}
