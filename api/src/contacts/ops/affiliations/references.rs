//! What an affiliation names: a live person, one live employer or agency, an establishment of that employer.

use entities::{
    affiliation, agency, contact, employer, establishment,
    ids::{AgencyId, EmployerId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::LockType};

use crate::{
    agencies,
    app::Cx,
    contacts,
    db::Tx,
    employers,
    error::{Error, Result, UserErrorCode},
    establishments,
};

/// The person is there and not in the trash.
pub(super) async fn contact(tx: &Tx, cx: &Cx, path: &str, row: &affiliation::ActiveModel) -> Result<()> {
    let Set(id) = row.contact_id else {
        return Err(missing(path, "contact"));
    };
    let found = contacts::reads::live(cx)
        .filter(contact::Column::Id.eq(id))
        .one(tx)
        .await?;
    found.map(|_| ()).ok_or_else(|| missing(path, "contact"))
}

/// Where a person works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Party {
    Employer(EmployerId),
    Agency(AgencyId),
}

impl Party {
    /// The employer or agency that the row names: exactly one.
    pub(super) fn of(path: &str, row: &affiliation::ActiveModel) -> Result<Self> {
        let employer = row.employer_id.try_as_ref().copied().flatten();
        let agency = row.agency_id.try_as_ref().copied().flatten();
        match (employer, agency) {
            (Some(employer), None) => Ok(Self::Employer(employer)),
            (None, Some(agency)) => Ok(Self::Agency(agency)),
            (None, None) => {
                let path = place(path, "employerId");
                let message = "Give an employer or an agency.";
                Err(Error::user(UserErrorCode::Required, &path, message))
            }
            (Some(_), Some(_)) => {
                let message = "Give an employer or an agency, not both.";
                Err(Error::invalid(&place(path, "agencyId"), message))
            }
        }
    }

    /// It is not there, or not visible, or in the trash.
    pub(super) fn missing(self, path: &str) -> Error {
        match self {
            Self::Employer(_) => missing(&place(path, "employerId"), "employer"),
            Self::Agency(_) => missing(&place(path, "agencyId"), "agency"),
        }
    }
}

/// Exactly one of employer and agency is named, and it is there. Its row is locked, so that two people who make somebody the
/// primary one at the same moment come one after the other.
pub(super) async fn party(tx: &Tx, cx: &Cx, path: &str, row: &affiliation::ActiveModel) -> Result<()> {
    let party = Party::of(path, row)?;
    let is_there = match party {
        Party::Employer(id) => {
            let select = employers::reads::live(cx).filter(employer::Column::Id.eq(id));
            select.lock(LockType::NoKeyUpdate).one(tx).await?.is_some()
        }
        Party::Agency(id) => {
            let select = agencies::reads::live(cx).filter(agency::Column::Id.eq(id));
            select.lock(LockType::NoKeyUpdate).one(tx).await?.is_some()
        }
    };
    if is_there {
        Ok(())
    } else {
        Err(party.missing(path))
    }
}

/// Locks the employer or agency of a stored affiliation.
pub(super) async fn lock(tx: &Tx, row: &affiliation::Model) -> Result<()> {
    if let Some(id) = row.employer_id {
        let select = employer::Entity::find_by_id(id);
        select.lock(LockType::NoKeyUpdate).one(tx).await?;
    }
    if let Some(id) = row.agency_id {
        let select = agency::Entity::find_by_id(id);
        select.lock(LockType::NoKeyUpdate).one(tx).await?;
    }
    Ok(())
}

/// The establishment, when one is named, is there and the employer's own.
pub(super) async fn establishment(tx: &Tx, cx: &Cx, path: &str, row: &affiliation::Model) -> Result<()> {
    let Some(id) = row.establishment_id else {
        return Ok(());
    };
    let path = place(path, "establishmentId");
    let Some(employer) = row.employer_id else {
        return Err(Error::invalid(&path, "Only an employer has establishments."));
    };
    let select = establishments::reads::live(cx).filter(establishment::Column::Id.eq(id));
    match select.one(tx).await? {
        None => Err(missing(&path, "establishment")),
        Some(found) if found.employer_id != employer => Err(Error::invalid(
            &path,
            "This establishment belongs to another employer.",
        )),
        Some(_) => Ok(()),
    }
}

/// A field below `path`; the input of a move writes `input.to` and `employerId` as one word.
fn place(path: &str, field: &str) -> String {
    match path.strip_suffix(".to") {
        None => format!("{path}.{field}"),
        Some(above) => {
            let (first, rest) = field.split_at(1);
            format!("{above}.to{}{rest}", first.to_uppercase())
        }
    }
}

/// A record named in the input that is not there, or not visible, or in the trash.
pub(super) fn missing(path: &str, what: &str) -> Error {
    Error::user(UserErrorCode::NotFound, path, format!("There is no such {what}."))
}
