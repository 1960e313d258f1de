//! Root fields that change people: parse, call the operation, wrap the payload.

mod affiliation;

use async_graphql::{Context, Object};
use entities::{
    contact,
    ids::{AffiliationId, ContactId},
};

use super::{
    inputs::{ContactCreateInput, ContactMoveInput, ContactUpdateInput},
    ops::{self, Created, affiliations},
    reads,
    types::{
        Affiliation, Contact, ContactCreatePayload, ContactMovePayload, ContactRestorePayload,
        ContactTrashPayload, ContactUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::{Result, UserError, UserErrorCode},
    payload::{self, Settled},
    scalars::IdOf,
};
pub use affiliation::AffiliationMutation;

/// Root fields that change people.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContactMutation;

#[Object]
impl ContactMutation {
    /// Adds a contact, and where it works in the same step. A live contact of the same name with the same e-mail address or
    /// the same current employer or agency makes it a `DUPLICATE` with candidates.
    async fn contact_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new contact.")] input: ContactCreateInput,
        #[graphql(default = false, desc = "Add it although live contacts look like it.")]
        allow_duplicates: bool,
    ) -> Result<ContactCreatePayload, async_graphql::Error> {
        let outcome = ops::create(Cx::of(ctx)?, input.into(), allow_duplicates).await;
        let (contact, candidates, user_errors) = match outcome {
            Ok(Created::Contact(row)) => (Some(Contact::new(*row)), Vec::new(), Vec::new()),
            Ok(Created::Candidates(rows)) => (None, rows, vec![duplicate()]),
            Err(error) => (None, Vec::new(), error.into_user_errors()?),
        };
        let candidates = candidates.into_iter().map(Contact::new).collect();
        Ok(ContactCreatePayload {
            contact,
            candidates,
            user_errors,
        })
    }

    /// Changes a contact. Lists that are given replace the ones there are.
    async fn contact_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ContactId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: ContactUpdateInput,
    ) -> Result<ContactUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (contact, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ContactUpdatePayload {
            contact,
            changes,
            user_errors,
        })
    }

    /// Moves a person to another employer or agency: ends one affiliation and starts another one, both or neither.
    async fn contact_move(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The person.")] contact_id: IdOf<ContactId>,
        #[graphql(desc = "The affiliation of the person that ends.")] from_affiliation_id: IdOf<
            AffiliationId,
        >,
        #[graphql(desc = "The version of that affiliation you read; another one stored is a `CONFLICT`.")]
        version: i32,
        #[graphql(desc = "Where to, and when.")] input: ContactMoveInput,
    ) -> Result<ContactMovePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let from = from_affiliation_id.get();
        let (outcome, started) =
            match affiliations::move_on(cx, contact_id.get(), from, version, input.into()).await {
                Ok(moved) => (Ok(moved.ended), Some(moved.started)),
                Err(error) => (Err(error), None),
            };
        let (ended, user_errors) = affiliation::settled(cx, from, outcome).await?;
        Ok(ContactMovePayload {
            ended,
            started: started.map(Affiliation::new),
            user_errors,
        })
    }

    /// Puts a contact into the trash, from which it can be restored. Its affiliations stay; lists of an employer's people
    /// leave it out. Who speaks for a member of a partnership is `REFERENCED`: end that first.
    async fn contact_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ContactId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<ContactTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (contact, user_errors) = settled(cx, id.get(), ops::trash(cx, id.get(), version).await).await?;
        Ok(ContactTrashPayload { contact, user_errors })
    }

    /// Takes a contact out of the trash.
    async fn contact_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ContactId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<ContactRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (contact, user_errors) = settled(cx, id.get(), ops::restore(cx, id.get(), version).await).await?;
        Ok(ContactRestorePayload { contact, user_errors })
    }
}

fn duplicate() -> UserError {
    let message = "Contacts of this name with the same e-mail address or employer exist; choose one of the candidates, or \
                   insist.";
    UserError::new(UserErrorCode::Duplicate, "input.name", message)
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: ContactId, outcome: Result<contact::Model>) -> Result<Settled<Contact>> {
    payload::settled(outcome, Contact::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
