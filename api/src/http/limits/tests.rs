//! What documents cost, and which are refused.

use async_graphql::parser::parse_query;

use super::*;

fn cost(query: &str) -> Result<u32, Refusal> {
    let document = parse_query(query).expect("a document");
    Ok(measure(&document, None, &Variables::default())?
        .expect("an operation")
        .cost)
}

#[test]
fn scalars_are_free_objects_cost_one_and_connections_their_rows() {
    assert_eq!(cost("{ viewer { name } }"), Ok(1));
    assert_eq!(cost("{ employers(first: 50) { nodes { name } } }"), Ok(2 + 50));
    assert_eq!(
        cost("{ employers { nodes { name parent { name } } } }"),
        Ok(2 + 25 * 2)
    );
    assert_eq!(
        cost("{ employers(first: 1) { nodes { id } totalCount { value } } }"),
        Ok(2 + 1 + 10)
    );
    assert_eq!(
        cost("mutation { employerCreate(input: {}) { employer { id } } }"),
        Ok(10 + 2)
    );
}

#[test]
fn a_search_costs_more_wherever_it_stands() {
    assert_eq!(
        cost("{ employers(first: 1, where: {and: [{search: \"x\"}]}) { nodes { id } } }"),
        Ok(13)
    );
}

#[test]
fn limits_refuse() {
    assert!(cost("{ employers(first: 100) { nodes { contacts(first: 100) { nodes { id } } } } }").is_err());
    assert!(cost("mutation { bump bump }").is_err());
    let aliases: Vec<String> = (0..51).map(|n| format!("a{n}: name")).collect();
    let aliases = aliases.join(" ");
    assert!(cost(&format!("{{ viewer {{ {aliases} }} }}")).is_err());
    let deep = format!("{}{}", "{ a ".repeat(13), "}".repeat(13));
    assert!(cost(&deep).is_err());
    assert!(
        cost("{ ...A } fragment A on Query { ...A viewer { name } }").is_ok(),
        "validation reports the circle"
    );
}

#[test]
fn variables_tell_the_rows() {
    let document =
        parse_query("query($n: Int = 3) { employers(first: $n) { nodes { id } } }").expect("a document");
    let given = Variables::from_json(serde_json::json!({"n": 7}));
    assert_eq!(
        measure(&document, None, &given).expect("ok").expect("one").cost,
        9
    );
    assert_eq!(
        measure(&document, None, &Variables::default())
            .expect("ok")
            .expect("one")
            .cost,
        5
    );
}
