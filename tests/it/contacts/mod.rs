//! People and where they work, over the API.

mod affiliations;
mod create;
mod history;
mod list;
mod moving;
mod references;
mod update;

use serde_json::{Value, json};

use crate::support::User;

/// A new employer; its id.
async fn employer(user: &User<'_>, name: &str) -> Value {
    let query = "mutation($name: String!) { employerCreate(input: {name: $name}) { employer { id } } }";
    user.gql(query, json!({ "name": name })).await["employerCreate"]["employer"]["id"].clone()
}

/// A new contact; its id.
async fn contact(user: &User<'_>, input: Value) -> Value {
    let query = "mutation($input: ContactCreateInput!) {
        contactCreate(input: $input) { contact { id } userErrors { code path message } } }";
    let data = user.gql(query, json!({ "input": input })).await;
    assert_eq!(data["contactCreate"]["userErrors"], json!([]));
    data["contactCreate"]["contact"]["id"].clone()
}

const START: &str = "mutation($input: AffiliationStartInput!) {
    affiliationStart(input: $input) {
        affiliation { id title fromOn toOn isCurrent isPrimary version contact { name } employer { name } agency { id } establishment { name } }
        userErrors { code path message }
    }
}";

/// A new affiliation; its id.
async fn start(user: &User<'_>, input: Value) -> Value {
    let data = user.gql(START, json!({ "input": input })).await;
    assert_eq!(data["affiliationStart"]["userErrors"], json!([]));
    data["affiliationStart"]["affiliation"]["id"].clone()
}

/// The people of an employer: names with title and whether primary.
async fn people(user: &User<'_>, employer: &Value, args: &str) -> Vec<String> {
    let query = format!(
        "query($id: ID!) {{ employer(id: $id) {{ contacts{args} {{ nodes {{ title isPrimary contact {{ name }} }} }} }} }}"
    );
    let data = user.gql(&query, json!({ "id": employer })).await;
    let nodes = data["employer"]["contacts"]["nodes"].as_array().unwrap().clone();
    let text = |node: &Value| {
        let mark = if node["isPrimary"] == true { "*" } else { "" };
        let title = node["title"].as_str().unwrap_or("-");
        format!(
            "{}{mark}, {title}",
            node["contact"]["name"].as_str().unwrap_or("?")
        )
    };
    nodes.iter().map(text).collect()
}
