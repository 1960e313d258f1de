//! The five questions.

use serde_json::{Value, json};

use super::world::World;

/// A question that is asked again and again, each time about something else.
pub struct Question {
    /// What it is called in the table.
    pub name: &'static str,
    /// The document.
    pub document: &'static str,
    /// Variables for the `n`-th time.
    pub variables: fn(&World, usize) -> Value,
}

/// All five, in the order of the table.
pub fn all() -> Vec<Question> {
    vec![
        Question {
            name: "employer by id",
            document: "query($id: ID!) { employer(id: $id) { id name naicsCode status } }",
            variables: |world, n| json!({ "id": world.employer(n) }),
        },
        Question {
            name: "page: 50 employers, contacts, roles, partnerships",
            document: "query($after: String) { employers(first: 50, after: $after) { nodes {
                id name contacts(first: 3) { nodes { title contact { name } } }
                roles { state roleType { label } partnership { name } }
                memberships(first: 3) { nodes { standing partnership { name } } } } } }",
            variables: |_, _| json!({}),
        },
        Question {
            name: "filtered page: 25 by sector and name",
            document: "query($naics: String!, $text: String!) { employers(first: 25, where: {naics: {within: $naics}, name: {contains: $text}}) {
                nodes { id name naicsCode } pageInfo { hasNextPage } } }",
            variables: |world, n| json!({ "naics": world.sector(n), "text": format!("{}", n % 10) }),
        },
        Question {
            name: "counts by sector",
            document: "{ employerStats { key label count } }",
            variables: |_, _| json!({}),
        },
        Question {
            name: "write with its audit",
            document: "mutation($input: EmployerCreateInput!) { employerCreate(input: $input, allowDuplicates: true) {
                employer { id } userErrors { code } } }",
            variables: |_, n| json!({ "input": { "name": format!("Written {n}"), "naicsCode": "622110" } }),
        },
    ]
}
