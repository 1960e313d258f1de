//! What a document may ask for: its cost, depth and shape, told before anything runs.
//!
//! The cost is read off the document alone: a scalar is free, an object costs 1, a connection `2 + rows × child`, a count or
//! a search 10, an aggregate or a drawing 50, a mutation 10, a password hash 1,000. The same constants are the schema's `serverLimits`.

pub(crate) mod spread;

use std::collections::HashMap;

use async_graphql::{
    Name, Positioned, Variables,
    parser::types::{
        ExecutableDocument, Field, FragmentDefinition, OperationDefinition, OperationType, Selection,
        SelectionSet,
    },
};
use async_graphql_value::Value;

use crate::paging::{DEFAULT_ROWS, MOST_ROWS};

/// Points an operation may cost.
pub const MOST_COST: u32 = 5_000;
/// Levels a selection may nest, introspection apart.
pub const MOST_DEPTH: u32 = 12;
/// Aliases a selection may hold.
pub const MOST_ALIASES: usize = 50;
/// Mutations an operation may hold.
pub const MOST_MUTATIONS: usize = 10;
/// Fields and fragments a document may select after its fragments are spread.
pub const MOST_FIELDS: u32 = 5_000;
/// Bytes of a document.
pub const MOST_DOCUMENT_BYTES: usize = 64 * 1024;
/// Bytes of a request body.
pub const MOST_BODY_BYTES: usize = 1 << 20;

const COUNT_COST: u32 = 10;
const SEARCH_COST: u32 = 10;
const AGGREGATE_COST: u32 = 50;
const MUTATION_COST: u32 = 10;
/// A password hash keeps a processor busy for as long as hundreds of reads.
const HASH_COST: u32 = 1_000;
/// Mutations that hash a password.
const HASHES: [&str; 3] = ["passwordChange", "passwordSet", "signIn"];
const CONNECTION_COST: u32 = 2;
const INTROSPECTION_COST: u32 = 50;
/// Fields that compute over many rows, or draw.
pub const AGGREGATES: [&str; 12] = [
    "affirmationCounts",
    "compositionReport",
    "contributionTotals",
    "employerStats",
    "matchesRecords",
    "openingTotals",
    "outcomes",
    "programEvidence",
    "recommendationStats",
    "roleCoverage",
    "svg",
    "svgParts",
];
/// Lists of the introspection system: nested more than this often they multiply.
const INTROSPECTION_LISTS: [&str; 5] = ["fields", "interfaces", "possibleTypes", "inputFields", "types"];
pub(crate) const MOST_INTROSPECTION_LISTS: u32 = 4;

/// What a document asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// Points.
    pub cost: u32,
    /// Names of the root fields, in order.
    pub roots: Vec<String>,
    /// Whether it changes something.
    pub is_mutation: bool,
}

/// Why a document is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// `extensions.code`.
    pub code: &'static str,
    /// For people.
    pub message: String,
}

fn refuse<T>(code: &'static str, message: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal {
        code,
        message: message.into(),
    })
}

/// Measures the operation that will run; `None` when the document names no such operation, which validation reports.
///
/// # Errors
/// A [`Refusal`] when a limit is exceeded.
pub fn measure(
    document: &ExecutableDocument,
    operation: Option<&str>,
    variables: &Variables,
) -> Result<Option<Demand>, Refusal> {
    // The library walks every operation of the document, the chosen one or not: it must never see one that explodes.
    spread::check(document)?;
    let Some(chosen) = choose(document, operation) else {
        return Ok(None);
    };
    if chosen.ty == OperationType::Subscription {
        return refuse("BAD_USER_INPUT", "Subscriptions are not served here.");
    }
    let is_mutation = chosen.ty == OperationType::Mutation;
    let walk = Walk {
        fragments: &document.fragments,
        operation: chosen,
        variables,
    };
    let mut roots = Vec::new();
    walk.collect(&chosen.selection_set.node, &mut roots);
    if is_mutation {
        check_mutations(&roots)?;
    }
    let mut cost = if is_mutation {
        MUTATION_COST.saturating_mul(u32::try_from(roots.len()).unwrap_or(u32::MAX))
    } else {
        0
    };
    for root in &roots {
        cost = cost.saturating_add(walk.field(root, 1)?);
    }
    if cost > MOST_COST {
        let message = format!(
            "This operation costs {cost} points; at most {MOST_COST} are allowed. Ask for fewer rows or fields."
        );
        return refuse("COMPLEXITY_LIMIT_EXCEEDED", message);
    }
    let roots = roots.iter().map(|field| field.name.node.to_string()).collect();
    Ok(Some(Demand {
        cost,
        roots,
        is_mutation,
    }))
}

