//! Affiliations as the importer finds, makes and changes them.
//!
//! A file does not take the mark of the primary one from somebody who has it: only one of its rows is about that person.

use entities::{
    affiliation,
    ids::{AffiliationId, AgencyId},
};
use sea_orm::Select;
use uuid::Uuid;

use super::{Columns, Kind, Lists};
use crate::{
    app::Cx,
    contacts::{ops::affiliations as ops, reads},
    db::Tx,
    error::Result,
    imports::targets::Target,
    policy::Action,
};

/// Affiliations.
pub(in crate::imports) struct Affiliations;

impl Kind for Affiliations {
    type Table = affiliation::Entity;
    type Draft = affiliation::ActiveModel;
    const TARGET: Target = Target::Affiliation;
    const MAKES: Action = Action::ContactUpdate;
    const CHANGES: Action = Action::ContactUpdate;

    fn visible(cx: &Cx) -> Select<affiliation::Entity> {
        reads::visible_affiliations(cx)
    }

    fn live(cx: &Cx) -> Select<affiliation::Entity> {
        reads::live_affiliations(cx)
    }

    fn draft(_: &Cx, row: Columns<Self>, _: Lists) -> Result<Self::Draft> {
        ops::checked("input", row)
    }

    fn columns(draft: &mut Self::Draft) -> &mut Columns<Self> {
        draft
    }

    async fn create(
        tx: &Tx,
        cx: &Cx,
        drafts: Vec<Self::Draft>,
        _: Option<AgencyId>,
    ) -> Result<Vec<Result<affiliation::Model>>> {
        cx.may(Action::ContactUpdate)?;
        ops::start_many_in(tx, cx, drafts).await
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Self::Draft) -> Result<affiliation::Model> {
        let id = AffiliationId::from_uuid(id);
        let row = ops::giving_way(tx, cx, id, draft).await?;
        Ok(ops::update_in(tx, cx, id, None, row).await?.row)
    }
}
