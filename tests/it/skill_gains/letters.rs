//! Letters that ask for attestations and have not left: withdrawn when what they say is so no more.

use entities::{ids::MailId, outbox_message, skill_gain, user_account::UserRole};
use sea_orm::EntityTrait;
use serde_json::json;

use super::{
    TRASH, UPDATE,
    attest::{asked, at_site, last_letter, stored},
    milestone,
};
use crate::support::{TestApp, assert_json, on_both, smtp::Smtp};

/// What became of a letter.
async fn fate(t: &TestApp, id: MailId) -> String {
    let letter = outbox_message::Entity::find_by_id(id).one(t.app.db.read());
    let letter = letter.await.expect("letters").expect("a letter");
    format!("{:?} {}", letter.state, letter.reason.as_deref().unwrap_or("-"))
}

on_both! {
    async fn a_letter_that_has_not_left_is_withdrawn_with_what_it_asks(t: TestApp) {
        let t = at_site(t).await;
        let sam = t.user(UserRole::Staff).await;
        let (id, ann) = milestone(&sam).await;
        let mut seen = Vec::new();
        let mut version = 1;
        // Another letter, another question, the milestone achieved by other evidence, and the trash.
        for (name, change) in [
            ("asked anew", json!(null)),
            ("another question", json!({ "milestone": "Reads maps" })),
            ("nobody to ask", json!({ "contactId": null })),
            ("achieved", json!({ "contactId": ann, "achievedOn": "2026-11-02" })),
        ] {
            if name == "achieved" {
                let data = sam.gql(UPDATE, json!({ "id": id, "version": version, "input": { "contactId": ann } })).await;
                assert_eq!(data["skillGainUpdate"]["userErrors"], json!([]), "{data}");
                version += 1;
            }
            asked(&t, &sam, &id, version).await;
            version += 1;
            let letter = last_letter(&t).await.id;
            if change.is_null() {
                asked(&t, &sam, &id, version).await;
            } else {
                let data = sam.gql(UPDATE, json!({ "id": id, "version": version, "input": change })).await;
                assert_eq!(data["skillGainUpdate"]["userErrors"], json!([]), "{data}");
            }
            version += 1;
            seen.push(json!([name, fate(&t, letter).await, format!("{:?}", stored(&t).await.attest_state)]));
        }
        sam.gql(UPDATE, json!({ "id": id, "version": version, "input": { "achievedOn": null } })).await;
        asked(&t, &sam, &id, version + 1).await;
        let letter = last_letter(&t).await.id;
        sam.gql(TRASH, json!({ "id": id, "version": version + 2 })).await;
        seen.push(json!(["trash", fate(&t, letter).await, format!("{:?}", stored(&t).await.attest_state)]));
        assert_json!(json!(seen), [["asked anew", "Cancelled WITHDRAWN", "Asked"], ["another question", "Cancelled WITHDRAWN", "NotAsked"], ["nobody to ask", "Cancelled WITHDRAWN", "NotAsked"], ["achieved", "Cancelled WITHDRAWN", "NotAsked"], ["trash", "Cancelled WITHDRAWN", "NotAsked"]]);
    }

    async fn a_letter_to_who_is_gone_or_has_another_address_does_not_leave(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let (sam, cora) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let (id, ann) = milestone(&sam).await;
        let (mut version, mut of_ann) = (1, 1);
        for change in [
            "contactUpdate(id: $id, version: $version, input: {emails: [{address: \"ann.new@example.org\"}]})",
            "contactUpdate(id: $id, version: $version, input: {doNotContact: true, doNotContactReason: \"Asked\"})",
            "contactTrash(id: $id, version: $version)",
        ] {
            asked(&t, &sam, &id, version).await;
            let letter = last_letter(&t).await.id;
            let query = format!("mutation($id: ID!, $version: Int!) {{ it: {change} {{ userErrors {{ message }} }} }}");
            let data = cora.gql(&query, json!({ "id": ann, "version": of_ann })).await;
            assert_eq!(data["it"]["userErrors"], json!([]), "{change}");
            of_ann += 1;
            api::mail::run_due(&t.app).await.expect("the outbox");
            assert_eq!(fate(&t, letter).await, "Cancelled WITHDRAWN", "{change}");
            let row = stored(&t).await;
            assert_eq!(row.attest_state, skill_gain::AttestState::NotAsked, "{change}");
            version = row.version;
            if change.contains("doNotContact") {
                let query = "mutation($id: ID!, $version: Int!) { contactUpdate(id: $id, version: $version, input: {doNotContact: false}) { userErrors { message } } }";
                cora.gql(query, json!({ "id": ann, "version": of_ann })).await;
                of_ann += 1;
            }
        }
        // One that asks what it says, and whom, leaves.
        let query = "mutation($id: ID!, $version: Int!) { contactRestore(id: $id, version: $version) { userErrors { message } } }";
        assert_eq!(cora.gql(query, json!({ "id": ann, "version": of_ann })).await["contactRestore"]["userErrors"], json!([]));
        asked(&t, &sam, &id, version).await;
        let letter = last_letter(&t).await.id;
        api::mail::run_due(&t.app).await.expect("the outbox");
        assert_eq!(fate(&t, letter).await, "Sent -");
        assert_eq!(stored(&t).await.attest_state, skill_gain::AttestState::Asked);
    }
}
