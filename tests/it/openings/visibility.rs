//! Who sees which opening: the same by id, as a node, in lists, counts, filters and below the employer.

use api::policy::Action;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::opening;
use crate::{
    engagements::employer,
    support::{User, on_both},
};

/// What a person sees of an employer's openings, on every path the same.
async fn seen(user: &User<'_>, employer: &Value, ids: &[Value]) -> Vec<String> {
    let query = "query($id: ID!) { openings(orderBy: [{asOf: ASC}]) { nodes { title requirements { text } } totalCount { value } }
        found: openings(where: {occupation: \"29-0000\"}, orderBy: [{asOf: ASC}]) { nodes { title } }
        employer(id: $id) { openings { nodes { title } totalCount { value } } } }";
    let data = user.gql(query, json!({ "id": employer })).await;
    let titles = |nodes: &Value| -> Vec<String> {
        let nodes = nodes.as_array().expect("nodes").iter();
        nodes
            .filter_map(|node| node["title"].as_str().map(str::to_owned))
            .collect()
    };
    let listed = titles(&data["openings"]["nodes"]);
    assert_eq!(titles(&data["found"]["nodes"]), listed);
    let mut below = titles(&data["employer"]["openings"]["nodes"]);
    below.sort();
    assert_eq!(below, listed);
    for count in [
        &data["openings"]["totalCount"],
        &data["employer"]["openings"]["totalCount"],
    ] {
        assert_eq!(count["value"], listed.len());
    }
    let mut single = Vec::new();
    for id in ids {
        let query =
            "query($id: ID!) { opening(id: $id) { title } node(id: $id) { ... on Opening { title } } }";
        let one = user.gql(query, json!({ "id": id })).await;
        assert_eq!(one["opening"], one["node"]);
        single.extend(one["opening"]["title"].as_str().map(str::to_owned));
    }
    assert_eq!(single, listed);
    listed
}

on_both! {
    async fn every_path_obeys_the_label(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let colleague = t.user_of(sam.agency_id, UserRole::Convener).await;
        let (stranger, ada) = (t.user(UserRole::Convener).await, t.user(UserRole::Admin).await);
        let acme = employer(&sam, "Acme").await;
        let mut ids = Vec::new();
        for (day, label) in [(18, "NETWORK"), (19, "AGENCY"), (20, "RESTRICTED")] {
            let asked = json!([{ "text": "Nights", "strength": "REQUIRED" }]);
            let more = json!({ "title": format!("{day} {label}"), "asOf": format!("2026-11-{day}"), "visibility": label, "requirements": asked });
            ids.push(opening(&sam, &acme, more).await);
        }
        let all = ["18 NETWORK", "19 AGENCY", "20 RESTRICTED"];
        for (user, sees) in [(&sam, &all[..]), (&ada, &all[..]), (&colleague, &all[..2]), (&stranger, &all[..1])] {
            assert_eq!(seen(user, &acme, &ids).await, sees);
        }
        let blind = t.user_with(sam.agency_id, UserRole::Admin, &[Action::EmployerRead]).await;
        assert!(seen(&blind, &acme, &ids).await.is_empty());
        let update = "mutation($id: ID!) { openingUpdate(id: $id, version: 1, input: {positions: 1}) { opening { id } userErrors { code } } }";
        let answer = colleague.gql(update, json!({ "id": ids[2] })).await;
        assert_eq!(answer["openingUpdate"], json!({ "opening": null, "userErrors": [{ "code": "NOT_FOUND" }] }));
        let timeline = "query($id: ID!) { employer(id: $id) { timeline { nodes { summary } } } }";
        let told = stranger.gql(timeline, json!({ "id": acme })).await.to_string();
        assert!(!told.contains("RESTRICTED") && !told.contains("osition"), "{told}");
    }
}
