//! An address that refused letters for good.

use sea_orm::entity::prelude::*;

/// A row of `mail_address`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_address")]
pub struct Model {
    /// The address, folded.
    #[sea_orm(primary_key, auto_increment = false)]
    pub address_search: String,
    /// Refusals in a row.
    pub failures: i32,
    /// Since when nothing is sent to it; `None` if it is.
    pub bouncing_since: Option<DateTimeUtc>,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
