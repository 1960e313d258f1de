//! Who may do what: the whole table as one snapshot, and every root field asked by somebody who may not.
//!
//! The documents of the second part are made from the schema itself ([`documents`]): a new root field is asked without another
//! line here, or fails with a hint that it needs arguments of its own.

mod documents;
mod filters;
mod world;

use std::fmt::Write as _;

use api::policy::{Action, granted};
use entities::user_account::UserRole;
use poem::http::StatusCode;
use serde_json::Value;

use self::{documents::Root, world::World};
use crate::support::{User, on_both};

/// What anybody may ask who has not signed in.
const OPEN_DOORS: &[&str] = &[
    "signIn",
    "attendeeRespondByLink",
    "attestationRequest",
    "invitation",
    "passwordLink",
    "passwordResetRequest",
    "passwordSet",
    "resubscribe",
    "serverInfo",
    "serverLimits",
    "skillGainAttestByLink",
    "unsubscribe",
    "unsubscription",
];
/// Queries that answer somebody whose token allows nothing: about the server, and about the caller.
const OPEN_QUERIES: &[&str] = &["serverInfo", "serverLimits", "viewer"];
/// Mutations that need no permission: coming in, going out, and one's own password.
const OPEN_MUTATIONS: &[&str] = &[
    "signIn",
    "signOut",
    "passwordChange",
    "passwordResetRequest",
    "passwordSet",
    "sessionRevoke",
];
/// What a denied mutation answers.
const DENIALS: &[&str] = &["FORBIDDEN", "NOT_FOUND", "UNAUTHENTICATED"];

#[test]
fn the_whole_policy() {
    let roles = [
        UserRole::Viewer,
        UserRole::Staff,
        UserRole::Convener,
        UserRole::Admin,
    ];
    let mut table = format!(
        "{:<26}{:<10}{:<10}{:<10}{:<10}\n",
        "", "viewer", "staff", "convener", "admin"
    );
    for action in Action::ALL {
        let _ = write!(table, "{:<26}", action.name());
        for role in roles {
            let scope =
                granted(*action, role).map_or("-".to_owned(), |scope| format!("{scope:?}").to_lowercase());
            let _ = write!(table, "{scope:<10}");
        }
        table = format!("{}\n", table.trim_end());
    }
    insta::assert_snapshot!(table);
}

on_both! {
    async fn nobody_gets_past_the_door_without_signing_in(t: TestApp) {
        for root in documents::roots() {
            if !OPEN_DOORS.contains(&root.name.as_str()) {
                let answer = t.anonymous(&root.document, root.variables(&World::default())).await;
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", root.name);
            }
        }
    }

    async fn every_root_field_denies_a_token_that_allows_nothing(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let world = World::filled(&ada).await;
        let nil = t.user_with(ada.agency_id, UserRole::Admin, &[]).await;
        let before = world::rows(&t).await;
        let mut wrong = Vec::new();
        for root in documents::roots() {
            if let Some(fault) = denied(&nil, &root, &world).await {
                wrong.push(format!("{}: {fault}", root.name));
            }
        }
        assert!(wrong.is_empty(), "not denied:\n{}", wrong.join("\n"));
        assert_eq!(world::rows(&t).await, before, "a denied caller changed something");
    }
}

/// What is wrong with how a root field answers somebody who may do nothing.
async fn denied(nil: &User<'_>, root: &Root, world: &World) -> Option<String> {
    let answer = nil.ask(&root.document, root.variables(world)).await;
    let body = answer.json();
    let data = &body["data"][&root.name];
    if root.is_mutation {
        let code = data["userErrors"][0]["code"].as_str().unwrap_or_default();
        let is_fine = OPEN_MUTATIONS.contains(&root.name.as_str()) || DENIALS.contains(&code);
        return (!is_fine).then_some(answer.text);
    }
    let is_fine = OPEN_QUERIES.contains(&root.name.as_str()) || is_empty(data);
    (!is_fine).then_some(answer.text)
}

/// No record, no name, no count above zero.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(truth) => !truth,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(fields) => fields
            .iter()
            .all(|(name, value)| name == "pageInfo" || name == "isExact" || is_empty(value)),
    }
}
