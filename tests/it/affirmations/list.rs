//! Lists of affirmations, those below other records, and the timeline.

use api::policy::Action;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{affirmed, firm};
use crate::{
    competencies,
    credentials::credential,
    programs::program,
    support::{User, assert_json, on_both},
};

/// The notes of what a filter finds, in order.
async fn notes(user: &User<'_>, filter: Value, order: Value) -> Vec<String> {
    let query = "query($where: AffirmationWhere, $order: [AffirmationOrder!]) { affirmations(where: $where, orderBy: $order) { nodes { note } } }";
    let data = user.gql(query, json!({ "where": filter, "order": order })).await;
    let nodes = data["affirmations"]["nodes"].as_array().expect("nodes").iter();
    nodes
        .map(|node| node["note"].as_str().unwrap_or("-").to_owned())
        .collect()
}

on_both! {
    async fn they_are_found_by_what_they_say(t: TestApp) {
        let (sam, tom) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let (acme, bolt) = (firm(&sam, "Acme").await, firm(&sam, "Bolt").await);
        let license = credential(&sam, "RN license", json!({})).await;
        let list = competencies::list(&sam, "Skills").await;
        let edition = competencies::edition(&sam, &list, "2026", "2026-06-01").await["id"].clone();
        let nursing = program(&sam, json!({ "name": "Nursing" })).await;
        affirmed(&sam, &acme, json!({ "note": "a", "credentialId": license, "programId": nursing, "affirmedOn": "2026-11-05" })).await;
        affirmed(&sam, &bolt, json!({ "note": "b", "credentialId": license, "answer": "PREFERRED", "occupation": "29-2061", "expiresOn": "2026-12-01" })).await;
        affirmed(&tom, &bolt, json!({ "note": "c", "competencyEditionId": edition, "answer": "NOT_VALUED", "occupation": "31-1131", "affirmedOn": "2026-10-01" })).await;
        let none = Value::Null;
        for (filter, expected) in [
            (json!({}), "a b c"),
            (json!({ "employerId": [bolt.0] }), "b c"),
            (json!({ "employerId": [] }), ""),
            (json!({ "contactId": [acme.1] }), "a"),
            (json!({ "credentialId": [license] }), "a b"),
            (json!({ "not": { "credentialId": [license] } }), "c"),
            (json!({ "competencyEditionId": [edition] }), "c"),
            (json!({ "competencyListId": [list] }), "c"),
            (json!({ "not": { "competencyListId": [list] } }), "a b"),
            (json!({ "programId": [nursing] }), "a"),
            (json!({ "agencyId": [tom.agency_id.to_string()] }), "c"),
            (json!({ "answer": ["REQUIRED", "NOT_VALUED"] }), "a c"),
            (json!({ "occupation": "29-1141" }), "a"),
            (json!({ "occupation": "29-0000" }), "a b"),
            (json!({ "occupation": "29" }), "a b"),
            (json!({ "occupation": "29-2" }), "b"),
            (json!({ "occupation": "3" }), "c"),
            (json!({ "occupation": "30" }), ""),
            (json!({ "affirmedOn": { "from": "2026-11-01", "to": "2026-11-01" } }), "b"),
            (json!({ "expiresOn": { "to": "2026-12-31" } }), "b"),
            (json!({ "or": [{ "not": { "state": ["CURRENT"] } }, { "answer": ["REQUIRED"] }] }), "a"),
            (json!({ "state": [] }), ""),
        ] {
            assert_eq!(notes(&sam, filter.clone(), none.clone()).await.join(" "), expected, "{filter}");
        }
        assert_eq!(notes(&sam, none.clone(), json!([{ "affirmedOn": "ASC" }])).await, ["c", "b", "a"]);
        assert_eq!(notes(&sam, none.clone(), json!([{ "expiresOn": "ASC" }])).await, ["b", "c", "a"]);
        let blind = t.user_with(sam.agency_id, UserRole::Staff, &[Action::EmployerRead, Action::CredentialRead]).await;
        assert_eq!(notes(&blind, none, Value::Null).await, Vec::<String>::new());
    }

    async fn they_are_below_the_employer_the_credential_and_the_program(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let license = credential(&sam, "RN license", json!({})).await;
        let nursing = program(&sam, json!({ "name": "Nursing" })).await;
        let mut first = Value::Null;
        for n in 0..20 {
            let acme = firm(&sam, &format!("Firm {n:02}")).await;
            affirmed(&sam, &acme, json!({ "note": format!("{n:02}"), "credentialId": license, "programId": nursing })).await;
            first = acme.0;
        }
        let query = "query($e: ID!, $c: ID!, $p: ID!) { employer(id: $e) { affirmations { nodes { note } totalCount { value } } }
            credential(id: $c) { affirmations(first: 2) { nodes { note employer { name } } totalCount { value } } }
            program(id: $p) { affirmations(first: 1, state: [EXPIRED]) { nodes { note } totalCount { value } } } }";
        assert_json!(sam.gql(query, json!({ "e": first, "c": license, "p": nursing })).await, {
            "credential": {"affirmations": {"nodes": [{"employer": {"name": "Firm 19"}, "note": "19"}, {"employer": {"name": "Firm 18"}, "note": "18"}], "totalCount": {"value": 20}}},
            "employer": {"affirmations": {"nodes": [{"note": "19"}], "totalCount": {"value": 1}}},
            "program": {"affirmations": {"nodes": [], "totalCount": {"value": 0}}}});
        let page = "query($first: Int) { affirmations(first: $first) { nodes { state employer { name } contact { name } credential { name } occupation { code }
            rejectedCompetencies { text } program { name } agency { name } } } }";
        let (one, _) = t.statements(sam.gql(page, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(sam.gql(page, json!({ "first": 20 }))).await;
        // The token, the page, the employers, contacts, programs, agencies, credentials, rejections, and how they stand.
        assert!(one == twenty && twenty == 9, "{one} and {twenty}");
        let below = "query($first: Int) { employers(first: $first) { nodes { affirmations { nodes { state } } } } }";
        let (one, _) = t.statements(sam.gql(below, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(sam.gql(below, json!({ "first": 20 }))).await;
        assert!(one == twenty && twenty == 4, "{one} and {twenty}");
    }

    async fn the_timeline_tells_of_them_once(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = firm(&sam, "Acme").await;
        let license = credential(&sam, "RN license", json!({})).await;
        affirmed(&sam, &acme, json!({ "credentialId": license, "answer": "NOT_VALUED" })).await;
        let query = "query($id: ID!, $kinds: [TimelineKind!]) { employer(id: $id) { timeline(kinds: $kinds) { nodes {
            __typename kind at on summary agency { id } ... on TimelineAffirmation { affirmation { answer credential { name } } } } totalCount { value } } } }";
        let mut seen = sam.gql(query, json!({ "id": acme.0, "kinds": ["AFFIRMATION"] })).await["employer"]["timeline"].take();
        assert_eq!(seen["nodes"][0]["agency"]["id"].take(), sam.agency_id.to_string());
        assert_json!(seen, {"nodes": [{"__typename": "TimelineAffirmation", "affirmation": {"answer": "NOT_VALUED", "credential": {"name": "RN license"}}, "agency": {"id": null}, "at": "2026-11-01T12:00:00.000Z", "kind": "AFFIRMATION", "on": "2026-11-01", "summary": "Affirmation: not valued for 29-1141"}], "totalCount": {"value": 1}});
        // The employer was added, Ann came to work there, and what she said.
        let all = sam.gql(query, json!({ "id": acme.0 })).await["employer"]["timeline"]["totalCount"]["value"].clone();
        assert_eq!(all, 3);
        let reads = [Action::EmployerRead, Action::ContactRead, Action::CredentialRead];
        let blind = t.user_with(sam.agency_id, UserRole::Staff, &reads).await;
        let seen = blind.gql(query, json!({ "id": acme.0, "kinds": ["AFFIRMATION"] })).await["employer"]["timeline"].clone();
        assert_json!(seen, {"nodes": [], "totalCount": {"value": 0}});
    }
}
