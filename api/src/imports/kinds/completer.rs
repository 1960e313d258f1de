//! Completers as the importer finds, makes and changes them.

use entities::{
    completer,
    ids::{AgencyId, CompleterId},
};
use sea_orm::{ActiveValue::Set, Select};
use uuid::Uuid;

use super::{Columns, Kind, Lists, whose};
use crate::{
    app::Cx,
    completers::{
        ops::{self, Draft},
        reads,
    },
    db::Tx,
    error::Result,
    imports::targets::Target,
    policy::{Action, Owner},
};

const INPUT: &str = "input";

/// Completers. They are the agency's that the row names, else that of the import.
pub(in crate::imports) struct Completers;

impl Kind for Completers {
    type Table = completer::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Completer;
    const MAKES: Action = Action::CompleterRecord;
    const CHANGES: Action = Action::CompleterRecord;
    const IS_PER_AGENCY: bool = true;

    fn owner(row: &completer::Model) -> Owner {
        Owner::Agency(row.agency_id)
    }

    fn visible(cx: &Cx) -> Select<completer::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<completer::Entity> {
        reads::live(cx)
    }

    fn draft(cx: &Cx, row: Columns<Self>, _: Lists) -> Result<Draft> {
        ops::checked(cx, Draft { row }, INPUT)
    }

    fn columns(draft: &mut Draft) -> &mut Columns<Self> {
        &mut draft.row
    }

    async fn create(
        tx: &Tx,
        cx: &Cx,
        drafts: Vec<Draft>,
        agency: Option<AgencyId>,
    ) -> Result<Vec<Result<completer::Model>>> {
        let mut rows = Vec::with_capacity(drafts.len());
        for mut draft in drafts {
            if draft.row.agency_id.is_not_set() {
                draft.row.agency_id = Set(whose(agency)?);
            }
            rows.push(ops::record_for(tx, cx, draft, INPUT).await);
        }
        Ok(rows)
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Draft) -> Result<completer::Model> {
        let id = CompleterId::from_uuid(id);
        Ok(ops::update_in(tx, cx, id, None, draft).await?.row)
    }

    async fn check_put_back(tx: &Tx, stored: &completer::Model, before: &Columns<Self>) -> Result<()> {
        ops::check_exit(tx, stored, before).await
    }

    /// What hires and employment copy.
    async fn settle(tx: &Tx, rows: &[completer::Model]) -> Result<()> {
        ops::settle_copies(tx, rows.iter().map(|row| row.id)).await
    }
}
