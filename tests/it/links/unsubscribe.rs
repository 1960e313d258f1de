//! Doing without a kind of mail by the link of a letter.

use api::{
    links::Person,
    mail::{self, Recipient},
};
use entities::{mail_opt_out::MailKind, outbox_message, subject_type::SubjectType, user_account::UserRole};
use poem::http::{Method, StatusCode};
use sea_orm::EntityTrait;
use serde_json::json;

use super::{at_site, attendee, contact, invited, path, unsubscribe};
use crate::{
    mail::{letter_to, queue},
    pages::{open, send},
    support::{TestApp, assert_json, on_both, smtp::Smtp},
};

const STOP: &str = "mutation($token: String!) { unsubscribe(token: $token) { unsubscription { name kind isUnsubscribed } userErrors { code path message } } }";

async fn opt_outs(t: &TestApp) -> usize {
    let rows = entities::mail_opt_out::Entity::find().all(t.app.db.read()).await;
    rows.expect("the opt-outs").len()
}

/// Queues a letter of that kind; where it stands.
async fn queued(t: &TestApp, to: Recipient, kind: Option<MailKind>, number: &str) -> String {
    let mut letter = letter_to(t, &to.address).await;
    letter.to = to;
    letter.kind = kind;
    letter.key.push(number.to_owned());
    let id = queue(t, letter).await.expect("it is new");
    standing(t, id).await
}

async fn standing(t: &TestApp, id: entities::ids::MailId) -> String {
    let row = outbox_message::Entity::find_by_id(id).one(t.app.db.read()).await;
    let row = row.expect("the database").expect("a row");
    format!("{:?} {}", row.state, row.reason.unwrap_or_default())
}

