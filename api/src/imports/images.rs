//! Rows as JSON, column by column, and back: what an update overwrote, so that a revert can put it there again.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ColumnType, EntityTrait, IdenStatic, Iterable, ModelTrait, Value,
};
use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use crate::error::{Error, Result};

/// Every column of a row.
pub(super) fn of<E: EntityTrait>(row: &E::Model) -> Json {
    let columns = E::Column::iter().map(|column| (column.as_str().to_owned(), to_json(&row.get(column))));
    Json::Object(columns.collect::<Map<_, _>>())
}

/// The row of an image, every column set.
///
/// # Errors
/// When the image is none of this table.
pub(super) fn row<E: EntityTrait>(image: &Json) -> Result<E::ActiveModel> {
    let mut row = E::ActiveModel::default();
    for column in E::Column::iter() {
        let stored = image.get(column.as_str()).unwrap_or(&Json::Null);
        let value = from_json(stored, column.def().get_column_type())
            .ok_or_else(|| Error::internal(format!("an image lacks {}", column.as_str())))?;
        row.try_set(column, value)?;
    }
    Ok(row)
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::ChronoDateTimeUtc(Some(at)) => json!(at.to_rfc3339_opts(SecondsFormat::Micros, true)),
        Value::ChronoDate(Some(day)) => json!(day.to_string()),
        Value::Uuid(Some(id)) => json!(id.simple().to_string()),
        Value::BigInt(Some(number)) => json!(number),
        Value::Int(Some(number)) => json!(number),
        Value::Bool(Some(flag)) => json!(flag),
        Value::String(Some(text)) => json!(text),
        _ => Json::Null,
    }
}

fn from_json(stored: &Json, kind: &ColumnType) -> Option<Value> {
    let text = || stored.as_str();
    let is_null = stored.is_null();
    Some(match kind {
        ColumnType::TimestampWithTimeZone if is_null => None::<DateTime<Utc>>.into(),
        ColumnType::TimestampWithTimeZone => text()?.parse::<DateTime<Utc>>().ok()?.into(),
        ColumnType::Date if is_null => None::<NaiveDate>.into(),
        ColumnType::Date => text()?.parse::<NaiveDate>().ok()?.into(),
        ColumnType::Uuid if is_null => None::<Uuid>.into(),
        ColumnType::Uuid => Uuid::try_parse(text()?).ok()?.into(),
        ColumnType::BigInteger if is_null => None::<i64>.into(),
        ColumnType::BigInteger => stored.as_i64()?.into(),
        ColumnType::Integer if is_null => None::<i32>.into(),
        ColumnType::Integer => i32::try_from(stored.as_i64()?).ok()?.into(),
        ColumnType::Boolean if is_null => None::<bool>.into(),
        ColumnType::Boolean => stored.as_bool()?.into(),
        _ if is_null => None::<String>.into(),
        _ => text()?.into(),
    })
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;
    use entities::{employer, ids::EmployerId};
    use sea_orm::TryIntoModel as _;

    use super::*;

    #[test]
    fn a_row_comes_back_as_it_was() {
        let at = Utc.timestamp_micros(1_764_000_000_123_456).unwrap();
        let stored = employer::Model {
            id: EmployerId::from_uuid(Uuid::from_u128(7)),
            name: "Jenny Lynn's Café".to_owned(),
            name_search: "jenny lynn's cafe".to_owned(),
            legal_name: None,
            parent_id: Some(EmployerId::from_uuid(Uuid::from_u128(8))),
            status: employer::EmployerStatus::Dormant,
            naics_code: None,
            naics_sort: String::new(),
            website: Some("https://example.org/".to_owned()),
            phone: None,
            description: None,
            fair_chance: employer::FairChanceStance::Yes,
            fair_chance_note: None,
            fidelity_bond_count: 3,
            excluded_by_law_note: None,
            lead_agency_id: None,
            lead_user_id: None,
            backup_user_id: None,
            last_contact_at: Some(at),
            last_contact_sort: at,
            created_at: at,
            updated_at: at,
            version: 4,
            trashed_at: None,
        };
        let back = row::<employer::Entity>(&of::<employer::Entity>(&stored)).unwrap();
        assert_eq!(back.try_into_model().unwrap(), stored);
    }
}
