//! Lists of competencies and their editions, which a file names and does not make.

use entities::{competency_edition, competency_list, ids::AgencyId};
use sea_orm::Select;
use uuid::Uuid;

use super::{Columns, Kind, Lists};
use crate::{
    app::Cx,
    competencies::reads,
    db::Tx,
    error::{Error, Result},
    imports::targets::Target,
    policy::Action,
};

/// Lists of competencies.
pub(in crate::imports) struct CompetencyLists;

/// Editions of lists of competencies.
pub(in crate::imports) struct CompetencyEditions;

/// Profiles that would make one are refused before.
fn only_looked_up() -> Error {
    Error::internal("a list of competencies is only looked up")
}

impl Kind for CompetencyLists {
    type Table = competency_list::Entity;
    type Draft = Columns<Self>;
    const TARGET: Target = Target::CompetencyList;
    const MAKES: Action = Action::CredentialManage;
    const CHANGES: Action = Action::CredentialManage;

    fn visible(cx: &Cx) -> Select<competency_list::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<competency_list::Entity> {
        reads::live(cx)
    }

    fn draft(_: &Cx, _: Columns<Self>, _: Lists) -> Result<Self::Draft> {
        Err(only_looked_up())
    }

    fn columns(draft: &mut Self::Draft) -> &mut Columns<Self> {
        draft
    }

    async fn create(
        _: &Tx,
        _: &Cx,
        _: Vec<Self::Draft>,
        _: Option<AgencyId>,
    ) -> Result<Vec<Result<competency_list::Model>>> {
        Err(only_looked_up())
    }

    async fn update(_: &Tx, _: &Cx, _: Uuid, _: Self::Draft) -> Result<competency_list::Model> {
        Err(only_looked_up())
    }
}

impl Kind for CompetencyEditions {
    type Table = competency_edition::Entity;
    type Draft = Columns<Self>;
    const TARGET: Target = Target::CompetencyEdition;
    const MAKES: Action = Action::CredentialManage;
    const CHANGES: Action = Action::CredentialManage;

    fn visible(cx: &Cx) -> Select<competency_edition::Entity> {
        reads::editions(cx)
    }

    fn live(cx: &Cx) -> Select<competency_edition::Entity> {
        reads::editions(cx)
    }

    fn draft(_: &Cx, _: Columns<Self>, _: Lists) -> Result<Self::Draft> {
        Err(only_looked_up())
    }

    fn columns(draft: &mut Self::Draft) -> &mut Columns<Self> {
        draft
    }

    async fn create(
        _: &Tx,
        _: &Cx,
        _: Vec<Self::Draft>,
        _: Option<AgencyId>,
    ) -> Result<Vec<Result<competency_edition::Model>>> {
        Err(only_looked_up())
    }

    async fn update(_: &Tx, _: &Cx, _: Uuid, _: Self::Draft) -> Result<competency_edition::Model> {
        Err(only_looked_up())
    }
}
