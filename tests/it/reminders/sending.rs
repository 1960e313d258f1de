//! Letters about meetings through a mail server on loopback: invitations, changes, cancellations, reminders.

use api::{mail, reminders as plan};
use chrono::{DateTime, TimeDelta, Utc};
use entities::{mail_opt_out, user_account::UserRole};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};

use super::{contact, invited, minutes, reminders};
use crate::{
    meetings::{board, scheduled},
    support::{
        TestApp, User, on_both,
        smtp::{At, Does, Smtp},
    },
};

/// Nine in the morning of 1 December at Denver is four in the afternoon in UTC.
pub const START: &str = "2026-12-01T09:00";

/// Moves the clock to that time.
pub fn at(t: &TestApp, time: &str) {
    let time: DateTime<Utc> = time.parse().expect("a time");
    t.clock.advance(time - t.clock.now());
}

/// Queues, sends and follows everything that is due now.
pub async fn work(t: &TestApp) {
    loop {
        let planned = plan::step(&t.app).await.expect("the plan");
        let sent = mail::run_due(&t.app).await.expect("the outbox");
        if planned == 0 && sent == 0 {
            return;
        }
    }
}

/// What the server took since the last time: to whom, and the subject.
fn taken(smtp: &Smtp, seen: &mut usize) -> Vec<String> {
    let all = smtp.taken();
    let mut lines: Vec<String> = all[*seen..]
        .iter()
        .map(|taken| {
            let subject = taken.header("Subject").expect("a subject");
            format!("{} {subject}", taken.to.join(","))
        })
        .collect();
    *seen = all.len();
    lines.sort();
    lines
}

pub(super) async fn letters(user: &User<'_>, meeting: &Value) -> Vec<String> {
    let query = "query($id: ID!) { meeting(id: $id) { attendees { contact { name } letters { letter state reason attempts } } } }";
    let data = user.gql(query, json!({ "id": meeting })).await;
    let mut lines = Vec::new();
    for attendee in data["meeting"]["attendees"].as_array().expect("a list") {
        for one in attendee["letters"].as_array().expect("a list") {
            let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
            let (name, letter) = (text(&attendee["contact"]["name"]), text(&one["letter"]));
            lines.push(format!(
                "{name} {letter} {} {} {}",
                text(&one["state"]),
                text(&one["reason"]),
                one["attempts"]
            ));
        }
    }
    lines
}

pub(super) async fn moved(user: &User<'_>, meeting: &Value, version: i32, input: Value) {
    let query = "mutation($id: ID!, $version: Int!, $input: MeetingRescheduleInput!) {
        meetingReschedule(id: $id, version: $version, input: $input) { userErrors { message } } }";
    let vars = json!({ "id": meeting, "version": version, "input": input });
    let data = user.gql(query, vars).await;
    assert_eq!(data["meetingReschedule"]["userErrors"], json!([]));
}

pub(super) async fn cancelled(user: &User<'_>, meeting: &Value, version: i32) {
    let query = "mutation($id: ID!, $version: Int!) { meetingCancel(id: $id, version: $version, reason: \"Snow.\") { userErrors { message } } }";
    let data = user
        .gql(query, json!({ "id": meeting, "version": version }))
        .await;
    assert_eq!(data["meetingCancel"]["userErrors"], json!([]));
}

