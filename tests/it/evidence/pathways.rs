//! What an evidence file of a past day says of pathway maps: what employers had said by then.

use chrono::TimeDelta;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{FILE, section, value};
use crate::{
    pathways::ladder,
    support::{User, assert_json, on_both},
};

const REMOVE: &str = "mutation($edge: ID!, $employer: ID!, $version: Int!) {
    pathwayValidationRemove(pathwayEdgeId: $edge, employerId: $employer, version: $version) { userErrors { message } } }";

/// What the file of a day says of the ways of maps.
async fn ways(user: &User<'_>, program: &Value, day: &str) -> Value {
    let data = user.gql(FILE, json!({ "id": program, "asOf": day })).await;
    let section = section(&data["programEvidence"], "PATHWAYS").clone();
    let text = section["lines"][0]["text"].as_str().expect("a line");
    let said = text.rsplit("; ").next().expect("words");
    json!([said, value(&section, "Ways that employers stand behind")])
}

on_both! {
    async fn a_file_of_a_past_day_tells_what_was_said_by_then(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut ladder = ladder(&sam).await;
        let [mercy, valley] = ladder.employers.clone();
        let edge = ladder.edges[0].clone();
        let query = "query($id: ID!) { pathwayMap(id: $id) { edges { programs { id } } } }";
        let program = sam.gql(query, json!({ "id": ladder.map.id })).await["pathwayMap"]["edges"][0]["programs"][0]["id"].clone();
        t.clock.advance(TimeDelta::hours(20));
        // Mercy says it again, Valley takes it back; what is recorded by mistake and taken back on the same day was never said.
        ladder.map.validated(&edge, json!({ "employerId": mercy, "expiresOn": "2026-11-26" })).await;
        let slip = crate::contributions::employer(&sam, "Slip").await;
        ladder.map.validated(&edge, json!({ "employerId": slip, "validatedOn": "2026-10-15" })).await;
        for employer in [&valley, &slip] {
            let data = sam.gql(REMOVE, json!({ "edge": edge, "employer": employer, "version": ladder.map.version })).await;
            assert_eq!(data["pathwayValidationRemove"]["userErrors"], json!([]));
            ladder.map.version += 1;
        }
        t.clock.advance(TimeDelta::days(2));
        let sam = t.user_of(sam.agency_id, UserRole::Staff).await;
        let mut seen = Vec::new();
        for day in ["2026-10-20", "2026-10-31", "2026-11-01", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"] {
            let told = ways(&sam, &program, day).await;
            seen.push(json!([day, told[0], told[1]]));
        }
        assert_json!(json!(seen), [
            ["2026-10-20", "no employer stands behind it yet.", "0.00"],
            ["2026-10-31", "no employer stands behind it yet.", "0.00"],
            ["2026-11-01", "2 employers stand behind it.", "1.00"],
            ["2026-11-24", "2 employers stand behind it.", "1.00"],
            ["2026-11-25", "1 employer stands behind it.", "1.00"],
            ["2026-11-26", "1 employer stands behind it.", "1.00"],
            ["2026-11-27", "no employer stands behind it any more.", "0.00"]
        ]);
    }
}
