//! Filters and update values that many features use. Text is compared folded: case and accents do not matter.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::subject_type::SubjectType;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, ExprTrait,
    sea_query::{Expr, Func, LikeExpr},
};

use super::external_references::{self, Reference};
use crate::{
    app::Cx,
    codes::naics,
    error::{Error, Result, UserErrorCode},
    policy::Action,
    scalars::{Date, Instant},
    text,
};

/// Levels a filter may nest.
pub(crate) const MOST_LEVELS: usize = 4;
/// Conditions a filter may hold.
pub(crate) const MOST_CONDITIONS: usize = 50;

/// A condition on a text, ignoring case and accents.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum StringFilter {
    /// The same text.
    Eq(String),
    /// One of these texts; an empty list matches nothing.
    In(Vec<String>),
    /// The text occurs.
    Contains(String),
    /// The text comes first.
    StartsWith(String),
    /// There is no text (true) or there is one (false).
    IsNull(bool),
}

impl StringFilter {
    /// The condition on a folded column that is never NULL.
    pub fn on(&self, column: impl ColumnTrait) -> Condition {
        self.on_as(column, text::fold)
    }

    /// The condition on a column that is never NULL and holds what `form` makes of a text.
    pub fn on_as(&self, column: impl ColumnTrait, form: fn(&str) -> String) -> Condition {
        let like = |pattern: String| Condition::all().add(like(column, pattern));
        match self {
            Self::Eq(value) => Condition::all().add(column.eq(form(value))),
            Self::In(values) if values.is_empty() => Condition::any(),
            Self::In(values) => Condition::all().add(column.is_in(values.iter().map(|value| form(value)))),
            Self::Contains(value) => like(format!("%{}%", text::escape_like(&form(value)))),
            Self::StartsWith(value) => like(format!("{}%", text::escape_like(&form(value)))),
            Self::IsNull(true) => Condition::all().add(column.eq("")),
            Self::IsNull(false) => Condition::all().add(column.ne("")),
        }
    }
}

/// A condition on an instant.
#[derive(Clone, Debug, Default, PartialEq, Eq, InputObject)]
pub struct DateTimeFilter {
    /// At this instant or later.
    pub from: Option<Instant>,
    /// Before this instant.
    pub before: Option<Instant>,
}

impl DateTimeFilter {
    /// The condition on a column.
    pub fn on(&self, column: impl ColumnTrait) -> Condition {
        Condition::all()
            .add_option(self.from.map(|at| column.gte(at.0)))
            .add_option(self.before.map(|at| column.lt(at.0)))
    }
}

/// A condition on a day, both ends included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct DateFilter {
    /// On this day or later.
    pub from: Option<Date>,
    /// On this day or earlier.
    pub to: Option<Date>,
}

impl DateFilter {
    /// The condition on a column.
    pub fn on(&self, column: impl ColumnTrait) -> Condition {
        Condition::all()
            .add_option(self.from.map(|day| column.gte(day.0)))
            .add_option(self.to.map(|day| column.lte(day.0)))
    }
}

/// The column holds one of these values. Where it is NULL it does not, so that `not` finds those rows.
pub fn one_of<V: Into<sea_orm::Value>>(
    column: impl ColumnTrait,
    values: impl IntoIterator<Item = V>,
) -> Condition {
    Condition::all()
        .add(column.is_not_null())
        .add(column.is_in(values))
}

/// Every word of `text` occurs in the folded column.
pub fn every_word(column: impl ColumnTrait, text: &str) -> Condition {
    every_word_in(&[column], text)
}

/// Every word of `text` occurs in one of the folded columns.
pub fn every_word_in<C: ColumnTrait>(columns: &[C], text: &str) -> Condition {
    every_word_where(text, |pattern| {
        let any =
            |any: Condition, column: &C| any.add(Expr::col(column.as_column_ref()).like(pattern.clone()));
        columns.iter().fold(Condition::any(), any)
    })
}

/// Every word of `text` is found, each as `found` says for its pattern: one condition a word, so that [`Where::condition`]
/// counts them. However long the text is, no more are made than that would refuse.
pub fn every_word_where(text: &str, found: impl Fn(LikeExpr) -> Condition) -> Condition {
    words(text)
        .take(MOST_CONDITIONS + 1)
        .fold(Condition::all(), |all, word| {
            let pattern = LikeExpr::new(format!("%{}%", text::escape_like(&word))).escape('\\');
            all.add(found(pattern))
        })
}

/// The words of a search, folded.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = text::fold(text);
    let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
    words.into_iter()
}

fn like(column: impl ColumnTrait, pattern: String) -> sea_orm::sea_query::SimpleExpr {
    Expr::col(column.as_column_ref()).like(LikeExpr::new(pattern).escape('\\'))
}

/// A condition on an industry.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum NaicsFilter {
    /// At or below this code: `62` finds 622110, the sector `31-33` finds 311 to 339.
    Within(String),
    /// There is no code (true) or there is one (false).
    IsNull(bool),
}

