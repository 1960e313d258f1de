//! Levels decay, are told of past quarters, and are read for a whole page at once.

use api::config::Flags;
use chrono::TimeDelta;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{level, seed};
use crate::{
    contributions::{contribution, employer},
    engagements::logged,
    memberships::membership,
    partnerships::partnership,
    support::{assert_json, on_both},
};

on_both! {
    async fn a_level_decays_on_the_day_it_says(t: TestApp) {
        seed(&t).await;
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        logged(&sam, &acme, json!({ "visibility": "NETWORK", "occurredAt": "2026-01-05T12:00:00Z" })).await;
        contribution(&sam, json!({ "employerId": acme, "activity": "GUEST_SPEAKER", "contributedOn": "2024-11-24", "eventName": "tour" })).await;
        let talk = "ADVISING ENGAGEMENT 2026-01-05 Talked";
        let before = json!(["CAPACITY_BUILDING", "2026-11-25", ["CAPACITY_BUILDING WORK_BASED_LEARNING 2024-11-24 tour", talk]]);
        assert_eq!(level(&sam, &acme).await, before);
        t.clock.advance(TimeDelta::hours(3) + TimeDelta::minutes(59));
        assert_eq!(level(&sam, &acme).await, before);
        t.clock.advance(TimeDelta::minutes(1));
        assert_json!(level(&sam, &acme).await, ["ADVISING", "2028-01-06", [talk]]);
    }

    async fn the_window_is_a_setting(t: TestApp) {
        let t = t.restarted(Flags { ladder_months: Some("12".to_owned()), ..Flags::default() }).await;
        seed(&t).await;
        let sam = t.user(UserRole::Staff).await;
        let (acme, bolt) = (employer(&sam, "Acme").await, employer(&sam, "Bolt").await);
        for (id, day) in [(&acme, "2025-11-24"), (&bolt, "2025-11-23")] {
            contribution(&sam, json!({ "employerId": id, "activity": "GUEST_SPEAKER", "contributedOn": day })).await;
        }
        assert_json!(level(&sam, &acme).await, ["CAPACITY_BUILDING", "2026-11-25", ["CAPACITY_BUILDING WORK_BASED_LEARNING 2025-11-24 GUEST_SPEAKER"]]);
        assert_json!(level(&sam, &bolt).await, [null, null, []]);
        let query = "query($id: ID!) { employer(id: $id) { engagementLevel { windowMonths asOf } } }";
        assert_json!(sam.gql(query, json!({ "id": acme })).await["employer"]["engagementLevel"], {"asOf": "2026-11-24", "windowMonths": 12});
    }

    async fn past_quarters_are_told_as_of_their_ends(t: TestApp) {
        seed(&t).await;
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        // Counts to the end of March 2025; of a month the last day tells.
        contribution(&cora, json!({ "employerId": acme, "activity": "GUEST_SPEAKER", "contributedOn": "2023-03-01" })).await;
        contribution(&cora, json!({ "employerId": acme, "activity": "GUEST_SPEAKER", "contributedOn": "2023-03-31" })).await;
        let health = partnership(&cora, "Health", "SECTOR").await;
        membership(&cora, &health, json!({ "employerId": acme, "joinedOn": "2026-06-30" })).await;
        logged(&cora, &acme, json!({ "visibility": "NETWORK", "occurredAt": "2025-12-31T23:00:00Z" })).await;
        let query = "query($id: ID!) { employer(id: $id) { engagementLevel { level windowMonths history { on level } reasons { recordType recordId } } } }";
        let seen = cora.gql(query, json!({ "id": acme })).await["employer"]["engagementLevel"].clone();
        let history: Vec<Value> = seen["history"].as_array().unwrap().iter().map(|at| json!([at["on"], at["level"]])).collect();
        assert_json!(json!(history), [
            ["2026-09-30", "CONVENING"], ["2026-06-30", "CONVENING"], ["2026-03-31", "ADVISING"], ["2025-12-31", "ADVISING"],
            ["2025-09-30", null], ["2025-06-30", null], ["2025-03-31", "CAPACITY_BUILDING"], ["2024-12-31", "CAPACITY_BUILDING"]
        ]);
        let types: Vec<&Value> = seen["reasons"].as_array().unwrap().iter().map(|reason| &reason["recordType"]).collect();
        assert_eq!(types, ["MEMBERSHIP", "ENGAGEMENT"]);
        let ids: Vec<&Value> = seen["reasons"].as_array().unwrap().iter().map(|reason| &reason["recordId"]).collect();
        let found = cora.gql("query($ids: [ID!]!) { nodes(ids: $ids) { __typename } }", json!({ "ids": ids })).await;
        assert_json!(found["nodes"], [{"__typename": "Membership"}, {"__typename": "Engagement"}]);
    }

    async fn a_page_of_employers_takes_as_many_statements_as_one(t: TestApp) {
        seed(&t).await;
        let cora = t.user(UserRole::Convener).await;
        let health = partnership(&cora, "Health", "SECTOR").await;
        for n in 0..20 {
            let id = employer(&cora, &format!("Firm {n:02}")).await;
            logged(&cora, &id, json!({ "visibility": "NETWORK" })).await;
            if n % 2 == 0 {
                membership(&cora, &health, json!({ "employerId": id })).await;
            }
        }
        let query = "query($first: Int) { employers(first: $first) { nodes { name engagementLevel { level reasons { what } history { level } } } } }";
        let (one, _) = t.statements(cora.gql(query, json!({ "first": 1 }))).await;
        let (twenty, data) = t.statements(cora.gql(query, json!({ "first": 20 }))).await;
        let nodes = data["employers"]["nodes"].as_array().unwrap();
        let levels: Vec<&Value> = nodes.iter().map(|node| &node["engagementLevel"]["level"]).collect();
        assert_eq!(levels, ["CONVENING", "ADVISING"].repeat(10));
        // The token, the page, the kinds, what happened on a day, memberships, championed priorities.
        assert!(one == twenty && twenty == 6, "{one} and {twenty}");
    }
}
