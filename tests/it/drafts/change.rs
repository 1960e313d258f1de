//! Mending, discarding and taking back drafted letters, and how they look.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{act, close, held, ids, person, send};
use crate::support::{User, assert_json, on_both};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: LetterDraftUpdateInput!) {
    letterDraftUpdate(id: $id, version: $version, input: $input) {
        letterDraft { subject body state version preview { subject text html } } changes { field before after isRestricted } userErrors { code path message } } }";

async fn updated(user: &User<'_>, id: &Value, version: i32, input: Value) -> Value {
    let data = user
        .gql(UPDATE, json!({ "id": id, "version": version, "input": input }))
        .await;
    data["letterDraftUpdate"].clone()
}

/// The draft to Ann after a meeting.
async fn draft(cora: &User<'_>) -> Value {
    let ann = person(cora, "Ann Ash", None).await;
    let id = held(cora, json!([{ "contactId": ann }])).await;
    close(cora, &id, 2).await;
    ids(cora, &id).await.remove(0)
}

on_both! {
    async fn a_letter_is_mended_and_looked_at(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = draft(&cora).await;
        let body = "Hello <Ann>,\r\n\r\nwe met & ate.\nIt was good.\n\n\n  Bye\n";
        let data = updated(&cora, &id, 1, json!({ "subject": " What we said ", "body": body })).await;
        assert_json!(data, {"changes": [{"after": "What we said", "before": "Follow-up: Spring meeting, Fri 20 Nov 2026", "field": "subject", "isRestricted": false}, {"after": null, "before": null, "field": "body", "isRestricted": true}], "letterDraft": {"body": "Hello <Ann>,\n\nwe met & ate.\nIt was good.\n\n\n  Bye", "preview": {"html": "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>What we said</title></head>\n<body style=\"margin:0;padding:24px;background:#f4f5f4;color:#1c2420;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif\">\n<div style=\"max-width:36em;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #d5dad7;border-radius:8px\">\n<p style=\"white-space:pre-wrap\">Hello &#60;Ann&#62;,</p>\n<p style=\"white-space:pre-wrap\">we met &#38; ate.\nIt was good.</p>\n<p style=\"white-space:pre-wrap\">  Bye</p>\n</div>\n<p style=\"max-width:41em;margin:16px auto;color:#52605a;font-size:14px\">Sent by Guildhall at http://127.0.0.1:0.</p>\n</body>\n</html>\n", "subject": "What we said", "text": "Hello <Ann>,\n\nwe met & ate.\nIt was good.\n\n\n  Bye\n"}, "state": "DRAFT", "subject": "What we said", "version": 2}, "userErrors": []});
    }

    async fn what_is_no_letter_says_why(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = draft(&cora).await;
        let mut seen = Vec::new();
        for (id, version, input) in [
            (&id, 1, json!({ "subject": " ", "body": "\n" })),
            (&id, 1, json!({ "subject": "Hello\nBcc: eve@example.org" })),
            (&id, 1, json!({ "subject": "Hello\u{2028}there", "body": "x".repeat(20_001) })),
            (&id, 1, json!({ "subject": "x".repeat(501), "body": "Her number is 123-45-6789." })),
            (&json!("nonsense"), 1, json!({ "subject": "Hello" })),
            (&json!("letter_draft_00000000000000000000000000000007"), 1, json!({ "subject": "Hello" })),
        ] {
            let data = updated(&cora, id, version, input).await;
            assert_eq!(data["letterDraft"], Value::Null);
            seen.push(data["userErrors"].clone());
        }
        let conflict = updated(&cora, &id, 9, json!({ "subject": "Hello" })).await;
        seen.push(json!([conflict["letterDraft"]["version"], conflict["userErrors"]]));
        assert_json!(json!(seen), [[{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "subject"]}, {"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "body"]}], [{"code": "INVALID", "message": "A subject is one line.", "path": ["input", "subject"]}], [{"code": "TOO_LONG", "message": "This has 20001 characters; at most 20000 are allowed.", "path": ["input", "body"]}, {"code": "INVALID", "message": "A subject is one line.", "path": ["input", "subject"]}], [{"code": "TOO_LONG", "message": "This has 501 characters; at most 500 are allowed.", "path": ["input", "subject"]}, {"code": "PERSONAL_DATA", "message": "This holds what looks like a Social Security number. Such numbers are not kept here: take it out.", "path": ["input", "body"]}], [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}], [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}], [1, [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]]]);
    }

    async fn a_letter_is_discarded_and_taken_back(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = draft(&cora).await;
        let mut seen = Vec::new();
        for (name, version) in [("Restore", 1), ("Discard", 9), ("Discard", 1), ("Discard", 2)] {
            seen.push(act(&cora, name, &id, version).await);
        }
        seen.push(updated(&cora, &id, 2, json!({ "subject": "Hello" })).await["userErrors"].clone());
        seen.push(send(&cora, std::slice::from_ref(&id), Value::Null).await["results"][0].clone());
        seen.push(act(&cora, "Restore", &id, 9).await);
        seen.push(act(&cora, "Restore", &id, 2).await);
        let nobody = json!("nonsense");
        for name in ["Discard", "Restore"] {
            seen.push(act(&cora, name, &nobody, 1).await["userErrors"][0]["code"].clone());
        }
        assert_json!(json!(seen), [{"letterDraft": null, "userErrors": [{"code": "STATE", "message": "This letter is not discarded.", "path": ["id"]}]}, {"letterDraft": {"state": "DRAFT", "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"letterDraft": {"state": "DISCARDED", "version": 2}, "userErrors": []}, {"letterDraft": null, "userErrors": [{"code": "STATE", "message": "This letter is discarded; take it back first.", "path": ["id"]}]}, [{"code": "STATE", "message": "This letter is discarded; take it back first.", "path": ["id"]}], {"letterDraft": {"mail": null, "sentAt": null, "state": "DISCARDED", "version": 2}, "userErrors": [{"code": "STATE", "message": "This letter is discarded; take it back first.", "path": ["id"]}]}, {"letterDraft": {"state": "DISCARDED", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"letterDraft": {"state": "DRAFT", "version": 3}, "userErrors": []}, "NOT_FOUND", "NOT_FOUND"]);
    }

    async fn who_may_not_close_the_meeting_changes_and_sends_nothing(t: TestApp) {
        let (cora, sam, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let id = draft(&cora).await;
        let mut seen = Vec::new();
        for user in [&sam, &vera] {
            seen.push(updated(user, &id, 1, json!({ "subject": "Hello" })).await["userErrors"][0]["code"].clone());
            seen.push(act(user, "Discard", &id, 1).await["userErrors"][0]["code"].clone());
            seen.push(act(user, "Restore", &id, 1).await["userErrors"][0]["code"].clone());
            seen.push(send(user, std::slice::from_ref(&id), Value::Null).await);
            let look = "query($id: ID!) { letterDraft(id: $id) { state version permissions { canUpdate canTrash } } node(id: $id) { id } }";
            let mut look = user.gql(look, json!({ "id": id })).await;
            assert_eq!(look["node"]["id"].take(), id);
            seen.push(look);
        }
        // Of its own agency staff may.
        let own = t.user_of(cora.agency_id, UserRole::Staff).await;
        seen.push(updated(&own, &id, 1, json!({ "subject": "Hello" })).await["userErrors"].clone());
        assert_json!(json!(seen), ["FORBIDDEN", "FORBIDDEN", "FORBIDDEN", {"results": [{"letterDraft": {"mail": null, "sentAt": null, "state": "DRAFT", "version": 1}, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}], "userErrors": []}, {"letterDraft": {"permissions": {"canTrash": false, "canUpdate": false}, "state": "DRAFT", "version": 1}, "node": {"id": null}}, "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", {"results": [], "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"letterDraft": {"permissions": {"canTrash": false, "canUpdate": false}, "state": "DRAFT", "version": 1}, "node": {"id": null}}, []]);
        let anonymous = t.anonymous("{ letterDrafts { nodes { id } } }", json!({})).await;
        assert!(anonymous.text.contains("UNAUTHENTICATED") || anonymous.text.contains("\"nodes\":[]"), "{}", anonymous.text);
    }
}
