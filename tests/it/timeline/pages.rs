//! Pages of a timeline join without gap or overlap, whatever stands at the same instant.

use entities::{subject_type::SubjectType, user_account::UserRole};
use serde_json::{Value, json};

use super::{entry, gave};
use crate::{
    engagements::{employer, logged},
    support::{TestApp, User, assert_json, on_both},
};

/// An employer with items of every kind, many of them at equal instants, some between two whole seconds.
async fn busy(t: &TestApp, sam: &User<'_>) -> Value {
    let acme = employer(sam, "Acme").await;
    for n in 0..4 {
        // Noon UTC is where contributions of the day stand.
        logged(
            sam,
            &acme,
            json!({ "occurredAt": "2026-11-20T12:00:00Z", "subject": format!("noon {n}") }),
        )
        .await;
        gave(sam, &acme, json!("2026-11-20"), &format!("day {n}")).await;
        entry(t, sam, &acme, SubjectType::Commitment, 104).await;
        entry(t, sam, &acme, SubjectType::Membership, 104).await;
    }
    for (n, at) in [
        "2026-11-19T08:00:00Z",
        "2026-11-19T08:00:00.5Z",
        "2026-11-19T08:00:00.000001Z",
    ]
    .iter()
    .enumerate()
    {
        logged(
            sam,
            &acme,
            json!({ "occurredAt": at, "subject": format!("second {n}") }),
        )
        .await;
    }
    gave(sam, &acme, Value::Null, "unknown day").await;
    gave(sam, &acme, json!("2020-02-29"), "long ago").await;
    acme
}

const QUERY: &str = "query($id: ID!, $first: Int, $after: String, $kinds: [TimelineKind!]) { employer(id: $id) {
    timeline(first: $first, after: $after, kinds: $kinds) {
        edges { cursor node { kind at on summary } } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount { value } } } }";

async fn walked(sam: &User<'_>, id: &Value, first: i32, kinds: &Value) -> Vec<Value> {
    let (mut after, mut edges) = (Value::Null, Vec::new());
    loop {
        let variables = json!({ "id": id, "first": first, "after": after, "kinds": kinds });
        let page = sam.gql(QUERY, variables).await["employer"]["timeline"].take();
        assert_eq!(page["pageInfo"]["hasPreviousPage"], json!(after != Value::Null));
        let found = page["edges"].as_array().expect("edges").clone();
        assert!(found.len() <= usize::try_from(first).unwrap());
        edges.extend(found);
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            assert_eq!(page["totalCount"]["value"], edges.len());
            return edges;
        }
    }
}

