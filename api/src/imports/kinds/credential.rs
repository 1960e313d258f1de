//! Credentials as the importer finds, makes and changes them.

use entities::{
    credential,
    ids::{AgencyId, CredentialId},
};
use sea_orm::Select;
use uuid::Uuid;

use super::{Columns, Kind, Lists};
use crate::{
    app::Cx,
    credentials::{
        ops::{self, Draft},
        reads,
    },
    db::Tx,
    error::Result,
    imports::targets::Target,
    policy::Action,
};

/// Credentials.
pub(in crate::imports) struct Credentials;

impl Kind for Credentials {
    type Table = credential::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Credential;
    const MAKES: Action = Action::CredentialManage;
    const CHANGES: Action = Action::CredentialManage;

    fn visible(cx: &Cx) -> Select<credential::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<credential::Entity> {
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
    ) -> Result<Vec<Result<credential::Model>>> {
        let mut rows = Vec::with_capacity(drafts.len());
        for draft in drafts {
            rows.push(ops::create_in(tx, cx, draft).await);
        }
        Ok(rows)
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Draft) -> Result<credential::Model> {
        let id = CredentialId::from_uuid(id);
        Ok(ops::update_in(tx, cx, id, None, draft).await?.row)
    }
}
