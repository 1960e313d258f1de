//! Who is or was in which live partnership, the latest entry first.

use entities::{
    ids::{EmployerId, PartnershipId},
    membership,
};
use sea_orm::{ActiveEnum as _, Select};
use serde_json::json;

use super::{
    Kind, Line,
    names::{AgencyNames, EmployerNames, PartnershipNames},
};
use crate::{app::Cx, error::Result, memberships::reads, paging::Keys};

/// Memberships.
pub(in crate::exports) struct Memberships;

impl Kind for Memberships {
    type Table = membership::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "partnershipId",
        "partnershipName",
        "employerId",
        "employerName",
        "agencyName",
        "agencyKind",
        "standing",
        "seat",
        "termFromOn",
        "termToOn",
        "joinedOn",
        "leftOn",
    ];

    fn select(cx: &Cx) -> Select<membership::Entity> {
        reads::in_live_partnerships(cx)
    }

    fn keys() -> Keys<membership::Entity> {
        reads::latest_first()
    }

    async fn lines(cx: &Cx, rows: Vec<membership::Model>) -> Result<Vec<Line>> {
        let members = Members::of(cx, rows.iter()).await?;
        let lines = rows.into_iter().map(|row| {
            let mut line = vec![json!(row.id.to_string())];
            line.extend(members.cells(&row));
            line.extend([
                json!(row.standing.to_value()),
                json!(row.seat),
                json!(row.term_from_on),
                json!(row.term_to_on),
                json!(row.joined_on),
                json!(row.left_on),
            ]);
            line
        });
        Ok(lines.collect())
    }
}

/// What names memberships: the partnership, and the employer or agency.
pub(super) struct Members {
    partnerships: PartnershipNames,
    employers: EmployerNames,
    agencies: AgencyNames,
}

impl Members {
    /// Reads what the actor may see.
    pub(super) async fn of(cx: &Cx, rows: impl Iterator<Item = &membership::Model> + Clone) -> Result<Self> {
        let partnerships: Vec<PartnershipId> = rows.clone().map(|row| row.partnership_id).collect();
        let employers: Vec<EmployerId> = rows.clone().filter_map(|row| row.employer_id).collect();
        let agencies: Vec<_> = rows.filter_map(|row| row.agency_id).collect();
        Ok(Self {
            partnerships: PartnershipNames::of(cx, partnerships).await?,
            employers: EmployerNames::of(cx, employers).await?,
            agencies: AgencyNames::of(cx, agencies).await?,
        })
    }

    /// Partnership, employer and agency.
    pub(super) fn cells(&self, row: &membership::Model) -> Line {
        let mut cells = Line::new();
        cells.extend(self.partnerships.cells(row.partnership_id));
        cells.extend(self.employers.cells(row.employer_id));
        cells.extend(self.agencies.cells(row.agency_id));
        cells
    }
}
