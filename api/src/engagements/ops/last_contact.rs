//! Keeps when an employer was last in touch, in the transaction that changes an engagement.

use entities::{employer, ids::EmployerId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, prelude::DateTimeUtc};

use crate::{db::Tx, engagements::reads, error::Result};

/// Computes the employer's last contact anew. It is derived: neither the version nor the audit of the employer moves.
///
/// The employer's row is locked first, so that of two who log at once on PostgreSQL the later sees the other's engagement.
///
/// # Errors
/// Database errors.
pub(crate) async fn settle(tx: &Tx, id: EmployerId) -> Result<()> {
    let stored = employer::Entity::find_by_id(id)
        .select_only()
        .column(employer::Column::LastContactAt)
        .lock_exclusive()
        .into_tuple::<Option<DateTimeUtc>>()
        .one(tx)
        .await?;
    let latest = reads::last_contact(tx, id).await?;
    if stored == Some(latest) {
        return Ok(());
    }
    let row = employer::ActiveModel {
        last_contact_at: Set(latest),
        last_contact_sort: Set(latest.unwrap_or(DateTimeUtc::UNIX_EPOCH)),
        ..Default::default()
    };
    employer::Entity::update_many()
        .set(row)
        .filter(employer::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
