//! When an employer was last in touch.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{employer, logged};
use crate::support::{User, assert_json, on_both};

async fn last(user: &User<'_>, id: &Value) -> Value {
    let query = "query($id: ID!) { employer(id: $id) { lastContactAt version } }";
    let data = user.gql(query, json!({ "id": id })).await;
    assert_eq!(
        data["employer"]["version"], 1,
        "the employer's own version does not move"
    );
    data["employer"]["lastContactAt"].clone()
}

on_both! {
    async fn it_follows_the_latest_engagement_that_is_a_contact(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let (acme, other) = (employer(&sam, "Acme").await, employer(&sam, "Other").await);
        let mut seen = vec![last(&vera, &acme).await];
        let first = logged(&sam, &acme, json!({ "occurredAt": "2026-11-10T18:00:00Z" })).await;
        seen.push(last(&vera, &acme).await);
        logged(&sam, &acme, json!({ "occurredAt": "2026-11-01T18:00:00Z" })).await;
        seen.push(last(&vera, &acme).await);
        // Neither a mailing nor a restricted engagement moves it.
        logged(&sam, &acme, json!({ "occurredAt": "2026-11-21T18:00:00Z", "channel": "MASS_COMMUNICATION" })).await;
        logged(&sam, &acme, json!({ "occurredAt": "2026-11-22T18:00:00Z", "visibility": "RESTRICTED" })).await;
        seen.push(last(&vera, &acme).await);
        let update = "mutation($id: ID!, $version: Int!, $input: EngagementUpdateInput!) {
            engagementUpdate(id: $id, version: $version, input: $input) { userErrors { code } } }";
        let later = json!({ "occurredAt": "2026-11-12T18:00:00Z" });
        sam.gql(update, json!({ "id": first, "version": 1, "input": later })).await;
        seen.push(last(&vera, &acme).await);
        sam.gql(update, json!({ "id": first, "version": 2, "input": { "employerId": other } })).await;
        seen.extend([last(&vera, &acme).await, last(&vera, &other).await]);
        let trash = "mutation($id: ID!, $version: Int!) { engagementTrash(id: $id, version: $version) { userErrors { code } } }";
        sam.gql(trash, json!({ "id": first, "version": 3 })).await;
        seen.push(last(&vera, &other).await);
        let restore = "mutation($id: ID!, $version: Int!) { engagementRestore(id: $id, version: $version) { userErrors { code } } }";
        sam.gql(restore, json!({ "id": first, "version": 4 })).await;
        seen.push(last(&vera, &other).await);
        assert_json!(json!(seen), [null, "2026-11-10T18:00:00.000Z", "2026-11-10T18:00:00.000Z", "2026-11-10T18:00:00.000Z", "2026-11-12T18:00:00.000Z", "2026-11-01T18:00:00.000Z", "2026-11-12T18:00:00.000Z", null, "2026-11-12T18:00:00.000Z"]);
    }

    async fn employers_can_be_ordered_and_found_by_it(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for (name, at) in [("A", "2026-11-10T18:00:00Z"), ("B", "2026-11-12T18:00:00Z")] {
            logged(&sam, &employer(&sam, name).await, json!({ "occurredAt": at })).await;
        }
        employer(&sam, "C").await;
        let query = "{
            newest: employers(orderBy: [{lastContactAt: DESC}]) { nodes { name } }
            late: employers(where: {lastContactAt: {before: \"2026-11-11T00:00:00Z\"}}) { nodes { name } }
        }";
        assert_json!(sam.gql(query, json!({})).await, {"late": {"nodes": [{"name": "A"}, {"name": "C"}]}, "newest": {"nodes": [{"name": "B"}, {"name": "A"}, {"name": "C"}]}});
    }
}
