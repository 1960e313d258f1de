//! Lists of people: orders, filters, how many statements they take, and what the audit keeps.

use entities::{audit_entry, ids::EmployerId, subject_type::SubjectType, user_account::UserRole};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

use super::{contact, employer, start};
use crate::support::{TestApp, User, assert_json, on_both};

/// Employers with three people each, of whom one has left.
async fn fill(t: &TestApp, employers: usize) -> User<'_> {
    let sam = t.user(UserRole::Staff).await;
    for n in 0..employers {
        let id = employer(&sam, &format!("Employer {n:02}")).await;
        for (place, to) in [None, None, Some("2026-01-31")].into_iter().enumerate() {
            let input = json!({
                "name": format!("Person {n:02}-{place}"),
                "emails": [{ "address": format!("p{n}.{place}@mail.example") }],
                "doNotContact": place == 1,
                "affiliation": { "employerId": id, "title": "Manager", "toOn": to },
            });
            contact(&sam, input).await;
        }
    }
    sam
}

on_both! {
    async fn filters_and_orders_compose(t: TestApp) {
        let sam = fill(&t, 2).await;
        let employers = sam.gql("{ employers { nodes { id } } }", json!({})).await;
        let first = employers["employers"]["nodes"][0]["id"].clone();
        let query = "query($where: ContactWhere, $order: [ContactOrder!]) { contacts(where: $where, orderBy: $order) { nodes { name } totalCount { value } } }";
        let mut found = Vec::new();
        for filter in [
            json!({ "name": { "eq": "PERSON 00-1" } }),
            json!({ "search": "person P1.2@MAIL" }),
            json!({ "search": "p0.0@mail.example" }),
            json!({ "search": "100%" }),
            json!({ "affiliation": { "employerId": first } }),
            json!({ "affiliation": { "employerId": first, "activeOn": "2026-11-24" } }),
            json!({ "affiliation": { "agencyId": sam.agency_id.to_string() } }),
            json!({ "doNotContact": true }),
            json!({ "not": { "doNotContact": true }, "affiliation": { "activeDuring": { "from": "2026-02-01" } } }),
            json!({ "updatedAt": { "before": "2026-11-24T20:00:00Z" } }),
            json!({ "or": [] }),
        ] {
            let variables = json!({ "where": filter, "order": [{ "name": "DESC" }] });
            let page = sam.gql(query, variables).await["contacts"].take();
            let nodes = page["nodes"].as_array().unwrap().clone();
            assert_eq!(page["totalCount"]["value"], nodes.len());
            found.push(nodes.iter().map(|node| node["name"].clone()).collect::<Vec<_>>());
        }
        assert_json!(json!(found), [["Person 00-1"], ["Person 01-2"], ["Person 00-0"], [], ["Person 00-2", "Person 00-1", "Person 00-0"], ["Person 00-1", "Person 00-0"], [], ["Person 01-1", "Person 00-1"], ["Person 01-0", "Person 00-0"], [], []]);
        let page = sam.gql(query, json!({ "order": [{ "updatedAt": "ASC" }] })).await;
        assert_eq!(page["contacts"]["nodes"][0]["name"], "Person 00-0");
    }

    async fn the_people_of_many_employers_take_two_statements_and_their_addresses_one(t: TestApp) {
        let sam = fill(&t, 20).await;
        let query = "query($first: Int) { employers(first: $first) { nodes { name
            contacts(first: 3) { nodes { title contact { name emails { address } phones { number } } } } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, data) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, affiliations, contacts, addresses.
        assert_eq!((one, twenty), (5, 5));
        assert_json!(data["employers"]["nodes"][7], {"contacts": {"nodes": [{"contact": {"emails": [{"address": "p7.1@mail.example"}], "name": "Person 07-1", "phones": []}, "title": "Manager"}, {"contact": {"emails": [{"address": "p7.0@mail.example"}], "name": "Person 07-0", "phones": []}, "title": "Manager"}]}, "name": "Employer 07"});
        let query = "query($first: Int) { contacts(first: $first) { nodes { name emails { address } phones { number }
            affiliations { nodes { title employer { name } agency { name } establishment { name } } } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, addresses, affiliations, employers.
        assert_eq!((one, twenty), (5, 5));
    }

    async fn an_employers_timeline_has_the_changes_of_its_people(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let ann = contact(&sam, json!({ "name": "Ann" })).await;
        let id = start(&sam, json!({ "contactId": ann, "employerId": acme, "title": "Buyer" })).await;
        let end = "mutation($id: ID!) { affiliationEnd(id: $id, version: 1, on: \"2026-10-01\") { userErrors { code } } }";
        sam.gql(end, json!({ "id": id })).await;
        let employer: EmployerId = acme.as_str().unwrap().parse().unwrap();
        let entries = audit_entry::Entity::find()
            .filter(audit_entry::Column::EmployerId.eq(employer))
            .filter(audit_entry::Column::SubjectType.eq(SubjectType::Affiliation))
            .order_by_asc(audit_entry::Column::Id)
            .all(t.app.db.read())
            .await
            .unwrap();
        let mut told: Vec<Value> = entries.iter().map(|entry| json!([entry.action, entry.changes])).collect();
        for entry in &mut told {
            let fields = entry[1].as_array().unwrap().iter().map(|change| change["field"].clone()).collect();
            entry[1] = fields;
        }
        assert_json!(json!(told), [["CREATED", ["contact", "employer", "title", "isPrimary"]], ["UPDATED", ["toOn"]]]);
    }
}