fn choose<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Option<&'a OperationDefinition> {
    let mut operations = document.operations.iter();
    match name {
        Some(name) => operations
            .find(|(given, _)| given.is_some_and(|given| given == name))
            .map(|(_, operation)| &operation.node),
        None => match (operations.next(), operations.next()) {
            (Some((_, only)), None) => Some(&only.node),
            _ => None,
        },
    }
}

/// `async_graphql` runs a mutation once for every time its response key is written; the specification merges them.
fn check_mutations(roots: &[&Field]) -> Result<(), Refusal> {
    if roots.len() > MOST_MUTATIONS {
        return refuse(
            "COMPLEXITY_LIMIT_EXCEEDED",
            format!("At most {MOST_MUTATIONS} mutations are allowed in one operation."),
        );
    }
    let mut keys: Vec<_> = roots
        .iter()
        .map(|field| field.response_key().node.as_str())
        .collect();
    keys.sort_unstable();
    match keys.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => refuse(
            "BAD_USER_INPUT",
            format!(
                "The mutation key {} is repeated: give each its own alias.",
                pair[0]
            ),
        ),
        None => Ok(()),
    }
}

struct Walk<'a> {
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    operation: &'a OperationDefinition,
    variables: &'a Variables,
}

impl<'a> Walk<'a> {
    /// The fields of a selection with its fragments spread; [`spread`] has made sure that they are few and not in a circle.
    fn collect(&self, set: &'a SelectionSet, into: &mut Vec<&'a Field>) {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => into.push(&field.node),
                Selection::InlineFragment(fragment) => {
                    self.collect(&fragment.node.selection_set.node, into);
                }
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.fragments.get(&spread.node.fragment_name.node) {
                        self.collect(&fragment.node.selection_set.node, into);
                    }
                }
            }
        }
    }

    fn children(&self, field: &'a Field) -> Result<Vec<&'a Field>, Refusal> {
        let mut children = Vec::new();
        self.collect(&field.selection_set.node, &mut children);
        let aliases = children.iter().filter(|child| child.alias.is_some()).count();
        if aliases > MOST_ALIASES {
            return refuse(
                "COMPLEXITY_LIMIT_EXCEEDED",
                format!("At most {MOST_ALIASES} aliases are allowed in one selection."),
            );
        }
        Ok(children)
    }

    fn field(&self, field: &'a Field, depth: u32) -> Result<u32, Refusal> {
        let name = field.name.node.as_str();
        if name == "__schema" || name == "__type" {
            self.introspection(field, 0)?;
            return Ok(INTROSPECTION_COST);
        }
        if depth > MOST_DEPTH {
            return refuse(
                "COMPLEXITY_LIMIT_EXCEEDED",
                format!("Selections nest at most {MOST_DEPTH} levels deep."),
            );
        }
        let children = self.children(field)?;
        let extra = self.extra(field);
        if name == "totalCount" {
            return Ok(COUNT_COST);
        }
        if children.is_empty() {
            return Ok(extra);
        }
        let is_connection = children
            .iter()
            .any(|child| matches!(child.name.node.as_str(), "nodes" | "edges" | "pageInfo"));
        let (mut each, mut once) = (0_u32, 0_u32);
        for child in children {
            let cost = self.field(child, depth + 1)?;
            let per_row = matches!(child.name.node.as_str(), "nodes" | "edges");
            let sum = if is_connection && per_row {
                &mut each
            } else {
                &mut once
            };
            *sum = sum.saturating_add(cost);
        }
        let rows = if is_connection { self.rows(field) } else { 0 };
        let own = if is_connection { CONNECTION_COST } else { 1 };
        let once = once.saturating_mul(self.records(field));
        Ok(own
            .saturating_add(extra)
            .saturating_add(once)
            .saturating_add(rows.saturating_mul(each)))
    }

    /// Introspection has no rows to count, but its lists multiply when nested.
    fn introspection(&self, field: &'a Field, lists: u32) -> Result<(), Refusal> {
        let lists = lists + u32::from(INTROSPECTION_LISTS.contains(&field.name.node.as_str()));
        if lists > MOST_INTROSPECTION_LISTS {
            return refuse(
                "COMPLEXITY_LIMIT_EXCEEDED",
                "This introspection nests too many lists.",
            );
        }
        for child in self.children(field)? {
            self.introspection(child, lists)?;
        }
        Ok(())
    }

    fn extra(&self, field: &Field) -> u32 {
        let aggregate = if AGGREGATES.contains(&field.name.node.as_str()) {
            AGGREGATE_COST
        } else {
            0
        };
        let searches = field
            .arguments
            .iter()
            .any(|(name, value)| name.node == "search" || self.searches(&value.node, 0));
        let hash = if HASHES.contains(&field.name.node.as_str()) {
            HASH_COST
        } else {
            0
        };
        aggregate + hash + if searches { SEARCH_COST } else { 0 }
    }

    fn searches(&self, value: &Value, depth: u32) -> bool {
        match value {
            Value::Object(fields) => fields
                .iter()
                .any(|(name, value)| name == "search" || depth < 8 && self.searches(value, depth + 1)),
            Value::List(values) => depth < 8 && values.iter().any(|value| self.searches(value, depth + 1)),
            Value::Variable(name) => self.variable(name).is_some_and(|value| const_searches(&value, 0)),
            _ => false,
        }
    }

    /// The records that `nodes(ids: …)` asks for; one for every other field.
    fn records(&self, field: &Field) -> u32 {
        let count = match field.get_argument("ids").map(|ids| &ids.node) {
            Some(Value::List(ids)) => ids.len(),
            Some(Value::Variable(name)) => match self.variable(name) {
                Some(async_graphql::Value::List(ids)) => ids.len(),
                _ => 1,
            },
            _ => 1,
        };
        u32::try_from(count).unwrap_or(u32::MAX).max(1)
    }

    /// The rows a connection field asks for, as far as the document tells.
    fn rows(&self, field: &Field) -> u32 {
        // An argument that is null is one that is not given: the other one tells.
        let asked = ["first", "last"]
            .iter()
            .filter_map(|name| field.get_argument(name))
            .find_map(|value| match &value.node {
                Value::Variable(name) => self.variable(name).and_then(|value| as_rows(&value)),
                Value::Number(number) => number.as_i64(),
                _ => None,
            });
        let rows = asked
            .unwrap_or(i64::from(DEFAULT_ROWS))
            .clamp(1, i64::from(MOST_ROWS));
        u32::try_from(rows).unwrap_or(1)
    }

    fn variable(&self, name: &Name) -> Option<async_graphql::Value> {
        let given = self.variables.get(name).cloned();
        given.or_else(|| {
            let definition = self
                .operation
                .variable_definitions
                .iter()
                .find(|definition| definition.node.name.node == *name)?;
            definition
                .node
                .default_value
                .as_ref()
                .map(|value| value.node.clone())
        })
    }
}

fn as_rows(value: &async_graphql::Value) -> Option<i64> {
    if let async_graphql::Value::Number(number) = value {
        number.as_i64()
    } else {
        None
    }
}

fn const_searches(value: &async_graphql::Value, depth: u32) -> bool {
    match value {
        async_graphql::Value::Object(fields) => fields
            .iter()
            .any(|(name, value)| name == "search" || depth < 8 && const_searches(value, depth + 1)),
        async_graphql::Value::List(values) => {
            depth < 8 && values.iter().any(|value| const_searches(value, depth + 1))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
