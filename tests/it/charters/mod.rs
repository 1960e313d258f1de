//! Charters: statements, and what a partnership was for on a day.

mod charter;
mod statements;

use serde_json::{Value, json};

use crate::support::User;

pub(crate) const ADOPT: &str = "mutation($p: ID!, $input: StatementAdoptInput!) {
    statementAdopt(partnershipId: $p, input: $input) {
        statement { id kind text adoptedOn retiredOn isCurrent previous { text } goal { title } version }
        retired { text retiredOn isCurrent version } userErrors { code path message } } }";

/// A statement, without its id when it is shown.
pub(crate) async fn statement(user: &User<'_>, partnership: &Value, input: Value) -> Value {
    let data = user.gql(ADOPT, json!({ "p": partnership, "input": input })).await;
    assert_eq!(data["statementAdopt"]["userErrors"], json!([]));
    data["statementAdopt"]["statement"].clone()
}
