//! Engagements as the importer finds, makes and changes them.

use std::collections::{BTreeSet, HashMap};

use entities::{
    engagement, engagement_participant,
    ids::{AgencyId, ContactId, EngagementId},
};
use sea_orm::{ActiveValue::Set, Select};
use serde_json::Value as Json;
use uuid::Uuid;

use super::{Columns, Kind, Lists, parts, whose};
use crate::{
    app::Cx,
    db::Tx,
    engagements::{
        ops::{self, Draft},
        reads,
    },
    error::Result,
    imports::targets::Target,
    policy::{Action, Owner},
};

/// Engagements. Their contact is one of the participants.
pub(in crate::imports) struct Engagements;

impl Kind for Engagements {
    type Table = engagement::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Engagement;
    const MAKES: Action = Action::EngagementLog;
    const CHANGES: Action = Action::EngagementLog;

    fn owner(row: &engagement::Model) -> Owner {
        Owner::Agency(row.agency_id)
    }

    fn visible(cx: &Cx) -> Select<engagement::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<engagement::Entity> {
        reads::live(cx)
    }

    fn draft(cx: &Cx, row: Columns<Self>, lists: Lists) -> Result<Draft> {
        let draft = Draft {
            row,
            contacts: lists.contact.map(|id| vec![ContactId::from_uuid(id)]),
            ..Draft::default()
        };
        ops::checked(cx, draft)
    }

    fn columns(draft: &mut Draft) -> &mut Columns<Self> {
        &mut draft.row
    }

    async fn create(
        tx: &Tx,
        cx: &Cx,
        drafts: Vec<Draft>,
        agency: Option<AgencyId>,
    ) -> Result<Vec<Result<engagement::Model>>> {
        let mut rows = Vec::with_capacity(drafts.len());
        for mut draft in drafts {
            if draft.row.agency_id.is_not_set() {
                draft.row.agency_id = Set(whose(agency)?);
            }
            rows.push(ops::log_in(tx, cx, draft).await);
        }
        Ok(rows)
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Draft) -> Result<engagement::Model> {
        let id = EngagementId::from_uuid(id);
        Ok(ops::update_in(tx, cx, id, None, draft).await?.row)
    }

    async fn parts(tx: &Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Json>>> {
        use engagement_participant::Column::{EngagementId, Id};
        parts::of::<engagement_participant::Entity>(tx, EngagementId, Id, ids).await
    }

    fn has_parts(draft: &Draft) -> bool {
        draft.contacts.is_some()
    }

    fn has_same_parts(draft: &Draft, parts: &[Json]) -> bool {
        let had = parts
            .iter()
            .map(|part| parts::text(part, "contact_id").to_owned());
        let had: BTreeSet<String> = had.filter(|id| !id.is_empty()).collect();
        let wanted = draft
            .contacts
            .iter()
            .flatten()
            .map(|id| id.uuid().simple().to_string());
        draft.contacts.is_none() || had == wanted.collect()
    }

    async fn restore_parts(tx: &Tx, id: Uuid, parts: &[Json]) -> Result<()> {
        let owner = engagement_participant::Column::EngagementId;
        parts::restore::<engagement_participant::Entity>(tx, owner, id, parts).await
    }

    /// When their employers were last in touch.
    async fn settle(tx: &Tx, rows: &[engagement::Model]) -> Result<()> {
        let employers: BTreeSet<_> = rows.iter().map(|row| row.employer_id).collect();
        for employer in employers {
            ops::settle_last_contact(tx, employer).await?;
        }
        Ok(())
    }
}
