//! Records of any kind by their ids.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use crate::{
    engagements::{employer, logged},
    support::{assert_json, on_both},
};

const NODES: &str = "query($ids: [ID!]!) { nodes(ids: $ids) {
    __typename id ... on Employer { name tags } ... on Engagement { subject employer { name } } } }";

on_both! {
    async fn nodes_come_in_order_and_are_null_where_there_is_nothing_to_see(t: TestApp) {
        let (sam, stranger) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let acme = employer(&sam, "Acme").await;
        let open = logged(&sam, &acme, json!({ "visibility": "NETWORK", "subject": "Open" })).await;
        let closed = logged(&sam, &acme, json!({ "visibility": "RESTRICTED", "subject": "Closed" })).await;
        let same_number = acme.as_str().unwrap().replace("employer_", "agency_");
        let unknown = "employer_00000000000000000000000000000007";
        let ids = json!([open, acme, "nonsense", closed, same_number, unknown, sam.agency_id.to_string(), acme, "constructor_1"]);
        for (user, sees) in [(&sam, true), (&stranger, false)] {
            let mut nodes = user.gql(NODES, json!({ "ids": ids })).await["nodes"].take();
            for (place, id) in ids.as_array().unwrap().iter().enumerate() {
                if nodes[place] != Value::Null {
                    assert_eq!(nodes[place]["id"].take(), *id);
                }
            }
            assert_eq!(nodes[3].take() != Value::Null, sees);
            assert_json!(nodes, [{"__typename": "Engagement", "employer": {"name": "Acme"}, "id": null, "subject": "Open"}, {"__typename": "Employer", "id": null, "name": "Acme", "tags": []}, null, null, null, null, {"__typename": "Agency", "id": null}, {"__typename": "Employer", "id": null, "name": "Acme", "tags": []}, null]);
        }
        let one = "query($id: ID!) { node(id: $id) { __typename ... on Engagement { subject } } }";
        assert_eq!(sam.gql(one, json!({ "id": closed })).await["node"]["subject"], "Closed");
        assert_eq!(stranger.gql(one, json!({ "id": closed })).await, json!({ "node": null }));
    }

    async fn a_hundred_take_one_statement_a_kind_and_more_are_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut ids = vec![json!(sam.agency_id.to_string())];
        for n in 0..10 {
            ids.push(employer(&sam, &format!("Employer {n}")).await);
        }
        let query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
        let (count, _) = t.statements(sam.gql(query, json!({ "ids": ids }))).await;
        assert_eq!(count, 3, "the token, agencies, employers");
        let body = sam.ask(query, json!({ "ids": vec!["nonsense"; 101] })).await.json();
        assert_eq!(body["data"], Value::Null);
        assert!(body["errors"][0]["message"].as_str().unwrap().contains("100"), "{body}");
        let dear = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Employer { children(first: 100) { nodes { parent { id } } } } } }";
        let body = sam.ask(dear, json!({ "ids": vec!["nonsense"; 100] })).await.json();
        assert_eq!(body["errors"][0]["extensions"]["code"], "COMPLEXITY_LIMIT_EXCEEDED");
    }
}
