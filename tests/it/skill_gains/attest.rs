//! Asking an employer to attest a milestone: the letter, the page of its link, and the answer.

use api::config::Flags;
use chrono::TimeDelta;
use entities::{
    affiliation, audit_entry, outbox_message, outbox_message::MailState, skill_gain, user_account::UserRole,
};
use poem::http::StatusCode;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde_json::{Value, json};

use super::{RESTORE, TRASH, UPDATE, milestone, person};
use crate::{
    engagements::employer,
    pages::{SITE, assert_went_to, open, send},
    support::{TestApp, User, assert_json, on_both},
};

const ASK: &str = "mutation($id: ID!, $version: Int!) { skillGainAskAttestation(id: $id, version: $version) {
    skillGain { version attestState askedAt } userErrors { code path message } } }";
const SHOW: &str = "query($token: String!) { attestationRequest(token: $token) { milestone shownAs program agency state answeredAt canAnswer } }";
const ANSWER: &str = "mutation($token: String!, $input: SkillGainAttestInput!) { skillGainAttestByLink(token: $token, input: $input) {
    attestationRequest { state answeredAt canAnswer } userErrors { code path message } } }";
const YES: &str = "answer=REACHED&achievedOn=2026-11-20&name=Ann+Ash&note=Well+done";

/// The same application at the address that forms of these tests come from.
pub(super) async fn at_site(t: TestApp) -> TestApp {
    let flags = Flags {
        base_url: Some(SITE.to_owned()),
        ..Flags::default()
    };
    t.restarted(flags).await
}

/// Asks, and finds the path of the link in the letter.
pub(super) async fn asked(t: &TestApp, user: &User<'_>, id: &Value, version: i32) -> String {
    let data = user.gql(ASK, json!({ "id": id, "version": version })).await;
    assert_eq!(data["skillGainAskAttestation"]["userErrors"], json!([]), "{data}");
    let letter = last_letter(t).await;
    let from = letter.text_body.find("/attest/").expect("a link");
    let path = letter.text_body[from..].split_whitespace().next();
    path.expect("a path").to_owned()
}

pub(super) async fn last_letter(t: &TestApp) -> outbox_message::Model {
    let letters = outbox_message::Entity::find().order_by_desc(outbox_message::Column::Id);
    letters
        .one(t.app.db.read())
        .await
        .expect("letters")
        .expect("a letter")
}

/// The letters that wait have left.
async fn all_left(t: &TestApp) {
    let left = outbox_message::ActiveModel {
        state: Set(MailState::Sent),
        ..Default::default()
    };
    let left = outbox_message::Entity::update_many().set(left);
    left.exec(t.app.db.maintenance()).await.expect("an update");
}

/// The only gain there is.
pub(super) async fn stored(t: &TestApp) -> skill_gain::Model {
    let rows = skill_gain::Entity::find()
        .all(t.app.db.read())
        .await
        .expect("gains");
    assert_eq!(rows.len(), 1);
    rows.into_iter().next().expect("a gain")
}

/// The gain is as it was asked for.
async fn assert_open(t: &TestApp) {
    let row = stored(t).await;
    assert!(
        row.attest_state != skill_gain::AttestState::Attested
            && row.achieved_on.is_none()
            && row.attested_at.is_none(),
        "{row:?}"
    );
}

