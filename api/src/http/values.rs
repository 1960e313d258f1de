//! What the values of a request may be, whatever field they are for: its literals and its variables are looked at once.
//!
//! No NUL, which PostgreSQL keeps in no text; no list of more than 500 values, which would become as many parameters of a
//! statement; in filters no text longer than any stored name; in searches a few words.

use std::collections::HashSet;

use async_graphql::{
    Name, Variables,
    parser::types::{ExecutableDocument, Selection, SelectionSet},
};
use async_graphql_value::Value;

use crate::shared::inputs::words;

/// Values a list may hold.
pub(crate) const MOST_VALUES: usize = 500;
/// Characters of a text in a filter.
pub(crate) const MOST_TEXT: usize = 200;
/// Characters of another system's identifier, which may be longer than a name.
pub(crate) const MOST_REFERENCE: usize = 250;
/// Words of a search.
pub(crate) const MOST_WORDS: usize = 10;

/// A value that is refused, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unfit {
    /// `extensions.code`.
    pub(super) code: &'static str,
    /// For people.
    pub(super) message: String,
    /// The response keys that lead to the field; empty when the value is not given to one field alone.
    pub(super) path: Vec<String>,
    /// The argument and the way into it, such as `where.name.in`.
    pub(super) argument: String,
}

/// What a value is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Use {
    Plain,
    Filter,
    Reference,
    Search,
}

impl Use {
    fn of_argument(name: &str) -> Self {
        match name {
            "where" => Self::Filter,
            "search" => Self::Search,
            _ => Self::Plain,
        }
    }

    /// What a field of an object of this use is for.
    fn below(self, field: &str) -> Self {
        match (self, field) {
            (Self::Filter, "search") => Self::Search,
            (Self::Filter, "value") => Self::Reference,
            _ => self,
        }
    }
}

/// Looks at every value of a document and at every variable.
///
/// # Errors
/// The first value that is refused.
pub(super) fn check(document: &ExecutableDocument, variables: &Variables) -> Result<(), Unfit> {
    let mut look = Look {
        document,
        variables,
        keys: Some(Vec::new()),
        way: Vec::new(),
        seen: HashSet::new(),
    };
    for (_, operation) in document.operations.iter() {
        look.set(&operation.node.selection_set.node)?;
    }
    // Where a fragment is spread is told by others: its fields have no path of their own.
    look.keys = None;
    for fragment in document.fragments.values() {
        look.set(&fragment.node.selection_set.node)?;
    }
    for name in variables.keys() {
        look.way = vec![format!("${name}")];
        look.variable(name, Use::Plain)?;
    }
    Ok(())
}

struct Look<'a> {
    document: &'a ExecutableDocument,
    variables: &'a Variables,
    keys: Option<Vec<String>>,
    way: Vec<String>,
    /// A variable is looked at once for each use.
    seen: HashSet<(Name, Use)>,
}

