//! A check-up.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::checkup;
use futures_util::future::BoxFuture;

use super::CheckupAnswer;
use crate::{
    accounts::{loaders::UserOf, types::User},
    app::Cx,
    checkups::loaders::AnswersOf,
    contacts::{loaders::ContactOf, types::Contact},
    error::Result,
    partnerships::{loaders::PartnershipOf, types::Partnership},
    prefetch::{self, Fill, Related, Selection},
    questionnaires::{loaders::QuestionnaireOf, types::Questionnaire},
    scalars::{Date, Instant},
};

/// A check-up.
#[derive(Clone)]
pub struct Checkup {
    row: checkup::Model,
    partnership: Related<PartnershipOf>,
    questionnaire: Related<QuestionnaireOf>,
    contact: Related<ContactOf>,
    user: Related<UserOf>,
    answers: Related<AnswersOf>,
}

impl Checkup {
    /// The check-up of a row.
    pub fn new(row: checkup::Model) -> Self {
        Self {
            row,
            partnership: Related::default(),
            questionnaire: Related::default(),
            contact: Related::default(),
            user: Related::default(),
            answers: Related::default(),
        }
    }
}

impl Fill for Checkup {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let partnership = |node: &Self| Some(node.row.partnership_id);
            prefetch::one(cx, nodes, selection, "partnership", partnership, |node| {
                &mut node.partnership
            })
            .await?;
            let questionnaire = |node: &Self| Some(node.row.questionnaire_id);
            prefetch::one(cx, nodes, selection, "questionnaire", questionnaire, |node| {
                &mut node.questionnaire
            })
            .await?;
            let contact = |node: &Self| node.row.contact_id;
            prefetch::one(cx, nodes, selection, "contact", contact, |node| &mut node.contact).await?;
            let user = |node: &Self| node.row.user_id;
            prefetch::one(cx, nodes, selection, "user", user, |node| &mut node.user).await?;
            let id = |node: &Self| node.row.id;
            prefetch::all(cx, nodes, selection, "answers", id, |node| &mut node.answers).await
        })
    }
}

/// A questionnaire that somebody answered about a partnership on a day.
#[Object]
impl Checkup {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The partnership.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        self.partnership
            .get(ctx, self.row.partnership_id, ())
            .await
            .transpose()
    }

    /// The questionnaire.
    async fn questionnaire(&self, ctx: &Context<'_>) -> Option<Result<Arc<Questionnaire>>> {
        self.questionnaire
            .get(ctx, self.row.questionnaire_id, ())
            .await
            .transpose()
    }

    /// The day it was answered.
    async fn answered_on(&self) -> Date {
        Date(self.row.answered_on)
    }

    /// Who answered, when it was a contact.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.contact.get(ctx, self.row.contact_id?, ()).await.transpose()
    }

    /// Who recorded it; null when Guildhall did.
    async fn user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.user.get(ctx, self.row.user_id?, ()).await.transpose()
    }

    /// The answers, in the order of the questions; questions that stayed open are left out.
    async fn answers(&self, ctx: &Context<'_>) -> Result<Arc<Vec<CheckupAnswer>>, async_graphql::Error> {
        Ok(self.answers.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }

    /// When it was recorded.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// Counts its changes: hand it back when you put it into the trash.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// When it was put into the trash.
    async fn trashed_at(&self) -> Option<Instant> {
        self.row.trashed_at.map(Instant)
    }
}
