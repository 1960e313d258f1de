//! What lists of drafted letters find, and what they cost.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{close, held_of, ids, person, person_at, send};
use crate::{
    contributions::employer,
    meetings::board,
    support::{assert_json, on_both},
};

on_both! {
    async fn lists_find_letters_by_what_they_are_about(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let (ann, bo) = (person(&cora, "Ann Ash", Some(&acme)).await, person(&cora, "Bo Birch", None).await);
        let board = board(&cora).await;
        let first = held_of(&cora, &board, json!([{ "contactId": ann }])).await;
        let second = held_of(&cora, &board, json!([{ "contactId": bo }, { "userId": cora.id.to_string() }])).await;
        close(&cora, &first, 2).await;
        t.clock.advance(chrono::TimeDelta::minutes(1));
        close(&cora, &second, 2).await;
        let drafted = ids(&cora, &first).await;
        t.clock.advance(chrono::TimeDelta::minutes(1));
        send(&cora, &drafted[..1], Value::Null).await;
        let list = "query($where: LetterDraftWhere, $order: [LetterDraftOrder!]) { letterDrafts(where: $where, orderBy: $order) { nodes { kind state contact { name } } totalCount { value } } }";
        let mut found = Vec::new();
        let nobody = json!("agency_00000000000000000000000000000007");
        for (filter, order) in [
            (json!({}), Value::Null),
            (json!({}), json!([{ "updatedAt": "DESC" }])),
            (json!({ "state": ["SENT"] }), Value::Null),
            (json!({ "kind": ["THANK_YOU"] }), Value::Null),
            (json!({ "meetingId": second }), json!([{ "createdAt": "ASC" }])),
            (json!({ "not": { "contactId": bo } }), Value::Null),
            (json!({ "userId": cora.id.to_string() }), Value::Null),
            (json!({ "employerId": acme, "senderUserId": cora.id.to_string() }), Value::Null),
            (json!({ "partnershipId": board, "agencyId": nobody }), Value::Null),
            (json!({ "sentAt": { "from": "2026-11-24T20:00:00Z" } }), Value::Null),
        ] {
            let data = cora.gql(list, json!({ "where": filter, "order": order })).await;
            let nodes = data["letterDrafts"]["nodes"].as_array().expect("a list").clone();
            assert_eq!(data["letterDrafts"]["totalCount"]["value"], nodes.len());
            let line = |node: &Value| {
                let text = |value: &Value| value.as_str().unwrap_or("Cora").to_owned();
                format!("{} {} {}", text(&node["contact"]["name"]), text(&node["kind"]), text(&node["state"]))
            };
            found.push(json!(nodes.iter().map(line).collect::<Vec<_>>()));
        }
        assert_json!(json!(found), [["Cora FOLLOW_UP DRAFT", "Bo Birch FOLLOW_UP DRAFT", "Ann Ash THANK_YOU DRAFT", "Ann Ash FOLLOW_UP SENT"], ["Ann Ash FOLLOW_UP SENT", "Cora FOLLOW_UP DRAFT", "Bo Birch FOLLOW_UP DRAFT", "Ann Ash THANK_YOU DRAFT"], ["Ann Ash FOLLOW_UP SENT"], ["Ann Ash THANK_YOU DRAFT"], ["Bo Birch FOLLOW_UP DRAFT", "Cora FOLLOW_UP DRAFT"], ["Cora FOLLOW_UP DRAFT", "Ann Ash THANK_YOU DRAFT", "Ann Ash FOLLOW_UP SENT"], ["Cora FOLLOW_UP DRAFT"], ["Ann Ash THANK_YOU DRAFT", "Ann Ash FOLLOW_UP SENT"], [], ["Ann Ash FOLLOW_UP SENT"]]);
    }

    async fn a_page_costs_the_same_for_one_and_for_twenty(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let board = board(&cora).await;
        let query = "{ letterDrafts(first: 100) { nodes { preview { text } permissions { canUpdate } partnership { name } meeting { title } attendee { people } contact { name }
            user { name } employer { name } agency { name } senderUser { name } senderContact { name } mail { state } } } }";
        let below = "query { meetings { nodes { letterDrafts { nodes { subject contact { name } } } letterDraftsLeftOut { reason attendee { contact { name } } } } } }";
        let mut costs = Vec::new();
        for people in [1, 20] {
            for number in 0..people {
                let name = format!("Ann {people} {number}");
                let one = person(&cora, &name, Some(&acme)).await;
                let other = person_at(&cora, &format!("Bo {people} {number}"), Some(&acme), &[]).await;
                let id = held_of(&cora, &board, json!([{ "contactId": one }, { "contactId": other }])).await;
                close(&cora, &id, 2).await;
                send(&cora, &ids(&cora, &id).await[..1], Value::Null).await;
            }
            let (page, data) = t.statements(cora.gql(query, json!({}))).await;
            assert!(data["letterDrafts"]["nodes"].as_array().expect("a list").len() >= people * 2);
            let (under, _) = t.statements(cora.gql(below, json!({}))).await;
            costs.push((page, under));
        }
        assert_eq!(costs[0], costs[1]);
        assert_eq!(costs[0], (10, 9));
    }
}