on_both! {
    async fn looking_changes_nothing_and_the_button_stops_one_kind(t: TestApp) {
        let t = at_site(t).await;
        let cora = t.user(UserRole::Convener).await;
        let ann = contact(&cora, "Ann <b>").await;
        let path = unsubscribe(&t, Person::Contact(ann), MailKind::Reminder).await;
        for _ in 0..2 {
            let page = open(&t, &path).await;
            assert!(page.status == StatusCode::OK && page.text.contains("Stop reminders?") && page.text.contains("Ann &#60;b&#62;"), "{}", page.text);
        }
        assert_eq!(opt_outs(&t).await, 0);
        for _ in 0..2 {
            let page = send(&t, &path, "").await;
            assert!(page.status == StatusCode::OK && page.text.contains("No more reminders") && !page.text.contains("Stop reminders"), "{}", page.text);
        }
        assert_eq!(opt_outs(&t).await, 1);
        assert!(open(&t, &path).await.text.contains("No more reminders"));
        let other = unsubscribe(&t, Person::Contact(ann), MailKind::Invitation).await;
        assert!(open(&t, &other).await.text.contains("Stop invitations?"));
    }

    async fn a_mail_program_stops_it_with_one_click(t: TestApp) {
        let t = at_site(t).await;
        let cora = t.user(UserRole::Convener).await;
        for (kind, body) in [
            ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
            ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n"),
        ] {
            let before = opt_outs(&t).await;
            let ann = contact(&cora, "Ann").await;
            let path = unsubscribe(&t, Person::Contact(ann), MailKind::Reminder).await;
            // No cookie, no origin, nothing that only a browser sends.
            let request = poem::Request::builder().method(Method::POST).uri_str(&path).header("content-type", kind);
            let answer = t.send(request.body(body)).await;
            assert_eq!((answer.status, opt_outs(&t).await), (StatusCode::OK, before + 1), "{kind}");
        }
    }

    async fn a_link_that_is_none_stops_nothing(t: TestApp) {
        let t = at_site(t).await;
        let cora = t.user(UserRole::Convener).await;
        let ann = contact(&cora, "Ann").await;
        let good = unsubscribe(&t, Person::Contact(ann), MailKind::Reminder).await;
        let (_, rsvp) = invited(&t, &cora).await;
        let (head, last) = good.split_at(good.len() - 1);
        let tampered = format!("{head}{}", if last == "A" { "B" } else { "A" });
        for bad in [tampered, head.to_owned(), "/u/nonsense".to_owned(), rsvp.replace("/rsvp/", "/u/")] {
            for page in [open(&t, &bad).await, send(&t, &bad, "List-Unsubscribe=One-Click").await] {
                assert_eq!(page.status, StatusCode::GONE, "{bad}");
            }
            let token = bad.replace("/u/", "");
            let answer = t.anonymous(STOP, json!({ "token": token })).await.json();
            assert_json!(answer["data"]["unsubscribe"], {"unsubscription": null, "userErrors": [{"code": "NOT_FOUND", "message": "This link does not work (any more).", "path": ["token"]}]});
        }
        assert_eq!(opt_outs(&t).await, 0);
    }

    async fn what_waits_is_skipped_and_nothing_more_is_sent(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let to = Recipient { address: "cora@example.org".to_owned(), user_id: Some(cora.id), ..Recipient::default() };
        let mut waiting = letter_to(&t, "cora@example.org").await;
        (waiting.to, waiting.kind) = (to.clone(), Some(MailKind::Reminder));
        let waiting = queue(&t, waiting).await.expect("it is new");
        assert_eq!(queued(&t, to.clone(), Some(MailKind::Invitation), "2").await, "Queued ");
        let stop = unsubscribe(&t, Person::User(cora.id), MailKind::Reminder).await;
        send(&t, &stop, "").await;
        assert_eq!(standing(&t, waiting).await, "Skipped OPTED_OUT");
        assert_eq!(queued(&t, to.clone(), Some(MailKind::Reminder), "3").await, "Skipped OPTED_OUT");
        assert_eq!(queued(&t, to.clone(), None, "4").await, "Queued ");
        mail::run_due(&t.app).await.expect("the outbox");
        let heads: Vec<_> = smtp.taken().iter().map(|letter| (letter.header("List-Unsubscribe"), letter.header("List-Unsubscribe-Post"))).collect();
        assert_eq!(heads.len(), 2);
        let (url, one_click) = heads.iter().find(|(url, _)| url.is_some()).expect("a letter of a kind").clone();
        assert_eq!(one_click.as_deref(), Some("List-Unsubscribe=One-Click"));
        assert!(heads.iter().any(|(url, _)| url.is_none()), "a letter that one has to have names no way out");
        // The link in the head works.
        let url = url.expect("a link").replace(['<', '>', ' ', '\r', '\n', '\t'], "");
        let page = send(&t, &path(&url), "List-Unsubscribe=One-Click").await;
        assert!(page.status == StatusCode::OK && page.text.contains("No more invitations"), "{}", page.text);
    }

    async fn letters_about_meetings_are_shown_without_the_links_of_others(t: TestApp) {
        let t = at_site(t).await;
        let (cora, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        let (meeting, rsvp) = invited(&t, &cora).await;
        let mut letter = letter_to(&t, "cora@example.org").await;
        letter.to.user_id = Some(cora.id);
        let id: entities::ids::MeetingId = meeting.as_str().unwrap().parse().unwrap();
        letter.about = (SubjectType::Meeting, id.uuid());
        let mail::Letter::SignInNotice(notice) = &mut letter.letter else { panic!("the test's own letter") };
        notice.browser = Some(format!("https://hall.example.org{rsvp}"));
        queue(&t, letter.clone()).await.expect("it is new");
        let attendee: entities::ids::AttendeeId = attendee(&t).await;
        (letter.about, letter.key) = ((SubjectType::Attendee, attendee.uuid()), vec!["attendee".to_owned()]);
        queue(&t, letter).await.expect("it is new");
        let query = "query($id: ID!) { mails(where: {meetingId: $id}, orderBy: [{createdAt: ASC}]) { nodes { kind text meeting { title } attendee { meeting { title } } employer { name } state } } }";
        let shown = vera.gql(query, json!({ "id": meeting })).await;
        // The invitation that was sent when the person was put on the list, and the two of this test.
        let nodes = shown["mails"]["nodes"].as_array().expect("letters");
        assert!(nodes.len() == 3 && nodes.iter().all(|node| node["state"] == "QUEUED"), "{shown}");
        let of_attendee: Vec<_> = nodes.iter().filter(|node| node["attendee"]["meeting"]["title"] == "Spring meeting").collect();
        assert!(of_attendee.len() == 2 && of_attendee.iter().all(|node| node["meeting"].is_null()), "{shown}");
        let node = nodes.iter().find(|node| node["meeting"]["title"] == "Spring meeting").expect("a letter about the meeting");
        let text = node["text"].as_str().expect("a text");
        assert!(text.contains("https://hall.example.org/rsvp/…") && !text.contains(&rsvp), "{text}");
        // A letter to somebody about something else stays between the two.
        let other = letter_to(&t, "cora@example.org").await;
        queue(&t, other).await;
        let all = vera.gql("{ mails { nodes { letter meeting { title } attendee { id } } } }", json!({})).await;
        assert!(all["mails"]["nodes"].as_array().unwrap().iter().filter(|node| node["meeting"].is_null() && node["attendee"].is_null()).count() == 0, "{all}");
    }
}
