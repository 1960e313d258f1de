//! What callers send about the audit.

use async_graphql::{ID, InputObject};
use entities::{
    audit_entry,
    ids::{self, AgencyId, EmployerId, UserId},
    subject_type::SubjectType,
};
use sea_orm::{ColumnTrait, Condition};

use crate::{
    policy::Action,
    scalars::IdOf,
    shared::{
        inputs::{DateTimeFilter, Where, needed},
        types::{RecordKind, record_id},
    },
};

/// Which entries of the audit. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct AuditWhere {
    /// All of these.
    pub and: Option<Vec<AuditWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<AuditWhere>>,
    /// Not this.
    pub not: Option<Box<AuditWhere>>,
    /// About this record, of whatever kind.
    pub subject_id: Option<ID>,
    /// About a record of these kinds.
    pub subject_type: Option<Vec<RecordKind>>,
    /// About a record that belongs to this employer, or the employer itself.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// Done by this person.
    pub user_id: Option<IdOf<UserId>>,
    /// Done by somebody of this agency, or about a participant whom it serves.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// What was done, one of these, such as `TRASHED`.
    pub action: Option<Vec<String>>,
    /// When.
    pub at: Option<DateTimeFilter>,
}

impl Where for AuditWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([
            (self.employer_id.is_some(), Action::EmployerRead),
            (self.user_id.is_some(), Action::UserRead),
            (self.agency_id.is_some(), Action::AgencyRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use audit_entry::Column as C;
        let all = || Condition::all();
        let kinds =
            |list: &Vec<RecordKind>| list.iter().map(|one| SubjectType::from(*one)).collect::<Vec<_>>();
        [
            self.subject_id.as_ref().map(about),
            self.subject_type
                .as_ref()
                .map(|list| all().add(C::SubjectType.is_in(kinds(list)))),
            self.employer_id.map(|id| all().add(C::EmployerId.eq(id.get()))),
            self.user_id.map(|id| all().add(C::UserId.eq(id.get()))),
            self.agency_id.map(|id| all().add(C::AgencyId.eq(id.get()))),
            self.action
                .as_ref()
                .map(|list| all().add(C::Action.is_in(list.iter().map(String::as_str)))),
            self.at.as_ref().map(|filter| filter.on(C::At)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// About the record with this id: its kind and its number both fit. What is no id finds nothing.
fn about(id: &ID) -> Condition {
    use sea_orm::Iterable as _;
    let Some((_, uuid)) = ids::split(id) else {
        return Condition::any();
    };
    let kind = SubjectType::iter().find(|kind| record_id(*kind, uuid) == *id);
    kind.map_or_else(Condition::any, |kind| {
        Condition::all()
            .add(audit_entry::Column::SubjectType.eq(kind))
            .add(audit_entry::Column::SubjectId.eq(uuid))
    })
}
