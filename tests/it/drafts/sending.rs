//! Letters that people send: what leaves, with which head, and that it leaves once.

use api::mail;
use chrono::TimeDelta;
use entities::{outbox_message, user_account::UserRole};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use super::{act, close, held, hold, ids, letters, opted_out, person, reopen, send};
use crate::{
    attendees::invited,
    meetings::{board, scheduled},
    support::{TestApp, assert_json, on_both, smtp::Smtp},
};

/// How many letters of people are in the outbox.
async fn queued(t: &TestApp) -> usize {
    let rows = outbox_message::Entity::find()
        .all(t.app.db.read())
        .await
        .expect("the outbox");
    rows.iter().filter(|row| row.letter == "personal-letter").count()
}

on_both! {
    async fn a_letter_leaves_once_and_in_its_thread(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let ann = person(&cora, "Ann Ash", None).await;
        let more = json!({ "localStart": "2026-12-01T09:00", "ownerId": cora.id.to_string() });
        let id = scheduled(&cora, &board(&cora).await, more).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        mail::run_due(&t.app).await.expect("the outbox");
        t.clock.advance(TimeDelta::days(8));
        hold(&cora, &id).await;
        close(&cora, &id, 2).await;
        mail::run_due(&t.app).await.expect("the outbox");
        assert_eq!(smtp.taken().len(), 1, "nothing leaves without a person");
        let drafted = ids(&cora, &id).await;
        let sent = send(&cora, &drafted, json!([1])).await;
        assert_json!(sent, {"results": [{"letterDraft": {"mail": {"kind": "LETTER", "letter": "personal-letter", "state": "QUEUED"}, "sentAt": "2026-12-02T20:00:00.000Z", "state": "SENT", "version": 2}, "userErrors": []}], "userErrors": []});
        assert_eq!(queued(&t).await, 1);
        mail::run_due(&t.app).await.expect("the outbox");
        let taken = smtp.taken();
        assert_eq!(taken.len(), 2);
        let head = |name: &str| taken[1].header(name).unwrap_or_default();
        let name = format!("{}@example.org", "convener");
        let row = outbox_message::Entity::find().all(t.app.db.read()).await.expect("the outbox").remove(1);
        assert_eq!(Some(head("Reply-To")), row.reply_to);
        assert!(head("Reply-To").starts_with(name.split('@').next().unwrap()), "{}", head("Reply-To"));
        assert_eq!(taken[1].to, ["ann.ash@example.org"]);
        assert_eq!(head("Subject"), "Follow-up: Spring meeting, Tue 1 Dec 2026");
        assert!(head("Message-ID").starts_with("<personal-letter.follow-up.") && head("Message-ID").ends_with("@hall.example.org>"));
        let first = taken[0].header("Message-ID").expect("an id");
        assert_eq!((head("In-Reply-To"), head("References")), (first.clone(), first));
        assert!(head("List-Unsubscribe").starts_with("<https://hall.example.org/u/"), "{}", head("List-Unsubscribe"));
        assert_eq!(head("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        assert_eq!(head("Auto-Submitted"), "auto-generated");
        // Once more: it was sent.
        let again = send(&cora, &drafted, Value::Null).await;
        assert_json!(again, {"results": [{"letterDraft": {"mail": {"kind": "LETTER", "letter": "personal-letter", "state": "SENT"}, "sentAt": "2026-12-02T20:00:00.000Z", "state": "SENT", "version": 2}, "userErrors": [{"code": "STATE", "message": "This letter was sent.", "path": ["id"]}]}], "userErrors": []});
        assert_eq!(queued(&t).await, 1);
        let shown = "query($id: ID!) { meeting(id: $id) { letterDrafts { nodes { mail { subject state toAddress attendee { contact { name } } } } } } }";
        assert_json!(cora.gql(shown, json!({ "id": id })).await["meeting"]["letterDrafts"]["nodes"], [{"mail": {"attendee": {"contact": {"name": "Ann Ash"}}, "state": "SENT", "subject": "Follow-up: Spring meeting, Tue 1 Dec 2026", "toAddress": "ann.ash@example.org"}}]);
    }

    async fn who_sends_at_the_same_time_sends_once(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let ann = person(&cora, "Ann Ash", None).await;
        let id = held(&cora, json!([{ "contactId": ann }])).await;
        close(&cora, &id, 2).await;
        let drafted = ids(&cora, &id).await;
        let all = || send(&cora, &drafted, Value::Null);
        let (one, two, three) = tokio::join!(all(), all(), all());
        let went = |sent: &Value| sent["results"][0]["userErrors"] == json!([]);
        assert_eq!([one, two, three].iter().filter(|sent| went(sent)).count(), 1);
        assert_eq!(queued(&t).await, 1);
    }

    async fn sending_and_opening_again_at_the_same_time_end_in_one_of_the_two(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let ann = person(&cora, "Ann Ash", None).await;
        let id = held(&cora, json!([{ "contactId": ann }])).await;
        close(&cora, &id, 2).await;
        let drafted = ids(&cora, &id).await;
        let (sent, ()) = tokio::join!(send(&cora, &drafted, Value::Null), reopen(&cora, &id, 3));
        let (state, count) = if sent["results"][0]["userErrors"] == json!([]) { ("SENT", 1) } else { ("DISCARDED", 0) };
        assert_eq!((letters(&cora, &id).await, queued(&t).await), (vec![format!("Ann Ash FOLLOW_UP {state}")], count), "{sent}");
    }

    async fn each_letter_is_sent_or_says_why_not(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let names = ["Ann Ash", "Bo Birch", "Cy Cedar", "Di Dogwood", "Ed Elm", "Flo Fir"];
        let mut people = Vec::new();
        for name in names {
            people.push(person(&cora, name, None).await);
        }
        let list: Vec<Value> = people.iter().map(|id| json!({ "contactId": id })).collect();
        let id = held(&cora, json!(list)).await;
        close(&cora, &id, 2).await;
        let mut drafted = ids(&cora, &id).await;
        opted_out(&t, &people[1]).await;
        act(&cora, "Discard", &drafted[2], 1).await;
        for (contact, input) in [(&people[3], json!({ "doNotContact": true })), (&people[4], json!({ "emails": [] }))] {
            let change = "mutation($id: ID!, $input: ContactUpdateInput!) { contactUpdate(id: $id, version: 1, input: $input) { userErrors { message } } }";
            assert_eq!(cora.gql(change, json!({ "id": contact, "input": input })).await["contactUpdate"]["userErrors"], json!([]));
        }
        drafted.push(drafted[0].clone());
        drafted.push(json!("letter_draft_00000000000000000000000000000007"));
        let sent = send(&cora, &drafted, json!([1, 1, 2, 1, 1, 7, 1, 1])).await;
        assert_eq!(queued(&t).await, 1);
        let none = send(&cora, &[], Value::Null).await;
        let many = send(&cora, &vec![drafted[0].clone(); 101], Value::Null).await;
        let versions = send(&cora, &drafted, json!([1])).await;
        assert_json!(json!([sent, none, many, versions]), [{"results": [{"letterDraft": {"mail": {"kind": "LETTER", "letter": "personal-letter", "state": "QUEUED"}, "sentAt": "2026-11-24T20:00:00.000Z", "state": "SENT", "version": 2}, "userErrors": []}, {"letterDraft": {"mail": null, "sentAt": null, "state": "DRAFT", "version": 1}, "userErrors": [{"code": "STATE", "message": "This person does without letters.", "path": ["id"]}]}, {"letterDraft": {"mail": null, "sentAt": null, "state": "DISCARDED", "version": 2}, "userErrors": [{"code": "STATE", "message": "This letter is discarded; take it back first.", "path": ["id"]}]}, {"letterDraft": {"mail": null, "sentAt": null, "state": "DRAFT", "version": 1}, "userErrors": [{"code": "STATE", "message": "This person asked not to be contacted.", "path": ["id"]}]}, {"letterDraft": {"mail": null, "sentAt": null, "state": "DRAFT", "version": 1}, "userErrors": [{"code": "STATE", "message": "This person has no e-mail address.", "path": ["id"]}]}, {"letterDraft": {"mail": null, "sentAt": null, "state": "DRAFT", "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"letterDraft": {"mail": {"kind": "LETTER", "letter": "personal-letter", "state": "QUEUED"}, "sentAt": "2026-11-24T20:00:00.000Z", "state": "SENT", "version": 2}, "userErrors": [{"code": "DUPLICATE", "message": "This letter is named twice.", "path": ["id"]}]}, {"letterDraft": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}], "userErrors": []}, {"results": [], "userErrors": [{"code": "REQUIRED", "message": "Name the letters to send.", "path": ["ids"]}]}, {"results": [], "userErrors": [{"code": "LIMIT", "message": "Send 100 letters at once at most.", "path": ["ids"]}]}, {"results": [], "userErrors": [{"code": "INVALID", "message": "Give a version for each letter.", "path": ["versions"]}]}]);
        assert_eq!(letters(&cora, &id).await, ["Ann Ash FOLLOW_UP SENT", "Bo Birch FOLLOW_UP DRAFT", "Cy Cedar FOLLOW_UP DISCARDED", "Di Dogwood FOLLOW_UP DRAFT", "Ed Elm FOLLOW_UP DRAFT", "Flo Fir FOLLOW_UP DRAFT"]);
    }
}
