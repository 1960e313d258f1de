//! Signing in, and what slows guessing down.

use api::accounts::ops;
use chrono::TimeDelta;
use entities::{audit_entry, sign_in_attempt, user_account::UserRole};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use super::{Browser, PASSWORD, SIGN_IN, person};
use crate::support::{assert_json, on_both};

on_both! {
    async fn the_right_password_comes_in(t: TestApp) {
        let agency = t.agency().await;
        let id = person(&t, agency, UserRole::Staff, "Ann@Example.org").await;
        let mut browser = Browser::new(&t);
        let variables = json!({ "email": " ann@EXAMPLE.org ", "password": PASSWORD });
        let answer = browser.ask(SIGN_IN, variables).await;
        assert_json!(answer.json()["data"], {"signIn": {"userErrors": [], "viewer": {"name": "Ann Person", "role": "STAFF"}}});
        let cookie = answer.headers["set-cookie"].to_str().unwrap();
        let (value, rules) = cookie.split_once(';').unwrap();
        assert_eq!(rules, " Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600");
        assert!(value.starts_with("guildhall_session=") && value.len() == 18 + 43, "{value}");
        assert_eq!(browser.role().await.as_deref(), Some("STAFF"));
        let entries = audit_entry::Entity::find().filter(audit_entry::Column::Action.eq("SIGNED_IN")).all(t.app.db.read()).await.unwrap();
        assert!(entries.len() == 1 && entries[0].user_id == Some(id) && entries[0].agency_id == Some(agency), "{entries:?}");
    }

    async fn what_is_below_is_answered_to_the_person_who_came_in(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Convener, "ann@example.org").await;
        let query = "mutation($password: String!) { signIn(input: {email: \"ann@example.org\", password: $password}) { viewer {
            email permissions agency { kind permissions { canUpdate canTrash } users(first: 1) { nodes { email } } more: users(first: 2) { nodes { email } } } } } }";
        let answer = Browser::new(&t).gql(query, json!({ "password": PASSWORD })).await;
        assert_json!(answer["signIn"]["viewer"], {"agency": {"kind": "COLLEGE", "more": {"nodes": [{"email": "ann@example.org"}]}, "permissions": {"canTrash": false, "canUpdate": true}, "users": {"nodes": [{"email": "ann@example.org"}]}}, "email": "ann@example.org", "permissions": ["AGENCY_READ", "AGENCY_CREATE", "AGENCY_UPDATE", "USER_READ", "TOKEN_MANAGE", "MAIL_READ", "MAIL_READ_ADDRESSES", "MAIL_PREFERENCE_UPDATE", "EMPLOYER_READ", "EMPLOYER_READ_IDENTIFIERS", "EMPLOYER_CREATE", "EMPLOYER_UPDATE", "EMPLOYER_TRASH", "IDENTIFIER_MANAGE", "CONTACT_READ", "CONTACT_UPDATE", "CONTACT_TRASH", "PARTNERSHIP_READ", "PARTNERSHIP_CREATE", "PARTNERSHIP_UPDATE", "PARTNERSHIP_TRASH", "CHARTER_UPDATE", "CHARTER_REPORT", "COMMITMENT_MANAGE", "RECOMMENDATION_READ", "RECOMMENDATION_RECORD", "RECOMMENDATION_ANSWER", "TASK_READ", "TASK_MANAGE", "CONTRIBUTION_READ", "CONTRIBUTION_RECORD", "ENGAGEMENT_READ", "ENGAGEMENT_LOG", "MEETING_READ", "MEETING_MANAGE", "PROGRAM_UPDATE", "CREDENTIAL_READ", "CREDENTIAL_MANAGE", "AFFIRMATION_READ", "AFFIRMATION_RECORD", "PATHWAY_READ", "PATHWAY_CREATE", "PATHWAY_MANAGE", "OPENING_READ", "OPENING_RECORD", "COMPLETER_READ", "COMPLETER_RECORD", "HIRE_RECORD", "SKILL_GAIN_RECORD", "OUTCOME_READ", "EVIDENCE_READ", "EVIDENCE_FREEZE", "EVIDENCE_COPY_READ", "CODE_READ", "IMPORT_READ", "IMPORT_RUN", "DATA_EXPORT"]});
    }

    async fn every_failure_looks_the_same(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        person(&t, ada.agency_id, UserRole::Staff, "ann@example.org").await;
        let gone = person(&t, ada.agency_id, UserRole::Staff, "gone@example.org").await;
        let disable = "mutation($id: ID!) { userDisable(id: $id, version: 1) { userErrors { code } } }";
        ada.gql(disable, json!({ "id": gone.to_string() })).await;
        let create = "mutation($input: UserCreateInput!) { userCreate(input: $input) { userErrors { code } } }";
        let input = json!({ "name": "Bo", "email": "bo@example.org", "role": "STAFF", "agencyId": ada.agency_id.to_string() });
        ada.gql(create, json!({ "input": input })).await;
        let mut answers: Vec<(Value, u64)> = Vec::new();
        for (email, password) in [
            ("nobody@example.org", PASSWORD),
            ("ann@example.org", "wrong horse battery"),
            ("gone@example.org", PASSWORD),
            ("bo@example.org", PASSWORD),
            ("bo@example.org", "nobody"),
            ("", ""),
        ] {
            let variables = json!({ "email": email, "password": password });
            let (statements, answer) = t.statements(Browser::new(&t).ask(SIGN_IN, variables)).await;
            assert!(answer.headers.get("set-cookie").is_none());
            answers.push((answer.json()["data"].clone(), statements));
        }
        assert_json!(answers[0].0, {"signIn": {"userErrors": [{"code": "UNAUTHENTICATED", "message": "The e-mail address or the password is not right.", "params": [], "path": []}], "viewer": null}});
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    }

    async fn failures_lock_the_door_of_known_and_unknown_addresses(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let mut seen = Vec::new();
        for email in ["ann@example.org", "nobody@example.org"] {
            let mut browser = Browser::new(&t);
            let mut answers = Vec::new();
            for _ in 0..6 {
                answers.push(browser.sign_in(email, "wrong horse battery").await["userErrors"][0].clone());
            }
            // The right password does not open a locked door either, and knocking does not lengthen the wait.
            t.clock.advance(TimeDelta::seconds(29));
            answers.push(browser.sign_in(email, PASSWORD).await["userErrors"][0].clone());
            t.clock.advance(TimeDelta::seconds(1));
            answers.push(browser.sign_in(email, "wrong horse battery").await["userErrors"][0].clone());
            answers.push(browser.sign_in(email, "wrong horse battery").await["userErrors"][0].clone());
            seen.push(answers);
        }
        assert_eq!(seen[0], seen[1]);
        let codes: Vec<_> = seen[0].iter().map(|error| error["code"].clone()).collect();
        assert_json!(json!(codes), ["UNAUTHENTICATED", "UNAUTHENTICATED", "UNAUTHENTICATED", "UNAUTHENTICATED", "UNAUTHENTICATED", "RATE_LIMITED", "RATE_LIMITED", "UNAUTHENTICATED", "RATE_LIMITED"]);
        assert_json!(json!([seen[0][5], seen[0][6], seen[0][8]]), [{"code": "RATE_LIMITED", "message": "Too many attempts; try again in 30 seconds.", "params": [{"name": "retryAfter", "value": "30"}], "path": []}, {"code": "RATE_LIMITED", "message": "Too many attempts; try again in 1 second.", "params": [{"name": "retryAfter", "value": "1"}], "path": []}, {"code": "RATE_LIMITED", "message": "Too many attempts; try again in 60 seconds.", "params": [{"name": "retryAfter", "value": "60"}], "path": []}]);
    }

    async fn a_success_clears_the_failures(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let mut browser = Browser::new(&t);
        for round in 0..3 {
            for _ in 0..4 {
                browser.sign_in("ann@example.org", "wrong horse battery").await;
            }
            assert_eq!(browser.sign_in("ann@example.org", PASSWORD).await["userErrors"], json!([]), "{round}");
        }
        assert_eq!(sign_in_attempt::Entity::find().count(t.app.db.read()).await.unwrap(), 0);
        browser.sign_in("nobody@example.org", PASSWORD).await;
        t.clock.advance(TimeDelta::hours(25));
        browser.sign_in("another@example.org", PASSWORD).await;
        assert_eq!(sign_in_attempt::Entity::find().count(t.app.db.read()).await.unwrap(), 1);
    }

    async fn guesses_sent_side_by_side_are_all_counted(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let guess = async || Browser::new(&t).sign_in("ann@example.org", "wrong horse battery").await;
        let answers = tokio::join!(guess(), guess(), guess(), guess(), guess(), guess(), guess(), guess());
        let answers: [Value; 8] = answers.into();
        let heard = answers.iter().filter(|answer| answer["userErrors"][0]["code"] == "UNAUTHENTICATED").count();
        assert_eq!(heard, 5, "{answers:?}");
    }

    async fn one_sign_in_a_request_and_no_idempotency_key(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let query = "mutation($p: String!) {
            a: signIn(input: {email: \"ann@example.org\", password: $p}) { viewer { role } userErrors { code } }
            b: signIn(input: {email: \"ann@example.org\", password: $p}) { viewer { role } userErrors { code } } }";
        assert_json!(Browser::new(&t).gql(query, json!({ "p": PASSWORD })).await, {"a": {"userErrors": [], "viewer": {"role": "STAFF"}}, "b": {"userErrors": [{"code": "LIMIT"}], "viewer": null}});
        let variables = json!({ "email": "ann@example.org", "password": PASSWORD });
        let answer = Browser::new(&t).ask_with(SIGN_IN, variables, &[("idempotency-key", "k")]).await;
        assert_eq!((answer.status.as_u16(), answer.json()["errors"][0]["extensions"]["code"].clone()), (400, json!("BAD_USER_INPUT")));
    }

    async fn a_lock_out_is_audited_and_an_operator_opens_the_door(t: TestApp) {
        let agency = t.agency().await;
        let id = person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let locked = async || {
            let found = audit_entry::Entity::find().filter(audit_entry::Column::Action.eq("SIGN_IN_LOCKED"));
            found.all(t.app.db.read()).await.unwrap()
        };
        let mut browser = Browser::new(&t);
        for _ in 0..4 {
            browser.sign_in("ann@example.org", "wrong horse battery").await;
        }
        assert!(locked().await.is_empty());
        for email in ["ann@example.org", "nobody@example.org"] {
            for _ in 0..5 {
                browser.sign_in(email, "wrong horse battery").await;
            }
        }
        let entries = locked().await;
        assert!(entries.len() == 1 && entries[0].subject_id == id.uuid() && entries[0].user_id.is_none(), "{entries:?}");
        assert_eq!(entries[0].changes, json!([{ "field": "network", "before": null, "after": "unknown", "is_restricted": false }]));
        assert_eq!(browser.sign_in("ann@example.org", PASSWORD).await["userErrors"][0]["code"], "RATE_LIMITED");
        let operator = t.app.system("command line");
        assert!(ops::unlock_user(&operator, id).await.unwrap());
        assert!(!ops::unlock_user(&operator, id).await.unwrap());
        assert_eq!(browser.sign_in("ann@example.org", PASSWORD).await["userErrors"], json!([]));
    }

    async fn a_network_that_fails_on_many_addresses_waits(t: TestApp) {
        let agency = t.agency().await;
        person(&t, agency, UserRole::Staff, "ann@example.org").await;
        let mut browser = Browser::new(&t);
        for number in 0..50 {
            let answer = browser.sign_in(&format!("guess{number}@example.org"), "Spring2026!").await;
            assert_eq!(answer["userErrors"][0]["code"], "UNAUTHENTICATED", "{number} {answer}");
        }
        let code = async |browser: &mut Browser<'_>, email: &str| browser.sign_in(email, PASSWORD).await["userErrors"][0]["code"].clone();
        assert_eq!(code(&mut browser, "another@example.org").await, "RATE_LIMITED");
        assert_eq!(code(&mut browser, "ann@example.org").await, "RATE_LIMITED", "from this network nobody comes in");
        t.clock.advance(TimeDelta::seconds(30));
        for _ in 0..3 {
            // A success gives its attempt back, and only that.
            assert_eq!(code(&mut browser, "ann@example.org").await, Value::Null);
        }
        assert_eq!(code(&mut browser, "another@example.org").await, "UNAUTHENTICATED");
        assert_eq!(code(&mut browser, "another@example.org").await, "RATE_LIMITED");
    }

    async fn a_password_hash_costs_what_it_is_worth(t: TestApp) {
        let query = "mutation { signIn(input: {email: \"ann@example.org\", password: \"wrong horse battery\"}) { userErrors { code } } }";
        let answer = t.anonymous(query, json!({})).await.json();
        let cost = answer["extensions"]["cost"]["requested"].as_u64().unwrap();
        assert!(cost >= 1_000, "{answer}");
        let left = answer["extensions"]["cost"]["bucketRemaining"].as_u64().unwrap();
        assert_eq!(left + cost, u64::from(t.app.rates.full()));
    }

    async fn addresses_are_told_apart_letter_for_letter(t: TestApp) {
        let agency = t.agency().await;
        let one = person(&t, agency, UserRole::Staff, "Jörg@example.org").await;
        let other = person(&t, agency, UserRole::Viewer, "jorg@example.org").await;
        assert_ne!(one, other);
        for (email, role) in [("jörg@EXAMPLE.org", "STAFF"), ("JORG@example.org", "VIEWER")] {
            let mut browser = Browser::signed_in(&t, email).await;
            assert_eq!(browser.role().await.as_deref(), Some(role));
        }
        let ada = t.user(UserRole::Admin).await;
        let query = "query($w: UserWhere) { users(where: $w) { nodes { email } } }";
        for filter in [json!({ "eq": "JÖRG@example.org" }), json!({ "startsWith": "jör" }), json!({ "in": ["jörg@example.org"] })] {
            let found = ada.gql(query, json!({ "w": { "email": filter } })).await;
            assert_json!(found, {"users": {"nodes": [{"email": "Jörg@example.org"}]}});
        }
    }
}
