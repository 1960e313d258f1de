//! Accounts over the API: users, sign-in, sessions, API tokens.

mod cross_site;
mod invitations;
mod notices;
mod passwords;
mod resets;
mod server;
mod sessions;
mod sign_in;
mod tokens;
mod users;
mod uses;

use api::accounts::{
    ops::{self, NewUser},
    upkeep,
};
use entities::{
    ids::{AgencyId, UserId},
    user_account::UserRole,
    values::Secret,
};
use poem::http::header;
use serde_json::{Value, json};

use crate::support::{TestApp, client::Answer, client::graphql_request, smtp::Taken};

/// The password of everybody who signs in here.
const PASSWORD: &str = "correct horse battery";
const SIGN_IN: &str = "mutation($email: String!, $password: String!) {
    signIn(input: {email: $email, password: $password}) {
        viewer { name role }
        userErrors { code path message params { name value } }
    }
}";

/// A person with a password.
async fn person(t: &TestApp, agency_id: AgencyId, role: UserRole, email: &str) -> UserId {
    let new = NewUser {
        agency_id,
        name: "Ann Person".to_owned(),
        email: email.to_owned(),
        role,
        password: Some(Secret::new(PASSWORD.to_owned())),
    };
    let made = ops::create_user(&t.app.system("test"), new).await;
    made.expect("a user").id
}

/// The secret in a letter's link, which begins with this address.
pub fn letter_link(taken: &Taken, site: &str) -> String {
    // Quoted-printable breaks long lines with `=`.
    let text = taken.text.replace("=\n", "");
    let rest = text
        .split(&format!("{site}/account/"))
        .nth(1)
        .unwrap_or_else(|| panic!("no link: {text}"));
    rest.chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter))
        .collect()
}

/// A browser: keeps the session cookie it is given.
pub struct Browser<'t> {
    t: &'t TestApp,
    cookie: Option<String>,
}

impl<'t> Browser<'t> {
    /// Nobody signed in.
    fn new(t: &'t TestApp) -> Self {
        Self { t, cookie: None }
    }

    /// Signed in.
    pub async fn signed_in(t: &'t TestApp, email: &str) -> Self {
        let mut browser = Self::new(t);
        let answer = browser.sign_in(email, PASSWORD).await;
        assert_eq!(answer["userErrors"], json!([]), "{answer}");
        browser
    }

    async fn sign_in(&mut self, email: &str, password: &str) -> Value {
        let variables = json!({ "email": email, "password": password });
        self.ask(SIGN_IN, variables).await.json()["data"]["signIn"].take()
    }

    async fn ask(&mut self, query: &str, variables: Value) -> Answer {
        self.ask_with(query, variables, &[("user-agent", "Firefox")])
            .await
    }

    async fn ask_with(&mut self, query: &str, variables: Value, headers: &[(&str, &str)]) -> Answer {
        let cookie = self.cookie.clone().unwrap_or_default();
        let mut all = vec![("cookie", cookie.as_str())];
        all.extend_from_slice(headers);
        let answer = self.t.send(graphql_request(query, &variables, &all)).await;
        // What the worker does every minute.
        upkeep::write(&self.t.app).await;
        if let Some(set) = answer.headers.get(header::SET_COOKIE) {
            let pair = set.to_str().expect("text").split(';').next().expect("a pair");
            self.cookie = (!pair.ends_with('=')).then(|| pair.to_owned());
        }
        answer
    }

    /// Asks; the data of an answer without errors.
    async fn gql(&mut self, query: &str, variables: Value) -> Value {
        let body = self.ask(query, variables).await.json();
        assert!(body.get("errors").is_none(), "{body}");
        body["data"].clone()
    }

    /// The role of whoever is signed in; none when nobody is.
    async fn role(&mut self) -> Option<String> {
        let body = self.ask("{ viewer { role } }", json!({})).await.json();
        body["data"]["viewer"]["role"].as_str().map(str::to_owned)
    }
}
