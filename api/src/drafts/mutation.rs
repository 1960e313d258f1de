//! Root fields that change drafted letters: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::LetterDraftId, letter_draft};

use super::{
    inputs::LetterDraftUpdateInput,
    ops, reads,
    types::{
        LetterDraft, LetterDraftDiscardPayload, LetterDraftRestorePayload, LetterDraftSent,
        LetterDraftUpdatePayload, LetterDraftsSendPayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    prefetch::{Fill as _, Selection},
    scalars::IdOf,
};

/// Root fields that change drafted letters.
#[derive(Clone, Copy, Debug, Default)]
pub struct LetterDraftMutation;

#[Object]
impl LetterDraftMutation {
    /// Mends a drafted letter.
    async fn letter_draft_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<LetterDraftId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: LetterDraftUpdateInput,
    ) -> Result<LetterDraftUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (letter_draft, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(LetterDraftUpdatePayload {
            letter_draft,
            changes,
            user_errors,
        })
    }

    /// Sends drafted letters: each goes into the outbox, or tells why it does not. A letter leaves once, however often it is
    /// sent; answers go to whom it is written in the name of.
    async fn letter_drafts_send(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The letters; 100 at most.")] ids: Vec<IdOf<LetterDraftId>>,
        #[graphql(
            desc = "The versions you read, one for each letter: a letter that was changed since is a `CONFLICT` and stays. \
                    Without them letters are sent as they are."
        )]
        versions: Option<Vec<i32>>,
    ) -> Result<LetterDraftsSendPayload, async_graphql::Error> {
        let (cx, ids) = (Cx::of(ctx)?, ids.into_iter().map(IdOf::get).collect::<Vec<_>>());
        let outcome = ops::send(cx, &ids, versions.as_deref()).await;
        let (sent, user_errors) = payload::made(outcome, |sent| sent)?;
        let mut results = Vec::new();
        if let Some(sent) = sent {
            results = shown(cx, &ids, sent).await?;
            let letters = results.iter_mut().filter_map(|one| one.letter_draft.as_mut());
            let below = Selection::of(ctx).field("results").field("letterDraft");
            LetterDraft::fill(cx, letters.collect(), &below).await?;
        }
        Ok(LetterDraftsSendPayload { results, user_errors })
    }

    /// Discards a drafted letter: it is not to be sent. It can be taken back.
    async fn letter_draft_discard(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<LetterDraftId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<LetterDraftDiscardPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::discard(cx, id.get(), version).await;
        let (letter_draft, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(LetterDraftDiscardPayload {
            letter_draft,
            user_errors,
        })
    }

    /// Takes a discarded letter back, as long as what it tells of holds.
    async fn letter_draft_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<LetterDraftId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<LetterDraftRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (letter_draft, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(LetterDraftRestorePayload {
            letter_draft,
            user_errors,
        })
    }
}

/// The letter of an operation, or its errors with the stored letter after a conflict.
async fn settled(
    cx: &Cx,
    id: LetterDraftId,
    outcome: Result<letter_draft::Model>,
) -> Result<Settled<LetterDraft>> {
    let stored = async { payload::if_there(reads::by_id(cx, cx.app.db.read(), id).await) };
    payload::settled(outcome, LetterDraft::new, stored).await
}

/// What became of each letter: those that were not sent are shown as they are stored.
async fn shown(cx: &Cx, ids: &[LetterDraftId], sent: Vec<ops::Sent>) -> Result<Vec<LetterDraftSent>> {
    let refused: Vec<_> = ids
        .iter()
        .zip(&sent)
        .filter(|(_, one)| one.is_err())
        .map(|(id, _)| *id)
        .collect();
    let stored = if refused.is_empty() {
        std::collections::HashMap::new()
    } else {
        reads::by_ids(cx, &refused).await?
    };
    let mut results = Vec::with_capacity(sent.len());
    for (id, one) in ids.iter().zip(sent) {
        let (row, user_errors) = match one {
            Ok(row) => (Some(row), Vec::new()),
            Err(error) => (stored.get(id).cloned(), error.into_user_errors()?),
        };
        results.push(LetterDraftSent {
            letter_draft: row.map(LetterDraft::new),
            user_errors,
        });
    }
    Ok(results)
}
