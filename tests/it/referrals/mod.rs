//! Referrals of completers over the API.

mod steps;

use serde_json::{Value, json};

use crate::support::User;

/// A referral of 1 July 2024, `more` besides or instead; the id.
pub(crate) async fn referred(user: &User<'_>, completer: &Value, employer: &Value, more: Value) -> Value {
    let mut input = json!({ "completerId": completer, "employerId": employer, "referredOn": "2024-07-01" });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    let query = "mutation($input: ReferralRecordInput!) { referralRecord(input: $input) { referral { id } userErrors { code path message } } }";
    let data = user.gql(query, json!({ "input": input })).await;
    assert_eq!(data["referralRecord"]["userErrors"], json!([]));
    data["referralRecord"]["referral"]["id"].clone()
}
