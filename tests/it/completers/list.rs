//! Lists of completers: what filters find, and in how many statements.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::completer;
use crate::{
    cohorts::cohort,
    credentials::credential,
    engagements::employer,
    hires::hired,
    programs::program,
    support::{assert_json, on_both},
};

const LIST: &str = "query($where: CompleterWhere, $order: [CompleterOrder!]) {
    completers(where: $where, orderBy: $order) { nodes { reference } totalCount { value } } }";

/// The references of a list, in its order, with one blank between.
fn references(data: &Value) -> String {
    let nodes = data["completers"]["nodes"].as_array().expect("nodes");
    let references: Vec<&str> = nodes
        .iter()
        .filter_map(|node| node["reference"].as_str())
        .collect();
    assert_eq!(data["completers"]["totalCount"]["value"], references.len());
    references.join(" ")
}

on_both! {
    async fn filters_find_completers(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (p, q) = (program(&sam, json!({ "name": "Nursing" })).await, program(&sam, json!({ "name": "Welding" })).await);
        let spring = cohort(&sam, &p, json!({ "name": "Spring", "startsOn": "2024-01-08" })).await;
        let license = credential(&sam, "CNA", json!({})).await;
        let a = completer(&sam, &p, "A-1", json!({ "completedOn": "2024-06-30", "cohortId": spring, "exitedOn": "2024-07-15" })).await;
        completer(&sam, &p, "A-2", json!({ "completedOn": "2024-07-01", "credentialId": license })).await;
        completer(&sam, &q, "B-1", json!({ "completedOn": "2025-01-15", "exitedOn": "2025-02-01" })).await;
        let acme = employer(&sam, "Acme").await;
        hired(&sam, &a, &acme, json!({})).await;
        let mut seen = Vec::new();
        for (filter, order) in [
            (json!({}), Value::Null),
            (json!({}), json!([{ "completedOn": "ASC" }])),
            (json!({ "programId": p }), Value::Null),
            (json!({ "cohortId": spring }), Value::Null),
            (json!({ "credentialId": license }), Value::Null),
            (json!({ "reference": { "startsWith": "a-" } }), Value::Null),
            (json!({ "reference": { "eq": "B-1" } }), Value::Null),
            (json!({ "completedOn": { "from": "2024-07-01", "to": "2024-12-31" } }), Value::Null),
            (json!({ "programYear": [2023] }), Value::Null),
            (json!({ "programYear": [2024] }), Value::Null),
            (json!({ "programYear": [] }), Value::Null),
            (json!({ "exitedOn": { "from": "2025-01-01" } }), Value::Null),
            (json!({ "hasExited": true }), Value::Null),
            (json!({ "hasExited": false }), Value::Null),
            (json!({ "isHired": true }), Value::Null),
            (json!({ "isHired": false }), Value::Null),
            (json!({ "not": { "exitedOn": { "from": "2025-01-01" } } }), Value::Null),
            (json!({ "or": [{ "cohortId": spring }, { "programId": q }] }), Value::Null),
        ] {
            seen.push(references(&sam.gql(LIST, json!({ "where": filter, "order": order })).await));
        }
        assert_json!(json!(seen), ["B-1 A-2 A-1", "A-1 A-2 B-1", "A-2 A-1", "A-1", "A-2", "A-2 A-1", "B-1", "A-2", "A-1", "B-1 A-2", "", "B-1", "B-1 A-1", "A-2", "A-1", "B-1 A-2", "A-2 A-1", "B-1 A-1"]);
    }

    async fn a_page_takes_a_fixed_number_of_statements(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let acme = employer(&sam, "Acme").await;
        for n in 0..20 {
            let id = completer(&sam, &p, &format!("S-{n:02}"), json!({ "exitedOn": "2024-07-15" })).await;
            hired(&sam, &id, &acme, json!({})).await;
            let found = "mutation($c: ID!, $e: ID!) { employmentRecord(input: {completerId: $c, employerId: $e, quarter: Q2, evidence: PAY_STUB}) { userErrors { message } } }";
            sam.gql(found, json!({ "c": id, "e": acme })).await;
        }
        let query = "query($first: Int) { completers(first: $first) { nodes { reference program { name } agency { name }
            hires(first: 5) { nodes { employer { name } occupation { code } } } referrals(first: 5) { nodes { stage } }
            employmentAfterExit { isSameEmployer quarters { from to employment { evidence employer { name } } } } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, data) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        assert_eq!(data["completers"]["nodes"][19]["hires"]["nodes"][0]["employer"]["name"], "Acme");
        // The token, the page, programs, agencies, referrals, hires and their employers, employment and its employers.
        assert!(one == twenty && twenty == 9, "{one} and {twenty}");
    }

    async fn hires_are_looked_for_completer_by_completer(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let acme = employer(&sam, "Acme").await;
        for reference in ["A-1", "A-2", "A-3"] {
            let id = completer(&sam, &p, reference, json!({})).await;
            if reference == "A-3" {
                continue;
            }
            let hire = hired(&sam, &id, &acme, json!({})).await;
            if reference == "A-2" {
                let trash = "mutation($id: ID!) { hireTrash(id: $id, version: 1) { userErrors { message } } }";
                assert_json!(sam.gql(trash, json!({ "id": hire })).await, {"hireTrash": {"userErrors": []}});
            }
        }
        let ask = async |is_hired: bool| references(&sam.gql(LIST, json!({ "where": { "isHired": is_hired } })).await);
        assert_eq!(ask(true).await, "A-1");
        t.app.db.meter().start_recording();
        assert_eq!(ask(false).await, "A-3 A-2");
        let statements = t.app.db.meter().stop_recording();
        let wrong = statements.iter().find(|statement| statement.sql.contains("NOT IN"));
        assert!(wrong.is_none(), "{wrong:?}");
        let exists = |sql: &str| sql.contains("EXISTS") && sql.contains(r#""hire"."completer_id" = "completer"."id""#);
        assert!(statements.iter().any(|statement| exists(&statement.sql)), "{statements:?}");
    }
}
