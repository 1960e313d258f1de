//! Programs as the importer finds, makes and changes them.

use entities::{
    ids::{AgencyId, ProgramId},
    program,
};
use sea_orm::Select;
use uuid::Uuid;

use super::{Columns, Kind, Lists};
use crate::{
    app::Cx,
    db::Tx,
    error::Result,
    imports::targets::Target,
    policy::{Action, Owner},
    programs::{
        ops::{self, Draft},
        reads,
    },
};

/// Programs.
pub(in crate::imports) struct Programs;

impl Kind for Programs {
    type Table = program::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Program;
    const MAKES: Action = Action::ProgramUpdate;
    const CHANGES: Action = Action::ProgramUpdate;

    fn owner(row: &program::Model) -> Owner {
        Owner::Agency(row.agency_id)
    }

    fn visible(cx: &Cx) -> Select<program::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<program::Entity> {
        reads::live(cx)
    }

    fn draft(_: &Cx, row: Columns<Self>, _: Lists) -> Result<Draft> {
        ops::checked(Draft {
            row,
            ..Draft::default()
        })
    }

    fn columns(draft: &mut Draft) -> &mut Columns<Self> {
        &mut draft.row
    }

    async fn create(
        tx: &Tx,
        cx: &Cx,
        drafts: Vec<Draft>,
        _: Option<AgencyId>,
    ) -> Result<Vec<Result<program::Model>>> {
        let mut rows = Vec::with_capacity(drafts.len());
        for draft in drafts {
            rows.push(ops::create_in(tx, cx, draft).await);
        }
        Ok(rows)
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Draft) -> Result<program::Model> {
        let id = ProgramId::from_uuid(id);
        Ok(ops::update_in(tx, cx, id, None, draft).await?.row)
    }
}
