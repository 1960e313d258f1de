//! For whom a job acts.

use std::{collections::BTreeSet, sync::Arc};

use entities::{
    ids::{ApiTokenId, SessionId, UserId},
    user_account,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

use crate::{
    actor::{Actor, Door, UserActor},
    app::{App, Cx},
    error::{Error, Result},
    policy::Action,
};

/// Who started a job, as its row keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Starter {
    /// Guildhall itself, and why.
    System(String),
    /// A person, by a session.
    Session {
        /// The person.
        user: String,
        /// The session, which may have ended since.
        session: String,
    },
    /// A person, by a token with these grants.
    Token {
        /// The person.
        user: String,
        /// The token.
        token: String,
        /// The actions it allowed.
        grants: Vec<String>,
    },
    /// A person, by the command line.
    CommandLine {
        /// The person.
        user: String,
    },
}

impl Starter {
    /// The actor of a request, as a job keeps it.
    pub fn of(actor: &Actor) -> Self {
        match actor {
            Actor::System { reason } => Self::System(reason.clone()),
            Actor::Anonymous => Self::System("nobody".to_owned()),
            Actor::User(user) => match &user.door {
                Door::Session(session) => Self::Session {
                    user: user.id.to_string(),
                    session: session.to_string(),
                },
                Door::Token { id, grants } => Self::Token {
                    user: user.id.to_string(),
                    token: id.to_string(),
                    grants: grants.iter().map(|grant| grant.name().to_owned()).collect(),
                },
                // A feed starts nothing; the machine itself stands behind both.
                Door::CommandLine | Door::Letter | Door::Feed(_) => Self::CommandLine {
                    user: user.id.to_string(),
                },
            },
        }
    }

    /// The context of the job: the person with the role of today.
    ///
    /// # Errors
    /// `FORBIDDEN` when the person can no longer sign in.
    pub(super) async fn cx(self, app: &Arc<App>) -> Result<Cx> {
        let (user, door) = match self {
            Self::System(reason) => return Ok(app.system(reason)),
            Self::Session { user, session } => (user, Door::Session(id::<SessionId>(&session)?)),
            Self::Token { user, token, grants } => {
                let grants: BTreeSet<Action> =
                    grants.iter().filter_map(|name| Action::from_name(name)).collect();
                let id = id::<ApiTokenId>(&token)?;
                (user, Door::Token { id, grants })
            }
            Self::CommandLine { user } => (user, Door::CommandLine),
        };
        let row = user_account::Entity::find_by_id(id::<UserId>(&user)?)
            .filter(user_account::Column::DisabledAt.is_null())
            .one(app.db.read())
            .await?
            .ok_or(Error::Forbidden)?;
        let actor = UserActor {
            id: row.id,
            agency_id: row.agency_id,
            role: row.role,
            door,
        };
        Ok(Cx::new(app, Actor::User(actor), None))
    }
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse()
        .map_err(|_| Error::internal(format!("{text} is no id")))
}
