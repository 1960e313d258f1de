//! Establishments as the importer finds, makes and changes them.

use entities::{
    establishment,
    ids::{AgencyId, EstablishmentId},
};
use sea_orm::Select;
use uuid::Uuid;

use super::{Columns, Kind, Lists};
use crate::{
    app::Cx,
    db::Tx,
    error::Result,
    establishments::{
        ops::{self, Draft},
        reads,
    },
    imports::targets::Target,
    policy::Action,
};

/// Establishments.
pub(in crate::imports) struct Establishments;

impl Kind for Establishments {
    type Table = establishment::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Establishment;
    const MAKES: Action = Action::EmployerUpdate;
    const CHANGES: Action = Action::EmployerUpdate;

    fn visible(cx: &Cx) -> Select<establishment::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<establishment::Entity> {
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
    ) -> Result<Vec<Result<establishment::Model>>> {
        cx.may(Action::EmployerUpdate)?;
        let mut rows = Vec::with_capacity(drafts.len());
        for draft in drafts {
            rows.push(ops::create_in(tx, cx, draft).await);
        }
        Ok(rows)
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Draft) -> Result<establishment::Model> {
        let id = EstablishmentId::from_uuid(id);
        Ok(ops::update_in(tx, cx, id, None, draft).await?.row)
    }
}
