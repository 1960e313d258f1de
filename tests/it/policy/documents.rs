//! One document for every root field, made from the schema: required arguments only, and what shows whether it worked.

use std::collections::{BTreeSet, HashMap};

use async_graphql::parser::types::{
    BaseType, FieldDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition,
};
use serde_json::{Map, Value, json};

use super::world::{World, prefix_of};

/// Arguments that the schema does not tell: exactly one of two, or a value of a certain shape.
const EXTRA: &[(&str, &str)] = &[
    ("userCreate", r#"{"input": {"email": "probe@example.org"}}"#),
    ("userInvite", r#"{"input": {"email": "invited@example.org"}}"#),
    (
        "apiTokenCreate",
        r#"{"input": {"expiresAt": "2027-01-01T00:00:00Z"}}"#,
    ),
    (
        "signIn",
        r#"{"input": {"email": "nobody@example.org", "password": "wrong password"}}"#,
    ),
    ("contactCreate", r#"{"input": {"name": "Probe"}}"#),
    ("affiliationStart", r#"{"input": {"employerId": "?employer"}}"#),
    (
        "partnershipCreate",
        r#"{"input": {"kind": "SECTOR", "phase": "DORMANT", "conveners": []}}"#,
    ),
    ("membershipStart", r#"{"input": {"employerId": "?employer"}}"#),
    (
        "identifierRecord",
        r#"{"input": {"system": "FEIN", "value": "12-3456789"}}"#,
    ),
    ("sectorCreate", r#"{"input": {"key": "PROBE"}}"#),
    ("roleTypeCreate", r#"{"input": {"key": "PROBE", "side": "BOTH"}}"#),
    ("attendeesInvite", r#"{"input": [{"userId": "?user"}]}"#),
    (
        "goalComplete",
        r#"{"input": {"successor": {"noneBecause": "Probe"}}}"#,
    ),
    ("questionnaireCreate", r#"{"input": {"key": "PROBE"}}"#),
    (
        "checkupRecord",
        r#"{"input": {"questionnaireId": "?questionnaire", "answers": [{"questionId": "?question", "score": 3}]}}"#,
    ),
    // Who came is said of a meeting that has begun.
    (
        "meetingSchedule",
        r#"{"input": {"localStart": "2026-11-20T09:00"}}"#,
    ),
    (
        "meetingSeriesStart",
        r#"{"input": {"rule": "FREQ=WEEKLY;COUNT=2"}}"#,
    ),
    ("statementAdopt", r#"{"input": {"kind": "MISSION"}}"#),
    (
        "reminderRuleAdd",
        r#"{"input": {"of": {"partnershipId": "?partnership"}, "offset": {"minutesBefore": 60}}}"#,
    ),
    (
        "recommendationRecord",
        r#"{"input": {"employerId": "?employer"}}"#,
    ),
    // Quarters are counted from the exit; the second and the fourth after this one have begun.
    ("completerRecord", r#"{"input": {"exitedOn": "2025-01-15"}}"#),
    ("hireRecord", r#"{"input": {"socCode": "29-1141"}}"#),
    ("employmentRecord", r#"{"input": {"employerId": "?employer"}}"#),
    ("taskCreate", r#"{"input": {"employerId": "?employer"}}"#),
    (
        "skillGainRecord",
        r#"{"input": {"gainType": "MILESTONE", "milestone": "Probe"}}"#,
    ),
    ("topicCreate", r#"{"input": {"key": "PROBE"}}"#),
    ("letterDraftsSend", r#"{"ids": ["?letter_draft"]}"#),
    (
        "affirmationRecord",
        r#"{"input": {"credentialId": "?credential", "occupation": "29-1141"}}"#,
    ),
    (
        "openingRecord",
        r#"{"input": {"kind": "OPENING", "socCode": "29-1141"}}"#,
    ),
    ("nodes", r#"{"ids": ["?employer"]}"#),
];

/// A root field and how to ask it.
pub struct Root {
    /// Its name.
    pub name: String,
    /// Whether it changes something.
    pub is_mutation: bool,
    /// Whether it makes a record: it takes no id of its own.
    pub makes: bool,
    /// The document.
    pub document: String,
    arguments: Vec<(String, Type)>,
}

impl Root {
    /// Values for its arguments; ids are those of the world.
    pub fn variables(&self, world: &World) -> Value {
        let own = own_prefix(&self.name);
        let mut variables = Map::new();
        for (name, ty) in &self.arguments {
            variables.insert(name.clone(), value(name, ty, &own, world));
        }
        let mut variables = Value::Object(variables);
        if let Some((_, extra)) = EXTRA.iter().find(|(name, _)| *name == self.name) {
            merge(&mut variables, &serde_json::from_str(extra).expect("JSON"), world);
        }
        variables
    }
}

fn merge(into: &mut Value, extra: &Value, world: &World) {
    match (into, extra) {
        (Value::Object(into), Value::Object(extra)) => {
            for (name, value) in extra {
                merge(into.entry(name.clone()).or_insert(Value::Null), value, world);
            }
        }
        (into, Value::Array(items)) => *into = items.iter().map(|item| filled(item, world)).collect(),
        (into, other) => *into = filled(other, world),
    }
}

fn filled(value: &Value, world: &World) -> Value {
    if let Value::Object(fields) = value {
        let filled = fields
            .iter()
            .map(|(name, value)| (name.clone(), filled(value, world)));
        return Value::Object(filled.collect());
    }
    match value.as_str().and_then(|text| text.strip_prefix('?')) {
        Some(prefix) => world.id(prefix),
        None => value.clone(),
    }
}

/// The fields of the lists' filters that name a record: the filter's type and the field.
pub fn filters_by_id() -> BTreeSet<(String, String)> {
    let filters = fields("Query").iter().filter_map(|field| {
        let arguments = field.node.arguments.iter();
        let filter = arguments
            .map(|one| &one.node)
            .find(|one| one.name.node == "where")?;
        Some(named(&filter.ty.node))
    });
    let by_id = |filter: &str| {
        let Some(TypeKind::InputObject(input)) = definition(filter).map(|definition| &definition.kind) else {
            return Vec::new();
        };
        let ids = input
            .fields
            .iter()
            .filter(|field| named(&field.node.ty.node) == "ID");
        ids.map(|field| (filter.to_owned(), field.node.name.node.to_string()))
            .collect()
    };
    filters.flat_map(by_id).collect()
}

type Types = HashMap<String, TypeDefinition>;

thread_local! {
    static TYPES: &'static Types = Box::leak(Box::new(types()));
}

fn types() -> Types {
    let document = async_graphql::parser::parse_schema(api::schema::sdl()).expect("a schema");
    let types = document
        .definitions
        .into_iter()
        .filter_map(|definition| match definition {
            TypeSystemDefinition::Type(node) => Some((node.node.name.node.to_string(), node.node)),
            _ => None,
        });
    types.collect()
}

fn definition(name: &str) -> Option<&'static TypeDefinition> {
    TYPES.with(|types| types.get(name))
}

fn fields(name: &str) -> &'static [async_graphql::Positioned<FieldDefinition>] {
    match definition(name).map(|definition| &definition.kind) {
        Some(TypeKind::Object(object)) => &object.fields,
        Some(TypeKind::Interface(interface)) => &interface.fields,
        _ => &[],
    }
}

fn named(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name.as_str(),
        BaseType::List(inner) => named(inner),
    }
}

/// Every root field.
pub fn roots() -> Vec<Root> {
    let of = |owner, is_mutation| {
        fields(owner)
            .iter()
            .map(move |field| root(&field.node, is_mutation))
    };
    of("Query", false).chain(of("Mutation", true)).collect()
}

fn root(field: &FieldDefinition, is_mutation: bool) -> Root {
    let name = field.name.node.to_string();
    let needed = EXTRA
        .iter()
        .find(|(extra, _)| *extra == name)
        .map(|(_, text)| serde_json::from_str::<Value>(text).expect("JSON"));
    let is_needed = |argument: &str, ty: &Type| {
        !ty.nullable || needed.as_ref().is_some_and(|extra| extra.get(argument).is_some())
    };
    let arguments: Vec<(String, Type)> = field
        .arguments
        .iter()
        .map(|argument| &argument.node)
        .filter(|argument| {
            argument.default_value.is_none() && is_needed(argument.name.node.as_str(), &argument.ty.node)
        })
        .map(|argument| (argument.name.node.to_string(), argument.ty.node.clone()))
        .collect();
    let declared: Vec<String> = arguments
        .iter()
        .map(|(name, ty)| format!("${name}: {ty}"))
        .collect();
    let passed: Vec<String> = arguments
        .iter()
        .map(|(name, _)| format!("{name}: ${name}"))
        .collect();
    let brackets = |parts: Vec<String>| {
        if parts.is_empty() {
            String::new()
        } else {
            format!("({})", parts.join(", "))
        }
    };
    let kind = if is_mutation { "mutation" } else { "query" };
    let makes = is_mutation
        && !arguments
            .iter()
            .any(|(name, _)| name == "id" || name == "version");
    let document = format!(
        "{kind} Probe{} {{ {name}{} {} }}",
        brackets(declared),
        brackets(passed),
        selection(named(&field.ty.node))
    );
    Root {
        name,
        is_mutation,
        makes,
        document,
        arguments,
    }
}

/// What is asked of a type: the ids of records, counts, and errors.
fn selection(type_name: &str) -> String {
    let has = |name: &str| fields(type_name).iter().any(|field| field.node.name.node == name);
    if matches!(
        definition(type_name).map(|definition| &definition.kind),
        Some(TypeKind::Union(_))
    ) {
        return "{ __typename }".to_owned();
    }
    if fields(type_name).is_empty() {
        return String::new();
    }
    if has("pageInfo") {
        return "{ edges { cursor } totalCount { value } }".to_owned();
    }
    if has("userErrors") {
        let is_one = |ty: &Type| matches!(ty.base, BaseType::Named(_));
        let is_record = |ty: &Type| fields(named(ty)).iter().any(|inner| inner.node.name.node == "id");
        // The record itself stands before records beside it, such as the former one.
        let is_own = |name: &str| type_name.to_lowercase().starts_with(&name.to_lowercase());
        let records = || {
            let all = fields(type_name).iter();
            all.filter(|field| is_record(&field.node.ty.node))
        };
        let own = records().find(|field| is_own(field.node.name.node.as_str()));
        let record = own.or_else(|| records().find(|field| is_one(&field.node.ty.node)));
        let record = record
            .map(|field| format!("{} {{ id }} ", field.node.name.node))
            .unwrap_or_default();
        return format!("{{ {record}userErrors {{ code message path }} }}");
    }
    if has("id") {
        return "{ id }".to_owned();
    }
    let scalar = fields(type_name)
        .iter()
        .find(|field| fields(named(&field.node.ty.node)).is_empty());
    scalar.map_or_else(
        || "{ __typename }".to_owned(),
        |field| format!("{{ {} }}", field.node.name.node),
    )
}

/// The record that a mutation is about: `employerUpdate` is about an employer.
fn own_prefix(root: &str) -> String {
    let verb = root.rfind(char::is_uppercase).unwrap_or(root.len());
    prefix_of(&root[..verb])
}

fn value(name: &str, ty: &Type, own: &str, world: &World) -> Value {
    if let BaseType::List(inner) = &ty.base {
        return json!([value(name.trim_end_matches('s'), inner, own, world)]);
    }
    match named(ty) {
        "ID" if name == "id" => world.id(own),
        "ID" => world.id(&prefix_of(name.trim_end_matches("Id"))),
        "Int" => json!(1),
        "Boolean" => json!(false),
        "Date" => json!("2026-11-01"),
        "DateTime" => json!("2026-11-20T10:00:00Z"),
        "LocalDateTime" => json!("2027-03-10T09:00"),
        "TimeZone" => json!("America/Denver"),
        "Decimal" => json!("1.00"),
        "String" => json!(format!("Probe {}", world.number())),
        other => composite(other, own, world),
    }
}

fn composite(type_name: &str, own: &str, world: &World) -> Value {
    match definition(type_name).map(|definition| &definition.kind) {
        Some(TypeKind::Enum(values)) => json!(values.values[0].node.value.node.as_str()),
        Some(TypeKind::InputObject(input)) => {
            let required = input
                .fields
                .iter()
                .map(|field| &field.node)
                .filter(|field| !field.ty.node.nullable && field.default_value.is_none());
            let pairs = required.map(|field| {
                (
                    field.name.node.to_string(),
                    value(&field.name.node, &field.ty.node, own, world),
                )
            });
            Value::Object(pairs.collect())
        }
        _ => json!("Probe"),
    }
}
