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

/// A kind of record that rows only name.
macro_rules! only_looked_up {
    ($kind:ident as $target:ident, $table:ident, $visible:path, $live:path) => {
        impl Kind for $kind {
            type Table = $table::Entity;
            type Draft = Columns<Self>;
            const TARGET: Target = Target::$target;
            const MAKES: Action = Action::CredentialManage;
            const CHANGES: Action = Action::CredentialManage;

            fn visible(cx: &Cx) -> Select<$table::Entity> {
                $visible(cx)
            }

            fn live(cx: &Cx) -> Select<$table::Entity> {
                $live(cx)
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
            ) -> Result<Vec<Result<$table::Model>>> {
                Err(only_looked_up())
            }

            async fn update(_: &Tx, _: &Cx, _: Uuid, _: Self::Draft) -> Result<$table::Model> {
                Err(only_looked_up())
            }
        }
    };
}

only_looked_up!(
    CompetencyLists as CompetencyList,
    competency_list,
    reads::visible,
    reads::live
);
only_looked_up!(
    CompetencyEditions as CompetencyEdition,
    competency_edition,
    reads::editions,
    reads::editions
);
