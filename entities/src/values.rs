//! Values that columns hold: money, password hashes, texts that are kept, and a wrapper that keeps secrets out of logs.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ArrayType, Nullable, ValueType, ValueTypeErr};
use sea_orm::{ActiveValue, ColIdx, IntoActiveValue, QueryResult, TryGetError, TryGetable};

/// An amount of money in integer US cents; never a float.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, DeriveValueType)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The amount of so many cents.
    #[must_use]
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// The amount in cents.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0
    }
}

/// Stops at the largest amount instead of wrapping around.
impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// A password hash in PHC string form (`$argon2id$…`). `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, DeriveValueType)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Wraps a PHC string.
    #[must_use]
    pub const fn new(phc: String) -> Self {
        Self(phc)
    }

    /// The PHC string, for the one place that verifies passwords.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// A text that is kept unchanged. SQLite keeps whatever bytes somebody puts into a column: when they are no text, the row can still be
/// read, and says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptText(Option<String>);

impl KeptText {
    /// A text to keep.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(Some(text))
    }

    /// The text; `None` when what is stored is none.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl From<KeptText> for Value {
    fn from(kept: KeptText) -> Self {
        kept.0.into()
    }
}

impl TryGetable for KeptText {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let no_text = |error| {
            let bytes = <Vec<u8> as TryGetable>::try_get_by(row, index);
            bytes.map(|_| Self(None)).map_err(|_| error)
        };
        String::try_get_by(row, index).map(Self::new).or_else(no_text)
    }
}

impl ValueType for KeptText {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        <String as ValueType>::try_from(value).map(Self::new)
    }

    fn type_name() -> String {
        stringify!(KeptText).to_owned()
    }

    fn array_type() -> ArrayType {
        <String as ValueType>::array_type()
    }

    fn column_type() -> ColumnType {
        <String as ValueType>::column_type()
    }
}

impl Nullable for KeptText {
    fn null() -> Value {
        <String as Nullable>::null()
    }
}

impl IntoActiveValue<Self> for KeptText {
    fn into_active_value(self) -> ActiveValue<Self> {
        ActiveValue::Set(self)
    }
}

/// A value that must not be printed or serialized: a password, a token, a key.
#[derive(Clone, Default)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Wraps a secret.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The secret itself. Search for this word to find every use.
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
