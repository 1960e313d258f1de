//! People who ask: each with an agency, a role and an API token.

use std::sync::atomic::{AtomicU32, Ordering};

use api::{accounts::secrets, policy::Action, text};
use entities::{
    agency, api_token,
    ids::{AgencyId, ApiTokenId, UserId},
    user_account::{self, UserRole},
};
use poem::{
    Endpoint, Request,
    http::{HeaderMap, Method, StatusCode},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};

use super::TestApp;

/// What no answer may hold: the words of drivers.
const DRIVER_WORDS: [&str; 7] = [
    "sqlx",
    "UNIQUE constraint",
    "Query Error",
    "Execution Error",
    "SQLITE",
    "violates",
    "RuntimeErr",
];

/// Fails when a text for people holds the words of drivers.
pub fn assert_no_driver_words(text: &str) {
    for word in DRIVER_WORDS {
        assert!(!text.contains(word), "driver text: {text}");
    }
}

/// An answer as it came over the wire.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }
}

/// A person with an API token that allows everything the role does.
pub struct User<'t> {
    /// The application.
    pub t: &'t TestApp,
    /// The person.
    pub id: UserId,
    /// The person's agency.
    pub agency_id: AgencyId,
    /// The secret of the person's API token.
    pub token: String,
}

impl TestApp {
    /// A person of this role in an agency of its own.
    pub async fn user(&self, role: UserRole) -> User<'_> {
        let agency = self.agency().await;
        self.user_of(agency, role).await
    }

    /// A person of this role in that agency.
    pub async fn user_of(&self, agency_id: AgencyId, role: UserRole) -> User<'_> {
        self.user_with(agency_id, role, Action::ALL).await
    }

    /// A person whose token allows these actions only.
    pub async fn user_with(&self, agency_id: AgencyId, role: UserRole, grants: &[Action]) -> User<'_> {
        let (id, now) = (self.app.ids.next::<UserId>(), self.clock.now());
        let name = format!("{role:?} {}", number());
        let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
        let row = user_account::ActiveModel {
            id: Set(id),
            agency_id: Set(agency_id),
            name_search: Set(text::fold(&name)),
            name: Set(name),
            email_search: Set(text::fold(&email)),
            email: Set(email),
            role: Set(role),
            password_hash: Set(None),
            disabled_at: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
        };
        row.insert(self.app.db.maintenance()).await.expect("a user");
        User {
            t: self,
            id,
            agency_id,
            token: self.token(id, grants).await,
        }
    }

    /// An agency.
    pub async fn agency(&self) -> AgencyId {
        let (id, now) = (self.app.ids.next::<AgencyId>(), self.clock.now());
        let name = format!("College {}", number());
        let row = agency::ActiveModel {
            id: Set(id),
            name_search: Set(text::fold(&name)),
            name: Set(name),
            kind: Set(agency::AgencyKind::College),
            parent_id: Set(None),
            region: Set(None),
            website: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
            trashed_at: Set(None),
        };
        row.insert(self.app.db.maintenance()).await.expect("an agency");
        id
    }

    async fn token(&self, user_id: UserId, grants: &[Action]) -> String {
        let secret = secrets::generate(secrets::TOKEN_PREFIX)
            .expect("randomness")
            .expose()
            .clone();
        let names: Vec<&str> = grants.iter().map(|action| action.name()).collect();
        let now = self.clock.now();
        let row = api_token::ActiveModel {
            id: Set(self.app.ids.next::<ApiTokenId>()),
            user_id: Set(user_id),
            name: Set("test".to_owned()),
            token_hash: Set(secrets::digest(&secret)),
            token_hint: Set(secret[secret.len() - 4..].to_owned()),
            grants: Set(json!(names)),
            created_at: Set(now),
            expires_at: Set(now + chrono::TimeDelta::days(90)),
            // Just used, so that reading does not become writing.
            last_used_at: Set(Some(now)),
            revoked_at: Set(None),
        };
        row.insert(self.app.db.maintenance()).await.expect("a token");
        secret
    }

    /// Sends any request through the production routes.
    pub async fn send(&self, request: Request) -> Answer {
        let mut response = self.endpoint.get_response(request).await;
        let text = response.take_body().into_string().await.expect("a text body");
        assert_no_driver_words(&text);
        Answer {
            status: response.status(),
            headers: response.headers().clone(),
            text,
        }
    }

    /// Sends any request; the body as it came.
    pub async fn bytes(&self, request: Request) -> Vec<u8> {
        let mut response = self.endpoint.get_response(request).await;
        response.take_body().into_vec().await.expect("a body")
    }

    /// Asks without having signed in.
    pub async fn anonymous(&self, query: &str, variables: Value) -> Answer {
        self.send(graphql_request(query, &variables, &[])).await
    }
}

impl<'t> User<'t> {
    /// The same person, asking by another API token.
    pub fn with_token(t: &'t TestApp, person: &User<'_>, token: &str) -> Self {
        Self {
            t,
            id: person.id,
            agency_id: person.agency_id,
            token: token.to_owned(),
        }
    }
}

impl User<'_> {
    /// Asks; the whole body. The status is 200 and no error stands at the top.
    pub async fn gql(&self, query: &str, variables: Value) -> Value {
        let answer = self.ask(query, variables).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let body = answer.json();
        assert!(body.get("errors").is_none(), "{}", answer.text);
        body["data"].clone()
    }

    /// Asks; whatever the answer is.
    pub async fn ask(&self, query: &str, variables: Value) -> Answer {
        self.ask_with(query, variables, &[]).await
    }

    /// Asks with more headers.
    pub async fn ask_with(&self, query: &str, variables: Value, headers: &[(&str, &str)]) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let mut all = vec![("authorization", bearer.as_str())];
        all.extend_from_slice(headers);
        self.t.send(graphql_request(query, &variables, &all)).await
    }
}

/// A well-formed GraphQL request with more headers.
pub fn graphql_request(query: &str, variables: &Value, headers: &[(&str, &str)]) -> Request {
    let body = json!({ "query": query, "variables": variables }).to_string();
    let defaults = [
        ("content-type", "application/json"),
        ("accept", "application/graphql-response+json"),
    ];
    let mut request = Request::builder().method(Method::POST).uri_str("/graphql");
    let kept = defaults
        .iter()
        .filter(|(name, _)| headers.iter().all(|(given, _)| given != name));
    for (name, value) in kept.chain(headers) {
        request = request.header(*name, *value);
    }
    request.body(body)
}

/// Names differ within a process.
fn number() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
