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
    let circle = cost("{ ...A } fragment A on Query { ...A viewer { name } }");
    assert_eq!(circle.expect_err("a circle").code, "GRAPHQL_VALIDATION_FAILED");
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

/// `{ ...f0 }` and fragments that each spread the next one twice: `last` of them are two to the power of `last` selections.
fn doubling(last: usize) -> String {
    let fragments = (0..last).map(|n| {
        format!(
            "fragment f{n} on Query {{ ...f{next} ...f{next} }} ",
            next = n + 1
        )
    });
    format!(
        "{} fragment f{last} on Query {{ __typename }}",
        fragments.collect::<String>()
    )
}

#[test]
fn fragments_that_double_are_refused_at_once() {
    let began = std::time::Instant::now();
    for document in [
        format!("{{ ...f0 }} {}", doubling(30)),
        format!("{{ ... {{ ...f0 }} }} {}", doubling(200)),
        // The operation that will run is innocent, but the library walks the other one too.
        format!("query A {{ ...f0 }} query B {{ __typename }} {}", doubling(30)),
        // Nobody spreads them.
        format!("{{ __typename }} {}", doubling(30)),
        // Fragments that hold no field count too.
        format!(
            "{{ {} }} fragment A on Query {{ __typename }}",
            "...A ".repeat(5_001)
        ),
        format!("{{ {} __typename }}", "... { __typename } ".repeat(2_501)),
    ] {
        let parsed = parse_query(&document).expect("a document");
        let refused = measure(&parsed, Some("B"), &Variables::default()).expect_err("a refusal");
        assert_eq!(refused.code, "COMPLEXITY_LIMIT_EXCEEDED");
    }
    assert!(
        began.elapsed() < std::time::Duration::from_secs(2),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn a_chain_of_thousands_of_fragments_is_refused() {
    for last in [1_500_usize, 40] {
        let fragments = (0..last).map(|n| format!("fragment f{n} on Query {{ ...f{} }} ", n + 1));
        let document = format!(
            "{{ ...f0 }} {} fragment f{last} on Query {{ __typename }}",
            fragments.collect::<String>()
        );
        assert_eq!(cost(&document).is_ok(), last == 40);
    }
}

#[test]
fn an_argument_that_is_null_does_not_hide_the_other() {
    assert_eq!(
        cost("{ employers(first: null, last: 100) { nodes { id } } }"),
        cost("{ employers(last: 100) { nodes { id } } }")
    );
    let document = parse_query("query($n: Int, $m: Int) { employers(first: $n, last: $m) { nodes { id } } }")
        .expect("a document");
    let given = Variables::from_json(serde_json::json!({"n": null, "m": 100}));
    let demand = measure(&document, None, &given).expect("ok").expect("one");
    assert_eq!(demand.cost, 102);
}

#[test]
fn aggregates_cost_alike() {
    for aggregate in AGGREGATES {
        assert_eq!(
            cost(&format!("{{ {aggregate} {{ total }} }}")),
            Ok(51),
            "{aggregate}"
        );
    }
}
