//! Getting a kind of mail again: by the page of the same link, as a user, or noted by staff with a reason.

use api::links::Person;
use entities::{mail_opt_out::MailKind, user_account::UserRole};
use poem::http::StatusCode;
use serde_json::{Value, json};

use super::{at_site, contact, unsubscribe};
use crate::{
    pages::{open, send},
    support::{TestApp, User, assert_json, on_both},
};

const OF_CONTACT: &str = "mutation($id: ID!, $kind: MailKind!, $reason: String!) { contactMailOptOutEnd(contactId: $id, kind: $kind, reason: $reason) {
    mailPreferences { optOuts { kind since } } userErrors { code path message } } }";
const OWN: &str = "mutation($kind: MailKind!) { viewerMailOptOutEnd(kind: $kind) { mailPreferences { optOuts { kind } } userErrors { code path message } } }";

/// What the audit says of mail that a record stopped or resumed, the first one first.
async fn audit(t: &TestApp, id: &str) -> Vec<String> {
    let ada: User<'_> = t.user(UserRole::Admin).await;
    let query = "query($id: ID!) { auditEntries(where: {subjectId: $id, action: [\"MAIL_STOPPED\", \"MAIL_RESUMED\"]}) { nodes {
        action reason user { role } changes { field before after } } } }";
    let data = ada.gql(query, json!({ "id": id })).await;
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let shown = |entry: &Value| {
        let changes = entry["changes"].as_array().expect("a list").iter();
        let changes: Vec<_> = changes
            .map(|one| {
                format!(
                    "{} {} > {}",
                    text(&one["field"]),
                    text(&one["before"]),
                    text(&one["after"])
                )
            })
            .collect();
        format!(
            "{} by {}{}: {}",
            text(&entry["action"]),
            text(&entry["user"]["role"]),
            text(&entry["reason"]),
            changes.join(", ")
        )
    };
    data["auditEntries"]["nodes"]
        .as_array()
        .expect("a list")
        .iter()
        .rev()
        .map(shown)
        .collect()
}

on_both! {
    async fn the_page_takes_it_back(t: TestApp) {
        let t = at_site(t).await;
        let cora = t.user(UserRole::Convener).await;
        let ann = contact(&cora, "Ann").await;
        let path = unsubscribe(&t, Person::Contact(ann), MailKind::Reminder).await;
        let again = format!("{path}/again");
        let page = send(&t, &path, "").await;
        assert!(page.text.contains("Get reminders again") && page.text.contains(&again), "{}", page.text);
        // Looking does nothing, and there is nothing to look at.
        assert_ne!(open(&t, &again).await.status, StatusCode::OK);
        assert!(open(&t, &path).await.text.contains("No more reminders"));
        for _ in 0..2 {
            let page = send(&t, &again, "").await;
            assert!(page.status == StatusCode::OK && page.text.contains("gets reminders again") && page.text.contains("Stop reminders?"), "{}", page.text);
        }
        send(&t, &path, "List-Unsubscribe=One-Click").await;
        assert_eq!(send(&t, "/u/nonsense/again", "").await.status, StatusCode::GONE);
        assert_eq!(audit(&t, &ann.to_string()).await, [
            "MAIL_STOPPED by -a signed link of a letter: mail REMINDER > -",
            "MAIL_RESUMED by -a signed link of a letter: mail - > REMINDER",
            "MAIL_STOPPED by -a signed link of a letter: mail REMINDER > -",
        ]);
    }

    async fn staff_note_why_a_contact_gets_it_again(t: TestApp) {
        let t = at_site(t).await;
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let ann = contact(&sam, "Ann").await;
        for kind in [MailKind::Reminder, MailKind::Invitation] {
            let path = unsubscribe(&t, Person::Contact(ann), kind).await;
            send(&t, &path, "").await;
        }
        let vars = |kind: &str, reason: &str| json!({ "id": ann.to_string(), "kind": kind, "reason": reason });
        let ended = async |user: &User<'_>, vars: Value| user.gql(OF_CONTACT, vars).await["contactMailOptOutEnd"].clone();
        assert_json!(ended(&vera, vars("REMINDER", "She said so")).await, {"mailPreferences": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
        assert_json!(ended(&sam, vars("REMINDER", " ")).await["userErrors"][0]["code"], "REQUIRED");
        assert_json!(ended(&sam, vars("REMINDER", "She said so on the phone")).await, {"mailPreferences": {"optOuts": [{"kind": "INVITATION", "since": "2026-11-24T20:00:00.000Z"}]}, "userErrors": []});
        assert_json!(ended(&sam, vars("REMINDER", "She said so again")).await, {"mailPreferences": null, "userErrors": [{"code": "STATE", "message": "This person gets this mail.", "path": ["kind"]}]});
        let nobody = json!({ "id": "contact_00000000000070008000000000000000", "kind": "REMINDER", "reason": "?" });
        assert_json!(ended(&sam, nobody).await["userErrors"][0]["code"], "NOT_FOUND");
        assert_eq!(audit(&t, &ann.to_string()).await[2..], ["MAIL_RESUMED by STAFF-: mail - > REMINDER, reason - > She said so on the phone"]);
    }

    async fn everybody_takes_it_back_for_oneself(t: TestApp) {
        let t = at_site(t).await;
        let vera = t.user(UserRole::Viewer).await;
        let path = unsubscribe(&t, Person::User(vera.id), MailKind::Digest).await;
        send(&t, &path, "").await;
        assert_json!(vera.gql(OWN, json!({ "kind": "DIGEST" })).await["viewerMailOptOutEnd"], {"mailPreferences": {"optOuts": []}, "userErrors": []});
        assert_json!(vera.gql(OWN, json!({ "kind": "DIGEST" })).await["viewerMailOptOutEnd"]["userErrors"][0]["code"], "STATE");
    }
}
