//! Agencies as the importer finds, makes and changes them.

use entities::{agency, ids::AgencyId};
use sea_orm::Select;
use uuid::Uuid;

use super::{Columns, Kind, Lists};
use crate::{
    agencies::{
        ops::{self, Draft},
        reads,
    },
    app::Cx,
    db::Tx,
    error::Result,
    imports::targets::Target,
    policy::{Action, Owner},
};

/// Agencies.
pub(in crate::imports) struct Agencies;

impl Kind for Agencies {
    type Table = agency::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Agency;
    const MAKES: Action = Action::AgencyCreate;
    const CHANGES: Action = Action::AgencyUpdate;

    fn owner(row: &agency::Model) -> Owner {
        Owner::Agency(row.id)
    }

    fn visible(cx: &Cx) -> Select<agency::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<agency::Entity> {
        reads::live(cx)
    }

    fn draft(_: &Cx, columns: Columns<Self>, _: Lists) -> Result<Draft> {
        ops::checked(columns.into())
    }

    fn columns(draft: &mut Draft) -> &mut Columns<Self> {
        &mut draft.row
    }

    async fn create(
        tx: &Tx,
        cx: &Cx,
        drafts: Vec<Draft>,
        _: Option<AgencyId>,
    ) -> Result<Vec<Result<agency::Model>>> {
        cx.may(Action::AgencyCreate)?;
        let mut rows = Vec::with_capacity(drafts.len());
        for draft in drafts {
            rows.push(ops::create_in(tx, cx, draft).await);
        }
        Ok(rows)
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Draft) -> Result<agency::Model> {
        Ok(ops::update_in(tx, cx, AgencyId::from_uuid(id), None, draft)
            .await?
            .row)
    }
}
