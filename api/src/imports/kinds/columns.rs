//! Fields of a profile as columns of a table: `employer.parent` is `parent_id`, `contribution.cash` is `cash_cents`.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ColumnType, EntityTrait, IdenStatic, Iterable, ModelTrait, Value,
};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    imports::cells,
    text,
};

/// What a column's name may have after the field's.
const ENDINGS: [&str; 4] = ["", "_id", "_cents", "_hundredths"];

/// The column that holds a field.
pub(in crate::imports) fn holding<E: EntityTrait>(field: &str) -> Option<E::Column> {
    E::Column::iter().find(|column| {
        let rest = column.as_str().strip_prefix(field);
        rest.is_some_and(|rest| ENDINGS.contains(&rest))
    })
}

/// The folded column beside a field's, by which it is compared.
pub(in crate::imports) fn folded<E: EntityTrait>(field: &str) -> Option<E::Column> {
    E::Column::iter().find(|column| column.as_str().strip_suffix("_search") == Some(field))
}

/// Sets the column of a field; `ids` are the records of the row.
pub(in crate::imports) fn set<E: EntityTrait>(
    row: &mut E::ActiveModel,
    field: &str,
    value: &cells::Value,
    ids: &[Option<Uuid>],
) -> Result<()> {
    let column =
        holding::<E>(field).ok_or_else(|| Error::internal(format!("the field {field} has no column")))?;
    row.try_set(column, stored(value, ids)?)?;
    Ok(())
}

/// A value as a column takes it.
pub(in crate::imports) fn stored(value: &cells::Value, ids: &[Option<Uuid>]) -> Result<Value> {
    Ok(match value {
        cells::Value::Text(text) => text.as_str().into(),
        cells::Value::Date(day) => (*day).into(),
        cells::Value::DateTime(at) => (*at).into(),
        cells::Value::Count(count) => (*count).into(),
        cells::Value::Hours(units) | cells::Value::Money(units) => (*units).into(),
        cells::Value::Flag(flag) => (*flag).into(),
        cells::Value::Record(place) => {
            let id = ids.get(*place).copied().flatten();
            id.ok_or_else(|| Error::internal("a record of the row is not known yet"))?
                .into()
        }
        cells::Value::List(_) => return Err(Error::internal("a list is no column")),
    })
}

/// A value as keys compare it.
pub(in crate::imports) fn comparable(value: &Value) -> String {
    match value {
        Value::String(Some(text)) => text::fold(text),
        Value::Uuid(Some(id)) => id.simple().to_string(),
        Value::ChronoDate(Some(day)) => day.to_string(),
        Value::ChronoDateTimeUtc(Some(at)) => at.to_rfc3339(),
        Value::Int(Some(number)) => number.to_string(),
        Value::BigInt(Some(number)) => number.to_string(),
        Value::Bool(Some(flag)) => flag.to_string(),
        _ => String::new(),
    }
}

/// A field of a stored row as keys compare it; none when it is no column.
pub(in crate::imports) fn part<E: EntityTrait>(row: &E::Model, field: &str) -> Option<String> {
    Some(comparable(&row.get(holding::<E>(field)?)))
}

/// The column by which candidates are fetched: the most telling and best indexed one of the key.
pub(in crate::imports) fn driver<E: EntityTrait>(key: &[String]) -> Option<(&str, E::Column)> {
    let rank = |field: &&String| {
        let is_id =
            holding::<E>(field).is_some_and(|column| *column.def().get_column_type() == ColumnType::Uuid);
        match (folded::<E>(field), is_id) {
            (Some(_), _) => 0,
            (None, true) => 1,
            (None, false) => 2,
        }
    };
    let field = key.iter().min_by_key(rank)?;
    let column = folded::<E>(field).or_else(|| holding::<E>(field))?;
    Some((field.as_str(), column))
}

/// Whether a row that sets `columns` would differ from the stored one.
pub(in crate::imports) fn differ<E: EntityTrait>(columns: &E::ActiveModel, row: &E::Model) -> bool {
    E::Column::iter().any(|column| match columns.get(column) {
        sea_orm::ActiveValue::Set(value) => row.get(column) != value,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use entities::{contribution, employer};
    use sea_orm::IdenStatic as _;

    use super::*;
    use crate::imports::targets::Target;

    #[test]
    fn fields_are_found_in_their_columns() {
        let name = |field| holding::<contribution::Entity>(field).map(|column| column.as_str());
        assert_eq!(name("cash"), Some("cash_cents"));
        assert_eq!(name("hours"), Some("hours_hundredths"));
        assert_eq!(name("employer"), Some("employer_id"));
        assert_eq!(name("note"), Some("note"));
        assert_eq!(name("tags"), None);
        let beside = folded::<employer::Entity>("name").map(|column| column.as_str());
        assert_eq!(beside, Some("name_search"));
    }

    fn holds<E: EntityTrait>(field: &str) -> bool {
        holding::<E>(field).is_some()
    }

    /// Every field has a column, but for the lists that the kinds know.
    #[test]
    fn no_field_is_without_a_column() {
        for target in Target::ALL {
            for field in target.fields() {
                let found = match target {
                    Target::Agency => holds::<entities::agency::Entity>(field.name),
                    Target::Employer => holds::<entities::employer::Entity>(field.name),
                    Target::Establishment => holds::<entities::establishment::Entity>(field.name),
                    Target::Contact => holds::<entities::contact::Entity>(field.name),
                    Target::Affiliation => holds::<entities::affiliation::Entity>(field.name),
                    Target::Program => holds::<entities::program::Entity>(field.name),
                    Target::Engagement => holds::<entities::engagement::Entity>(field.name),
                    Target::Contribution => holds::<entities::contribution::Entity>(field.name),
                    Target::Partnership => holds::<entities::partnership::Entity>(field.name),
                    Target::Meeting => holds::<entities::meeting::Entity>(field.name),
                    Target::Attendee => holds::<entities::attendee::Entity>(field.name),
                    Target::Credential => holds::<entities::credential::Entity>(field.name),
                    Target::Completer => holds::<entities::completer::Entity>(field.name),
                    Target::Hire => holds::<entities::hire::Entity>(field.name),
                    Target::CompetencyList => holds::<entities::competency_list::Entity>(field.name),
                    Target::CompetencyEdition => holds::<entities::competency_edition::Entity>(field.name),
                    Target::Affirmation => holds::<entities::affirmation::Entity>(field.name),
                    Target::Opening => holds::<entities::opening::Entity>(field.name),
                };
                let lists = [
                    "tags",
                    "emails",
                    "phones",
                    "contact",
                    "convener",
                    "held_on",
                    "requirements",
                ];
                let is_list = lists.contains(&field.name);
                assert!(found || is_list, "{target}.{}", field.name);
            }
        }
    }
}
