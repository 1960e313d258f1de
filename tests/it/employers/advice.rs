//! The advice and the tasks of employers.

use entities::user_account::UserRole;
use serde_json::json;

use crate::{
    contributions::employer,
    recommendations::recorded,
    support::{assert_json, on_both},
    tasks::task,
};

const PAGE: &str = "{ employers { nodes { name
    recommendations(first: 2) { nodes { text employer { name } } pageInfo { hasNextPage } totalCount { value } }
    declined: recommendations(disposition: [DECLINED]) { nodes { text } }
    tasks(first: 1) { nodes { title employer { name } } pageInfo { hasNextPage } totalCount { value } }
    done: tasks(state: [DONE]) { nodes { title } } } } }";

on_both! {
    async fn an_employer_shows_what_it_advised_and_what_is_to_be_done(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (acme, _) = (employer(&sam, "Acme").await, employer(&sam, "Bolt").await);
        for day in ["2026-01-01", "2026-02-01", "2026-03-01"] {
            recorded(&sam, json!({ "text": day, "saidOn": day, "employerId": acme })).await;
        }
        task(&sam, json!({ "title": "Later", "dueOn": "2027-02-01", "employerId": acme })).await;
        task(&sam, json!({ "title": "Soon", "dueOn": "2027-01-01", "employerId": acme })).await;
        assert_json!(sam.gql(PAGE, json!({})).await["employers"]["nodes"], [
            {"declined": {"nodes": []}, "done": {"nodes": []}, "name": "Acme",
                "recommendations": {"nodes": [{"employer": {"name": "Acme"}, "text": "2026-03-01"}, {"employer": {"name": "Acme"}, "text": "2026-02-01"}], "pageInfo": {"hasNextPage": true}, "totalCount": {"value": 3}},
                "tasks": {"nodes": [{"employer": {"name": "Acme"}, "title": "Soon"}], "pageInfo": {"hasNextPage": true}, "totalCount": {"value": 2}}},
            {"declined": {"nodes": []}, "done": {"nodes": []}, "name": "Bolt", "recommendations": {"nodes": [], "pageInfo": {"hasNextPage": false}, "totalCount": {"value": 0}}, "tasks": {"nodes": [], "pageInfo": {"hasNextPage": false}, "totalCount": {"value": 0}}}
        ]);
    }

    async fn a_page_costs_the_same_for_one_and_for_twenty(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let add = async |number: usize| {
            let id = employer(&sam, &format!("Employer {number:02}")).await;
            recorded(&sam, json!({ "text": "Weld", "saidOn": "2026-01-01", "employerId": id })).await;
            task(&sam, json!({ "title": "Call", "employerId": id })).await;
        };
        let query = "{ employers { nodes { name recommendations { nodes { text } } tasks { nodes { title } } } } }";
        add(0).await;
        let (one, _) = t.statements(sam.gql(query, json!({}))).await;
        for number in 1..20 {
            add(number).await;
        }
        let (twenty, data) = t.statements(sam.gql(query, json!({}))).await;
        let nodes = data["employers"]["nodes"].as_array().unwrap();
        assert!(nodes.len() == 20 && nodes.iter().all(|node| node["tasks"]["nodes"][0]["title"] == "Call"));
        assert_eq!((one, twenty), (4, 4), "the token, employers, advice, tasks");
    }
}
