//! Letters about meetings as mail clients and calendars read them.

use entities::user_account::UserRole;
use mail_parser::MimeHeaders as _;
use serde_json::{Value, json};

use super::{
    contact, invited, minutes,
    sending::{START, at, cancelled, letters, moved, work},
};
use crate::{
    calendar,
    meetings::{board, scheduled},
    pages::send,
    support::{on_both, smtp::Smtp},
};

/// A mail as a mail client shows it.
struct Mail {
    text: String,
    html: String,
    /// The calendar object, and the method its part names.
    calendar: Option<String>,
    method: Option<String>,
}

impl Mail {
    fn read(raw: &str) -> Self {
        let mail = mail_parser::MessageParser::default().parse(raw).expect("a mail");
        let is_calendar = |part: &&mail_parser::MessagePart<'_>| {
            part.content_type()
                .is_some_and(|kind| kind.subtype() == Some("calendar"))
        };
        let part = mail.parts.iter().find(is_calendar);
        let method = part.and_then(|part| part.content_type()?.attribute("method").map(str::to_owned));
        Self {
            text: mail.body_text(0).expect("a text").into_owned(),
            html: mail.body_html(0).expect("a page").into_owned(),
            calendar: part.and_then(|part| part.text_contents().map(str::to_owned)),
            method,
        }
    }
}

/// What a calendar object says of its one entry.
fn entry(text: &str) -> Value {
    let all = calendar::read(text);
    let one = &all["entries"][0];
    json!({
        "METHOD": all["calendar"]["METHOD"], "UID": one["UID"], "SEQUENCE": one["SEQUENCE"],
        "DTSTART": one["DTSTART"], "STATUS": one["STATUS"],
    })
}

fn method(text: &str) -> String {
    calendar::read(text)["calendar"]["METHOD"]
        .as_str()
        .expect("a method")
        .to_owned()
}

on_both! {
    async fn calendars_follow_from_invitation_to_cancellation(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &board, json!({ "localStart": START, "place": "Room 4" })).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        work(&t).await;
        moved(&cora, &id, 1, json!({ "localStart": "2026-12-02T09:00" })).await;
        work(&t).await;
        moved(&cora, &id, 2, json!({ "localStart": "2026-12-03T09:00" })).await;
        work(&t).await;
        at(&t, "2026-12-03T15:00:00Z");
        work(&t).await;
        cancelled(&cora, &id, 3).await;
        work(&t).await;
        let all = smtp.taken();
        let mails: Vec<_> = all.iter().map(|taken| Mail::read(&taken.text)).collect();
        let said: Vec<_> = mails.iter().map(|mail| mail.calendar.as_deref().map(entry)).collect();
        let uid = said[0].as_ref().expect("an entry")["UID"].clone();
        let step = |method: &str, sequence: i64, start: &str, status: &str| Some(json!({
            "METHOD": method, "UID": uid, "SEQUENCE": sequence, "DTSTART": start, "STATUS": status,
        }));
        assert_eq!(said, [
            step("REQUEST", 0, "2026-12-01T16:00:00Z", "CONFIRMED"),
            step("REQUEST", 1, "2026-12-02T16:00:00Z", "CONFIRMED"),
            step("REQUEST", 2, "2026-12-03T16:00:00Z", "CONFIRMED"),
            None,
            step("CANCEL", 3, "2026-12-03T16:00:00Z", "CANCELLED"),
        ]);
        for mail in &mails[..4] {
            assert!(mail.text.contains("https://hall.example.org/rsvp/"), "{}", mail.text);
            assert!(mail.html.contains("https://hall.example.org/rsvp/"), "{}", mail.html);
        }
        for (mail, taken) in mails.iter().zip(&all) {
            assert_eq!(mail.method, mail.calendar.as_ref().map(|text| method(text)));
            let unsubscribe = taken.header("List-Unsubscribe").expect("a link");
            assert!(unsubscribe.contains("https://hall.example.org/u/"), "{unsubscribe}");
        }
    }

    async fn who_does_without_reminders_still_gets_invitations(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let ann = contact(&cora, "Ann Ash").await;
        let first = scheduled(&cora, &board, json!({ "localStart": START })).await;
        invited(&cora, &first, json!([{ "contactId": ann }])).await;
        work(&t).await;
        at(&t, "2026-12-01T15:00:00Z");
        work(&t).await;
        let reminder = smtp.taken().pop().expect("a reminder");
        let link = reminder.header("List-Unsubscribe").expect("a link");
        let token = link.split("/u/").nth(1).and_then(|rest| rest.split('>').next()).expect("a token");
        let answer = send(&t, &format!("/u/{token}"), "List-Unsubscribe=One-Click").await;
        assert!(answer.status.is_success(), "{}", answer.status);
        let second = scheduled(&cora, &board, json!({ "localStart": "2026-12-08T09:00" })).await;
        invited(&cora, &second, json!([{ "contactId": ann }])).await;
        work(&t).await;
        at(&t, "2026-12-08T15:00:00Z");
        work(&t).await;
        let subjects: Vec<_> = smtp.taken().iter().filter_map(|taken| taken.header("Subject")).collect();
        assert_eq!(subjects.len(), 3, "{subjects:?}");
        assert!(subjects[2].starts_with("Invitation:"), "{subjects:?}");
        assert_eq!(letters(&cora, &second).await, [
            "Ann Ash meeting-invitation SENT - 1",
            "Ann Ash meeting-reminder SKIPPED OPTED_OUT 0",
        ]);
    }
}
