//! The parties of an agreement and their signatures.

use chrono::NaiveDate;
use entities::{
    agency, agreement, agreement_party, employer,
    ids::{AgencyId, AgreementId, AgreementPartyId, EmployerId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::in_trash;
use crate::{
    agencies,
    agreements::reads,
    app::Cx,
    audit::FieldChange,
    checks::{Checks, MOST_NAME},
    db::{self, Tx},
    employers,
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record::{self, Updated},
    text,
};

pub(crate) const MOST_PARTIES: usize = 100;

/// A party of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewParty {
    /// The party, when it is an employer.
    pub employer_id: Option<EmployerId>,
    /// The party, when it is an agency.
    pub agency_id: Option<AgencyId>,
    /// The day it signed.
    pub signed_on: Option<NaiveDate>,
    /// Who signed for it.
    pub signed_by: Option<String>,
}

impl NewParty {
    fn is(&self, row: &agreement_party::Model) -> bool {
        self.employer_id == row.employer_id && self.agency_id == row.agency_id
    }
}

/// A signature.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The party that signs.
    pub party_id: AgreementPartyId,
    /// The day; today when none.
    pub signed_on: Option<NaiveDate>,
    /// Who signs for it.
    pub signed_by: Option<String>,
}

/// Notes that a party signed.
///
/// # Errors
/// `NOT_FOUND` for the agreement or the party; `FORBIDDEN`, `CONFLICT`; `STATE` when the agreement is in the trash;
/// `TOO_LONG`, `INVALID` for values.
pub async fn sign(
    cx: &Cx,
    id: AgreementId,
    version: i32,
    signature: Signature,
) -> Result<Updated<agreement::Model>> {
    let signed_by = text::optional("input.signedBy", signature.signed_by.as_deref(), MOST_NAME)?;
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        if before.trashed_at.is_some() {
            return Err(in_trash());
        }
        let today = cx.app.clock.today();
        let day = signature.signed_on.unwrap_or(today);
        if day > today {
            return Err(Error::invalid("input.signedOn", "This day has not come yet."));
        }
        let mut all = stored(tx, id).await?;
        let had = listed(&all);
        let Some(party) = all.iter_mut().find(|party| party.id == signature.party_id) else {
            let message = "There is no such party of this agreement.";
            return Err(Error::user(UserErrorCode::NotFound, "input.partyId", message));
        };
        party.signed_on = Some(day);
        party.signed_by.clone_from(&signed_by);
        let row = agreement_party::ActiveModel {
            signed_on: Set(Some(day)),
            signed_by: Set(signed_by),
            ..Default::default()
        };
        agreement_party::Entity::update_many()
            .set(row)
            .filter(agreement_party::Column::Id.eq(signature.party_id))
            .exec(tx)
            .await?;
        let row = agreement::ActiveModel {
            signed_on: Set(signed_on(all.iter().map(|party| party.signed_on))),
            ..Default::default()
        };
        let changes = changed(had, listed(&all)).into_iter().collect();
        let updated = record::update::<agreement::Entity>(tx, cx, &before, Some(version), row).await?;
        record::beside::<agreement::Entity>(tx, cx, &before, updated, changes).await
    })
    .await
}

/// Parties with their values cleaned, each an employer or an agency, each named once.
pub(super) fn checked(mut parties: Vec<NewParty>) -> Result<Vec<NewParty>> {
    let mut checks = Checks::new();
    if parties.len() > MOST_PARTIES {
        let message = format!("An agreement has {MOST_PARTIES} parties at most.");
        checks.fail(UserErrorCode::Limit, "input.parties", message);
    }
    let mut seen = std::collections::HashSet::new();
    for (place, party) in parties.iter_mut().enumerate() {
        let path = format!("input.parties.{place}");
        let signed_by = text::optional(&format!("{path}.signedBy"), party.signed_by.as_deref(), MOST_NAME);
        party.signed_by = checks.note(signed_by).flatten();
        if party.employer_id.is_some() == party.agency_id.is_some() {
            let message = "Name the employer or the agency that is the party, and not both.";
            checks.fail(UserErrorCode::Invalid, &path, message);
        } else if !seen.insert((party.employer_id, party.agency_id)) {
            checks.fail(UserErrorCode::Duplicate, &path, "This party is named twice.");
        }
        if party.signed_by.is_some() && party.signed_on.is_none() {
            let message = "Name the day it signed.";
            checks.fail(UserErrorCode::Required, &format!("{path}.signedOn"), message);
        }
    }
    checks.done()?;
    Ok(parties)
}

