//! Whose records are that only one agency learns of.

use entities::ids::AgencyId;
use sea_orm::{IdenStatic as _, Iterable as _, ModelTrait as _, Value};

use super::Record;
use crate::policy;

/// The agency that served the person whom a record is about, by its column `agency_id`; none for the kinds of records that are not
/// closed ([`policy::CLOSED`]): there the audit notes the agency of whoever acted.
pub(super) fn agency<R: Record>(row: &R::Model) -> Option<AgencyId> {
    if !policy::CLOSED.contains(&R::SUBJECT) {
        return None;
    }
    let column = R::Column::iter().find(|column| column.as_str() == "agency_id")?;
    match row.get(column) {
        Value::Uuid(id) => id.map(AgencyId::from_uuid),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use entities::{completer, employment, hire, referral, skill_gain};

    use super::*;

    fn has_agency<R: Record>() -> bool {
        policy::CLOSED.contains(&R::SUBJECT) && R::Column::iter().any(|column| column.as_str() == "agency_id")
    }

    #[test]
    fn every_closed_kind_says_whose_it_is() {
        let kinds = [
            has_agency::<completer::Entity>(),
            has_agency::<referral::Entity>(),
            has_agency::<hire::Entity>(),
            has_agency::<employment::Entity>(),
            has_agency::<skill_gain::Entity>(),
        ];
        assert_eq!(kinds, [true; policy::CLOSED.len()]);
    }
}
