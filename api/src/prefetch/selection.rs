//! What is selected below a field, read before its resolver runs.

use async_graphql::{Context, Lookahead, Name, Value};

/// The selection below a field, fragments and `nodes`/`edges { node }` seen through.
pub struct Selection<'a>(Vec<Lookahead<'a>>);

impl<'a> Selection<'a> {
    /// What is selected below the current field.
    pub fn of(ctx: &'a Context<'a>) -> Self {
        Self(vec![ctx.look_ahead()])
    }

    /// What is selected below `name`.
    #[must_use]
    pub fn field(&self, name: &str) -> Self {
        Self(
            self.0
                .iter()
                .map(|part| part.field(name))
                .filter(Lookahead::exists)
                .collect(),
        )
    }

    /// What is selected of a connection's nodes, by `nodes` and by `edges { node }`.
    #[must_use]
    pub fn nodes(&self) -> Self {
        let mut parts = self.field("nodes").0;
        parts.extend(self.field("edges").field("node").0);
        Self(parts)
    }

    /// Whether the field is selected at all.
    pub fn exists(&self) -> bool {
        !self.0.is_empty()
    }

    /// The arguments of the first selected field of this name.
    pub fn arguments(&self) -> Arguments {
        let first = self.0.iter().flat_map(Lookahead::selection_fields).next();
        Arguments(first.and_then(|field| field.arguments().ok()).unwrap_or_default())
    }
}

/// Arguments of a field, read before its resolver runs.
pub struct Arguments(Vec<(Name, Value)>);

impl Arguments {
    /// The argument of that name as the resolver will see it; the default when absent, null or unreadable. (An unreadable
    /// argument fails in the resolver; here it only means that nothing is filled ahead.)
    pub fn get<T: async_graphql::InputType>(&self, name: &str) -> Option<T> {
        let (_, value) = self.0.iter().find(|(given, _)| given == name)?;
        if *value == Value::Null {
            None
        } else {
            T::parse(Some(value.clone())).ok()
        }
    }
}
