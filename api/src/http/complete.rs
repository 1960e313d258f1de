//! Whether an answer holds every key that was selected.
//!
//! `async_graphql` leaves a key out when a resolver fails on a nullable field. A client must not meet such an object: the
//! answer is replaced by an error. Fragments on a type are passed over here, because an answer does not tell its types.

use async_graphql::{
    Name, Positioned, Response as Answer, ServerError, Value, Variables,
    parser::types::{Directive, ExecutableDocument, OperationDefinition, Selection, SelectionSet},
};

use crate::error::Error;

/// An answer that holds nothing but an error of ours.
pub(super) fn failed(message: &str) -> Answer {
    let mut error = ServerError::new(message, None);
    let source = Error::internal(message.to_owned());
    error
        .extensions
        .get_or_insert_default()
        .set("code", source.public().0);
    error.source = Some(std::sync::Arc::new(source));
    Answer::from_errors(vec![error])
}

/// The answer without its data; its errors stay, so that the cause is told.
pub(super) fn incomplete(mut answer: Answer) -> Answer {
    if answer.errors.is_empty() {
        return failed("internal error");
    }
    answer.data = Value::Null;
    answer
}

/// Whether every selected key is there.
pub(super) fn is_complete(
    document: &ExecutableDocument,
    name: Option<&str>,
    variables: &Variables,
    answer: &Answer,
) -> bool {
    let operation = document
        .operations
        .iter()
        .find(|(given, _)| name.is_none() || given.map(Name::as_str) == name)
        .map(|(_, operation)| &operation.node);
    match operation {
        Some(operation) => Check { operation, variables }.set(&operation.selection_set.node, &answer.data),
        None => true,
    }
}

struct Check<'a> {
    operation: &'a OperationDefinition,
    variables: &'a Variables,
}

impl Check<'_> {
    fn set(&self, set: &SelectionSet, value: &Value) -> bool {
        match value {
            Value::Object(fields) => set.items.iter().all(|item| self.item(&item.node, value, fields)),
            Value::List(values) => values.iter().all(|value| self.set(set, value)),
            _ => true,
        }
    }

    fn item(
        &self,
        item: &Selection,
        object: &Value,
        fields: &async_graphql::indexmap::IndexMap<Name, Value>,
    ) -> bool {
        match item {
            Selection::Field(field) if self.is_included(&field.node.directives) => {
                let key = &field.node.response_key().node;
                fields
                    .get(key)
                    .is_some_and(|value| self.set(&field.node.selection_set.node, value))
            }
            Selection::InlineFragment(fragment)
                if fragment.node.type_condition.is_none() && self.is_included(&fragment.node.directives) =>
            {
                self.set(&fragment.node.selection_set.node, object)
            }
            _ => true,
        }
    }

    fn is_included(&self, directives: &[Positioned<Directive>]) -> bool {
        directives.iter().all(|directive| {
            let condition = directive
                .node
                .get_argument("if")
                .map(|value| self.is_true(&value.node));
            match directive.node.name.node.as_str() {
                "include" => condition.unwrap_or(true),
                "skip" => !condition.unwrap_or(false),
                _ => true,
            }
        })
    }

    fn is_true(&self, value: &async_graphql_value::Value) -> bool {
        match value {
            async_graphql_value::Value::Boolean(truth) => *truth,
            async_graphql_value::Value::Variable(name) => self.variable(name),
            _ => false,
        }
    }

    fn variable(&self, name: &Name) -> bool {
        let default = || {
            let definition = self
                .operation
                .variable_definitions
                .iter()
                .find(|given| given.node.name.node == *name)?;
            definition
                .node
                .default_value
                .as_ref()
                .map(|value| value.node.clone())
        };
        let value = self.variables.get(name).cloned().or_else(default);
        value == Some(Value::Boolean(true))
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::{parser::parse_query, value};

    use super::*;

    fn check(query: &str, data: Value) -> bool {
        let document = parse_query(query).expect("a document");
        is_complete(&document, None, &Variables::default(), &Answer::new(data))
    }

    #[test]
    fn a_missing_key_is_found_at_any_depth() {
        assert!(check("{ a { b c } }", value!({"a": [{"b": 1, "c": null}]})));
        assert!(!check(
            "{ a { b c } }",
            value!({"a": [{"b": 1, "c": 2}, {"b": 1}]})
        ));
        assert!(check("{ a { b c @skip(if: true) } }", value!({"a": {"b": 1}})));
        assert!(check("{ a { ...F } } fragment F on T { c }", value!({"a": {}})));
        assert!(check(
            "query($x: Boolean = false) { a { b @include(if: $x) } }",
            value!({"a": {}})
        ));
    }
}
