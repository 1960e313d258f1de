//! Openings and forecasts as the importer finds, makes and changes them.

use std::collections::{BTreeSet, HashMap, HashSet};

use entities::{
    credential,
    ids::{AgencyId, CredentialId, OpeningId},
    opening, opening_requirement,
    opening_requirement::RequirementStrength,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, Select};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{Columns, Kind, Lists, parts, whose};
use crate::{
    app::Cx,
    credentials,
    db::Tx,
    error::Result,
    imports::targets::Target,
    openings::{
        ops::{self, Draft, Requirement},
        reads,
    },
    policy::{Action, Owner},
    text,
};

/// Beside the columns of a requirement's image: the name of its credential.
const NAME: &str = "credential_name";

/// Openings. What they require is written as words: those that are the name of one credential mean it.
pub(in crate::imports) struct Openings;

impl Kind for Openings {
    type Table = opening::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Opening;
    const MAKES: Action = Action::OpeningRecord;
    const CHANGES: Action = Action::OpeningRecord;
    const IS_PER_AGENCY: bool = true;

    fn owner(row: &opening::Model) -> Owner {
        Owner::Agency(row.agency_id)
    }

    fn visible(cx: &Cx) -> Select<opening::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<opening::Entity> {
        reads::live(cx)
    }

    fn draft(cx: &Cx, row: Columns<Self>, lists: Lists) -> Result<Draft> {
        let in_words = |text| Requirement {
            credential: None,
            text: Some(text),
            strength: RequirementStrength::Required,
        };
        let requirements = lists.requirements;
        let requirements = requirements.map(|list| list.into_iter().map(in_words).collect());
        ops::checked(cx, Draft { row, requirements })
    }

    fn columns(draft: &mut Draft) -> &mut Columns<Self> {
        &mut draft.row
    }

    async fn create(
        tx: &Tx,
        cx: &Cx,
        mut drafts: Vec<Draft>,
        agency: Option<AgencyId>,
    ) -> Result<Vec<Result<opening::Model>>> {
        name_credentials(tx, cx, &mut drafts).await?;
        let mut rows = Vec::with_capacity(drafts.len());
        for mut draft in drafts {
            if draft.row.agency_id.is_not_set() {
                draft.row.agency_id = Set(whose(agency)?);
            }
            rows.push(ops::record_in(tx, cx, draft).await);
        }
        Ok(rows)
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, mut draft: Draft) -> Result<opening::Model> {
        name_credentials(tx, cx, std::slice::from_mut(&mut draft)).await?;
        let id = OpeningId::from_uuid(id);
        Ok(ops::update_in(tx, cx, id, None, draft).await?.row)
    }

    async fn parts(tx: &Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Json>>> {
        use opening_requirement::Column::{OpeningId, Place};
        let mut parts = parts::of::<opening_requirement::Entity>(tx, OpeningId, Place, ids).await?;
        let required: HashSet<Uuid> = parts
            .values()
            .flatten()
            .filter_map(|part| parts::text(part, "credential_id").parse().ok())
            .collect();
        let rows = credential::Entity::find()
            .filter(credential::Column::Id.is_in(required))
            .all(tx)
            .await?;
        let names: HashMap<String, String> = rows
            .into_iter()
            .map(|row| (row.id.uuid().simple().to_string(), row.name))
            .collect();
        for part in parts.values_mut().flatten() {
            if let Some(name) = names.get(parts::text(part, "credential_id")) {
                part[NAME] = json!(name);
            }
        }
        Ok(parts)
    }

    fn has_parts(draft: &Draft) -> bool {
        draft.requirements.is_some()
    }

    /// How strongly something is asked for, and in which order, no file says; nor is a semicolon part of one.
    fn has_same_parts(draft: &Draft, parts: &[Json]) -> bool {
        let Some(list) = &draft.requirements else {
            return true;
        };
        let wanted: BTreeSet<String> = list
            .iter()
            .filter_map(|one| one.text.as_deref().map(text::fold))
            .collect();
        let had = parts.iter().map(|part| match parts::text(part, NAME) {
            "" => parts::text(part, "text"),
            name => name,
        });
        wanted == had.map(|words| text::fold(&words.replace(';', ","))).collect()
    }

    fn drop_parts(draft: &mut Draft) {
        draft.requirements = None;
    }

    async fn restore_parts(tx: &Tx, id: Uuid, parts: &[Json]) -> Result<()> {
        let owner = opening_requirement::Column::OpeningId;
        parts::restore::<opening_requirement::Entity>(tx, owner, id, parts).await
    }
}

/// Words that are the name of one live credential mean it.
async fn name_credentials(tx: &Tx, cx: &Cx, drafts: &mut [Draft]) -> Result<()> {
    let words = |drafts: &[Draft]| {
        let all = drafts
            .iter()
            .flat_map(|draft| draft.requirements.iter().flatten());
        all.filter_map(|one| one.text.as_deref().map(text::fold))
            .collect::<HashSet<String>>()
    };
    let wanted = words(drafts);
    if wanted.is_empty() {
        return Ok(());
    }
    let rows = credentials::reads::live(cx)
        .filter(credential::Column::NameSearch.is_in(wanted))
        .all(tx)
        .await?;
    let mut known: HashMap<String, Vec<CredentialId>> = HashMap::new();
    for row in rows {
        known.entry(row.name_search).or_default().push(row.id);
    }
    for one in drafts
        .iter_mut()
        .flat_map(|draft| draft.requirements.iter_mut().flatten())
    {
        let named = one
            .text
            .as_deref()
            .and_then(|words| known.get(&text::fold(words)));
        if let Some([id]) = named.map(Vec::as_slice) {
            one.credential = Some(*id);
            one.text = None;
        }
    }
    Ok(())
}