/// Every party is there.
pub(super) async fn check_all(tx: &Tx, cx: &Cx, parties: &[NewParty]) -> Result<()> {
    let employers: Vec<EmployerId> = parties.iter().filter_map(|party| party.employer_id).collect();
    let agencies: Vec<AgencyId> = parties.iter().filter_map(|party| party.agency_id).collect();
    let employers = employers::reads::live(cx).filter(employer::Column::Id.is_in(employers));
    let agencies = agencies::reads::live(cx).filter(agency::Column::Id.is_in(agencies));
    let employers: Vec<_> = employers.all(tx).await?.into_iter().map(|row| row.id).collect();
    let agencies: Vec<_> = agencies.all(tx).await?.into_iter().map(|row| row.id).collect();
    let mut checks = Checks::new();
    for (place, party) in parties.iter().enumerate() {
        let path = |name: &str| format!("input.parties.{place}.{name}");
        if party.employer_id.is_some_and(|id| !employers.contains(&id)) {
            let message = "There is no such employer.";
            checks.fail(UserErrorCode::NotFound, &path("employerId"), message);
        }
        if party.agency_id.is_some_and(|id| !agencies.contains(&id)) {
            let message = "There is no such agency.";
            checks.fail(UserErrorCode::NotFound, &path("agencyId"), message);
        }
        if party.signed_on.is_some_and(|day| day > cx.app.clock.today()) {
            let message = "This day has not come yet.";
            checks.fail(UserErrorCode::Invalid, &path("signedOn"), message);
        }
    }
    checks.done()
}

/// The parties of an agreement, in the order they were named.
pub(super) async fn stored(tx: &Tx, id: AgreementId) -> Result<Vec<agreement_party::Model>> {
    Ok(agreement_party::Entity::find()
        .filter(agreement_party::Column::AgreementId.eq(id))
        .order_by_asc(agreement_party::Column::Id)
        .all(tx)
        .await?)
}

/// The parties, those named again without a signature with the one they gave.
pub(super) fn keeping_signatures(
    mut wanted: Vec<NewParty>,
    stored: &[agreement_party::Model],
) -> Vec<NewParty> {
    for party in wanted.iter_mut().filter(|party| party.signed_on.is_none()) {
        if let Some(row) = stored.iter().find(|row| party.is(row)) {
            party.signed_on = row.signed_on;
            party.signed_by.clone_from(&row.signed_by);
        }
    }
    wanted
}

/// The day the last party signed; none while one has not.
pub(super) fn signed_on(days: impl Iterator<Item = Option<NaiveDate>>) -> Option<NaiveDate> {
    let days: Option<Vec<NaiveDate>> = days.collect();
    days?.into_iter().max()
}

pub(super) async fn insert(tx: &Tx, cx: &Cx, id: AgreementId, parties: &[NewParty]) -> Result<()> {
    if parties.is_empty() {
        return Ok(());
    }
    let rows = parties.iter().map(|party| agreement_party::ActiveModel {
        id: Set(cx.app.ids.next::<AgreementPartyId>()),
        agreement_id: Set(id),
        employer_id: Set(party.employer_id),
        agency_id: Set(party.agency_id),
        signed_on: Set(party.signed_on),
        signed_by: Set(party.signed_by.clone()),
    });
    agreement_party::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Makes these its parties; what changed, if anything did.
pub(super) async fn replace(
    tx: &Tx,
    cx: &Cx,
    id: AgreementId,
    had: &[agreement_party::Model],
    wanted: &[NewParty],
) -> Result<Option<FieldChange>> {
    let is_same = |(party, row): (&NewParty, &agreement_party::Model)| {
        party.is(row) && party.signed_on == row.signed_on && party.signed_by == row.signed_by
    };
    if had.len() == wanted.len() && wanted.iter().zip(had).all(is_same) {
        return Ok(None);
    }
    agreement_party::Entity::delete_many()
        .filter(agreement_party::Column::AgreementId.eq(id))
        .exec(tx)
        .await?;
    insert(tx, cx, id, wanted).await?;
    Ok(changed(listed(had), listed(&stored(tx, id).await?)))
}

fn changed(before: Option<String>, after: Option<String>) -> Option<FieldChange> {
    (before != after).then(|| FieldChange {
        field: "parties".into(),
        before,
        after,
        is_restricted: false,
    })
}

/// The parties as the audit keeps them.
fn listed(parties: &[agreement_party::Model]) -> Option<String> {
    let lines: Vec<String> = parties
        .iter()
        .map(|party| {
            let employer = party.employer_id.map(|id| id.to_string());
            let agency = party.agency_id.map(|id| id.to_string());
            let name = employer.or(agency).unwrap_or_default();
            match (party.signed_on, &party.signed_by) {
                (Some(day), Some(by)) => format!("{name} signed {day} by {by}"),
                (Some(day), None) => format!("{name} signed {day}"),
                (None, _) => name,
            }
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}
