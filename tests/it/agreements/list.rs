//! Lists of agreements: what falls due.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::agreement;
use crate::{
    memberships::employer,
    partnerships::partnership,
    support::{assert_json, on_both},
};

on_both! {
    async fn what_falls_due_is_found(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let health = partnership(&cora, "Health", "SECTOR").await;
        let metal = partnership(&cora, "Metal", "SECTOR").await;
        let acme = employer(&cora, "Acme").await;
        let agency = cora.agency_id.to_string();
        agreement(&cora, &health, json!({ "kind": "MOU", "title": "Over", "endsOn": "2026-06-30", "reviewByOn": "2026-05-01" })).await;
        agreement(&cora, &health, json!({ "kind": "MOU", "title": "Soon", "endsOn": "2026-12-31", "parties": [{ "employerId": acme, "signedOn": "2026-01-01" }] })).await;
        agreement(&cora, &metal, json!({ "kind": "DATA_SHARING", "title": "Review", "reviewByOn": "2026-12-01", "parties": [{ "agencyId": agency }] })).await;
        agreement(&cora, &metal, json!({ "kind": "OTHER", "title": "Open" })).await;
        let query = "query($where: AgreementWhere, $order: [AgreementOrder!]) { agreements(where: $where, orderBy: $order) { nodes { title } totalCount { value } } }";
        let mut found = Vec::new();
        for filter in [
            json!({}),
            json!({ "endsBefore": "2027-01-01" }),
            json!({ "endsFrom": "2026-11-24", "endsBefore": "2027-01-01" }),
            json!({ "endsFrom": "2026-11-24" }),
            json!({ "reviewBefore": "2026-12-02" }),
            json!({ "not": { "reviewBefore": "2026-12-02" } }),
            json!({ "partnershipId": metal }),
            json!({ "kind": ["MOU"] }),
            json!({ "partyEmployerId": acme }),
            json!({ "partyAgencyId": agency }),
            json!({ "isSigned": true }),
            json!({ "isSigned": false, "or": [{ "endsBefore": "2027-01-01" }, { "reviewBefore": "2027-01-01" }] }),
        ] {
            let page = cora.gql(query, json!({ "where": filter, "order": [{ "endsOn": "ASC" }] })).await;
            let titles: Vec<Value> = page["agreements"]["nodes"].as_array().unwrap().iter().map(|node| node["title"].clone()).collect();
            assert_eq!(page["agreements"]["totalCount"]["value"], titles.len());
            found.push(titles);
        }
        assert_json!(json!(found), [["Over", "Soon", "Review", "Open"], ["Over", "Soon"], ["Soon"], ["Soon", "Review", "Open"], ["Over", "Review"], ["Soon", "Open"], ["Review", "Open"], ["Over", "Soon"], ["Soon"], ["Review"], ["Soon"], ["Over", "Review"]]);
        let by_review = cora.gql(query, json!({ "order": [{ "reviewByOn": "ASC" }] })).await;
        assert_json!(by_review["agreements"]["nodes"], [{"title": "Over"}, {"title": "Review"}, {"title": "Soon"}, {"title": "Open"}]);
    }

    async fn a_page_takes_as_many_statements_for_twenty_rows_as_for_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        for n in 0..20 {
            let input = json!({ "kind": "MOU", "title": format!("Agreement {n:02}"), "parties": [{ "agencyId": cora.agency_id.to_string() }], "sections": [{ "heading": "Purpose" }] });
            agreement(&cora, &p, input).await;
        }
        let query = "query($first: Int) { agreements(first: $first) { nodes { title partnership { name } parties { agency { name } employer { name } } sections { heading } } } }";
        let (one, _) = t.statements(cora.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(cora.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, partnerships, parties, their agencies, sections.
        assert_eq!((one, twenty), (6, 6));
    }
}
