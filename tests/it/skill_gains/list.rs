//! Listing skill gains: filters, which one counts, what to look at.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{TRASH, gain, taught};
use crate::support::{User, assert_json, on_both};

/// The references of those that a filter finds, in their own order.
async fn found(user: &User<'_>, filter: Value) -> Vec<String> {
    let query =
        "query($where: SkillGainWhere) { skillGains(where: $where) { nodes { participantReference } } }";
    let data = user.gql(query, json!({ "where": filter })).await;
    let nodes = data["skillGains"]["nodes"].as_array().expect("a list").iter();
    let mut found: Vec<String> = nodes
        .map(|node| node["participantReference"].as_str().expect("a text").to_owned())
        .collect();
    found.sort();
    found
}

on_both! {
    async fn the_last_gain_of_a_program_year_counts(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (iet, cte) = (taught(&sam, "IET").await, taught(&sam, "CTE").await);
        let early = gain(&sam, &iet, "P-1", json!({ "achievedOn": "2026-07-01" })).await;
        let late = gain(&sam, &cte, "p-1", json!({ "achievedOn": "2026-10-01", "gainType": "DIPLOMA" })).await;
        let same_day = gain(&sam, &iet, "P-1", json!({ "achievedOn": "2026-10-01" })).await;
        let year_before = gain(&sam, &iet, "P-1", json!({ "achievedOn": "2026-06-30" })).await;
        let other = gain(&sam, &iet, "P-2", json!({ "achievedOn": "2026-07-02" })).await;
        // The same reference at another agency is another person.
        let cora = t.user(UserRole::Convener).await;
        let theirs = gain(&cora, &taught(&cora, "IET").await, "P-1", json!({ "achievedOn": "2026-11-20" })).await;
        let query = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on SkillGain { isCounted } } }";
        let ids = json!([early, late, same_day, year_before, other, theirs]);
        let seen = sam.gql(query, json!({ "ids": ids })).await;
        assert_json!(seen["nodes"], [{"isCounted": false}, {"isCounted": false}, {"isCounted": true}, {"isCounted": true}, {"isCounted": true}, null]);
        // With the last one in the trash the one before counts.
        sam.gql(TRASH, json!({ "id": same_day, "version": 1 })).await;
        let seen = sam.gql(query, json!({ "ids": ids })).await;
        assert_json!(seen["nodes"], [{"isCounted": false}, {"isCounted": true}, {"isCounted": false}, {"isCounted": true}, {"isCounted": true}, null]);
    }

    async fn filters_find_gains(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (iet, cte) = (taught(&sam, "IET").await, taught(&sam, "CTE").await);
        gain(&sam, &iet, "A", json!({ "achievedOn": "2026-06-30" })).await;
        gain(&sam, &cte, "B", json!({ "gainType": "DIPLOMA" })).await;
        gain(&sam, &cte, "C", json!({ "gainType": "MILESTONE", "achievedOn": null, "milestone": "Done" })).await;
        for (filter, expected) in [
            (json!({}), "A B C"),
            (json!({ "programId": cte }), "B C"),
            (json!({ "programYear": 2025 }), "A"),
            (json!({ "not": { "programYear": 2025 } }), "B C"),
            (json!({ "gainType": ["DIPLOMA", "MILESTONE"] }), "B C"),
            (json!({ "isOpen": true }), "C"),
            (json!({ "isOpen": false, "achievedOn": { "from": "2026-07-01" } }), "B"),
            (json!({ "attestState": ["ASKED"] }), ""),
            (json!({ "or": [{ "participantReference": "á" }, { "participantReference": "c" }] }), "A C"),
        ] {
            assert_eq!(found(&sam, filter.clone()).await.join(" "), expected, "{filter}");
        }
        let query = "{ skillGains { nodes { participantReference warnings } } }";
        let seen = sam.gql(query, json!({})).await;
        let warned = seen["skillGains"]["nodes"].as_array().unwrap().iter().filter(|node| node["warnings"] == json!(["UNUSUAL_FOR_DELIVERY"]));
        assert_eq!(warned.map(|node| node["participantReference"].clone()).collect::<Vec<_>>(), [json!("C")]);
    }

    async fn gains_are_found_in_a_fixed_number_of_statements(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let program = taught(&sam, "IET").await;
        for n in 0..20 {
            gain(&sam, &program, &format!("P-{n}"), json!({})).await;
        }
        let query = "query($first: Int) { skillGains(first: $first) { nodes { isCounted warnings program { name } agency { name } employer { name } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, the agency, the program, which ones count, and how the program is taught.
        assert!(one == twenty && twenty == 6, "{one} and {twenty}");
    }
}
