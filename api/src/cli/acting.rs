//! For whom a command works: Guildhall itself, which may do everything, or a person who is named; and for which agency.

use std::sync::Arc;

use entities::{agency, ids::AgencyId, user_account};
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    accounts::reads::users,
    actor::{Actor, Door, UserActor},
    agencies,
    app::{App, Cx},
    error::{Error, Result, UserErrorCode},
    text,
};

/// Why Guildhall acts when a command names nobody, as the audit shows it.
const REASON: &str = "command line";

/// For whom a command works.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Acting {
    /// Act as this user, with no more than the user's permissions; without, as the machine's operator, who may do everything
    #[arg(long = "as", value_name = "EMAIL")]
    user: Option<String>,
}

impl Acting {
    /// The context of the command's work.
    ///
    /// # Errors
    /// `NOT_FOUND` for a user who does not exist; `STATE` for one who has no access any more.
    pub(super) async fn cx(&self, app: &Arc<App>) -> Result<Cx> {
        let system = app.system(REASON);
        let Some(email) = &self.user else {
            return Ok(system);
        };
        let user = by_email(&system, email).await?;
        if user.disabled_at.is_some() {
            let message = format!("{} has no access any more.", user.email);
            return Err(Error::state("", message));
        }
        let actor = UserActor {
            id: user.id,
            agency_id: user.agency_id,
            role: user.role,
            door: Door::CommandLine,
        };
        Ok(Cx::new(app, Actor::User(actor), None))
    }
}

/// The user of an e-mail address.
///
/// # Errors
/// `NOT_FOUND`.
pub(super) async fn by_email(cx: &Cx, email: &str) -> Result<user_account::Model> {
    let user = users::visible(cx)
        .filter(user_account::Column::EmailSearch.eq(text::email_key(email)))
        .one(cx.app.db.read())
        .await?;
    user.ok_or_else(|| Error::user(UserErrorCode::NotFound, "", format!("There is no user {email}.")))
}

/// The live agency of a name or an id.
///
/// # Errors
/// `NOT_FOUND` when there is none; `DUPLICATE` when several have the name.
pub(super) async fn agency(cx: &Cx, given: &str) -> Result<AgencyId> {
    let is_it = match given.parse::<AgencyId>() {
        Ok(id) => agency::Column::Id.eq(id),
        Err(_) => agency::Column::NameSearch.eq(text::fold(given)),
    };
    let found = agencies::reads::live(cx)
        .filter(is_it)
        .all(cx.app.db.read())
        .await?;
    match found.as_slice() {
        [one] => Ok(one.id),
        [] => {
            let message = format!("There is no agency named {given}.");
            Err(Error::user(UserErrorCode::NotFound, "", message))
        }
        several => {
            let ids: Vec<String> = several.iter().map(|agency| agency.id.to_string()).collect();
            let message = format!(
                "There are several agencies named {given}; give the id of one: {}.",
                ids.join(", ")
            );
            Err(Error::user(UserErrorCode::Duplicate, "", message))
        }
    }
}