impl Look<'_> {
    fn set(&mut self, set: &SelectionSet) -> Result<(), Unfit> {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => {
                    let field = &field.node;
                    if let Some(keys) = &mut self.keys {
                        keys.push(field.response_key().node.to_string());
                    }
                    for (name, value) in &field.arguments {
                        self.way = vec![name.node.to_string()];
                        self.value(&value.node, Use::of_argument(&name.node))?;
                    }
                    self.set(&field.selection_set.node)?;
                    if let Some(keys) = &mut self.keys {
                        keys.pop();
                    }
                }
                Selection::InlineFragment(fragment) => self.set(&fragment.node.selection_set.node)?,
                Selection::FragmentSpread(_) => {}
            }
        }
        Ok(())
    }

    fn value(&mut self, value: &Value, used: Use) -> Result<(), Unfit> {
        match value {
            Value::String(text) => self.text(text, used),
            Value::List(values) => {
                if values.len() > MOST_VALUES {
                    let count = values.len();
                    return Err(self.unfit(
                        "LIMIT",
                        &format!("holds {count} values; at most {MOST_VALUES} are allowed"),
                    ));
                }
                for (index, value) in values.iter().enumerate() {
                    self.step(index.to_string(), |look| look.value(value, used))?;
                }
                Ok(())
            }
            Value::Object(fields) => {
                for (name, value) in fields {
                    self.step(name.to_string(), |look| {
                        look.characters(name)?;
                        look.value(value, used.below(name))
                    })?;
                }
                Ok(())
            }
            Value::Variable(name) => self.variable(name, used),
            _ => Ok(()),
        }
    }

    fn step(&mut self, part: String, look: impl FnOnce(&mut Self) -> Result<(), Unfit>) -> Result<(), Unfit> {
        self.way.push(part);
        let done = look(self);
        self.way.pop();
        done
    }

    fn variable(&mut self, name: &Name, used: Use) -> Result<(), Unfit> {
        if !self.seen.insert((name.clone(), used)) {
            return Ok(());
        }
        let default = || {
            let definitions = self
                .document
                .operations
                .iter()
                .flat_map(|(_, operation)| &operation.node.variable_definitions);
            definitions
                .filter(|definition| definition.node.name.node == *name)
                .find_map(|definition| Some(definition.node.default_value.as_ref()?.node.clone()))
        };
        match self.variables.get(name).cloned().or_else(default) {
            Some(value) => self.value(&value.into_value(), used),
            None => Ok(()),
        }
    }

    fn text(&self, text: &str, used: Use) -> Result<(), Unfit> {
        self.characters(text)?;
        let most = match used {
            Use::Plain => return Ok(()),
            Use::Filter | Use::Search => MOST_TEXT,
            Use::Reference => MOST_REFERENCE,
        };
        let length = text.chars().count();
        if length > most {
            return Err(self.unfit(
                "LIMIT",
                &format!("has {length} characters; at most {most} are allowed"),
            ));
        }
        if used == Use::Search && words(text).count() > MOST_WORDS {
            return Err(self.unfit(
                "LIMIT",
                &format!("has more than {MOST_WORDS} words; leave some out"),
            ));
        }
        Ok(())
    }

    fn characters(&self, text: &str) -> Result<(), Unfit> {
        if text.contains('\0') {
            return Err(self.unfit("BAD_USER_INPUT", "holds a character that cannot be stored (NUL)"));
        }
        Ok(())
    }

    fn unfit(&self, code: &'static str, what: &str) -> Unfit {
        let argument = self.way.join(".").replace('\0', "");
        Unfit {
            code,
            message: format!("{argument} {what}."),
            path: self.keys.clone().unwrap_or_default(),
            argument,
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use serde_json::json;

    use super::*;

    fn refused(query: &str, variables: serde_json::Value) -> Option<(&'static str, String, String)> {
        let document = parse_query(query).expect("a document");
        let unfit = check(&document, &Variables::from_json(variables)).err()?;
        Some((unfit.code, unfit.path.join("."), unfit.argument))
    }

    fn at(code: &'static str, path: &str, argument: &str) -> (&'static str, String, String) {
        (code, path.to_owned(), argument.to_owned())
    }

    #[test]
    fn a_nul_is_refused_wherever_it_stands() {
        let nul = "BAD_USER_INPUT";
        assert_eq!(
            refused("{ a: b(c: {d: [\"x\\u0000\"]}) }", json!({})),
            Some(at(nul, "a", "c.d.0"))
        );
        let query = "query($v: In) { a { b(c: {d: $v}) } }";
        assert_eq!(
            refused(query, json!({"v": {"e": "\0"}})),
            Some(at(nul, "a.b", "c.d.e"))
        );
        assert_eq!(
            refused(query, json!({"v": {"\0": "e"}})),
            Some(at(nul, "a.b", "c.d."))
        );
        assert_eq!(
            refused(query, json!({"other": "\0"})),
            Some(at(nul, "", "$other"))
        );
        assert_eq!(
            refused("query($v: In = \"\\u0000\") { a(b: $v) }", json!({})),
            Some(at(nul, "a", "b"))
        );
        assert_eq!(
            refused("{ a { ...F } } fragment F on A { b(c: \"\\u0000\") }", json!({})),
            Some(at(nul, "", "c"))
        );
        assert_eq!(refused(query, json!({"v": {"e": "sound"}})), None);
    }

    #[test]
    fn lists_and_texts_of_filters_are_bounded() {
        let query = "query($v: In) { all(where: {name: {in: $v}}) { id } }";
        assert_eq!(refused(query, json!({"v": vec!["x"; 500]})), None);
        assert_eq!(
            refused(query, json!({"v": vec!["x"; 501]})),
            Some(at("LIMIT", "all", "where.name.in"))
        );
        assert_eq!(refused(query, json!({"v": ["é".repeat(200)]})), None);
        assert_eq!(
            refused(query, json!({"v": ["é".repeat(201)]})),
            Some(at("LIMIT", "all", "where.name.in.0"))
        );
        let other = "query($v: In) { note(input: {text: $v}) { id } }";
        assert_eq!(refused(other, json!({"v": "x".repeat(20_000)})), None);
        // What one use allows another one may not.
        let both = "query($v: In) { note(text: $v) all(where: {name: {eq: $v}}) }";
        assert_eq!(
            refused(both, json!({"v": "x".repeat(201)})),
            Some(at("LIMIT", "all", "where.name.eq"))
        );
        let reference = "query($v: In) { all(where: {externalReference: {system: \"s\", value: $v}}) }";
        assert_eq!(refused(reference, json!({"v": "x".repeat(250)})), None);
    }

    #[test]
    fn a_search_has_ten_words() {
        let query = "query($w: Where) { all(where: $w) { id } }";
        let search = |words: usize| json!({"w": {"or": [{"search": "ab ".repeat(words)}]}});
        assert_eq!(refused(query, search(10)), None);
        assert_eq!(
            refused(query, search(11)),
            Some(at("LIMIT", "all", "where.or.0.search"))
        );
    }
}