on_both! {
    async fn small_pages_give_what_a_large_one_gives(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = busy(&t, &sam).await;
        let whole = walked(&sam, &acme, 100, &Value::Null).await;
        // 7 engagements, 6 contributions, 4 changes of roles, 4 of memberships, and the employer itself was added.
        assert_eq!(whole.len(), 22);
        for first in [1, 2, 3, 5, 21, 22] {
            assert_eq!(walked(&sam, &acme, first, &Value::Null).await, whole, "by {first}");
        }
        let mut times: Vec<_> = whole.iter().map(|edge| edge["node"]["at"].as_str().unwrap().to_owned()).collect();
        times.reverse();
        assert!(times.is_sorted(), "{times:?}");
        for kind in ["ENGAGEMENT", "CONTRIBUTION", "ROLE_CHANGE", "RECORD_CHANGE"] {
            let of_kind: Vec<_> = whole.iter().filter(|edge| edge["node"]["kind"] == kind).cloned().collect();
            assert_eq!(walked(&sam, &acme, 3, &json!([kind])).await, of_kind, "{kind}");
        }
        assert_eq!(walked(&sam, &acme, 3, &json!([])).await, Vec::<Value>::new());
    }

    async fn items_say_what_they_are(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        logged(&sam, &acme, json!({ "channel": "SITE_VISIT", "subject": "toured the plant" })).await;
        gave(&sam, &acme, json!("2026-11-10"), "career day").await;
        entry(&t, &sam, &acme, SubjectType::Commitment, 500).await;
        let query = "query($id: ID!) { employer(id: $id) { timeline { nodes {
            __typename kind at on summary agency { id } user { id }
            ... on TimelineEngagement { engagement { subject author { id } } }
            ... on TimelineContribution { contribution { eventName employer { name } } }
            ... on TimelineChange { change { subjectType action changes { field before after } } } } } } }";
        let mut nodes = sam.gql(query, json!({ "id": acme })).await["employer"]["timeline"]["nodes"].take();
        let ids = json!([sam.agency_id.to_string(), sam.id.to_string()]);
        for node in nodes.as_array_mut().unwrap() {
            assert_eq!(node["agency"]["id"].take(), ids[0]);
            if node["kind"] != "CONTRIBUTION" {
                assert_eq!(node["user"]["id"].take(), ids[1]);
            }
            if node["kind"] == "ENGAGEMENT" {
                assert_eq!(node["engagement"]["author"]["id"].take(), ids[1]);
            }
        }
        assert_json!(nodes, [{"__typename": "TimelineChange", "agency": {"id": null}, "at": "2026-11-24T20:00:00.000Z", "change": {"action": "CREATED", "changes": [{"after": "Acme", "before": null, "field": "name"}, {"after": "PROSPECT", "before": null, "field": "status"}, {"after": "UNKNOWN", "before": null, "field": "fairChance"}, {"after": "0", "before": null, "field": "fidelityBondCount"}], "subjectType": "EMPLOYER"}, "kind": "RECORD_CHANGE", "on": null, "summary": "Employer created", "user": {"id": null}}, {"__typename": "TimelineEngagement", "agency": {"id": null}, "at": "2026-11-20T18:00:00.000Z", "engagement": {"author": {"id": null}, "subject": "toured the plant"}, "kind": "ENGAGEMENT", "on": null, "summary": "Site visit: toured the plant", "user": {"id": null}}, {"__typename": "TimelineContribution", "agency": {"id": null}, "at": "2026-11-10T12:00:00.000Z", "contribution": {"employer": {"name": "Acme"}, "eventName": "career day"}, "kind": "CONTRIBUTION", "on": "2026-11-10", "summary": "Guest speaker: career day", "user": null}, {"__typename": "TimelineChange", "agency": {"id": null}, "at": "2026-11-04T00:00:00.000Z", "change": {"action": "UPDATED", "changes": [{"after": "ACTIVE", "before": "PROPOSED", "field": "state"}], "subjectType": "COMMITMENT"}, "kind": "ROLE_CHANGE", "on": null, "summary": "Commitment updated: state", "user": {"id": null}}]);
    }

    async fn a_foreign_cursor_and_wrong_numbers_are_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        logged(&sam, &acme, json!({})).await;
        let query = "query($id: ID!) { employer(id: $id) { engagements(first: 1) { pageInfo { endCursor } } } }";
        let page = sam.gql(query, json!({ "id": acme })).await;
        let foreign = page["employer"]["engagements"]["pageInfo"]["endCursor"].clone();
        for wrong in [json!({ "after": foreign }), json!({ "after": "nonsense" }), json!({ "first": 0 }), json!({ "first": 101 })] {
            let mut variables = wrong.clone();
            variables["id"] = acme.clone();
            let body = sam.ask(QUERY, variables).await.json();
            assert_eq!(body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{wrong}");
        }
    }

    async fn a_page_takes_few_statements_for_one_employer_and_for_twenty(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for n in 0..20 {
            let id = employer(&sam, &format!("Employer {n}")).await;
            logged(&sam, &id, json!({})).await;
            gave(&sam, &id, json!("2026-11-20"), "day").await;
            entry(&t, &sam, &id, SubjectType::Commitment, 5).await;
        }
        let query = "query($first: Int) { employers(first: $first) { nodes { timeline(first: 4) { nodes {
            kind summary ... on TimelineEngagement { engagement { body } }
            ... on TimelineContribution { contribution { eventName } } ... on TimelineChange { change { action } } } } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, the places, and one a table: engagements, contributions, the audit.
        assert_eq!((one, twenty), (6, 6));
    }
}