impl NaicsFilter {
    /// The condition on a column that is empty where there is no code.
    pub fn on(&self, column: impl ColumnTrait) -> Condition {
        match self {
            Self::Within(code) => naics::prefixes(code)
                .iter()
                .fold(Condition::any(), |any, prefix| {
                    any.add(like(column, format!("{}%", text::escape_like(prefix))))
                }),
            Self::IsNull(true) => Condition::all().add(column.eq("")),
            Self::IsNull(false) => Condition::all().add(column.ne("")),
        }
    }
}

/// The permissions of those fields of a filter that are given, for [`Where::reads`].
pub fn needed<const N: usize>(fields: [(bool, Action); N]) -> Vec<Action> {
    let given = fields.into_iter().filter(|(is_given, _)| *is_given);
    given.map(|(_, action)| action).collect()
}

/// A filter with `and`, `or` and `not`, made into one condition.
pub trait Where: Sized {
    /// The parts joined by and, by or, and negated.
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>);

    /// The conditions of this level's own fields.
    fn own(&self) -> Vec<Condition>;

    /// What the asker must be allowed to read, beside the rows themselves, for this level's own fields: a condition on another
    /// record tells of that record.
    fn reads(&self) -> Vec<Action>;

    /// The whole filter, for this asker.
    ///
    /// # Errors
    /// `FORBIDDEN` when it tells of records that the asker may not read; `LIMIT` when it nests deeper than four levels or holds
    /// more than fifty conditions.
    fn condition(&self, cx: &Cx) -> Result<Condition> {
        let mut conditions = 0;
        build(cx, self, 1, &mut conditions)
    }
}

fn build<W: Where>(cx: &Cx, filter: &W, level: usize, conditions: &mut usize) -> Result<Condition> {
    for action in filter.reads() {
        cx.may(action)?;
    }
    let (and, or, not) = filter.joined();
    let own = filter.own();
    // A search holds a condition a word.
    *conditions += own.iter().map(|one| one.len().max(1)).sum::<usize>();
    if level > MOST_LEVELS || *conditions > MOST_CONDITIONS {
        let message =
            format!("A filter nests {MOST_LEVELS} levels and holds {MOST_CONDITIONS} conditions at most.");
        return Err(Error::user(UserErrorCode::Limit, "where", message));
    }
    let mut all = own.into_iter().fold(Condition::all(), Condition::add);
    for part in and {
        all = all.add(build(cx, part, level + 1, conditions)?);
    }
    if let Some(parts) = or {
        let mut any = Condition::any();
        for part in parts {
            any = any.add(build(cx, part, level + 1, conditions)?);
        }
        all = all.add(any);
    }
    if let Some(part) = not {
        // A comparison with NULL is NULL, and so is its negation: without `COALESCE` rows without a value would be lost.
        let part = Expr::from(build(cx, part, level + 1, conditions)?);
        all = all.add(Expr::from(Func::coalesce([part, Expr::cust("FALSE")])).not());
    }
    Ok(all)
}

/// What an update does to a value that may be missing: absent leaves it, null clears it.
pub fn change<T, U>(value: MaybeUndefined<T>, into: impl FnOnce(T) -> U) -> ActiveValue<Option<U>>
where
    Option<U>: Into<sea_orm::Value>,
{
    match value {
        MaybeUndefined::Undefined => ActiveValue::NotSet,
        MaybeUndefined::Null => ActiveValue::Set(None),
        MaybeUndefined::Value(value) => ActiveValue::Set(Some(into(value))),
    }
}

/// What an update does to a value that cannot be missing: absent and null leave it.
pub fn replace<T, U: Into<sea_orm::Value>>(value: Option<T>, into: impl FnOnce(T) -> U) -> ActiveValue<U> {
    value.map_or(ActiveValue::NotSet, |value| ActiveValue::Set(into(value)))
}

/// A value of a create input as an update input holds it: absent when it was not given.
pub fn given<T>(value: Option<T>) -> MaybeUndefined<T> {
    value.map_or(MaybeUndefined::Undefined, MaybeUndefined::Value)
}

/// A record's name in another system.
#[derive(Clone, Debug, PartialEq, Eq, InputObject)]
pub struct ExternalReferenceInput {
    /// The other system, such as `salesforce`; 1 to 100 characters, kept in lower case.
    pub system: String,
    /// The record's identifier there; 1 to 250 characters.
    pub value: String,
}

impl ExternalReferenceInput {
    /// Rows of a kind whose `id` the other system knows so.
    pub fn on(&self, id: impl ColumnTrait, kind: SubjectType) -> Condition {
        external_references::referenced(id, kind, &self.system, &self.value)
    }
}

impl From<ExternalReferenceInput> for Reference {
    fn from(input: ExternalReferenceInput) -> Self {
        Self {
            system: input.system,
            value: input.value,
        }
    }
}

/// The references of an input, when it gives any.
pub fn references(list: Option<Vec<ExternalReferenceInput>>) -> Option<Vec<Reference>> {
    Some(list?.into_iter().map(Into::into).collect())
}
