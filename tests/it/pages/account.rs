//! Choosing a password by a link, and asking for one.

use entities::{account_link, user_account::UserRole};
use poem::http::StatusCode;
use sea_orm::EntityTrait;
use serde_json::json;

use super::{SITE, assert_went_to, open, send, send_with};
use crate::{
    accounts::{Browser, letter_link},
    support::{TestApp, on_both, smtp::Smtp},
};

/// Invites somebody of that name; the path of the page in the letter.
async fn invited(t: &TestApp, smtp: &Smtp, name: &str) -> String {
    let ada = t.user(UserRole::Admin).await;
    let query = "mutation($input: UserInviteInput!) { userInvite(input: $input) { userErrors { message } } }";
    let input = json!({ "name": name, "email": "bo@example.org", "role": "STAFF", "agencyId": ada.agency_id.to_string() });
    ada.gql(query, json!({ "input": input })).await;
    api::mail::run_due(&t.app).await.expect("the outbox");
    let taken = smtp.taken().pop().expect("a letter");
    format!("/account/{}", letter_link(&taken, SITE))
}

async fn is_used(t: &TestApp) -> bool {
    let links = account_link::Entity::find()
        .all(t.app.db.read())
        .await
        .expect("the links");
    links.iter().any(|link| link.used_at.is_some())
}

on_both! {
    async fn a_link_shows_a_form_and_the_form_sets_the_password(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let path = invited(&t, &smtp, "Bo <b>Bold</b>").await;
        for _ in 0..2 {
            let (statements, shown) = t.statements(open(&t, &path)).await;
            assert_eq!(shown.status, StatusCode::OK);
            assert!(shown.text.contains("Welcome, Bo &#60;b&#62;Bold&#60;/b&#62;") && shown.text.contains("bo@example.org"), "{}", shown.text);
            assert!(statements <= 12, "{statements}");
        }
        assert!(!is_used(&t).await, "looking changes nothing");
        let (statements, sent) = t.statements(send(&t, &path, "password=correct+horse+battery&again=correct+horse+battery")).await;
        assert_went_to(&sent, "/account/done");
        assert!(statements <= 20, "{statements}");
        assert!(open(&t, "/account/done").await.text.contains("Your password is set"));
        Browser::signed_in(&t, "bo@example.org").await;
        for answer in [open(&t, &path).await, send(&t, &path, "password=another+horse+battery&again=another+horse+battery").await] {
            assert_eq!(answer.status, StatusCode::GONE);
            assert!(answer.text.contains("This link does not work any more"), "{}", answer.text);
        }
        Browser::signed_in(&t, "bo@example.org").await;
    }

    async fn what_is_to_be_mended_stands_at_its_field(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let path = invited(&t, &smtp, "Bo").await;
        for (form, field, message) in [
            ("password=short&again=short", "password", "A password has at least 12 characters."),
            ("password=bo%40example.org&again=bo%40example.org", "password", "The password must not be the e-mail address."),
            ("password=correct+horse+battery&again=correct", "again", "The two passwords differ"),
            ("", "password", "A password has at least 12 characters."),
        ] {
            let answer = send(&t, &path, form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
            assert!(answer.text.contains(&format!("<a href=\"#{field}\">{message}")), "{form}: {}", answer.text);
            assert!(answer.text.contains(&format!("id=\"{field}-problem\">{message}")), "{form}: {}", answer.text);
            assert!(!answer.text.contains("correct horse"), "a password is never shown again");
        }
        assert!(!is_used(&t).await);
    }

    async fn a_form_from_another_site_is_refused(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let path = invited(&t, &smtp, "Bo").await;
        let form = "password=correct+horse+battery&again=correct+horse+battery";
        for headers in [
            vec![("origin", "https://evil.example.net")],
            vec![("origin", "null")],
            vec![("sec-fetch-site", "cross-site")],
            vec![("sec-fetch-site", "same-site"), ("origin", SITE)],
            vec![("content-type", "text/plain")],
            vec![("content-type", "application/json")],
        ] {
            let answer = send_with(&t, &path, form, &headers).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
            assert!(answer.text.contains("This form was not sent from here"), "{}", answer.text);
        }
        assert!(!is_used(&t).await);
    }

    async fn who_forgot_the_password_asks_for_a_letter(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let path = invited(&t, &smtp, "Bo").await;
        send(&t, &path, "password=correct+horse+battery&again=correct+horse+battery").await;
        assert!(open(&t, "/account/forgot").await.text.contains("name=\"email\""));
        let known = send(&t, "/account/forgot", "email=bo%40example.org").await;
        let unknown = send(&t, "/account/forgot", "email=nobody%40example.org").await;
        assert_went_to(&known, "/account/sent");
        assert_eq!((known.status, known.text), (unknown.status, unknown.text));
        let wrong = send(&t, "/account/forgot", "email=%22%3E%3Cscript%3E").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!wrong.text.contains("<script"), "{}", wrong.text);
        api::jobs::run_due(&t.app).await.unwrap();
        api::mail::run_due(&t.app).await.unwrap();
        let link = letter_link(&smtp.taken().pop().unwrap(), SITE);
        let shown = open(&t, &format!("/account/{link}")).await;
        assert!(shown.text.contains("Everybody who is signed in with it will be signed out."), "{}", shown.text);
        for _ in 0..4 {
            send(&t, "/account/forgot", "email=bo%40example.org").await;
        }
        let busy = send(&t, "/account/forgot", "email=bo%40example.org").await;
        assert_eq!(busy.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(busy.text.contains("Too many attempts; try again in 30 seconds."), "{}", busy.text);
    }
}
