//! Who sees which identifiers.

use api::policy::Action;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{employer, identifier};
use crate::support::{User, assert_json, on_both};

const LIST: &str = "query($id: ID!) { employer(id: $id) {
    identifiers { value agency { id } } permissions { hiddenFields } } }";

/// The numbers a user sees of an employer, and what is hidden.
async fn seen(user: &User<'_>, employer: &Value) -> Value {
    let data = user.gql(LIST, json!({ "id": employer })).await["employer"].take();
    let values = |list: &Vec<Value>| list.iter().map(|one| one["value"].clone()).collect::<Vec<_>>();
    json!([
        data["identifiers"].as_array().map(values),
        data["permissions"]["hiddenFields"]
    ])
}

on_both! {
    async fn labels_and_agencies_decide(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let (vera, ada) = (t.user_of(sam.agency_id, UserRole::Viewer).await, t.user(UserRole::Admin).await);
        let token = t.user_with(sam.agency_id, UserRole::Staff, &[Action::EmployerRead]).await;
        let (acme, plain) = (employer(&sam, "Acme").await, employer(&sam, "Plain").await);
        let labels = ["PUBLIC", "NETWORK", "AGENCY", "RESTRICTED", "UC_CONFIDENTIAL", "FERPA"];
        for (n, label) in labels.iter().enumerate() {
            identifier(&sam, &acme, "FEIN", &format!("10000000{n}"), label).await;
        }
        identifier(&kim, &plain, "FEIN", "200000000", "RESTRICTED").await;
        let mut answers = Vec::new();
        for user in [&sam, &kim, &vera, &token, &ada] {
            answers.push(json!([seen(user, &acme).await, seen(user, &plain).await]));
        }
        assert_json!(json!(answers), [[[["10-0000000", "10-0000001", "10-0000002", "10-0000003", "10-0000004", "10-0000005"], []], [[], []]], [[["10-0000000", "10-0000001"], []], [["20-0000000"], []]], [[["10-0000000", "10-0000001"], ["identifiers"]], [null, ["identifiers"]]], [[["10-0000000", "10-0000001"], ["identifiers"]], [null, ["identifiers"]]], [[["10-0000000", "10-0000001", "10-0000002", "10-0000003", "10-0000004", "10-0000005"], []], [["20-0000000"], []]]]);
    }

    async fn a_page_takes_as_many_statements_for_twenty_rows_as_for_one(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for n in 10..30 {
            let owner = employer(&sam, &format!("Employer {n}")).await;
            identifier(&sam, &owner, "FEIN", &format!("1000000{n}"), "RESTRICTED").await;
        }
        let query = "query($first: Int) { employers(first: $first) { nodes { name
            identifiers { value agency { name } establishment { name } } predecessors { note } successors { note } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, data) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        assert_eq!(data["employers"]["nodes"][19]["identifiers"][0]["value"], "10-0000029");
        // The token, the page, the identifiers, their agencies, predecessors and successors.
        assert!(one == twenty && twenty == 6, "{one} and {twenty}");
    }
}
