//! Relations of recommendations, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    ids::{ContactId, EmployerId, MeetingId, PartnershipId, ProgramId, RecommendationId},
    recommendation::{self, RecommendationDisposition},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, Select};

use super::{
    reads,
    types::{self, Recommendation, RecommendationStep},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Keys, PageArgs},
    prefetch::{Arguments, Fill, PageOf, Relation, Selection},
};

/// The recommendation with an id.
pub struct RecommendationOf;

impl Relation for RecommendationOf {
    type Key = RecommendationId;
    type Args = ();
    type Value = Recommendation;

    async fn load(
        cx: &Cx,
        keys: &[RecommendationId],
        (): &(),
    ) -> Result<HashMap<RecommendationId, Recommendation>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Recommendation::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Recommendation>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Recommendation::fill(cx, values, selection)
    }
}

/// The history of a recommendation that the actor sees, in the order it happened.
pub struct StepsOf;

impl Relation for StepsOf {
    type Key = RecommendationId;
    type Args = ();
    type Value = Vec<RecommendationStep>;

    async fn load(
        cx: &Cx,
        keys: &[RecommendationId],
        (): &(),
    ) -> Result<HashMap<RecommendationId, Self::Value>> {
        let mut steps: HashMap<RecommendationId, Self::Value> = HashMap::new();
        for row in reads::steps(cx.app.db.read(), keys).await? {
            let of = steps.entry(row.recommendation_id).or_default();
            of.push(RecommendationStep::new(row));
        }
        Ok(steps)
    }

    fn missing(_: &Cx, _: RecommendationId, (): &()) -> Option<Self::Value> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        RecommendationStep::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// Which recommendations of a parent are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecommendationArgs {
    page: PageArgs,
    disposition: Option<Vec<RecommendationDisposition>>,
}

impl RecommendationArgs {
    /// From the arguments of a field.
    pub fn new(page: PageArgs, disposition: Option<Vec<types::RecommendationDisposition>>) -> Self {
        let disposition = disposition.map(|list| list.into_iter().map(Into::into).collect());
        Self { page, disposition }
    }

    /// From the arguments that look-ahead sees.
    pub fn ahead(arguments: &Arguments) -> Self {
        Self::new(PageArgs::ahead(arguments), arguments.get("disposition"))
    }

    fn select(&self, cx: &Cx) -> Select<recommendation::Entity> {
        let all = reads::live(cx);
        match &self.disposition {
            Some(list) => all.filter(recommendation::Column::Disposition.is_in(list.iter().copied())),
            None => all,
        }
    }
}

/// Declares the live recommendations of a parent, the latest first: by the column `$column`, read from `$field`.
macro_rules! recommendations_of {
    ($(#[doc = $doc:literal])+ $name:ident, $id:ident, $column:ident, $field:ident) => {
        $(#[doc = $doc])+
        pub struct $name;

        impl PageOf for $name {
            type Parent = $id;
            type Args = RecommendationArgs;
            type Entity = recommendation::Entity;
            type Node = Recommendation;

            const PARENT: recommendation::Column = recommendation::Column::$column;

            fn parent(row: &recommendation::Model) -> Option<$id> {
                row.$field
            }

            fn select(cx: &Cx, args: &RecommendationArgs) -> Select<recommendation::Entity> {
                args.select(cx)
            }

            fn keys() -> Keys<recommendation::Entity> {
                reads::keys(Vec::new())
            }

            fn page(args: &RecommendationArgs) -> &PageArgs {
                &args.page
            }

            fn node(row: recommendation::Model) -> Recommendation {
                Recommendation::new(row)
            }
        }
    };
}

recommendations_of!(
    /// What a person said.
    RecommendationsOfContact, ContactId, ContactId, contact_id
);
recommendations_of!(
    /// What was said for an employer.
    RecommendationsOfEmployer, EmployerId, EmployerId, employer_id
);
recommendations_of!(
    /// What was said at a meeting.
    RecommendationsOfMeeting, MeetingId, MeetingId, meeting_id
);
recommendations_of!(
    /// What was said to a partnership, at its meetings and between them.
    RecommendationsOfPartnership, PartnershipId, PartnershipId, partnership_id
);
recommendations_of!(
    /// What was said about a program.
    RecommendationsOfProgram, ProgramId, ProgramId, program_id
);
