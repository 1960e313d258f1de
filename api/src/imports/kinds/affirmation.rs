//! Affirmations as the importer finds, makes and changes them.

use entities::{
    affirmation,
    ids::{AffirmationId, AgencyId},
};
use sea_orm::{ActiveValue::Set, Select};
use uuid::Uuid;

use super::{Columns, Kind, Lists, whose};
use crate::{
    affirmations::{
        ops::{self, Draft},
        reads,
    },
    app::Cx,
    db::Tx,
    error::Result,
    imports::targets::Target,
    policy::{Action, Owner},
};

/// Affirmations. Single competencies that were rejected stay as they are.
pub(in crate::imports) struct Affirmations;

impl Kind for Affirmations {
    type Table = affirmation::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Affirmation;
    const MAKES: Action = Action::AffirmationRecord;
    const CHANGES: Action = Action::AffirmationRecord;
    const IS_PER_AGENCY: bool = true;

    fn owner(row: &affirmation::Model) -> Owner {
        Owner::Agency(row.agency_id)
    }

    fn visible(cx: &Cx) -> Select<affirmation::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<affirmation::Entity> {
        reads::live(cx)
    }

    fn draft(cx: &Cx, row: Columns<Self>, _: Lists) -> Result<Draft> {
        ops::checked(cx, Draft { row, rejected: None })
    }

    fn columns(draft: &mut Draft) -> &mut Columns<Self> {
        &mut draft.row
    }

    async fn create(
        tx: &Tx,
        cx: &Cx,
        drafts: Vec<Draft>,
        agency: Option<AgencyId>,
    ) -> Result<Vec<Result<affirmation::Model>>> {
        let mut rows = Vec::with_capacity(drafts.len());
        for mut draft in drafts {
            if draft.row.agency_id.is_not_set() {
                draft.row.agency_id = Set(whose(agency)?);
            }
            rows.push(ops::record_in(tx, cx, draft).await);
        }
        Ok(rows)
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Draft) -> Result<affirmation::Model> {
        let id = AffirmationId::from_uuid(id);
        Ok(ops::update_in(tx, cx, id, None, draft).await?.row)
    }
}