on_both! {
    async fn a_meeting_is_told_of_from_invitation_to_cancellation(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let (ann, bo) = (contact(&cora, "Ann Ash").await, contact(&cora, "Bo Birch").await);
        let id = scheduled(&cora, &board, json!({ "localStart": START, "place": "Room 4" })).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        let mut seen = 0;
        work(&t).await;
        assert_eq!(taken(&smtp, &mut seen), ["ann.ash@example.org Invitation: Spring meeting, Tue 1 Dec 2026, 9:00 am to 10:30 am MST"]);
        // Inviting once more says nothing to who has an invitation.
        invited(&cora, &id, json!([{ "contactId": ann }, { "contactId": bo }])).await;
        moved(&cora, &id, 1, json!({ "localStart": "2026-12-02T09:00" })).await;
        work(&t).await;
        // Bo's invitation had not left: a new one says when it is now.
        assert_eq!(taken(&smtp, &mut seen), [
            "ann.ash@example.org Changed: Spring meeting, Wed 2 Dec 2026, 9:00 am to 10:30 am MST",
            "bo.birch@example.org Invitation: Spring meeting, Wed 2 Dec 2026, 9:00 am to 10:30 am MST",
        ]);
        at(&t, "2026-12-02T14:59:59Z");
        work(&t).await;
        assert!(taken(&smtp, &mut seen).is_empty());
        at(&t, "2026-12-02T15:00:00Z");
        work(&t).await;
        work(&t).await;
        assert_eq!(taken(&smtp, &mut seen), [
            "ann.ash@example.org Reminder: Spring meeting, Wed 2 Dec 2026, 9:00 am to 10:30 am MST",
            "bo.birch@example.org Reminder: Spring meeting, Wed 2 Dec 2026, 9:00 am to 10:30 am MST",
        ]);
        assert_eq!(reminders(&cora, &id).await, [
            "Ann Ash 60 min 2026-12-02T15:00Z SENT -",
            "Bo Birch 60 min 2026-12-02T15:00Z SENT -",
        ]);
        cancelled(&cora, &id, 2).await;
        work(&t).await;
        assert_eq!(taken(&smtp, &mut seen), [
            "ann.ash@example.org Cancelled: Spring meeting, Wed 2 Dec 2026, 9:00 am to 10:30 am MST",
            "bo.birch@example.org Cancelled: Spring meeting, Wed 2 Dec 2026, 9:00 am to 10:30 am MST",
        ]);
        let all = smtp.taken();
        let to_ann: Vec<_> = all.iter().filter(|taken| taken.to == ["ann.ash@example.org"]).collect();
        let first = to_ann[0].header("Message-ID").expect("an id");
        assert!(first.starts_with("<meeting-invitation."), "{first}");
        assert_eq!(to_ann[0].header("In-Reply-To"), None);
        for later in &to_ann[1..] {
            assert_eq!(later.header("In-Reply-To").as_ref(), Some(&first));
            assert_eq!(later.header("References").as_ref(), Some(&first));
            assert_ne!(later.header("Message-ID").as_ref(), Some(&first));
        }
        let owner = to_ann[0].header("Reply-To").expect("the owner");
        assert!(owner.contains("@example.org") && owner.contains("convener"), "{owner}");
        assert_eq!(to_ann[0].header("Auto-Submitted").as_deref(), Some("auto-generated"));
        assert!(to_ann[3].text.contains("Snow."), "{}", to_ann[3].text);
        assert_eq!(letters(&cora, &id).await, [
            "Ann Ash meeting-invitation SENT - 1",
            "Ann Ash meeting-change SENT - 1",
            "Ann Ash meeting-reminder SENT - 1",
            "Ann Ash meeting-cancellation SENT - 1",
            "Bo Birch meeting-invitation CANCELLED WITHDRAWN 0",
            "Bo Birch meeting-invitation SENT - 1",
            "Bo Birch meeting-reminder SENT - 1",
            "Bo Birch meeting-cancellation SENT - 1",
        ]);
    }

    async fn who_was_never_told_is_told_nothing(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let (ann, bo) = (contact(&cora, "Ann Ash").await, contact(&cora, "Bo Birch").await);
        let silent = "mutation($id: ID!, $who: ID!) { attendeesInvite(meetingId: $id, isSilent: true, input: [{contactId: $who}]) { userErrors { message } } }";
        let (one, other) = (scheduled(&cora, &board, json!({ "localStart": START })).await, scheduled(&cora, &board, json!({ "localStart": START })).await);
        cora.gql(silent, json!({ "id": one, "who": ann })).await;
        // An invitation that is called off before it left was none.
        let attendee = invited(&cora, &other, json!([{ "contactId": bo }])).await.remove(0);
        moved(&cora, &one, 1, json!({ "place": "Room 5" })).await;
        cancelled(&cora, &one, 2).await;
        let remove = "mutation($id: ID!) { attendeeRemove(id: $id, version: 1) { userErrors { message } } }";
        cora.gql(remove, json!({ "id": attendee })).await;
        work(&t).await;
        assert!(smtp.taken().is_empty());
        // Who comes back is invited again, and told when taken off.
        invited(&cora, &other, json!([{ "contactId": bo }])).await;
        work(&t).await;
        let remove = remove.replace("version: 1", "version: 3");
        cora.gql(&remove, json!({ "id": attendee })).await;
        work(&t).await;
        invited(&cora, &other, json!([{ "contactId": bo }])).await;
        work(&t).await;
        let subjects: Vec<_> = smtp.taken().iter().filter_map(|taken| taken.header("Subject")).collect();
        let words: Vec<_> = subjects.iter().map(|subject| subject.split(':').next().unwrap_or_default()).collect();
        assert_eq!(words, ["Invitation", "Cancelled", "Invitation"]);
        assert!(smtp.taken()[1].text.contains("You are not expected any more"));
    }

    async fn a_move_takes_a_reminder_back_that_has_not_left(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let (ann, bo) = (contact(&cora, "Ann Ash").await, contact(&cora, "Bo Birch").await);
        let id = scheduled(&cora, &board, json!({ "localStart": START })).await;
        let list = invited(&cora, &id, json!([{ "contactId": ann }, { "contactId": bo }])).await;
        at(&t, "2026-12-01T15:00:00Z");
        // Without a mail server letters wait.
        work(&t).await;
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 60 min 2026-12-01T15:00Z QUEUED -", "Bo Birch 60 min 2026-12-01T15:00Z QUEUED -"]);
        let remove = "mutation($id: ID!) { attendeeRemove(id: $id, version: 1) { attendee { reminders { state reason } } userErrors { message } } }";
        let gone = cora.gql(remove, json!({ "id": list[1] })).await["attendeeRemove"].clone();
        assert_eq!(gone["attendee"]["reminders"], json!([{ "state": "CANCELLED", "reason": "REMOVED" }]));
        moved(&cora, &id, 1, json!({ "localStart": "2026-12-01T11:00" })).await;
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 60 min 2026-12-01T17:00Z PLANNED -"]);
        let smtp = Smtp::start().await;
        drop(cora);
        let t = t.restarted(smtp.flags()).await;
        work(&t).await;
        at(&t, "2026-12-01T17:00:00Z");
        work(&t).await;
        assert_eq!(taken(&smtp, &mut 0), [
            "ann.ash@example.org Invitation: Spring meeting, Tue 1 Dec 2026, 11:00 am to 12:30 pm MST",
            "ann.ash@example.org Reminder: Spring meeting, Tue 1 Dec 2026, 11:00 am to 12:30 pm MST",
        ]);
    }

    async fn after_an_outage_what_is_of_use_is_sent(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        for before in [30, 60, 1440] {
            minutes(&cora, &board, before).await;
        }
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &board, json!({ "localStart": START })).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        at(&t, "2026-12-01T15:15:00Z");
        work(&t).await;
        assert_eq!(reminders(&cora, &id).await, [
            "Ann Ash 1440 min 2026-11-30T16:00Z SKIPPED LATE",
            "Ann Ash 60 min 2026-12-01T15:00Z SENT -",
            "Ann Ash 30 min 2026-12-01T15:30Z PLANNED -",
        ]);
        at(&t, "2026-12-01T16:00:00Z");
        work(&t).await;
        assert_eq!(reminders(&cora, &id).await[2], "Ann Ash 30 min 2026-12-01T15:30Z SKIPPED LATE");
    }

    async fn whom_nobody_may_write_to_is_not_written_to(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let (ann, bo) = (contact(&cora, "Ann Ash").await, contact(&cora, "Bo Birch").await);
        let cy = cora.gql("mutation { contactCreate(input: {name: \"Cy Cedar\"}) { contact { id } } }", json!({})).await["contactCreate"]["contact"]["id"].clone();
        let off = "mutation($id: ID!) { contactUpdate(id: $id, version: 1, input: {doNotContact: true, doNotContactReason: \"Asked so.\"}) { userErrors { message } } }";
        assert_eq!(cora.gql(off, json!({ "id": bo })).await["contactUpdate"]["userErrors"], json!([]));
        let id = scheduled(&cora, &board, json!({ "localStart": START })).await;
        invited(&cora, &id, json!([{ "contactId": ann }, { "contactId": bo }, { "contactId": cy }])).await;
        smtp.order(At::Rcpt, Does::Says("550 5.1.1 unknown"), "ann.ash", 9);
        at(&t, "2026-12-01T15:00:00Z");
        work(&t).await;
        assert!(smtp.taken().is_empty());
        assert_eq!(reminders(&cora, &id).await, [
            "Ann Ash 60 min 2026-12-01T15:00Z FAILED REFUSED",
            "Bo Birch 60 min 2026-12-01T15:00Z SKIPPED DO_NOT_CONTACT",
            "Cy Cedar 60 min 2026-12-01T15:00Z SKIPPED NO_ADDRESS",
        ]);
        let list = "query($id: ID!) { meeting(id: $id) { attendees { id reminders { id } } } }";
        let list = cora.gql(list, json!({ "id": id })).await["meeting"]["attendees"].clone();
        let now = "mutation($id: ID!) { reminderSendNow(id: $id) { reminder { state } userErrors { code path message } } }";
        let vera = t.user(UserRole::Viewer).await;
        let mut said = Vec::new();
        for (user, place) in [(&vera, 0), (&cora, 1), (&cora, 2)] {
            let answer = user.gql(now, json!({ "id": list[place]["reminders"][0]["id"] })).await;
            said.push(answer["reminderSendNow"]["userErrors"][0]["message"].clone());
        }
        assert_eq!(json!(said), json!(["Your role does not allow this.", "This person does not want to be written to.", "No e-mail address of this person is known."]));
        let preview = "query($id: ID!) { reminderPreview(attendeeId: $id) { subject text } }";
        let shown = cora.gql(preview, json!({ "id": list[0]["id"] })).await;
        let text = shown["reminderPreview"]["text"].as_str().expect("a text");
        assert!(text.contains("Tue 1 Dec 2026, 9:00 am to 10:30 am MST"), "{text}");
        for (user, place) in [(&cora, 1), (&vera, 0)] {
            let refused = user.ask(preview, json!({ "id": list[place]["id"] })).await.json();
            assert_eq!(refused["data"]["reminderPreview"], json!(null));
            assert!(refused["errors"][0]["extensions"]["code"].is_string(), "{refused}");
        }
    }

    async fn who_does_without_reminders_is_not_sent_one_by_hand(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &board, json!({ "localStart": START })).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        let out = mail_opt_out::ActiveModel {
            id: Set(t.app.ids.next()),
            contact_id: Set(Some(ann.as_str().expect("an id").parse().expect("an id"))),
            user_id: Set(None),
            kind: Set(mail_opt_out::MailKind::Reminder),
            created_at: Set(t.clock.now()),
        };
        out.insert(t.app.db.maintenance()).await.expect("an opt-out");
        let list = "query($id: ID!) { meeting(id: $id) { attendees { reminders { id } } } }";
        let reminder = cora.gql(list, json!({ "id": id })).await["meeting"]["attendees"][0]["reminders"][0]["id"].clone();
        let now = "mutation($id: ID!) { reminderSendNow(id: $id) { reminder { state } userErrors { code path message } } }";
        assert_eq!(cora.gql(now, json!({ "id": reminder })).await["reminderSendNow"], json!(
            { "reminder": null, "userErrors": [{ "code": "STATE", "path": ["id"], "message": "This person does without reminders." }] }
        ));
        // Nothing was changed: the plan stands as it did.
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 60 min 2026-12-01T15:00Z PLANNED -"]);
        at(&t, "2026-12-01T15:00:00Z");
        work(&t).await;
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 60 min 2026-12-01T15:00Z SKIPPED OPTED_OUT"]);
        assert!(smtp.taken().iter().all(|taken| !taken.text.contains("Reminder:")));
    }

    async fn a_reminder_is_sent_now_once(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &board, json!({ "localStart": START })).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        let list = "query($id: ID!) { meeting(id: $id) { attendees { reminders { id } } } }";
        let reminder = cora.gql(list, json!({ "id": id })).await["meeting"]["attendees"][0]["reminders"][0]["id"].clone();
        let now = "mutation($id: ID!) { reminderSendNow(id: $id) { reminder { state dueAt } userErrors { code path message } } }";
        let mut said = Vec::new();
        for _ in 0..2 {
            said.push(cora.gql(now, json!({ "id": reminder })).await["reminderSendNow"].clone());
        }
        work(&t).await;
        said.push(cora.gql(now, json!({ "id": reminder })).await["reminderSendNow"].clone());
        assert_eq!(json!(said), json!([
            { "reminder": { "state": "QUEUED", "dueAt": "2026-12-01T15:00:00.000Z" }, "userErrors": [] },
            { "reminder": null, "userErrors": [{ "code": "STATE", "path": ["id"], "message": "This reminder is in the outbox already." }] },
            { "reminder": null, "userErrors": [{ "code": "STATE", "path": ["id"], "message": "This reminder was sent." }] },
        ]));
        at(&t, "2026-12-01T15:30:00Z");
        work(&t).await;
        assert_eq!(smtp.taken().len(), 2);
        assert_eq!(smtp.taken().iter().filter(|taken| taken.text.contains("Reminder:")).count(), 1);
        t.clock.advance(TimeDelta::days(1));
        work(&t).await;
    }
}
