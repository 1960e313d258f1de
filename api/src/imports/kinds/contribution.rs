//! Contributions as the importer finds, makes and changes them.

use entities::{
    contribution::{self, RecordSource},
    ids::{AgencyId, ContributionId},
};
use sea_orm::{ActiveValue::Set, Select};
use uuid::Uuid;

use super::{Columns, Kind, Lists, whose};
use crate::{
    app::Cx,
    contributions::{
        ops::{self, Draft},
        reads,
    },
    db::Tx,
    error::Result,
    imports::targets::Target,
    policy::{Action, Owner},
};

/// Contributions.
pub(in crate::imports) struct Contributions;

impl Kind for Contributions {
    type Table = contribution::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Contribution;
    const MAKES: Action = Action::ContributionRecord;
    const CHANGES: Action = Action::ContributionRecord;

    fn owner(row: &contribution::Model) -> Owner {
        Owner::Agency(row.agency_id)
    }

    fn visible(cx: &Cx) -> Select<contribution::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<contribution::Entity> {
        reads::live(cx)
    }

    fn draft(cx: &Cx, row: Columns<Self>, _: Lists) -> Result<Draft> {
        ops::checked(cx, Draft { row })
    }

    fn columns(draft: &mut Draft) -> &mut Columns<Self> {
        &mut draft.row
    }

    async fn create(
        tx: &Tx,
        cx: &Cx,
        drafts: Vec<Draft>,
        agency: Option<AgencyId>,
    ) -> Result<Vec<Result<contribution::Model>>> {
        let mut rows = Vec::with_capacity(drafts.len());
        for mut draft in drafts {
            if draft.row.agency_id.is_not_set() {
                draft.row.agency_id = Set(whose(agency)?);
            }
            draft.row.recorded_from = Set(RecordSource::Import);
            rows.push(ops::record_in(tx, cx, draft).await);
        }
        Ok(rows)
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Draft) -> Result<contribution::Model> {
        let id = ContributionId::from_uuid(id);
        Ok(ops::update_in(tx, cx, id, None, draft).await?.row)
    }
}
