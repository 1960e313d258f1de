//! The demo: a fictional region in an empty database, with eighteen months of history.
//!
//! Everything is made by the features' own operations, so that rules hold and the audit is whole; the actor is Guildhall
//! itself, for [`REASON`], and the clock walks from then to now, so that the region never ages. Nothing but the password and the
//! token is random. What was made can be taken away again as long as nobody has added anything of their own.

mod again;
mod fill;
mod region;
mod remove;

use std::sync::Arc;

use entities::{
    agency, audit_entry, contact, contribution, employer, engagement, partnership, role_commitment,
    user_account,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::{app::App, error::Result};

pub use again::again;
pub use fill::fill;
pub use remove::remove;

/// Why Guildhall acts, as the audit shows it.
pub const REASON: &str = "demo data";

/// What the database holds, as far as the demo is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing yet.
    Nothing,
    /// The demo.
    Demo,
    /// The beginning of a demo that was interrupted.
    HalfADemo,
    /// Something else.
    Other,
}

/// How to come into a demo.
#[derive(Clone, Debug)]
pub struct Doors {
    /// The people who may sign in, one of each role: address, role, name.
    pub people: Vec<(String, user_account::UserRole, String)>,
    /// The password of all of them.
    pub password: String,
    /// An API token of the administrator.
    pub token: String,
}

/// Looks at what the database holds.
///
/// # Errors
/// Database errors.
pub async fn content(app: &Arc<App>) -> Result<Content> {
    let db = app.db.read();
    let made = audit_entry::Entity::find()
        .filter(audit_entry::Column::Reason.eq(REASON))
        .count(db)
        .await?;
    if made > 0 {
        let is_whole = employer::Entity::find().count(db).await? > 0;
        return Ok(if is_whole {
            Content::Demo
        } else {
            Content::HalfADemo
        });
    }
    let rows = [
        agency::Entity::find().count(db).await?,
        user_account::Entity::find().count(db).await?,
        employer::Entity::find().count(db).await?,
        contact::Entity::find().count(db).await?,
        partnership::Entity::find().count(db).await?,
    ];
    Ok(if rows.iter().sum::<u64>() == 0 {
        Content::Nothing
    } else {
        Content::Other
    })
}

/// What the database holds, counted for people: `60 employers, 3 partnerships …`.
///
/// # Errors
/// Database errors.
pub async fn holds(app: &Arc<App>) -> Result<String> {
    let db = app.db.read();
    let counts = [
        (employer::Entity::find().count(db).await?, "employers"),
        (contact::Entity::find().count(db).await?, "people"),
        (partnership::Entity::find().count(db).await?, "partnerships"),
        (role_commitment::Entity::find().count(db).await?, "roles taken"),
        (engagement::Entity::find().count(db).await?, "conversations"),
        (contribution::Entity::find().count(db).await?, "contributions"),
    ];
    let parts: Vec<String> = counts
        .iter()
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    Ok(parts.join(", "))
}
