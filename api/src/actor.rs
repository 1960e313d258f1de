//! Who is asking: loaded once a request, passed to every operation.

use std::collections::BTreeSet;

use entities::{
    ids::{AgencyId, ApiTokenId, CalendarFeedId, SessionId, UserId},
    user_account::UserRole,
};

use crate::{
    error::{Error, Result},
    policy::{self, Action, Owner, Scope},
};

/// What a calendar feed allows, still subject to the role.
const FEED: [Action; 2] = [Action::MeetingRead, Action::PartnershipRead];

/// Who is asking.
#[derive(Clone, Debug)]
pub enum Actor {
    /// Nobody has signed in.
    Anonymous,
    /// A person, by a session or by an API token.
    User(UserActor),
    /// Guildhall itself: a job, an import, the command line.
    System {
        /// Why it acts, as the audit shows it.
        reason: String,
    },
}

/// A person who is asking.
#[derive(Clone, Debug)]
pub struct UserActor {
    /// The person.
    pub id: UserId,
    /// The person's agency.
    pub agency_id: AgencyId,
    /// The person's role in that agency.
    pub role: UserRole,
    /// How the person is known here.
    pub door: Door,
}

/// How a person came in.
#[derive(Clone, Debug)]
pub enum Door {
    /// By a session cookie.
    Session(SessionId),
    /// By an API token, which allows no more than its list of actions.
    Token {
        /// The token.
        id: ApiTokenId,
        /// The actions it allows, each still subject to the role.
        grants: BTreeSet<Action>,
    },
    /// By the address of a calendar feed, which allows no more than to see meetings.
    Feed(CalendarFeedId),
    /// By a letter that Guildhall writes: it shows what the person may see.
    Letter,
    /// By the command line: whoever runs the machine acts as this person.
    CommandLine,
}

impl Actor {
    /// Guildhall acting by itself.
    pub fn system(reason: impl Into<String>) -> Self {
        Self::System {
            reason: reason.into(),
        }
    }

    /// The person, when it is one.
    pub fn user(&self) -> Option<&UserActor> {
        if let Self::User(user) = self {
            Some(user)
        } else {
            None
        }
    }

    /// How far the actor's permission for `action` reaches; none when it has none.
    pub fn scope(&self, action: Action) -> Option<Scope> {
        match self {
            Self::Anonymous => None,
            Self::System { .. } => Some(Scope::All),
            Self::User(user) => match &user.door {
                Door::Token { grants, .. } if !grants.contains(&action) => None,
                Door::Feed(_) if !FEED.contains(&action) => None,
                _ => policy::granted(action, user.role),
            },
        }
    }

    /// Asks the policy: the first statement of every operation.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] for nobody, [`Error::Forbidden`] where the role, the scope or the token does not reach.
    pub fn may(&self, action: Action, owner: Owner) -> Result<()> {
        let Some(scope) = self.scope(action) else {
            return Err(if matches!(self, Self::Anonymous) {
                Error::Unauthenticated
            } else {
                Error::Forbidden
            });
        };
        let reaches = match (scope, owner) {
            (Scope::All | Scope::Network, _) => true,
            (Scope::Own, Owner::Agency(agency)) => self.user().is_some_and(|user| user.agency_id == agency),
            (Scope::Own, Owner::Network) => false,
        };
        if reaches { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// The actor's name in tables that key by actor, such as idempotency keys and rate limits.
    pub fn key(&self) -> String {
        match self {
            Self::Anonymous => "anonymous".to_owned(),
            Self::System { .. } => "system".to_owned(),
            Self::User(UserActor {
                door: Door::Token { id, .. },
                ..
            }) => id.to_string(),
            Self::User(user) => user.id.to_string(),
        }
    }
}
