//! What the named people, employers and agencies are, read for all of a list at once.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entities::{
    affiliation, agency,
    agency::AgencyKind,
    attendee::Stakeholder,
    contact, employer,
    ids::{AgencyId, ContactId, EmployerId, UserId},
    user_account,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::Invitee;
use crate::{
    agencies,
    app::Cx,
    checks::Checks,
    contacts::reads::Span,
    db::Tx,
    employers,
    error::{Result, UserErrorCode},
    policy::{self, Action},
};

/// Whom somebody speaks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Party {
    pub(super) employer: Option<EmployerId>,
    pub(super) agency: Option<AgencyId>,
}

/// What is there of what a list names.
#[derive(Default)]
pub(super) struct Named {
    /// Known contacts, with whom each works for on the day of the meeting.
    contacts: HashMap<ContactId, Party>,
    users: HashMap<UserId, AgencyId>,
    employers: HashSet<EmployerId>,
    agencies: HashMap<AgencyId, AgencyKind>,
}

impl Named {
    /// Reads what the list names, a statement for each kind of record.
    pub(super) async fn read(tx: &Tx, cx: &Cx, list: &[Invitee], day: NaiveDate) -> Result<Self> {
        let mut named = Self::default();
        named.read_contacts(tx, cx, list, day).await?;
        named.read_users(tx, cx, list).await?;
        let ids: Vec<_> = list.iter().filter_map(|one| one.employer_id).collect();
        if !ids.is_empty() {
            let rows = employers::reads::live(cx)
                .filter(employer::Column::Id.is_in(ids))
                .all(tx)
                .await?;
            named.employers = rows.into_iter().map(|row| row.id).collect();
        }
        let of_people = named.contacts.values().filter_map(|party| party.agency);
        let ids: Vec<_> = list
            .iter()
            .filter_map(|one| one.agency_id)
            .chain(of_people)
            .chain(named.users.values().copied())
            .collect();
        if !ids.is_empty() {
            let rows = agencies::reads::live(cx)
                .filter(agency::Column::Id.is_in(ids))
                .all(tx)
                .await?;
            named.agencies = rows.into_iter().map(|row| (row.id, row.kind)).collect();
        }
        Ok(named)
    }

    /// Live contacts, and the affiliation each has on the day: the primary one before others, then the latest.
    async fn read_contacts(&mut self, tx: &Tx, cx: &Cx, list: &[Invitee], day: NaiveDate) -> Result<()> {
        use affiliation::Column as A;
        let ids: Vec<_> = list.iter().filter_map(|one| one.contact_id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let seen = policy::visible_shared(&cx.actor, Action::ContactRead);
        let known = contact::Entity::find()
            .filter(seen.clone())
            .filter(contact::Column::Id.is_in(ids.iter().copied()))
            .filter(contact::Column::TrashedAt.is_null())
            .all(tx)
            .await?;
        self.contacts = known.into_iter().map(|row| (row.id, Party::default())).collect();
        let rows = affiliation::Entity::find()
            .filter(seen)
            .filter(A::ContactId.is_in(ids))
            .filter(A::TrashedAt.is_null())
            .filter(Span::day(day).condition())
            .order_by_asc(A::IsPrimary)
            .order_by_asc(A::SortFrom)
            .order_by_asc(A::Id)
            .all(tx)
            .await?;
        for row in rows {
            if let Some(party) = self.contacts.get_mut(&row.contact_id) {
                *party = Party {
                    employer: row.employer_id,
                    agency: row.agency_id,
                };
            }
        }
        Ok(())
    }

    async fn read_users(&mut self, tx: &Tx, cx: &Cx, list: &[Invitee]) -> Result<()> {
        let ids: Vec<_> = list.iter().filter_map(|one| one.user_id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let rows = user_account::Entity::find()
            .filter(policy::visible_shared(&cx.actor, Action::UserRead))
            .filter(user_account::Column::Id.is_in(ids))
            .all(tx)
            .await?;
        self.users = rows.into_iter().map(|row| (row.id, row.agency_id)).collect();
        Ok(())
    }

    /// Notes what `one` names that is not there.
    pub(super) fn check(&self, one: &Invitee, path: &str, checks: &mut Checks) {
        let mut missing = |is_known: bool, name: &str, what: &str| {
            if !is_known {
                let message = format!("There is no such {what}.");
                checks.fail(UserErrorCode::NotFound, &format!("{path}.{name}"), message);
            }
        };
        missing(
            one.contact_id.is_none_or(|id| self.contacts.contains_key(&id)),
            "contactId",
            "contact",
        );
        missing(
            one.user_id.is_none_or(|id| self.users.contains_key(&id)),
            "userId",
            "user",
        );
        missing(
            one.employer_id.is_none_or(|id| self.employers.contains(&id)),
            "employerId",
            "employer",
        );
        missing(
            one.agency_id.is_none_or(|id| self.agencies.contains_key(&id)),
            "agencyId",
            "agency",
        );
    }

    /// Whom `one` speaks for: as said, else as the person works on that day.
    pub(super) fn party(&self, one: &Invitee) -> Party {
        if one.employer_id.is_some() || one.agency_id.is_some() {
            return Party {
                employer: one.employer_id,
                agency: one.agency_id,
            };
        }
        if let Some(id) = one.user_id {
            return Party {
                employer: None,
                agency: self.users.get(&id).copied(),
            };
        }
        one.contact_id
            .and_then(|id| self.contacts.get(&id))
            .copied()
            .unwrap_or_default()
    }

    /// Whose voice it is when nobody says: where the party leaves no doubt.
    pub(super) fn stakeholder(&self, party: Party) -> Option<Stakeholder> {
        if party.employer.is_some() {
            return Some(Stakeholder::Business);
        }
        match self.agencies.get(&party.agency?)? {
            AgencyKind::WorkforceBoard => Some(Stakeholder::WorkforceBoard),
            AgencyKind::EconomicDevelopment | AgencyKind::Chamber => Some(Stakeholder::EconomicDevelopment),
            AgencyKind::IndustryAssociation => Some(Stakeholder::Business),
            AgencyKind::Union => Some(Stakeholder::Labor),
            AgencyKind::Tribe => Some(Stakeholder::Tribe),
            AgencyKind::CommunityOrFaithBasedOrganization => Some(Stakeholder::Community),
            _ => None,
        }
    }
}
