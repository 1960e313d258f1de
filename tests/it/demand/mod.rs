//! The demand for programs.

mod change;
mod gap;

use serde_json::{Value, json};

use crate::support::User;

/// A figure about the demand for a program.
pub(crate) async fn figure(user: &User<'_>, program: &Value, input: Value) -> Value {
    let query = "mutation($p: ID!, $input: DemandFigureRecordInput!) {
        demandFigureRecord(programId: $p, input: $input) { demandFigure { id } userErrors { message } } }";
    let data = user.gql(query, json!({ "p": program, "input": input })).await;
    let id = data["demandFigureRecord"]["demandFigure"]["id"].clone();
    assert!(id.is_string(), "{data}");
    id
}
