//! The application: what a request needs, built once; and [`Cx`], what an operation is handed.

use std::sync::Arc;

use entities::ids::{AgencyId, IdempotencyKeyId};

use crate::{
    accounts::{self, passwords::Passwords, upkeep::Uses},
    actor::Actor,
    clock::{Clock, Ids},
    config::Config,
    db::Db,
    error::Result,
    http::rate::RateLimits,
    links,
    mail::Mailer,
    outcomes,
    policy::{Action, Owner},
};

/// Everything that lives as long as the process.
#[derive(Debug)]
pub struct App {
    /// The settings.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// New ids.
    pub ids: Ids,
    /// Password hashing, off the async threads and bounded.
    pub passwords: Passwords,
    /// The key of signed links, once it was read.
    pub link_key: links::Key,
    /// The way that mail leaves by.
    pub mail: Mailer,
    /// Uses of sessions and tokens that are not written yet.
    pub uses: Uses,
    /// The outcomes that stand published, once they were read.
    pub outcomes: Arc<outcomes::ops::Kept>,
    /// How many cost points each actor has left.
    pub rates: RateLimits,
    /// How many failed sign-ins each network has left.
    pub sign_ins: RateLimits,
}

impl App {
    /// Opens the database and puts the parts together.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn build(config: Config, clock: Clock) -> Result<Arc<Self>, sea_orm::DbErr> {
        let db = Db::connect(&config.database).await?;
        Ok(Arc::new(Self::assemble(config, db, clock)))
    }

    /// The same application at another time, for what makes history: the database is shared.
    #[must_use]
    pub fn at(&self, clock: Clock) -> Arc<Self> {
        Arc::new(Self::assemble(self.config.clone(), self.db.clone(), clock))
    }

    fn assemble(config: Config, db: Db, clock: Clock) -> Self {
        Self {
            ids: Ids::new(clock.clone()),
            link_key: links::Key::default(),
            mail: Mailer::new(&config),
            passwords: Passwords::default(),
            uses: Uses::default(),
            outcomes: Arc::default(),
            rates: RateLimits::new(config.rate_limit),
            sign_ins: accounts::ops::failures_of_networks(),
            config,
            db,
            clock,
        }
    }

    /// The same application on another database, to try things out or to read of one moment: no mail leaves.
    pub fn on(&self, db: Db) -> Arc<Self> {
        Arc::new(Self {
            mail: Mailer::none(),
            outcomes: Arc::clone(&self.outcomes),
            ..Self::assemble(self.config.clone(), db, self.clock.clone())
        })
    }

    /// A context for Guildhall acting by itself.
    pub fn system(self: &Arc<Self>, reason: impl Into<String>) -> Cx {
        Cx::new(self, Actor::system(reason), None)
    }
}

/// What an operation is handed: the application, who is asking, and in which request. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Cx {
    /// The application.
    pub app: Arc<App>,
    /// Who is asking.
    pub actor: Arc<Actor>,
    /// The request, as logs and errors name it.
    pub request_id: Option<Arc<str>>,
    /// The idempotency key under which the request runs: marked as done by the transaction that does its work.
    pub key: Option<IdempotencyKeyId>,
}

impl Cx {
    /// A context for one request.
    pub fn new(app: &Arc<App>, actor: Actor, request_id: Option<Arc<str>>) -> Self {
        Self {
            app: Arc::clone(app),
            actor: Arc::new(actor),
            request_id,
            key: None,
        }
    }

    /// The same context under an idempotency key.
    #[must_use]
    pub fn under(&self, key: Option<IdempotencyKeyId>) -> Self {
        Self { key, ..self.clone() }
    }

    /// Asks the policy about a record of the network.
    ///
    /// # Errors
    /// See [`Actor::may`].
    pub fn may(&self, action: Action) -> Result<()> {
        self.actor.may(action, Owner::Network)
    }

    /// Asks the policy about a record of `agency`.
    ///
    /// # Errors
    /// See [`Actor::may`].
    pub fn may_for(&self, action: Action, agency: AgencyId) -> Result<()> {
        self.actor.may(action, Owner::Agency(agency))
    }
}
