//! When and how people want to be reminded: who says so, and what is planned by it.

mod planning;
mod update;

use serde_json::{Value, json};

use crate::support::User;

/// Notes what a contact wants; the answer.
pub async fn of_contact(user: &User<'_>, contact: &Value, version: i32, input: Value) -> Value {
    let query = "mutation($id: ID!, $version: Int!, $input: MailPreferencesUpdateInput!) {
        contactMailPreferencesUpdate(contactId: $id, version: $version, input: $input) {
            mailPreferences { timeZone quietFrom quietTo isWeekendFree isDigest nextDigestAt version }
            userErrors { code path message } } }";
    let vars = json!({ "id": contact, "version": version, "input": input });
    user.gql(query, vars).await["contactMailPreferencesUpdate"].clone()
}

/// Says what the user wants; the answer.
pub async fn own(user: &User<'_>, version: i32, input: Value) -> Value {
    let query = "mutation($version: Int!, $input: MailPreferencesUpdateInput!) {
        viewerMailPreferencesUpdate(version: $version, input: $input) {
            mailPreferences { timeZone quietFrom quietTo isWeekendFree isDigest nextDigestAt version }
            userErrors { code path message } } }";
    user.gql(query, json!({ "version": version, "input": input }))
        .await["viewerMailPreferencesUpdate"]
        .clone()
}
