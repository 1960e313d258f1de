//! Root fields that say when and how people want to be reminded: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::ContactId, mail_preference};

use super::{
    inputs::MailPreferencesUpdateInput,
    loaders::MailPreferencesOf,
    ops,
    types::{ContactMailPreferencesUpdatePayload, MailPreferences, ViewerMailPreferencesUpdatePayload},
};
use crate::{
    app::Cx,
    error::{Result, UserErrorCode},
    links::Person,
    payload::Settled,
    prefetch::Relation as _,
    scalars::IdOf,
};

/// Root fields that say when and how people want to be reminded.
#[derive(Clone, Copy, Debug, Default)]
pub struct MailPreferenceMutation;

#[Object]
impl MailPreferenceMutation {
    /// Says when and how you want to be reminded of meetings. What has not left is planned anew.
    async fn viewer_mail_preferences_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The version you read, 0 the first time; another one stored is a `CONFLICT`.")]
        version: i32,
        #[graphql(desc = "What is to be different.")] input: MailPreferencesUpdateInput,
    ) -> Result<ViewerMailPreferencesUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = match input.row() {
            Ok(row) => ops::update_own(cx, version, row).await,
            Err(error) => Err(error),
        };
        let person = cx.actor.user().map(|user| Person::User(user.id));
        let (mail_preferences, user_errors) = settled(cx, person, outcome).await?;
        Ok(ViewerMailPreferencesUpdatePayload {
            mail_preferences,
            user_errors,
        })
    }

    /// Notes when and how a contact wants to be reminded of meetings. What has not left is planned anew.
    async fn contact_mail_preferences_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The contact's id.")] contact_id: IdOf<ContactId>,
        #[graphql(desc = "The version you read, 0 the first time; another one stored is a `CONFLICT`.")]
        version: i32,
        #[graphql(desc = "What is to be different.")] input: MailPreferencesUpdateInput,
    ) -> Result<ContactMailPreferencesUpdatePayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, contact_id.get());
        let outcome = match input.row() {
            Ok(row) => ops::update_of_contact(cx, id, version, row).await,
            Err(error) => Err(error),
        };
        let (mail_preferences, user_errors) = settled(cx, Some(Person::Contact(id)), outcome).await?;
        Ok(ContactMailPreferencesUpdatePayload {
            mail_preferences,
            user_errors,
        })
    }
}

/// The preferences after an operation, or its errors with those stored after a conflict.
async fn settled(
    cx: &Cx,
    person: Option<Person>,
    outcome: Result<mail_preference::Model>,
) -> Result<Settled<MailPreferences>> {
    let user_errors = match outcome {
        Ok(_) => Vec::new(),
        Err(error) => error.into_user_errors()?,
    };
    let is_told = user_errors
        .iter()
        .all(|error| error.code == UserErrorCode::Conflict);
    let Some(person) = person.filter(|_| is_told) else {
        return Ok((None, user_errors));
    };
    let mut stored = MailPreferencesOf::load(cx, &[person], &()).await?;
    Ok((Some(stored.remove(&person).unwrap_or_default()), user_errors))
}
