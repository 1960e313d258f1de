//! Cursors: opaque to clients, versioned, bound to an order.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use sea_orm::{ColumnType, Value};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    scalars::is_common,
};

const VERSION: u64 = 1;

/// The place of a row in an order.
#[derive(Debug, PartialEq)]
pub(super) struct Cursor {
    /// The order the values belong to.
    pub(super) order: String,
    /// The row's sort values, the id last.
    pub(super) values: Vec<Value>,
}

impl Cursor {
    pub(super) fn encode(&self) -> String {
        let values: Vec<Json> = self.values.iter().map(to_json).collect();
        URL_SAFE_NO_PAD.encode(json!([VERSION, self.order, values]).to_string())
    }

    /// None when the text is no cursor, of another version, or of another order.
    pub(super) fn decode(text: &str, order: &str, kinds: &[ColumnType]) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (version, named, values): (u64, String, Vec<Json>) = serde_json::from_slice(&bytes).ok()?;
        if version != VERSION || named != order || values.len() != kinds.len() {
            return None;
        }
        let values = values
            .iter()
            .zip(kinds)
            .map(|(value, kind)| from_json(value, kind))
            .collect::<Option<_>>()?;
        Some(Self { order: named, values })
    }
}

/// The place of an item in a list that merges several tables, newest first: its instant, then its id.
pub struct Place;

impl Place {
    const ORDER: &'static str = "place-";

    /// The cursor of a place.
    pub fn write((at, id): (DateTime<Utc>, Uuid)) -> String {
        Cursor {
            order: Self::ORDER.to_owned(),
            values: vec![at.into(), id.into()],
        }
        .encode()
    }

    /// The place of a cursor given as `after`.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` when it is no cursor of such a list.
    pub fn read(text: &str) -> Result<(DateTime<Utc>, Uuid)> {
        let kinds = [ColumnType::TimestampWithTimeZone, ColumnType::Uuid];
        let cursor = Cursor::decode(text, Self::ORDER, &kinds);
        match cursor.as_ref().map(|cursor| cursor.values.as_slice()) {
            Some([Value::ChronoDateTimeUtc(Some(at)), Value::Uuid(Some(id))]) => Ok((*at, *id)),
            _ => Err(Error::invalid("after", "after is not a cursor of this list.")),
        }
    }
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::ChronoDateTimeUtc(Some(at)) => json!(at.timestamp_micros()),
        Value::ChronoDate(Some(day)) => json!(day.to_string()),
        Value::Uuid(Some(id)) => json!(id.simple().to_string()),
        Value::BigInt(Some(number)) => json!(number),
        Value::Int(Some(number)) => json!(number),
        Value::Bool(Some(flag)) => json!(flag),
        Value::String(Some(text)) => json!(text),
        _ => Json::Null,
    }
}

fn from_json(value: &Json, kind: &ColumnType) -> Option<Value> {
    match kind {
        ColumnType::TimestampWithTimeZone => {
            let at = DateTime::from_timestamp_micros(value.as_i64()?)?;
            is_common(at.year()).then(|| at.into())
        }
        ColumnType::Date => {
            let day = value.as_str()?.parse::<NaiveDate>().ok()?;
            is_common(day.year()).then(|| day.into())
        }
        ColumnType::Uuid => Some(Uuid::try_parse(value.as_str()?).ok()?.into()),
        ColumnType::BigInteger => Some(value.as_i64()?.into()),
        ColumnType::Boolean => Some(value.as_bool()?.into()),
        ColumnType::Integer => Some(i32::try_from(value.as_i64()?).ok()?.into()),
        // PostgreSQL takes no NUL, and no stored text holds one.
        _ => Some(value.as_str().filter(|text| !text.contains('\0'))?.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_goes_round_and_is_bound_to_its_order() {
        let kinds = [
            ColumnType::Text,
            ColumnType::TimestampWithTimeZone,
            ColumnType::Uuid,
        ];
        let at = DateTime::from_timestamp_micros(1_764_000_000_123_456).expect("time");
        let cursor = Cursor {
            order: "name+".into(),
            values: vec!["acme".into(), at.into(), Uuid::from_u128(7).into()],
        };
        let text = cursor.encode();
        assert_eq!(Cursor::decode(&text, "name+", &kinds), Some(cursor));
        assert_eq!(Cursor::decode(&text, "name-", &kinds), None);
        assert_eq!(Cursor::decode("nonsense", "name+", &kinds), None);
    }

    #[test]
    fn a_cursor_holds_nothing_that_a_database_refuses() {
        let nul = Cursor {
            order: "name+".into(),
            values: vec!["a\0b".into()],
        };
        assert_eq!(Cursor::decode(&nul.encode(), "name+", &[ColumnType::Text]), None);
        let far = URL_SAFE_NO_PAD.encode(json!([VERSION, "day+", ["+12026-01-01"]]).to_string());
        assert_eq!(Cursor::decode(&far, "day+", &[ColumnType::Date]), None);
    }
}
