//! Totals over employers: what fewer than three of them said is hidden.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::opening;
use crate::{
    engagements::employer,
    support::{assert_json, on_both},
};

const TOTALS: &str = "query($where: OpeningTotalsWhere) { openingTotals(where: $where, groupBy: OCCUPATION) {
    occupation { code } open { value hiddenBecause } filled { value } forecast { value hiddenBecause } } }";

on_both! {
    async fn sums_are_of_three_employers_at_least_and_of_what_the_network_sees(t: TestApp) {
        let (sam, stranger) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        for (number, label) in [(1, "NETWORK"), (2, "NETWORK"), (3, "NETWORK"), (4, "AGENCY"), (5, "RESTRICTED")] {
            let acme = employer(&sam, &format!("Employer {number}")).await;
            opening(&sam, &acme, json!({ "positions": 10 * number, "filled": number, "visibility": label })).await;
            if number < 3 {
                opening(&sam, &acme, json!({ "kind": "FORECAST", "closesOn": "2027-12-31", "positions": 50, "visibility": label })).await;
                opening(&sam, &acme, json!({ "socCode": "51-4121", "visibility": label })).await;
                opening(&sam, &acme, json!({ "socCode": "51-4121", "visibility": label })).await;
            }
        }
        for user in [&sam, &stranger] {
            let totals = user.gql(TOTALS, json!({})).await;
            assert_json!(totals["openingTotals"], [
                {"occupation": {"code": "29-1141"}, "open": {"value": 54, "hiddenBecause": null}, "filled": {"value": 6}, "forecast": {"value": null, "hiddenBecause": "FEW_EMPLOYERS"}},
                {"occupation": {"code": "51-4121"}, "open": {"value": null, "hiddenBecause": "FEW_EMPLOYERS"}, "filled": {"value": null}, "forecast": {"value": null, "hiddenBecause": "FEW_EMPLOYERS"}}]);
        }
        for (filter, expected) in [
            (json!({ "occupation": "29-0000", "openOn": "2026-12-01" }), json!(["29-1141"])),
            (json!({ "occupation": "51-4000" }), json!(["51-4121"])),
            (json!({ "openOn": "2026-11-30" }), json!([])),
            (json!({ "occupation": "welder" }), json!([])),
        ] {
            let totals = sam.gql(TOTALS, json!({ "where": filter })).await;
            let groups = totals["openingTotals"].as_array().expect("groups").clone();
            let codes: Vec<Value> = groups.iter().map(|group| group["occupation"]["code"].clone()).collect();
            assert_eq!(json!(codes), expected, "{filter}");
        }
    }
}
