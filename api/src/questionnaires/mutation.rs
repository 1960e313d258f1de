//! Root fields that change questionnaires: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::ids::QuestionnaireId;

use super::{
    inputs::{QuestionnaireCreateInput, QuestionnaireUpdateInput},
    ops, reads,
    types::{
        Questionnaire, QuestionnaireCreatePayload, QuestionnaireRetirePayload, QuestionnaireUnretirePayload,
        QuestionnaireUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change questionnaires.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuestionnaireMutation;

#[Object]
impl QuestionnaireMutation {
    /// Adds a questionnaire with its questions.
    async fn questionnaire_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new questionnaire.")] input: QuestionnaireCreateInput,
    ) -> Result<QuestionnaireCreatePayload, async_graphql::Error> {
        let (draft, questions) = input.parts();
        let outcome = ops::create(Cx::of(ctx)?, draft, questions).await;
        let (questionnaire, user_errors) = payload::made(outcome, Questionnaire::new)?;
        Ok(QuestionnaireCreatePayload {
            questionnaire,
            user_errors,
        })
    }

    /// Changes the title or the source of a questionnaire. Its key and its questions stay.
    async fn questionnaire_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<QuestionnaireId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: QuestionnaireUpdateInput,
    ) -> Result<QuestionnaireUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (questionnaire, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(QuestionnaireUpdatePayload {
            questionnaire,
            changes,
            user_errors,
        })
    }

    /// Takes a questionnaire out of use: it is not answered any more, what was answered stays.
    async fn questionnaire_retire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<QuestionnaireId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<QuestionnaireRetirePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::retire(cx, id.get(), version).await;
        let (questionnaire, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(QuestionnaireRetirePayload {
            questionnaire,
            user_errors,
        })
    }

    /// Takes a questionnaire back into use.
    async fn questionnaire_unretire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<QuestionnaireId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<QuestionnaireUnretirePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::unretire(cx, id.get(), version).await;
        let (questionnaire, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(QuestionnaireUnretirePayload {
            questionnaire,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: QuestionnaireId,
    outcome: Result<entities::questionnaire::Model>,
) -> Result<Settled<Questionnaire>> {
    let stored = async { Ok(reads::by_ids(cx, &[id]).await?.remove(&id)) };
    payload::settled(outcome, Questionnaire::new, stored).await
}
