//! What employers, programs and partnerships have of contributions, and the programs of agencies.

use api::policy::Action;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{contribution, employer};
use crate::{
    roles::partnership,
    support::{User, assert_json, on_both},
};

/// The id of what a mutation made.
async fn made(user: &User<'_>, field: &str, record: &str, input: &str) -> Value {
    let query = format!(
        "mutation {{ {field}(input: {input}) {{ {record} {{ id }} userErrors {{ path message }} }} }}"
    );
    let data = user.gql(&query, json!({})).await;
    assert_eq!(data[field]["userErrors"], json!([]));
    data[field][record]["id"].clone()
}

const ALL: &str = "query($first: Int) {
    employers(first: $first) { nodes { contributions(first: 2) { ...Page } } }
    programs(first: $first) { nodes { contributions(first: 2) { ...Page } } }
    partnerships(first: $first) { nodes { contributions(first: 2) { ...Page } } }
}
fragment Page on ContributionConnection { nodes { eventName partnership { name } } pageInfo { hasNextPage } totalCount { value } }";

on_both! {
    async fn each_has_its_own_the_latest_first(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let cora = t.user(UserRole::Convener).await;
        let (acme, beta) = (employer(&sam, "Acme").await, employer(&sam, "Beta").await);
        let program = made(&sam, "programCreate", "program", "{name: \"Welding\"}").await;
        let partnership = json!(partnership(&t, "Metal").await.to_string());
        for (day, giver, program, partnership) in [
            ("2026-01-01", &acme, &program, &Value::Null),
            ("2026-01-03", &acme, &Value::Null, &partnership),
            ("2026-01-02", &acme, &program, &partnership),
            ("2026-01-04", &beta, &Value::Null, &partnership),
        ] {
            contribution(&sam, json!({ "employerId": giver, "programId": program, "partnershipId": partnership, "contributedOn": day, "eventName": day })).await;
        }
        let gone = contribution(&sam, json!({ "employerId": acme, "programId": program, "partnershipId": partnership, "contributedOn": "2026-01-05" })).await;
        sam.gql("mutation($id: ID!) { contributionTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": gone })).await;
        assert_json!(cora.gql(ALL, json!({ "first": 5 })).await, {"employers": {"nodes": [{"contributions": {"nodes": [{"eventName": "2026-01-03", "partnership": {"name": "Metal"}}, {"eventName": "2026-01-02", "partnership": {"name": "Metal"}}], "pageInfo": {"hasNextPage": true}, "totalCount": {"value": 3}}}, {"contributions": {"nodes": [{"eventName": "2026-01-04", "partnership": {"name": "Metal"}}], "pageInfo": {"hasNextPage": false}, "totalCount": {"value": 1}}}]}, "programs": {"nodes": [{"contributions": {"nodes": [{"eventName": "2026-01-02", "partnership": {"name": "Metal"}}, {"eventName": "2026-01-01", "partnership": null}], "pageInfo": {"hasNextPage": false}, "totalCount": {"value": 2}}}]}, "partnerships": {"nodes": [{"contributions": {"nodes": [{"eventName": "2026-01-04", "partnership": {"name": "Metal"}}, {"eventName": "2026-01-03", "partnership": {"name": "Metal"}}], "pageInfo": {"hasNextPage": true}, "totalCount": {"value": 3}}}]}});
        // Who may not see partnerships does not learn of one by what was given to it; who may not see contributions sees none.
        let narrow = [Action::EmployerRead, Action::AgencyRead, Action::ContributionRead];
        let narrow = t.user_with(sam.agency_id, UserRole::Admin, &narrow).await;
        assert_json!(narrow.gql(ALL, json!({ "first": 1 })).await, {"employers": {"nodes": [{"contributions": {"nodes": [{"eventName": "2026-01-03", "partnership": null}, {"eventName": "2026-01-02", "partnership": null}], "pageInfo": {"hasNextPage": true}, "totalCount": {"value": 3}}}]}, "programs": {"nodes": [{"contributions": {"nodes": [{"eventName": "2026-01-02", "partnership": null}, {"eventName": "2026-01-01", "partnership": null}], "pageInfo": {"hasNextPage": false}, "totalCount": {"value": 2}}}]}, "partnerships": {"nodes": []}});
        let blind = [Action::EmployerRead, Action::AgencyRead, Action::PartnershipRead];
        let blind = t.user_with(sam.agency_id, UserRole::Admin, &blind).await;
        assert_json!(blind.gql(ALL, json!({ "first": 1 })).await, {"employers": {"nodes": [{"contributions": {"nodes": [], "pageInfo": {"hasNextPage": false}, "totalCount": {"value": 0}}}]}, "programs": {"nodes": [{"contributions": {"nodes": [], "pageInfo": {"hasNextPage": false}, "totalCount": {"value": 0}}}]}, "partnerships": {"nodes": [{"contributions": {"nodes": [], "pageInfo": {"hasNextPage": false}, "totalCount": {"value": 0}}}]}});
    }

    async fn a_page_takes_as_many_statements_for_twenty_as_for_one(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for n in 0..20 {
            let giver = employer(&sam, &format!("Employer {n}")).await;
            let program = made(&sam, "programCreate", "program", &format!("{{name: \"Program {n}\"}}")).await;
            let partnership = json!(partnership(&t, &format!("Partnership {n}")).await.to_string());
            contribution(&sam, json!({ "employerId": giver, "programId": program, "partnershipId": partnership })).await;
        }
        for list in ["employers", "programs", "partnerships"] {
            let query = format!("query($first: Int) {{ {list}(first: $first) {{ nodes {{ contributions(first: 2) {{ nodes {{ eventName partnership {{ name }} }} }} }} }} }}");
            let (one, _) = t.statements(sam.gql(&query, json!({ "first": 1 }))).await;
            let (twenty, _) = t.statements(sam.gql(&query, json!({ "first": 20 }))).await;
            assert_eq!((one, twenty), (4, 4), "{list}: the token, the page, contributions, their partnerships");
        }
    }

    async fn agencies_have_programs(t: TestApp) {
        let (sam, sue) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        for name in ["Welding", "Baking", "Nursing"] {
            made(&sam, "programCreate", "program", &format!("{{name: \"{name}\"}}")).await;
        }
        let gone = made(&sam, "programCreate", "program", "{name: \"Gone\"}").await;
        sam.gql("mutation($id: ID!) { programTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": gone })).await;
        let query = "query($id: ID!) { agency(id: $id) { programs(first: 2) { nodes { name agency { id } } pageInfo { hasNextPage } totalCount { value } } } }";
        let mut data = sue.gql(query, json!({ "id": sam.agency_id.to_string() })).await["agency"]["programs"].take();
        for node in data["nodes"].as_array_mut().unwrap() {
            assert_eq!(node["agency"]["id"].take(), sam.agency_id.to_string());
        }
        assert_json!(data, {"nodes": [{"name": "Baking", "agency": {"id": null}}, {"name": "Nursing", "agency": {"id": null}}], "pageInfo": {"hasNextPage": true}, "totalCount": {"value": 3}});
        assert_json!(sue.gql(query, json!({ "id": sue.agency_id.to_string() })).await["agency"]["programs"]["nodes"], []);
        let query = "query($first: Int) { agencies(first: $first) { nodes { programs { nodes { name } } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (two, _) = t.statements(sam.gql(query, json!({ "first": 2 }))).await;
        assert_eq!((one, two), (3, 3), "the token, the page, programs");
    }
}
