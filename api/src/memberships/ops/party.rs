//! The member: exactly one employer or agency, which the partnership takes, once at a time.

use entities::{
    agency, employer,
    ids::{AgencyId, EmployerId, MembershipId, PartnershipId},
    membership,
    partnership::{self, PartnershipKind},
};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter};

use super::{missing, period};
use crate::{
    agencies,
    app::Cx,
    db::Tx,
    employers,
    error::{Error, Result, UserError, UserErrorCode},
    shared::periods::Period,
};

/// Who is the member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Party {
    /// An employer.
    Employer(EmployerId),
    /// An agency.
    Agency(AgencyId),
}

impl Party {
    /// The party a draft names.
    pub(super) fn of_draft(row: &membership::ActiveModel) -> Result<Self> {
        fn set<T>(value: &ActiveValue<Option<T>>) -> Option<T>
        where
            T: Copy,
            Option<T>: Into<sea_orm::Value>,
        {
            match value {
                ActiveValue::Set(value) => *value,
                _ => None,
            }
        }
        match (set(&row.employer_id), set(&row.agency_id)) {
            (Some(employer), None) => Ok(Self::Employer(employer)),
            (None, Some(agency)) => Ok(Self::Agency(agency)),
            (None, None) => {
                let message = "Name the employer or the agency that is the member.";
                Err(Error::user(UserErrorCode::Required, "input.employerId", message))
            }
            (Some(_), Some(_)) => {
                let message = "Name the employer or the agency, not both.";
                Err(Error::invalid("input.agencyId", message))
            }
        }
    }

    /// The party of a stored membership.
    pub(super) fn of(row: &membership::Model) -> Option<Self> {
        let employer = row.employer_id.map(Self::Employer);
        employer.or(row.agency_id.map(Self::Agency))
    }

    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Employer(_) => "input.employerId",
            Self::Agency(_) => "input.agencyId",
        }
    }

    /// The party is there, and of a kind that the partnership takes.
    pub(super) async fn check(self, tx: &Tx, cx: &Cx, partnership: &partnership::Model) -> Result<()> {
        let (is_there, what) = match self {
            Self::Employer(id) => (employer_is_there(tx, cx, id).await?, "employer"),
            Self::Agency(id) => (agency_is_there(tx, cx, id).await?, "agency"),
        };
        if !is_there {
            return Err(missing(self.path(), what));
        }
        if partnership.kind == PartnershipKind::CrossAgency && matches!(self, Self::Employer(_)) {
            let message = "A cross-agency partnership has agencies as members only.";
            return Err(Error::invalid(self.path(), message));
        }
        Ok(())
    }

    /// The party is in the partnership no other time that overlaps.
    pub(super) async fn check_alone(
        self,
        tx: &Tx,
        partnership: PartnershipId,
        wanted: Period,
        but: Option<MembershipId>,
        path: &str,
    ) -> Result<()> {
        let of_party = match self {
            Self::Employer(id) => membership::Column::EmployerId.eq(id),
            Self::Agency(id) => membership::Column::AgencyId.eq(id),
        };
        let others = membership::Entity::find()
            .filter(membership::Column::PartnershipId.eq(partnership))
            .filter(membership::Column::TrashedAt.is_null())
            .filter(of_party)
            .all(tx)
            .await?;
        let mut others = others.into_iter().filter(|other| Some(other.id) != but);
        match others.find(|other| period(other).overlaps(wanted)) {
            None => Ok(()),
            Some(other) => {
                let message = "It is a member at that time already.";
                let error = UserError::new(UserErrorCode::Duplicate, path, message);
                Err(Error::User(vec![error.with("membershipId", &other.id)]))
            }
        }
    }
}

async fn employer_is_there(tx: &Tx, cx: &Cx, id: EmployerId) -> Result<bool> {
    let select = employers::reads::live(cx).filter(employer::Column::Id.eq(id));
    Ok(select.one(tx).await?.is_some())
}

async fn agency_is_there(tx: &Tx, cx: &Cx, id: AgencyId) -> Result<bool> {
    let select = agencies::reads::live(cx).filter(agency::Column::Id.eq(id));
    Ok(select.one(tx).await?.is_some())
}
