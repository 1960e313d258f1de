//! Employers as the importer finds, makes and changes them.

use std::collections::{BTreeSet, HashMap};

use entities::{
    employer, employer_tag,
    ids::{AgencyId, EmployerId},
};
use sea_orm::Select;
use serde_json::Value as Json;
use uuid::Uuid;

use super::{Columns, Kind, Lists, parts};
use crate::{
    app::Cx,
    db::Tx,
    employers::{
        ops::{self, Draft},
        reads,
    },
    engagements,
    error::Result,
    imports::targets::Target,
    policy::Action,
};

/// Employers.
pub(in crate::imports) struct Employers;

impl Kind for Employers {
    type Table = employer::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Employer;
    const MAKES: Action = Action::EmployerCreate;
    const CHANGES: Action = Action::EmployerUpdate;

    fn visible(cx: &Cx) -> Select<employer::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<employer::Entity> {
        reads::live(cx)
    }

    fn draft(_: &Cx, columns: Columns<Self>, lists: Lists) -> Result<Draft> {
        ops::checked(Draft {
            row: columns,
            tags: lists.tags,
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
    ) -> Result<Vec<Result<employer::Model>>> {
        cx.may(Action::EmployerCreate)?;
        // The key of the profile says what is the same employer, not the name alone.
        ops::create_many_in(tx, cx, drafts).await
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Draft) -> Result<employer::Model> {
        Ok(ops::update_in(tx, cx, EmployerId::from_uuid(id), None, draft)
            .await?
            .row)
    }

    async fn parts(tx: &Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Json>>> {
        use employer_tag::Column::{EmployerId, TagSearch};
        parts::of::<employer_tag::Entity>(tx, EmployerId, TagSearch, ids).await
    }

    fn has_parts(draft: &Draft) -> bool {
        draft.tags.is_some()
    }

    fn has_same_parts(draft: &Draft, parts: &[Json]) -> bool {
        let had: BTreeSet<&str> = parts.iter().map(|part| parts::text(part, "tag")).collect();
        let wanted = draft.tags.iter().flatten().map(String::as_str);
        draft.tags.is_none() || had == wanted.collect()
    }

    /// When they were last in touch: engagements may have been logged since.
    async fn settle(tx: &Tx, rows: &[employer::Model]) -> Result<()> {
        for row in rows {
            engagements::ops::settle_last_contact(tx, row.id).await?;
        }
        Ok(())
    }

    async fn restore_parts(tx: &Tx, id: Uuid, parts: &[Json]) -> Result<()> {
        parts::restore::<employer_tag::Entity>(tx, employer_tag::Column::EmployerId, id, parts).await
    }
}
