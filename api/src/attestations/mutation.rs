//! Root fields by which employers attest milestones.

use async_graphql::{Context, Object};

use super::{inputs::SkillGainAttestInput, ops, types::SkillGainAttestByLinkPayload};
use crate::{app::Cx, payload};

/// Root fields by which employers attest milestones.
#[derive(Clone, Copy, Debug, Default)]
pub struct AttestationMutation;

#[Object]
impl AttestationMutation {
    /// Answers about a milestone by the token of a link: reached, or not yet. It is answered once; later, or when the milestone
    /// was recorded in the meantime, `STATE`. `NOT_FOUND` when the link does not work (any more).
    async fn skill_gain_attest_by_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token: what comes after `/attest/`.")] token: String,
        #[graphql(desc = "The answer.")] input: SkillGainAttestInput,
    ) -> Result<SkillGainAttestByLinkPayload, async_graphql::Error> {
        let outcome = ops::answer(Cx::of(ctx)?, &token, input.into()).await;
        let (attestation_request, user_errors) = payload::made(outcome, Into::into)?;
        Ok(SkillGainAttestByLinkPayload {
            attestation_request,
            user_errors,
        })
    }
}