on_both! {
    async fn an_employer_attests_by_the_link_of_a_letter(t: TestApp) {
        let t = at_site(t).await;
        let sam = t.user(UserRole::Staff).await;
        let (id, _) = milestone(&sam).await;
        let path = asked(&t, &sam, &id, 1).await;
        let letter = last_letter(&t).await;
        assert_eq!((letter.to_address.as_str(), letter.kind.is_some(), letter.reply_to.is_some()), ("ann.ash@example.org", true, true));
        for word in ["P-1007", "M. K.", "drawings", "In the file"] {
            assert!(!format!("{} {} {}", letter.subject, letter.text_body, letter.html_body).contains(word), "{word}");
        }
        for _ in 0..2 {
            let (statements, page) = t.statements(open(&t, &path)).await;
            assert_eq!(page.status, StatusCode::OK);
            for words in ["Reads &#60;drawings&#62; alone", "M. K.", "Welding APPRENTICESHIP", "College", "Yes, reached", "Your name"] {
                assert!(page.text.contains(words), "{words}: {}", page.text);
            }
            for words in ["P-1007", "In the file", "<script"] {
                assert!(!page.text.contains(words), "{words}: {}", page.text);
            }
            assert!(statements <= 12, "{statements}");
        }
        assert_open(&t).await;
        assert_went_to(&send(&t, &path, YES).await, &path);
        let row = stored(&t).await;
        let day = |text: &str| text.parse().ok();
        assert_eq!((row.attest_state, row.achieved_on, row.program_year), (skill_gain::AttestState::Attested, day("2026-11-20"), Some(2026)));
        assert_eq!((row.attested_by_name.as_deref(), row.attest_note.as_deref(), row.attested_at.is_some()), (Some("Ann Ash"), Some("Well done"), true));
        // Used twice, the link says that it was answered.
        let again = open(&t, &path).await.text;
        assert!(again.contains("You said that the milestone was reached.") && !again.contains("<form"), "{again}");
        let again = send(&t, &path, "answer=NOT_YET&name=Somebody").await;
        assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.text.contains("This was answered already."), "{}", again.text);
        assert_eq!(stored(&t).await, row);
        let entries = audit_entry::Entity::find().filter(audit_entry::Column::Reason.eq("a signed link of a letter"));
        let entries = entries.all(t.app.db.read()).await.unwrap();
        assert!(entries.len() == 1 && !entries[0].changes.to_string().contains("Ann"), "{entries:?}");
        let data = sam.gql(ASK, json!({ "id": id, "version": 3 })).await;
        assert_eq!(data["skillGainAskAttestation"]["userErrors"][0]["message"], "The employer has attested this.");
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 3, "input": { "achievedOn": "2026-11-01" } })).await;
        assert_eq!(data["skillGainUpdate"]["userErrors"][0]["code"], "STATE");
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 3, "input": { "evidence": "Filed" } })).await;
        assert_eq!(data["skillGainUpdate"]["userErrors"], json!([]));
    }

    async fn not_yet_is_an_answer_after_which_one_may_ask_again(t: TestApp) {
        let t = at_site(t).await;
        let sam = t.user(UserRole::Staff).await;
        let (id, _) = milestone(&sam).await;
        let first = asked(&t, &sam, &id, 1).await;
        assert_went_to(&send(&t, &first, "answer=NOT_YET&achievedOn=2026-11-20&name=Ann").await, &first);
        let row = stored(&t).await;
        assert_eq!((row.attest_state, row.achieved_on), (skill_gain::AttestState::Declined, None));
        assert!(open(&t, &first).await.text.contains("You said that it is not reached yet."));
        let second = asked(&t, &sam, &id, 3).await;
        assert_ne!(first, second);
        assert_eq!(open(&t, &first).await.status, StatusCode::GONE);
        assert_eq!(send(&t, &first, YES).await.status, StatusCode::GONE);
        assert_open(&t).await;
        // Without a day it is today.
        assert_went_to(&send(&t, &second, "answer=REACHED&name=Ann").await, &second);
        assert_eq!(stored(&t).await.achieved_on, "2026-11-24".parse().ok());
        // What was answered before stays, and so do the names.
        let query = "query($id: ID!) { skillGain(id: $id) { attestState attestedByName answers { isReached answeredByName note contact { name } } } }";
        assert_json!(sam.gql(query, json!({ "id": id })).await["skillGain"], {"answers": [{"answeredByName": "Ann", "contact": {"name": "Ann Ash"}, "isReached": true, "note": null}, {"answeredByName": "Ann", "contact": {"name": "Ann Ash"}, "isReached": false, "note": null}], "attestState": "ATTESTED", "attestedByName": "Ann"});
        let kim = t.user(UserRole::Admin).await;
        assert_json!(kim.gql(query, json!({ "id": id })).await["skillGain"], null);
    }

    async fn who_left_the_employer_does_not_attest_for_it(t: TestApp) {
        let t = at_site(t).await;
        let sam = t.user(UserRole::Staff).await;
        let (id, _) = milestone(&sam).await;
        let path = asked(&t, &sam, &id, 1).await;
        assert_eq!(open(&t, &path).await.status, StatusCode::OK);
        let yesterday: Option<chrono::NaiveDate> = "2026-11-23".parse().ok();
        let left = affiliation::Entity::update_many().col_expr(affiliation::Column::ToOn, Expr::value(yesterday));
        left.exec(t.app.db.maintenance()).await.expect("an update");
        assert_eq!(open(&t, &path).await.status, StatusCode::GONE);
        assert_eq!(send(&t, &path, YES).await.status, StatusCode::GONE);
        assert_open(&t).await;
    }

    async fn not_yet_is_overruled_with_other_evidence_alone(t: TestApp) {
        let t = at_site(t).await;
        let sam = t.user(UserRole::Staff).await;
        let (id, _) = milestone(&sam).await;
        sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "evidence": null } })).await;
        let path = asked(&t, &sam, &id, 2).await;
        assert_went_to(&send(&t, &path, "answer=NOT_YET&name=Ann").await, &path);
        let input = json!({ "achievedOn": "2026-11-20" });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 4, "input": input })).await;
        assert_json!(data["skillGainUpdate"]["userErrors"], [{"code": "REQUIRED", "message": "The employer said that it is not reached yet: say what else shows it.", "path": ["input", "evidence"]}]);
        let input = json!({ "achievedOn": "2026-11-20", "evidence": "Skills test of 20 November" });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 4, "input": input })).await;
        assert_eq!(data["skillGainUpdate"]["userErrors"], json!([]));
    }

    async fn the_api_shows_and_answers_without_signing_in(t: TestApp) {
        let t = at_site(t).await;
        let sam = t.user(UserRole::Staff).await;
        let (id, _) = milestone(&sam).await;
        let token = asked(&t, &sam, &id, 1).await.replace("/attest/", "");
        let mut shown = t.anonymous(SHOW, json!({ "token": token })).await.json()["data"]["attestationRequest"].take();
        shown["agency"].take();
        assert_json!(shown, {"agency": null, "answeredAt": null, "canAnswer": true, "milestone": "Reads <drawings> alone", "program": "Welding APPRENTICESHIP", "shownAs": "M. K.", "state": "ASKED"});
        let mut seen = Vec::new();
        for input in [
            json!({ "isReached": true, "name": " " }),
            json!({ "isReached": true, "name": "Ann", "achievedOn": "2026-11-26" }),
            json!({ "isReached": true, "name": "Ann", "achievedOn": "2026-08-31" }),
            json!({ "isReached": false, "name": "Ann", "note": "SSN 123-45-6789" }),
            json!({ "isReached": false, "name": "x".repeat(201), "note": "x".repeat(2001) }),
            json!({ "isReached": true, "name": "Ann", "achievedOn": "2026-09-01" }),
            json!({ "isReached": false, "name": "Ann" }),
        ] {
            let answer = t.anonymous(ANSWER, json!({ "token": token, "input": input })).await.json();
            let payload = &answer["data"]["skillGainAttestByLink"];
            let errors = payload["userErrors"].as_array().unwrap().iter().map(|error| json!([error["code"], error["path"]]));
            seen.push(json!([payload["attestationRequest"]["state"], errors.collect::<Vec<_>>()]));
        }
        assert_json!(json!(seen), [[null, [["REQUIRED", ["input", "name"]]]], [null, [["INVALID", ["input", "achievedOn"]]]], [null, [["INVALID", ["input", "achievedOn"]]]], [null, [["PERSONAL_DATA", ["input", "note"]]]], [null, [["TOO_LONG", ["input", "name"]], ["TOO_LONG", ["input", "note"]]]], ["ATTESTED", []], [null, [["STATE", ["token"]]]]]);
    }

    async fn a_form_with_something_to_mend_keeps_what_was_typed(t: TestApp) {
        let t = at_site(t).await;
        let sam = t.user(UserRole::Staff).await;
        let (id, _) = milestone(&sam).await;
        let path = asked(&t, &sam, &id, 1).await;
        for (form, words) in [
            ("", "Say whether the milestone was reached."),
            ("answer=MAYBE&name=Bo+%3CB%3E", "Say whether the milestone was reached."),
            ("answer=REACHED&name=&achievedOn=2026-11-20", "This must not be empty."),
            ("answer=REACHED&name=Bo+%3CB%3E&achievedOn=yesterday", "Write the day as 2026-11-24."),
            ("answer=REACHED&name=Bo+%3CB%3E&achievedOn=2026-02-30", "Write the day as 2026-11-24."),
            ("answer=REACHED&name=Bo+%3CB%3E&achievedOn=2026-12-30", "Write a day from 1990 to today."),
            ("answer=REACHED&name=Bo+%3CB%3E&note=born+1%2F2%2F1990", "This holds what looks like a date of birth."),
        ] {
            let page = send(&t, &path, form).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
            assert!(page.text.contains(words) && page.text.contains("Please mend this first"), "{form}: {}", page.text);
            assert_eq!(page.text.contains("value=\"Bo &#60;B&#62;\""), form.contains("Bo"), "{form}: {}", page.text);
        }
        assert_open(&t).await;
    }

    async fn a_link_that_is_none_changes_nothing(t: TestApp) {
        let t = at_site(t).await;
        let sam = t.user(UserRole::Staff).await;
        let (id, _) = milestone(&sam).await;
        let good = asked(&t, &sam, &id, 1).await;
        let (head, last) = good.split_at(good.len() - 1);
        let tampered = format!("{head}{}", if last == "A" { "B" } else { "A" });
        let other_purpose = good.replacen("/attest/B", "/attest/A", 1);
        assert_ne!(other_purpose, good);
        for bad in [tampered.as_str(), other_purpose.as_str(), head, "/attest/nonsense", "/attest/%F0%9F%92%A9"] {
            for page in [open(&t, bad).await, send(&t, bad, YES).await] {
                assert_eq!(page.status, StatusCode::GONE, "{bad}");
                assert!(page.text.contains("This link does not work"), "{}", page.text);
            }
        }
        // A link to answer an invitation is none to attest, and the other way round.
        assert_eq!(open(&t, &good.replace("/attest/", "/rsvp/")).await.status, StatusCode::GONE);
        t.clock.advance(TimeDelta::days(60));
        assert_eq!(open(&t, &good).await.status, StatusCode::GONE);
        assert_open(&t).await;
    }

    async fn what_was_asked_ends_with_what_it_is_about(t: TestApp) {
        let t = at_site(t).await;
        let sam = t.user(UserRole::Staff).await;
        let (id, ann) = milestone(&sam).await;
        let path = asked(&t, &sam, &id, 1).await;
        // Another question ends the link; the evidence of the agency is none.
        sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "evidence": "More" } })).await;
        assert_eq!(open(&t, &path).await.status, StatusCode::OK);
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 3, "input": { "milestone": "Reads maps" } })).await;
        assert_eq!(data["skillGainUpdate"]["skillGain"]["attestState"], "NOT_ASKED");
        assert_eq!(open(&t, &path).await.status, StatusCode::GONE);
        assert_eq!(send(&t, &path, YES).await.status, StatusCode::GONE);
        // A gain in the trash has no link, and has it again when it comes back.
        let path = asked(&t, &sam, &id, 4).await;
        all_left(&t).await;
        sam.gql(TRASH, json!({ "id": id, "version": 5 })).await;
        assert_eq!(send(&t, &path, YES).await.status, StatusCode::GONE);
        sam.gql(RESTORE, json!({ "id": id, "version": 6 })).await;
        assert_eq!(open(&t, &path).await.status, StatusCode::OK);
        // What was recorded by other evidence needs no answer.
        sam.gql(UPDATE, json!({ "id": id, "version": 7, "input": { "achievedOn": "2026-11-02" } })).await;
        let page = open(&t, &path).await.text;
        assert!(page.contains("recorded in the meantime") && !page.contains("<form"), "{page}");
        assert_eq!(send(&t, &path, YES).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        sam.gql(UPDATE, json!({ "id": id, "version": 8, "input": { "achievedOn": null } })).await;
        assert_eq!(open(&t, &path).await.status, StatusCode::OK);
        // Who was asked is not here any more.
        let cora = t.user(UserRole::Convener).await;
        let gone = "mutation($id: ID!) { contactTrash(id: $id, version: 1) { userErrors { message } } }";
        assert_json!(cora.gql(gone, json!({ "id": ann })).await, {"contactTrash": {"userErrors": []}});
        assert_eq!(open(&t, &path).await.status, StatusCode::GONE);
        assert_eq!(send(&t, &path, YES).await.status, StatusCode::GONE);
        assert_open(&t).await;
    }

    async fn nobody_is_asked_who_cannot_be(t: TestApp) {
        let (sam, cora) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let (id, ann) = milestone(&sam).await;
        let viewer = t.user_of(sam.agency_id, UserRole::Viewer).await;
        for stranger in [&cora, &viewer] {
            let data = stranger.gql(ASK, json!({ "id": id, "version": 1 })).await;
            assert_eq!(data["skillGainAskAttestation"]["userErrors"][0]["code"], "NOT_FOUND");
        }
        let other = employer(&sam, "Other").await;
        let mut seen = Vec::new();
        let mut version = 1;
        for input in [
            json!({ "shownAs": null }),
            json!({ "shownAs": "M. K.", "contactId": null }),
            json!({ "contactId": ann, "employerId": other }),
            json!({ "achievedOn": "2026-11-01" }),
            json!({ "gainType": "EFL", "milestone": null }),
        ] {
            let data = sam.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await;
            assert_eq!(data["skillGainUpdate"]["userErrors"], json!([]), "{data}");
            version += 1;
            let data = sam.gql(ASK, json!({ "id": id, "version": version })).await;
            seen.push(data["skillGainAskAttestation"]["userErrors"][0]["message"].clone());
        }
        let late = sam.gql(ASK, json!({ "id": id, "version": 1 })).await;
        seen.push(late["skillGainAskAttestation"]["userErrors"][0]["code"].clone());
        assert_json!(json!(seen), ["Say first how the employer knows the participant, such as by initials (`shownAs`).", "Name first the employer and the person there who is asked.", "This person is not at this employer today.", "This milestone is achieved already: there is nothing left to attest.", "Employers attest milestones alone.", "CONFLICT"]);
        let letters = outbox_message::Entity::find().all(t.app.db.read()).await.unwrap();
        assert!(letters.is_empty(), "{letters:?}");
        let quiet = "mutation($id: ID!) { contactUpdate(id: $id, version: 1, input: {doNotContact: true, doNotContactReason: \"Asked\"}) { userErrors { message } } }";
        let acme = employer(&sam, "Acme Two").await;
        let ben = person(&sam, "Ben Birch", &acme).await;
        let fresh = json!({ "gainType": "MILESTONE", "milestone": "Done", "achievedOn": null, "employerId": acme, "contactId": ben });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": version, "input": fresh })).await;
        assert_eq!(data["skillGainUpdate"]["userErrors"], json!([]), "{data}");
        assert_json!(sam.gql(quiet, json!({ "id": ben })).await, {"contactUpdate": {"userErrors": []}});
        let data = sam.gql(ASK, json!({ "id": id, "version": version + 1 })).await;
        assert_eq!(data["skillGainAskAttestation"]["userErrors"][0]["message"], "This person asked not to be contacted.");
    }

    async fn the_mail_log_shows_no_link(t: TestApp) {
        let t = at_site(t).await;
        let sam = t.user(UserRole::Staff).await;
        let ada = t.user_of(sam.agency_id, UserRole::Admin).await;
        let (id, _) = milestone(&sam).await;
        let path = asked(&t, &sam, &id, 1).await;
        let log = ada.gql("{ mails { nodes { letter subject text } } }", json!({})).await.to_string();
        assert!(log.contains("attest-request") && log.contains("/attest/…") && !log.contains(&path), "{log}");
    }

    async fn the_audit_of_an_answer_is_read_by_the_agency_that_asked(t: TestApp) {
        let t = at_site(t).await;
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Admin).await);
        let ada = t.user_of(sam.agency_id, UserRole::Admin).await;
        let (id, _) = milestone(&sam).await;
        let path = asked(&t, &sam, &id, 1).await;
        assert_went_to(&send(&t, &path, YES).await, &path);
        let query = "query($id: ID!) { auditEntries(where: {subjectId: $id}) { nodes { action user { id } } totalCount { value } } }";
        let own = ada.gql(query, json!({ "id": id })).await["auditEntries"].take();
        // Recorded and asked for by a person, answered by nobody who has signed in.
        let user = json!({ "id": sam.id.to_string() });
        assert_eq!(own["nodes"], json!([{ "action": "UPDATED", "user": null }, { "action": "UPDATED", "user": user }, { "action": "CREATED", "user": user }]));
        let other = kim.gql(query, json!({ "id": id })).await;
        assert_json!(other, {"auditEntries": {"nodes": [], "totalCount": {"value": 0}}});
    }

    async fn letters_about_a_participant_stay_in_the_agency(t: TestApp) {
        let t = at_site(t).await;
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Admin).await);
        let (id, ann) = milestone(&sam).await;
        asked(&t, &sam, &id, 1).await;
        let mail = json!({ "id": last_letter(&t).await.id.to_string(), "contact": ann });
        let log = "query($id: ID!, $contact: ID!) { mail(id: $id) { letter } mails { nodes { letter } totalCount { value } }
            to: mails(where: {contactId: $contact}) { nodes { letter } totalCount { value } } }";
        let none = json!({ "nodes": [], "totalCount": { "value": 0 } });
        let vera = t.user_of(sam.agency_id, UserRole::Viewer).await;
        let staff = t.user_of(kim.agency_id, UserRole::Staff).await;
        for stranger in [&kim, &staff, &vera] {
            assert_eq!(stranger.gql(log, mail.clone()).await, json!({ "mail": null, "mails": none, "to": none }));
        }
        let letter = json!({ "letter": "attest-request" });
        let one = json!({ "nodes": [letter], "totalCount": { "value": 1 } });
        let ada = t.user_of(sam.agency_id, UserRole::Admin).await;
        for colleague in [&sam, &ada] {
            assert_eq!(colleague.gql(log, mail.clone()).await, json!({ "mail": letter, "mails": one, "to": one }));
        }
        for change in ["mailSendNow", "mailCancel"] {
            let query = format!("mutation($id: ID!) {{ it: {change}(id: $id) {{ mail {{ letter }} userErrors {{ code }} }} }}");
            let mut codes = Vec::new();
            for user in [&kim, &staff, &vera, &sam, &ada] {
                let data = user.gql(&query, json!({ "id": mail["id"] })).await;
                codes.push(data["it"]["userErrors"][0]["code"].clone());
            }
            assert_eq!(json!(codes), json!(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "FORBIDDEN", null]), "{change}");
        }
        // What was done with the letter is in the audit; at which employer somebody was asked is not.
        let audit = "query($id: ID!) { auditEntries(where: {subjectId: $id}) { nodes { subjectType employer { name } } } }";
        let told = kim.gql(audit, json!({ "id": mail["id"] })).await["auditEntries"]["nodes"].take();
        let entries = told.as_array().expect("entries");
        assert!(!entries.is_empty() && entries.iter().all(|entry| entry["employer"].is_null()), "{told}");
    }
}
