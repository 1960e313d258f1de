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

    async fn numbers_of_an_employer_are_nodes_to_those_who_may_read_them(t: TestApp) {
        let (sam, stranger) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let acme = employer(&sam, "Acme").await;
        let add = "mutation($id: ID!) { identifierRecord(input: {employerId: $id, system: FEIN, value: \"91-1234567\"}) { identifier { id } userErrors { message } } }";
        let number = sam.gql(add, json!({ "id": acme })).await["identifierRecord"]["identifier"]["id"].clone();
        let one = "query($id: ID!) { node(id: $id) { id ... on EmployerIdentifier { value } } }";
        assert_eq!(sam.gql(one, json!({ "id": number })).await["node"], json!({ "id": number, "value": "91-1234567" }));
        assert_eq!(stranger.gql(one, json!({ "id": number })).await, json!({ "node": null }));
    }
}

/// Types with an id that `node` does not answer, each with its reason.
const NO_NODES: [(&str, &str); 21] = [
    ("AgreementParty", "a part of its agreement"),
    ("AgreementReminder", "a part of its agreement"),
    (
        "ApiToken",
        "shown to its user and to administrators alone, in lists of their own",
    ),
    ("AuditEntry", "a line of the log, which is read by filters"),
    ("BoardRules", "a part of its partnership"),
    ("CalendarFeed", "shown to its user alone"),
    ("Code", "known by its list and code"),
    ("CodeList", "known by its system and version"),
    ("Competency", "a part of its edition"),
    ("GoalProgress", "a part of its goal"),
    ("PathwayEdge", "a part of its map"),
    ("PathwayStep", "a part of its map"),
    ("PriorityChampion", "a part of its priority"),
    ("Question", "a part of its questionnaire"),
    ("RecommendationStep", "a part of its recommendation"),
    ("ReferralStep", "a part of its referral"),
    ("Reminder", "a part of its attendee"),
    ("ReminderRule", "a part of its meeting or partnership"),
    ("ResponsibilityAssignment", "a part of its responsibility"),
    ("Session", "shown to its user alone"),
    ("Viewer", "whoever asks"),
];

#[test]
fn what_has_an_id_is_a_node() {
    use async_graphql::parser::types::{TypeKind, TypeSystemDefinition};
    let document = async_graphql::parser::parse_schema(api::schema::sdl()).expect("a schema");
    let mut others = Vec::new();
    for definition in document.definitions {
        let TypeSystemDefinition::Type(node) = definition else {
            continue;
        };
        let TypeKind::Object(object) = node.node.kind else {
            continue;
        };
        let has_id = object
            .fields
            .iter()
            .any(|field| field.node.name.node == "id" && field.node.ty.node.to_string() == "ID!");
        if has_id && !object.implements.iter().any(|name| name.node == "Node") {
            others.push(node.node.name.node.to_string());
        }
    }
    others.sort();
    let known = NO_NODES.map(|(name, _)| name);
    assert_eq!(others, known);
}
