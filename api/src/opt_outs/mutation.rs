//! Root fields by which people do without mail, and get it again.

use async_graphql::{Context, Object};
use entities::ids::ContactId;

use super::{
    ops,
    types::{
        ContactMailOptOutEndPayload, MailKind, ResubscribePayload, UnsubscribePayload,
        ViewerMailOptOutEndPayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    links::Person,
    mail_preferences::{loaders::MailPreferencesOf, types::MailPreferences},
    payload::{self, Settled},
    prefetch::Relation as _,
    scalars::IdOf,
};

/// Root fields by which people do without mail.
#[derive(Clone, Copy, Debug, Default)]
pub struct OptOutMutation;

#[Object]
impl OptOutMutation {
    /// Stops the kind of mail that a link to unsubscribe names, and what waits of it. `NOT_FOUND` when the link does not work
    /// (any more). Doing it again changes nothing.
    async fn unsubscribe(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token: what comes after `/u/`.")] token: String,
    ) -> Result<UnsubscribePayload, async_graphql::Error> {
        let outcome = ops::unsubscribe(Cx::of(ctx)?, &token).await;
        let (unsubscription, user_errors) = payload::made(outcome, |shown| shown)?;
        Ok(UnsubscribePayload {
            unsubscription,
            user_errors,
        })
    }

    /// Resumes the kind of mail that a link to unsubscribe names. `NOT_FOUND` when the link does not work (any more). Doing it
    /// again changes nothing; what was skipped meanwhile is not sent.
    async fn resubscribe(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token: what comes after `/u/`.")] token: String,
    ) -> Result<ResubscribePayload, async_graphql::Error> {
        let outcome = ops::resubscribe(Cx::of(ctx)?, &token).await;
        let (unsubscription, user_errors) = payload::made(outcome, |shown| shown)?;
        Ok(ResubscribePayload {
            unsubscription,
            user_errors,
        })
    }

    /// Resumes a kind of mail that you do without. `STATE` when you get it.
    async fn viewer_mail_opt_out_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The kind of mail.")] kind: MailKind,
    ) -> Result<ViewerMailOptOutEndPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (mail_preferences, user_errors) = shown(cx, ops::end_own(cx, kind.into()).await).await?;
        Ok(ViewerMailOptOutEndPayload {
            mail_preferences,
            user_errors,
        })
    }

    /// Resumes a kind of mail that a contact does without, because the contact asked for it. `STATE` when the contact gets it.
    async fn contact_mail_opt_out_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contact's id.")] contact_id: IdOf<ContactId>,
        #[graphql(desc = "The kind of mail.")] kind: MailKind,
        #[graphql(desc = "How it is known that the contact wants it again; 500 characters at most.")]
        reason: String,
    ) -> Result<ContactMailOptOutEndPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::end_of_contact(cx, contact_id.get(), kind.into(), &reason).await;
        let (mail_preferences, user_errors) = shown(cx, outcome).await?;
        Ok(ContactMailOptOutEndPayload {
            mail_preferences,
            user_errors,
        })
    }
}

/// The preferences of the person after an operation, or its errors.
async fn shown(cx: &Cx, outcome: Result<Person>) -> Result<Settled<MailPreferences>> {
    match outcome {
        Ok(person) => {
            let mut found = MailPreferencesOf::load(cx, &[person], &()).await?;
            Ok((Some(found.remove(&person).unwrap_or_default()), Vec::new()))
        }
        Err(error) => Ok((None, error.into_user_errors()?)),
    }
}
