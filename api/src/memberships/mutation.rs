//! Root fields that change memberships: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{
    ids::{MembershipId, PartnershipId, RepresentativeId},
    membership,
};

use super::{
    inputs::{MembershipStartInput, MembershipUpdateInput, RepresentativeAssignInput},
    ops, reads,
    types::{
        Membership, MembershipEndPayload, MembershipRestorePayload, MembershipStartPayload,
        MembershipTrashPayload, MembershipUpdatePayload, Representative, RepresentativeAssignPayload,
        RepresentativeEndPayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::{Date, IdOf},
};

/// Root fields that change memberships and representatives.
#[derive(Clone, Copy, Debug, Default)]
pub struct MembershipMutation;

#[Object]
impl MembershipMutation {
    /// Makes an employer or an agency a member of a partnership. A membership at the same time makes it a `DUPLICATE`.
    async fn membership_start(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The partnership.")] partnership_id: IdOf<PartnershipId>,
        #[graphql(desc = "The new membership.")] input: MembershipStartInput,
    ) -> Result<MembershipStartPayload, async_graphql::Error> {
        let outcome = ops::start(Cx::of(ctx)?, partnership_id.get(), input.into()).await;
        let (membership, user_errors) = payload::made(outcome, Membership::new)?;
        Ok(MembershipStartPayload {
            membership,
            user_errors,
        })
    }

    /// Changes a membership. Its party and its partnership stay.
    async fn membership_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MembershipId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: MembershipUpdateInput,
    ) -> Result<MembershipUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (membership, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(MembershipUpdatePayload {
            membership,
            changes,
            user_errors,
        })
    }

    /// Ends a membership, and its representatives with it.
    async fn membership_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MembershipId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The last day it is a member; today (UTC) when absent.")] left_on: Option<Date>,
    ) -> Result<MembershipEndPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::end(cx, id.get(), version, left_on.map(|day| day.0)).await;
        let (membership, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(MembershipEndPayload {
            membership,
            user_errors,
        })
    }

    /// Puts a membership into the trash, because it was a mistake. A member that leaves ends its membership.
    async fn membership_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MembershipId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<MembershipTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (membership, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(MembershipTrashPayload {
            membership,
            user_errors,
        })
    }

    /// Takes a membership out of the trash.
    async fn membership_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MembershipId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<MembershipRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (membership, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(MembershipRestorePayload {
            membership,
            user_errors,
        })
    }

    /// Lets a person speak for a member. The former representative of that kind ends the day before.
    async fn representative_assign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The membership.")] membership_id: IdOf<MembershipId>,
        #[graphql(desc = "The person, as what, and since when.")] input: RepresentativeAssignInput,
    ) -> Result<RepresentativeAssignPayload, async_graphql::Error> {
        let outcome = ops::assign(Cx::of(ctx)?, membership_id.get(), input.into()).await;
        let (representative, former, user_errors) = match outcome {
            Ok((row, former)) => (Some(Representative::new(row)), former, Vec::new()),
            Err(error) => (None, None, error.into_user_errors()?),
        };
        Ok(RepresentativeAssignPayload {
            representative,
            former: former.map(Representative::new),
            user_errors,
        })
    }

    /// Ends a person's speaking for a member.
    async fn representative_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The representative's id.")] id: IdOf<RepresentativeId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The last day the person speaks for it; today (UTC) when absent.")] ended_on: Option<
            Date,
        >,
    ) -> Result<RepresentativeEndPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let ended_on = ended_on.map(|day| day.0);
        let outcome = ops::end_representative(cx, id.get(), version, ended_on).await;
        let stored = async { payload::if_there(reads::representative(cx, cx.app.db.read(), id.get()).await) };
        let (representative, user_errors) = payload::settled(outcome, Representative::new, stored).await?;
        Ok(RepresentativeEndPayload {
            representative,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: MembershipId,
    outcome: Result<membership::Model>,
) -> Result<Settled<Membership>> {
    payload::settled(outcome, Membership::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
