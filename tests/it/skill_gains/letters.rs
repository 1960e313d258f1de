//! Letters that ask for attestations and have not left: withdrawn when what they say is so no more.

use chrono::TimeDelta;
use entities::{
    ids::{ContactId, MailId},
    mail_address,
    mail_opt_out::{self, MailKind},
    outbox_message, skill_gain,
    user_account::UserRole,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
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

    async fn nobody_was_asked_by_a_letter_that_ends_untried(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let sam = t.user(UserRole::Staff).await;
        let (id, ann) = milestone(&sam).await;
        let ann: ContactId = ann.as_str().expect("an id").parse().expect("a contact");
        let mut version = 1;
        // Ann stops such letters by the link of the one before while this one waits, or as the worker takes it; her address bounces; or
        // nothing leaves until the letter is of no use.
        for (how, expected) in [
            ("stopped", "Skipped OPTED_OUT"),
            ("out", "Skipped OPTED_OUT"),
            ("bouncing", "Skipped BOUNCING"),
            ("late", "Skipped LATE"),
        ] {
            asked(&t, &sam, &id, version).await;
            let letter = last_letter(&t).await;
            let db = t.app.db.maintenance();
            match how {
                "stopped" => {
                    let url = letter.unsubscribe_url.clone().expect("a link");
                    let token = url.rsplit('/').next().expect("a token");
                    let stop = "mutation($token: String!) { unsubscribe(token: $token) { userErrors { code } } }";
                    let answer = t.anonymous(stop, json!({ "token": token })).await.json();
                    assert_eq!(answer["data"]["unsubscribe"]["userErrors"], json!([]), "{answer}");
                }
                "out" => {
                    let out = mail_opt_out::ActiveModel {
                        id: Set(t.app.ids.next()),
                        contact_id: Set(Some(ann)),
                        user_id: Set(None),
                        kind: Set(MailKind::Letter),
                        created_at: Set(t.clock.now()),
                    };
                    out.insert(db).await.expect("an opt-out");
                }
                "bouncing" => {
                    let bounces = mail_address::ActiveModel {
                        address_search: Set(letter.address_search.clone()),
                        failures: Set(2),
                        bouncing_since: Set(Some(t.clock.now())),
                        updated_at: Set(t.clock.now()),
                    };
                    bounces.insert(db).await.expect("an address");
                }
                _ => t.clock.advance(TimeDelta::days(61)),
            }
            api::mail::run_due(&t.app).await.expect("the outbox");
            assert_eq!(fate(&t, letter.id).await, expected, "{how}");
            let row = stored(&t).await;
            assert_eq!(row.attest_state, skill_gain::AttestState::NotAsked, "{how}");
            version = row.version;
            mail_opt_out::Entity::delete_many().exec(db).await.expect("a deletion");
            mail_address::Entity::delete_many().exec(db).await.expect("a deletion");
            // An administrator who sends it after all would ask what nobody is asked.
            if how != "late" {
                let ada = t.user_of(sam.agency_id, UserRole::Admin).await;
                let again = "mutation($id: ID!) { mailSendNow(id: $id) { userErrors { code path } } }";
                let data = ada.gql(again, json!({ "id": letter.id.to_string() })).await;
                assert_eq!(data["mailSendNow"]["userErrors"], json!([{ "code": "STATE", "path": ["id"] }]), "{data}");
            }
        }
    }
}
