//! Relations of affirmations, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    affirmation,
    ids::{AffirmationId, CredentialId, EmployerId, ProgramId},
};
use futures_util::future::BoxFuture;
use sea_orm::{Condition, QueryFilter, Select};

use super::{
    ops::state::State,
    reads::{self, Standing},
    types::{self, Affirmation},
};
use crate::{
    app::Cx,
    competencies::types::Competency,
    error::Result,
    paging::{Keys, PageArgs},
    prefetch::{Arguments, Fill, PageOf, Relation, Selection},
};

/// The affirmation with an id.
pub struct AffirmationOf;

impl Relation for AffirmationOf {
    type Key = AffirmationId;
    type Args = ();
    type Value = Affirmation;

    async fn load(cx: &Cx, keys: &[AffirmationId], (): &()) -> Result<HashMap<AffirmationId, Affirmation>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Affirmation::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Affirmation>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Affirmation::fill(cx, values, selection)
    }
}

/// What beside its own row decides how an affirmation stands.
pub struct StandingOf;

impl Relation for StandingOf {
    type Key = AffirmationId;
    type Args = ();
    type Value = Standing;

    async fn load(cx: &Cx, keys: &[AffirmationId], (): &()) -> Result<HashMap<AffirmationId, Standing>> {
        reads::standings(cx, keys, None).await
    }
}

/// The competencies that were rejected in an affirmation, in the order of their edition.
pub struct RejectedOf;

impl Relation for RejectedOf {
    type Key = AffirmationId;
    type Args = ();
    type Value = Vec<Competency>;

    async fn load(
        cx: &Cx,
        keys: &[AffirmationId],
        (): &(),
    ) -> Result<HashMap<AffirmationId, Vec<Competency>>> {
        let mut rejected: HashMap<AffirmationId, Vec<Competency>> = HashMap::new();
        for (row, competency) in reads::rejected(cx, keys).await? {
            let of = rejected.entry(row.affirmation_id).or_default();
            of.push(competency.into());
        }
        Ok(rejected)
    }

    fn missing(_: &Cx, _: AffirmationId, (): &()) -> Option<Vec<Competency>> {
        Some(Vec::new())
    }
}

/// Which affirmations of a parent are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AffirmationArgs {
    page: PageArgs,
    states: Option<Vec<State>>,
}

impl AffirmationArgs {
    /// From the arguments of a field.
    pub fn new(page: PageArgs, states: Option<Vec<types::AffirmationState>>) -> Self {
        let states = states.map(|list| list.into_iter().map(Into::into).collect());
        Self { page, states }
    }

    /// From the arguments that look-ahead sees.
    pub fn ahead(arguments: &Arguments) -> Self {
        Self::new(PageArgs::ahead(arguments), arguments.get("state"))
    }

    fn select(&self, cx: &Cx) -> Select<affirmation::Entity> {
        let all = reads::live(cx);
        let Some(states) = &self.states else {
            return all;
        };
        let today = cx.app.clock.today();
        let any = |any: Condition, state: &State| any.add(reads::standing_at(*state, today));
        all.filter(states.iter().fold(Condition::any(), any))
    }
}

/// Declares the live affirmations of a parent, the latest first: by the column `$column`, read from the row.
macro_rules! affirmations_of {
    ($(#[doc = $doc:literal])+ $name:ident, $id:ident, $column:ident, |$row:ident| $parent:expr) => {
        $(#[doc = $doc])+
        pub struct $name;

        impl PageOf for $name {
            type Parent = $id;
            type Args = AffirmationArgs;
            type Entity = affirmation::Entity;
            type Node = Affirmation;

            const PARENT: affirmation::Column = affirmation::Column::$column;

            fn parent($row: &affirmation::Model) -> Option<$id> {
                $parent
            }

            fn select(cx: &Cx, args: &AffirmationArgs) -> Select<affirmation::Entity> {
                args.select(cx)
            }

            fn keys() -> Keys<affirmation::Entity> {
                reads::keys(Vec::new())
            }

            fn page(args: &AffirmationArgs) -> &PageArgs {
                &args.page
            }

            fn node(row: affirmation::Model) -> Affirmation {
                Affirmation::new(row)
            }
        }
    };
}

affirmations_of!(
    /// What was affirmed for an employer.
    AffirmationsOfEmployer, EmployerId, EmployerId, |row| Some(row.employer_id)
);
affirmations_of!(
    /// What employers say of a credential.
    AffirmationsOfCredential, CredentialId, CredentialId, |row| row.credential_id
);
affirmations_of!(
    /// What was affirmed for a program.
    AffirmationsOfProgram, ProgramId, ProgramId, |row| row.program_id
);
