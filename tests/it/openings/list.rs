//! Lists of openings: filters, orders, and how many statements they take.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::opening;
use crate::{
    credentials::credential,
    engagements::employer,
    support::{User, on_both},
};

const LIST: &str = "query($where: OpeningWhere, $orderBy: [OpeningOrder!]) {
    openings(where: $where, orderBy: $orderBy) { nodes { title } } }";

async fn titles(user: &User<'_>, filter: Value, order: Value) -> String {
    let data = user.gql(LIST, json!({ "where": filter, "orderBy": order })).await;
    let nodes = data["openings"]["nodes"].as_array().expect("nodes").clone();
    let titles: Vec<&str> = nodes.iter().filter_map(|node| node["title"].as_str()).collect();
    titles.join("")
}

on_both! {
    async fn filters_find_what_they_say(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (acme, other) = (employer(&sam, "Acme").await, employer(&sam, "Other").await);
        let license = credential(&sam, "License", json!({})).await;
        let unasked = credential(&sam, "Unasked", json!({})).await;
        for (employer, more) in [
            (&acme, json!({ "title": "A", "opensOn": "2026-10-01", "closesOn": "2026-10-31" })),
            (&acme, json!({ "title": "B", "socCode": "29-1171", "asOf": "2026-11-01", "requirements": [{ "credentialId": license, "strength": "PREFERRED" }] })),
            (&other, json!({ "title": "C", "socCode": "29-2061", "kind": "FORECAST", "opensOn": "2027-01-01", "closesOn": "2027-12-31" })),
            (&other, json!({ "title": "D", "socCode": "51-4121", "opensOn": "2026-11-01" })),
        ] {
            opening(&sam, employer, more).await;
        }
        let wanted = [
            (json!({}), "CBDA"),
            (json!({ "employerId": acme }), "BA"),
            (json!({ "agencyId": sam.agency_id.to_string() }), "CBDA"),
            (json!({ "agencyId": "agency_00000000000000000000000000000007" }), ""),
            (json!({ "kind": ["FORECAST"] }), "C"),
            (json!({ "not": { "kind": ["FORECAST"] } }), "BDA"),
            (json!({ "kind": [] }), ""),
            (json!({ "occupation": "29-1141" }), "A"),
            (json!({ "occupation": "29-1140" }), "A"),
            (json!({ "occupation": "29-1000" }), "BA"),
            (json!({ "occupation": "29-0000" }), "CBA"),
            (json!({ "occupation": "29" }), ""),
            (json!({ "occupation": "%" }), ""),
            (json!({ "openOn": "2026-10-31" }), "A"),
            (json!({ "openOn": "2026-11-01" }), "D"),
            (json!({ "openOn": "2027-06-01" }), "CBD"),
            (json!({ "opensOn": { "from": "2026-11-01", "to": "2026-12-31" } }), "BD"),
            (json!({ "credentialId": [license, unasked] }), "B"),
            (json!({ "credentialId": [unasked] }), ""),
            (json!({ "or": [{ "kind": ["FORECAST"] }, { "occupation": "51-0000" }] }), "CD"),
        ];
        for (filter, expected) in wanted {
            assert_eq!(titles(&sam, filter.clone(), Value::Null).await, expected, "{filter}");
        }
        assert_eq!(titles(&sam, json!({}), json!([{ "opensOn": "ASC" }])).await, "ADBC");
        assert_eq!(titles(&sam, json!({ "employerId": acme }), json!([{ "asOf": "ASC" }])).await, "BA");
    }

    async fn twenty_take_as_many_statements_as_one(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let query = "{ openings(first: 50) { nodes { title employer { name } agency { name } author { name } occupation { title }
            establishment { name } requirements { text credential { name } } } } }";
        let license = credential(&sam, "License", json!({})).await;
        let mut counts = Vec::new();
        for number in 0..20 {
            let acme = employer(&sam, &format!("Employer {number}")).await;
            let asked = json!([{ "credentialId": license, "strength": "REQUIRED" }]);
            opening(&sam, &acme, json!({ "requirements": asked })).await;
            if number == 0 || number == 19 {
                counts.push(t.statements(sam.gql(query, json!({}))).await.0);
            }
        }
        assert_eq!(counts[0], counts[1]);
        assert!(counts[0] <= 9, "{counts:?}");
    }
}
