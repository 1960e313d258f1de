//! How much a document selects once its fragments are spread, told before anything spreads them.
//!
//! Fragments that spread each other twice double with each step: thirty of them are a billion selections, and whoever walks
//! them never comes back. Here each fragment is looked at once and its size kept.

use std::collections::HashMap;

use async_graphql::{
    Name, Positioned,
    parser::types::{ExecutableDocument, FragmentDefinition, Selection, SelectionSet},
};

use super::{MOST_FIELDS, Refusal, refuse};

/// Levels that selections and fragments may nest, unspread circles apart; the library stops at half of it.
pub(crate) const MOST_LEVELS: u32 = 64;
/// What all operations and fragments of a document may come to together, each by itself: validation looks at each.
pub(crate) const MOST_TOGETHER: u32 = MOST_FIELDS * 4;

/// The size of a selection with its fragments spread.
#[derive(Clone, Copy, Default)]
struct Size {
    /// Fields and fragments.
    items: u32,
    /// Levels.
    levels: u32,
}

/// Refuses a document that selects too much, in any of its operations and fragments, or goes round in a circle.
///
/// # Errors
/// The refusal.
pub(super) fn check(document: &ExecutableDocument) -> Result<(), Refusal> {
    let mut sizes = Sizes {
        fragments: &document.fragments,
        known: HashMap::new(),
    };
    let mut together = 0_u32;
    for (_, operation) in document.operations.iter() {
        together = together.saturating_add(sizes.set(&operation.node.selection_set.node, 0)?.items);
    }
    for name in document.fragments.keys() {
        together = together.saturating_add(sizes.fragment(name, 0)?.items);
    }
    if together > MOST_TOGETHER {
        return refuse(
            "COMPLEXITY_LIMIT_EXCEEDED",
            format!("The operations and fragments of this document select more than {MOST_TOGETHER} fields."),
        );
    }
    Ok(())
}

struct Sizes<'a> {
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    /// None while the fragment is being looked at.
    known: HashMap<&'a Name, Option<Size>>,
}

impl<'a> Sizes<'a> {
    fn set(&mut self, set: &'a SelectionSet, level: u32) -> Result<Size, Refusal> {
        let mut size = Size::default();
        for item in &set.items {
            let below = match &item.node {
                Selection::Field(field) => self.set(&field.node.selection_set.node, level + 1)?,
                Selection::InlineFragment(fragment) => {
                    self.set(&fragment.node.selection_set.node, level + 1)?
                }
                Selection::FragmentSpread(spread) => {
                    self.fragment(&spread.node.fragment_name.node, level + 1)?
                }
            };
            size.items = size.items.saturating_add(1).saturating_add(below.items);
            size.levels = size.levels.max(below.levels + 1);
        }
        if level + size.levels > MOST_LEVELS {
            return refuse(
                "COMPLEXITY_LIMIT_EXCEEDED",
                format!("Selections and fragments nest more than {MOST_LEVELS} levels deep."),
            );
        }
        if size.items > MOST_FIELDS {
            return refuse(
                "COMPLEXITY_LIMIT_EXCEEDED",
                format!("This document selects more than {MOST_FIELDS} fields."),
            );
        }
        Ok(size)
    }

    fn fragment(&mut self, name: &Name, level: u32) -> Result<Size, Refusal> {
        // A fragment that is not there is reported by validation.
        let Some((name, fragment)) = self.fragments.get_key_value(name) else {
            return Ok(Size::default());
        };
        match self.known.get(name) {
            Some(Some(size)) => return Ok(*size),
            Some(None) => {
                return refuse(
                    "GRAPHQL_VALIDATION_FAILED",
                    format!("The fragment {name} spreads itself."),
                );
            }
            None => {}
        }
        // A chain of thousands would overflow the stack before its end is seen.
        if level > MOST_LEVELS {
            return refuse(
                "COMPLEXITY_LIMIT_EXCEEDED",
                format!("Selections and fragments nest more than {MOST_LEVELS} levels deep."),
            );
        }
        self.known.insert(name, None);
        let size = self.set(&fragment.node.selection_set.node, level)?;
        self.known.insert(name, Some(size));
        Ok(size)
    }
}
