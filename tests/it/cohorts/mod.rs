//! Cohorts of programs.

mod change;

use serde_json::{Value, json};

use crate::support::User;

/// A cohort of a program.
pub(crate) async fn cohort(user: &User<'_>, program: &Value, input: Value) -> Value {
    let query = "mutation($p: ID!, $input: CohortCreateInput!) {
        cohortCreate(programId: $p, input: $input) { cohort { id } userErrors { message } } }";
    let data = user.gql(query, json!({ "p": program, "input": input })).await;
    let id = data["cohortCreate"]["cohort"]["id"].clone();
    assert!(id.is_string(), "{data}");
    id
}
