//! Who sees which engagement: the same by id, in lists, counts, searches, and the employer's own list.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{employer, logged};
use crate::support::{User, assert_json, on_both};

/// What a person sees of an employer's three engagements, on every path.
async fn seen(user: &User<'_>, employer: &Value, ids: &[Value]) -> Value {
    let query = "query($id: ID!) {
        list: engagements { nodes { subject } totalCount { value } }
        search: engagements(where: {search: \"TALKED\"}) { nodes { subject } }
        employer(id: $id) {
            engagements { nodes { subject } totalCount { value } }
            recentTouches { channel }
        }
    }";
    let data = user.gql(query, json!({ "id": employer })).await;
    let subjects = |nodes: &Value| {
        let subjects = nodes
            .as_array()
            .expect("nodes")
            .iter()
            .map(|node| node["subject"].clone());
        subjects.collect::<Vec<_>>()
    };
    let listed = subjects(&data["list"]["nodes"]);
    assert_eq!(listed, subjects(&data["search"]["nodes"]));
    assert_eq!(listed, subjects(&data["employer"]["engagements"]["nodes"]));
    assert_eq!(data["list"]["totalCount"]["value"], listed.len());
    assert_eq!(
        data["employer"]["engagements"]["totalCount"]["value"],
        listed.len()
    );
    assert_eq!(
        data["employer"]["recentTouches"]
            .as_array()
            .expect("touches")
            .len(),
        listed.len()
    );
    let mut single = Vec::new();
    for id in ids {
        let one = user
            .gql(
                "query($id: ID!) { engagement(id: $id) { subject } }",
                json!({ "id": id }),
            )
            .await;
        single.extend(
            one["engagement"]["subject"]
                .as_str()
                .map(|subject| json!(subject)),
        );
    }
    single.reverse();
    assert_eq!(listed, single);
    json!(listed)
}

on_both! {
    async fn every_path_obeys_the_label(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let colleague = t.user_of(sam.agency_id, UserRole::Convener).await;
        let (stranger, ada) = (t.user(UserRole::Convener).await, t.user(UserRole::Admin).await);
        let acme = employer(&sam, "Acme").await;
        let mut ids = Vec::new();
        for (day, label) in [(18, "NETWORK"), (19, "AGENCY"), (20, "RESTRICTED")] {
            let at = format!("2026-11-{day}T18:00:00Z");
            let more = json!({ "visibility": label, "occurredAt": at, "subject": format!("Talked {label}") });
            ids.push(logged(&sam, &acme, more).await);
        }
        let mut all = Vec::new();
        for user in [&sam, &colleague, &stranger, &ada] {
            all.push(seen(user, &acme, &ids).await);
        }
        assert_json!(json!(all), [["Talked RESTRICTED", "Talked AGENCY", "Talked NETWORK"], ["Talked AGENCY", "Talked NETWORK"], ["Talked NETWORK"], ["Talked RESTRICTED", "Talked AGENCY", "Talked NETWORK"]]);
    }

    async fn a_touch_says_who_was_there_and_not_what_was_said(t: TestApp) {
        let (sam, stranger) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let acme = employer(&sam, "Acme").await;
        for (at, channel) in [
            ("2026-11-20T18:00:00Z", "PHONE"),
            ("2026-11-19T18:00:00Z", "MASS_COMMUNICATION"),
            ("2026-10-01T18:00:00Z", "LETTER"),
        ] {
            logged(&sam, &acme, json!({ "visibility": "NETWORK", "occurredAt": at, "channel": channel })).await;
        }
        let query = "query($id: ID!, $days: Int! = 30) { employer(id: $id) {
            recentTouches(days: $days) { channel occurredAt agency { id } } } }";
        let mut month = stranger.gql(query, json!({ "id": acme })).await["employer"]["recentTouches"].take();
        assert_eq!(month[0]["agency"]["id"].take(), json!(sam.agency_id.to_string()));
        assert_json!(month, [{"agency": {"id": null}, "channel": "PHONE", "occurredAt": "2026-11-20T18:00:00.000Z"}]);
        let quarter = stranger.gql(query, json!({ "id": acme, "days": 90 })).await;
        assert_eq!(quarter["employer"]["recentTouches"].as_array().unwrap().len(), 2);
        let body = stranger.ask(query, json!({ "id": acme, "days": 0 })).await.json();
        assert_eq!(body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    }
}
