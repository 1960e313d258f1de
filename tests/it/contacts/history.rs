//! Who was there in March.

use entities::user_account::UserRole;
use serde_json::json;

use super::{contact, employer, people, start};
use crate::support::{assert_json, on_both};

on_both! {
    async fn the_people_of_a_day_are_those_of_that_day(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        for (name, from, to) in [
            ("Always", None, None),
            ("Until March 15", None, Some("2026-03-15")),
            ("From March 15", Some("2026-03-15"), None),
            ("Only in February", Some("2026-02-01"), Some("2026-02-28")),
            ("Next year", Some("2027-01-01"), None),
            ("Until today", Some("2026-03-20"), Some("2026-11-24")),
        ] {
            let person = contact(&sam, json!({ "name": name })).await;
            start(&sam, json!({ "contactId": person, "employerId": acme, "fromOn": from, "toOn": to })).await;
        }
        let mut seen = Vec::new();
        for args in [
            "",
            "(activeOn: \"2026-03-14\")",
            "(activeOn: \"2026-03-15\")",
            "(activeOn: \"2026-03-16\")",
            "(where: {activeDuring: {from: \"2026-03-01\", to: \"2026-03-31\"}})",
            "(where: {activeDuring: {to: \"2026-02-10\"}})",
            "(where: {activeOn: \"2027-02-01\"})",
            "(history: true)",
            "(history: true, first: 2)",
            "(history: true, where: {isPrimary: true})",
        ] {
            seen.push(json!([args, people(&sam, &acme, args).await]));
        }
        assert_json!(json!(seen), [["", ["Until today, -", "From March 15, -", "Always, -"]], ["(activeOn: \"2026-03-14\")", ["Until March 15, -", "Always, -"]], ["(activeOn: \"2026-03-15\")", ["From March 15, -", "Until March 15, -", "Always, -"]], ["(activeOn: \"2026-03-16\")", ["From March 15, -", "Always, -"]], ["(where: {activeDuring: {from: \"2026-03-01\", to: \"2026-03-31\"}})", ["Until today, -", "From March 15, -", "Until March 15, -", "Always, -"]], ["(where: {activeDuring: {to: \"2026-02-10\"}})", ["Only in February, -", "Until March 15, -", "Always, -"]], ["(where: {activeOn: \"2027-02-01\"})", ["Next year, -", "From March 15, -", "Always, -"]], ["(history: true)", ["Next year, -", "Until today, -", "From March 15, -", "Only in February, -", "Until March 15, -", "Always, -"]], ["(history: true, first: 2)", ["Next year, -", "Until today, -"]], ["(history: true, where: {isPrimary: true})", []]]);
    }

    async fn today_moves_with_the_clock(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let ann = contact(&sam, json!({ "name": "Ann" })).await;
        start(&sam, json!({ "contactId": ann, "employerId": acme, "toOn": "2026-11-24" })).await;
        assert_eq!(people(&sam, &acme, "").await, ["Ann, -"]);
        // Noon in Seattle is 20:00 UTC: four hours later it is tomorrow there.
        t.clock.advance(chrono::TimeDelta::hours(4));
        assert_eq!(people(&sam, &acme, "").await, Vec::<String>::new());
    }

    async fn a_day_and_the_history_together_are_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let query = "query($id: ID!) { employer(id: $id) { name contacts(history: true, activeOn: \"2026-03-01\") { nodes { title } } } }";
        let body = sam.ask(query, json!({ "id": acme })).await.json();
        assert_eq!(body["data"]["employer"], json!({ "name": "Acme", "contacts": null }));
        assert_eq!(body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    }

    async fn pages_of_people_join(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        for n in 0..5 {
            let ann = contact(&sam, json!({ "name": format!("Person {n}") })).await;
            start(&sam, json!({ "contactId": ann, "employerId": acme, "fromOn": format!("2026-01-0{}", n + 1), "isPrimary": n == 2 })).await;
        }
        let query = "query($id: ID!, $after: String) { employer(id: $id) { contacts(first: 2, after: $after) {
            nodes { contact { name } } pageInfo { hasNextPage endCursor } totalCount { value } } } }";
        let (mut after, mut names) = (json!(null), Vec::new());
        loop {
            let page = sam.gql(query, json!({ "id": acme, "after": after })).await["employer"]["contacts"].take();
            assert_eq!(page["totalCount"]["value"], 5);
            names.extend(page["nodes"].as_array().unwrap().iter().map(|node| node["contact"]["name"].clone()));
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        assert_json!(json!(names), ["Person 2", "Person 4", "Person 3", "Person 1", "Person 0"]);
    }
}
