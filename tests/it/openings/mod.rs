//! Openings and forecasts over the API.

mod change;
mod list;
mod totals;
mod visibility;

use serde_json::{Value, json};

use crate::support::User;

pub(crate) const RECORD: &str = "mutation($input: OpeningRecordInput!) {
    openingRecord(input: $input) { opening { id } userErrors { code path message } } }";

/// What an opening needs, `more` besides or instead.
pub(crate) fn input(employer: &Value, more: Value) -> Value {
    let mut input = json!({
        "employerId": employer, "kind": "OPENING", "socCode": "29-1141", "positions": 5, "demand": "NEW",
        "opensOn": "2026-12-01", "source": "Talk with the plant manager", "asOf": "2026-11-20",
    });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    input
}

/// Records an opening; its id.
pub(crate) async fn opening(user: &User<'_>, employer: &Value, more: Value) -> Value {
    let data = user.gql(RECORD, json!({ "input": input(employer, more) })).await;
    assert_eq!(data["openingRecord"]["userErrors"], json!([]));
    data["openingRecord"]["opening"]["id"].clone()
}
