//! The scalars of the API, each with one way to write it.

mod local;

use std::str::FromStr;

use async_graphql::{
    ID, InputType, InputValueError, InputValueResult, Scalar, ScalarType, SimpleObject, Value,
    registry::Registry,
};
use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Utc};
use entities::{ids::TypedId, values::Money};
use std::borrow::Cow;

pub use local::{LocalDateTime, ZoneName};

/// An instant, RFC 3339: any offset is read, UTC (`2026-11-24T17:00:00.000Z`) is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(pub DateTime<Utc>);

/// An instant, RFC 3339: any offset is read, UTC (`2026-11-24T17:00:00.000Z`) is written.
#[Scalar(
    name = "DateTime",
    specified_by_url = "https://datatracker.ietf.org/doc/html/rfc3339"
)]
impl ScalarType for Instant {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        let at = DateTime::parse_from_rfc3339(text).map_err(|_| {
            InputValueError::custom("write an instant with its offset, such as 2026-11-24T09:00:00-08:00")
        })?;
        let at = at.with_timezone(&Utc);
        if is_common(at.year()) {
            Ok(Self(at))
        } else {
            Err(InputValueError::custom(
                "an instant lies in the years 0001 to 9999 (UTC)",
            ))
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

/// A day without an hour, ISO 8601: `2026-11-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub NaiveDate);

/// A day without an hour, ISO 8601: `2026-11-24`.
#[Scalar(
    name = "Date",
    specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"
)]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map_err(|_| InputValueError::custom("write a day as 2026-11-24"))?;
        if is_common(day.year()) {
            Ok(Self(day))
        } else {
            Err(InputValueError::custom("a day lies in the years 0001 to 9999"))
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.format("%Y-%m-%d").to_string())
    }
}

/// Whether both databases keep and order the year alike, and four digits write it.
pub(crate) fn is_common(year: i32) -> bool {
    (1..=9999).contains(&year)
}

/// A decimal number with at most two digits after the point, as text, so that nothing is lost on the way: `"1234.50"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(
    /// The number in hundredths.
    pub i64,
);

/// A decimal number with at most two digits after the point, as text, so that nothing is lost on the way: `"1234.50"`.
#[Scalar(
    name = "Decimal",
    specified_by_url = "https://www.w3.org/TR/xmlschema11-2/#decimal"
)]
impl ScalarType for Decimal {
    fn parse(value: Value) -> InputValueResult<Self> {
        let text = match &value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return Err(InputValueError::expected_type(value)),
        };
        parse_cents(&text).map(Self).ok_or_else(|| {
            InputValueError::custom(
                "write a number with at most two digits after the point, such as \"12.50\"",
            )
        })
    }

    fn to_value(&self) -> Value {
        Value::String(hundredths(self.0))
    }
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
#[graphql(name = "Money")]
pub struct Amount {
    /// The amount in units of the currency.
    pub amount: Decimal,
    /// The currency.
    pub currency: Currency,
}

/// Currencies in use (ISO 4217).
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
pub enum Currency {
    /// US dollar.
    Usd,
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self {
            amount: Decimal(money.cents()),
            currency: Currency::Usd,
        }
    }
}

/// An id given by a client. Malformed, of the wrong type and unknown look the same, so that ids cannot be probed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IdOf<T>(Option<T>);

impl<T: TypedId> IdOf<T> {
    /// The id, or one that no record has.
    pub fn get(self) -> T {
        self.0.unwrap_or_else(|| T::from_uuid(uuid::Uuid::nil()))
    }
}

impl<T: TypedId + FromStr + Send + Sync> InputType for IdOf<T> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        <ID as InputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <ID as InputType>::create_type_info(registry)
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let id = <ID as InputType>::parse(value).map_err(InputValueError::propagate)?;
        Ok(Self(id.0.parse().ok()))
    }

    fn to_value(&self) -> Value {
        self.0.map_or(Value::Null, |id| Value::String(id.to_string()))
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        Some(self)
    }
}

/// Reads `1234.5` as hundredths, 123450; none when it is no such number or does not fit.
pub fn parse_cents(text: &str) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && part.is_empty() || part.len() > 2 || !is_number(whole) || !is_number(part) {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    let value = whole.checked_mul(100)?.checked_add(part)?;
    Some(if negative { -value } else { value })
}

/// Hundredths as a decimal text: 123450 is `1234.50`.
pub fn hundredths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let value = value.unsigned_abs();
    format!("{sign}{}.{:02}", value / 100, value % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundredths_go_round() {
        for (text, value) in [("45614.5", 4_561_450), ("0.07", 7), ("-3", -300), (".5", 50)] {
            assert_eq!(parse_cents(text), Some(value), "{text}");
        }
        assert_eq!(hundredths(4_561_450), "45614.50");
        assert_eq!(hundredths(-7), "-0.07");
    }

    #[test]
    fn days_and_instants_lie_in_the_years_of_four_digits() {
        let text = |text: &str| Value::String(text.to_owned());
        for sound in ["0001-01-01", "9999-12-31"] {
            assert!(<Date as ScalarType>::parse(text(sound)).is_ok(), "{sound}");
        }
        for wild in ["0000-12-31", "+10000-01-01", "-0001-01-01", "+262000-01-01"] {
            assert!(<Date as ScalarType>::parse(text(wild)).is_err(), "{wild}");
        }
        for sound in [
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "9999-12-31T15:59:59-08:00",
        ] {
            assert!(<Instant as ScalarType>::parse(text(sound)).is_ok(), "{sound}");
        }
        // The clocks of the place show a common year; UTC does not.
        for wild in [
            "0000-06-01T00:00:00Z",
            "0001-01-01T00:00:00+08:00",
            "9999-12-31T23:59:59-08:00",
        ] {
            assert!(<Instant as ScalarType>::parse(text(wild)).is_err(), "{wild}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", "1.234", "1e9", "12,5", "--1", "9223372036854775807", "$5"] {
            assert_eq!(parse_cents(text), None, "{text}");
        }
    }
}
