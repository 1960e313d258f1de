//! The person who asks.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::user_account;

use super::{Grant, UserRole};
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    error::Result,
    links::Person,
    mail_preferences::{loaders::MailPreferencesOf, types::MailPreferences},
    policy::Action,
    prefetch::{self, Related, Selection},
};

/// The person who asks.
pub struct Viewer {
    row: user_account::Model,
    agency: Related<AgencyOf>,
    mail_preferences: Related<MailPreferencesOf>,
}

impl Viewer {
    /// The viewer of a row.
    pub fn new(row: user_account::Model) -> Self {
        Self {
            row,
            agency: Related::default(),
            mail_preferences: Related::default(),
        }
    }

    /// The viewer with what is selected filled.
    ///
    /// # Errors
    /// What the relation's load returns.
    pub async fn filled(mut self, cx: &Cx, selection: &Selection<'_>) -> Result<Self> {
        prefetch::one(
            cx,
            &mut [&mut self],
            selection,
            "agency",
            |node| Some(node.row.agency_id),
            |node| &mut node.agency,
        )
        .await?;
        Ok(self)
    }
}

/// The person who asks, by a session or by an API token.
#[Object]
impl Viewer {
    /// The id of the person's `User`.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The work e-mail address; the name one signs in with.
    async fn email(&self) -> &str {
        &self.row.email
    }

    /// The role in the agency.
    async fn role(&self) -> UserRole {
        self.row.role.into()
    }

    /// The agency the person works for; null when the API token does not allow seeing agencies.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// When and how you want to be reminded of meetings, and which mail you do without.
    async fn mail_preferences(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<MailPreferences>, async_graphql::Error> {
        let person = Person::User(self.row.id);
        let preferences = self.mail_preferences.get(ctx, person, ()).await?;
        Ok(preferences.unwrap_or_default())
    }

    /// What you may do: what the role permits and, by API token, the token grants. On some actions only as far as your
    /// agency's records go.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<Vec<Grant>, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let allowed = Action::ALL
            .iter()
            .copied()
            .filter(|action| cx.actor.scope(*action).is_some());
        Ok(allowed.map(Into::into).collect())
    }
}
