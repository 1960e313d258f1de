//! Partnerships.

mod conveners;
mod create;
mod list;
mod update;

use serde_json::{Value, json};

use crate::support::User;

/// A partnership that the user's agency convenes.
pub(crate) async fn partnership(user: &User<'_>, name: &str, kind: &str) -> Value {
    let query = "mutation($input: PartnershipCreateInput!) { partnershipCreate(input: $input) { partnership { id } } }";
    let conveners = json!([{ "agencyId": user.agency_id.to_string() }]);
    let input = json!({ "name": name, "kind": kind, "conveners": conveners });
    let data = user.gql(query, json!({ "input": input })).await;
    data["partnershipCreate"]["partnership"]["id"].clone()
}
