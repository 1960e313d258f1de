//! Root fields that read questionnaires.

use async_graphql::{Context, Object};
use entities::ids::QuestionnaireId;

use super::{loaders::QuestionnaireOf, reads, types::Questionnaire};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{self, Fill as _, Selection},
    scalars::IdOf,
};

/// Root fields that read questionnaires.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuestionnaireQuery;

#[Object]
impl QuestionnaireQuery {
    /// The questionnaires in use, in their order.
    async fn questionnaires(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = false, desc = "Those out of use too.")] retired: bool,
    ) -> Option<Result<Vec<Questionnaire>>> {
        Some(list(ctx, retired).await)
    }

    /// One questionnaire, in use or not; null when there is none or you may not see it.
    async fn questionnaire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<QuestionnaireId>,
    ) -> Option<Result<Questionnaire>> {
        prefetch::root::<QuestionnaireOf>(ctx, id.get()).await.transpose()
    }
}

async fn list(ctx: &Context<'_>, retired: bool) -> Result<Vec<Questionnaire>> {
    let cx = Cx::of(ctx)?;
    let rows = reads::list(cx, retired).await?;
    let mut all: Vec<Questionnaire> = rows.into_iter().map(Questionnaire::new).collect();
    Questionnaire::fill(cx, all.iter_mut().collect(), &Selection::of(ctx)).await?;
    Ok(all)
}
