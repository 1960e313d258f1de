//! The public contract: `schema.graphql` at the root of the repository is the schema that is served.

use std::{fs, path::Path};

use async_graphql::parser::types::{
    FieldDefinition, InputValueDefinition, TypeDefinition, TypeKind, TypeSystemDefinition,
};

use crate::support::settings;

#[test]
fn the_committed_schema_is_the_one_that_is_served() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema.graphql");
    let served = api::schema::sdl();
    if settings::get("UPDATE_SCHEMA").is_some_and(|value| value == "1") {
        fs::write(&path, &served).expect("schema.graphql can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let first = served
        .lines()
        .zip(committed.lines())
        .find(|(served, committed)| served != committed);
    assert!(
        committed == served,
        "schema.graphql is out of date; UPDATE_SCHEMA=1 cargo test schema rewrites it. First difference: {first:?}"
    );
}

#[test]
fn everything_is_described() {
    let document = async_graphql::parser::parse_schema(api::schema::sdl()).expect("a schema");
    let mut silent = Vec::new();
    for definition in document.definitions {
        if let TypeSystemDefinition::Type(node) = definition {
            silent.extend(undescribed(&node.node));
        }
    }
    assert!(silent.is_empty(), "without a description:\n{}", silent.join("\n"));
}

/// What takes a filter or groups and answers no page computes over many rows, and costs accordingly.
#[test]
fn every_field_that_answers_groups_is_known_to_be_dear() {
    let document = async_graphql::parser::parse_schema(api::schema::sdl()).expect("a schema");
    let mut found = 0;
    for definition in document.definitions {
        let TypeSystemDefinition::Type(node) = definition else {
            continue;
        };
        let TypeKind::Object(object) = node.node.kind else {
            continue;
        };
        for field in object.fields {
            let field = field.node;
            let takes = |name: &str| field.arguments.iter().any(|given| given.node.name.node == name);
            let answers = field.ty.node.to_string();
            if (takes("where") || takes("groupBy")) && !answers.contains("Connection") {
                let name = field.name.node.as_str();
                assert!(
                    api::http::limits::AGGREGATES.contains(&name),
                    "{name} is missing in AGGREGATES"
                );
                found += 1;
            }
        }
    }
    assert!(found >= 3, "{found} found");
}

fn undescribed(definition: &TypeDefinition) -> Vec<String> {
    let name = definition.name.node.as_str();
    let mut silent = Vec::new();
    if definition.description.is_none() {
        silent.push(name.to_owned());
    }
    match &definition.kind {
        TypeKind::Object(object) => {
            silent.extend(object.fields.iter().flat_map(|field| of_field(name, &field.node)))
        }
        TypeKind::Interface(object) => {
            silent.extend(object.fields.iter().flat_map(|field| of_field(name, &field.node)))
        }
        TypeKind::InputObject(object) => silent.extend(
            object
                .fields
                .iter()
                .filter_map(|input| of_input(name, &input.node)),
        ),
        TypeKind::Enum(values) => silent.extend(
            values
                .values
                .iter()
                .filter(|value| value.node.description.is_none())
                .map(|value| format!("{name}.{}", value.node.value.node)),
        ),
        TypeKind::Scalar | TypeKind::Union(_) => {}
    }
    silent
}

fn of_field(owner: &str, field: &FieldDefinition) -> Vec<String> {
    let name = format!("{owner}.{}", field.name.node);
    let mut silent: Vec<String> = field
        .arguments
        .iter()
        .filter_map(|argument| of_input(&name, &argument.node))
        .collect();
    if field.description.is_none() {
        silent.push(name);
    }
    silent
}

fn of_input(owner: &str, input: &InputValueDefinition) -> Option<String> {
    input
        .description
        .is_none()
        .then(|| format!("{owner}.{}", input.name.node))
}
