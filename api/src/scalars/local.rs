//! Times as a clock on the wall shows them, and the zones of the clocks.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::NaiveDateTime;

use crate::clock::zones::{self, Zone};

/// A time as the clocks of a place show it, without seconds and without offset: `2027-03-10T09:00`. What it means is said by a
/// `TimeZone` beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDateTime(pub NaiveDateTime);

/// A time as the clocks of a place show it, without seconds and without offset: `2027-03-10T09:00`. What it means is said by a
/// `TimeZone` beside it.
#[Scalar(specified_by_url = "https://www.w3.org/TR/xmlschema11-2/#dateTime")]
impl ScalarType for LocalDateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        let message = "write a time on the clock without an offset, such as 2027-03-10T09:00";
        zones::parse_local(text)
            .map(Self)
            .ok_or_else(|| InputValueError::custom(message))
    }

    fn to_value(&self) -> Value {
        Value::String(zones::write_local(self.0))
    }
}

/// A time zone by its name in the IANA database: `America/Los_Angeles`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneName(pub Zone);

/// A time zone by its name in the IANA database: `America/Los_Angeles`.
#[Scalar(name = "TimeZone", specified_by_url = "https://www.iana.org/time-zones")]
impl ScalarType for ZoneName {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        let message = "write a zone of the IANA database, such as America/Los_Angeles";
        Zone::named(text)
            .map(Self)
            .ok_or_else(|| InputValueError::custom(message))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.name().to_owned())
    }
}
