//! Hires as the importer finds, makes and changes them.

use entities::{
    hire,
    ids::{AgencyId, HireId},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Select};
use uuid::Uuid;

use super::{Columns, Kind, Lists};
use crate::{
    app::Cx,
    completers,
    db::Tx,
    error::Result,
    hires::{
        ops::{self, Draft},
        reads,
    },
    imports::targets::Target,
    policy::{Action, Owner},
};

/// Hires. They are the agency's of their completer.
pub(in crate::imports) struct Hires;

impl Kind for Hires {
    type Table = hire::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Hire;
    const MAKES: Action = Action::HireRecord;
    const CHANGES: Action = Action::HireRecord;
    const IS_PER_AGENCY: bool = true;

    fn owner(row: &hire::Model) -> Owner {
        Owner::Agency(row.agency_id)
    }

    fn visible(cx: &Cx) -> Select<hire::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<hire::Entity> {
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
        _: Option<AgencyId>,
    ) -> Result<Vec<Result<hire::Model>>> {
        let mut rows = Vec::with_capacity(drafts.len());
        for draft in drafts {
            rows.push(ops::record_named(tx, cx, draft).await);
        }
        Ok(rows)
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Draft) -> Result<hire::Model> {
        let id = HireId::from_uuid(id);
        Ok(ops::update_in(tx, cx, id, None, draft).await?.row)
    }

    /// What a hire that is there still copies of its completer, who may have changed since.
    async fn settle(tx: &Tx, rows: &[hire::Model]) -> Result<()> {
        let ids = hire::Column::Id.is_in(rows.iter().map(|row| row.id));
        let there = hire::Entity::find().filter(ids).all(tx).await?;
        completers::ops::settle_copies(tx, there.iter().map(|row| row.completer_id)).await
    }
}
