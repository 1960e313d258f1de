//! Failed sign-ins of one e-mail address, to slow down guessing. A success removes the row.

use sea_orm::entity::prelude::*;

/// A row of `sign_in_attempt`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_attempt")]
pub struct Model {
    /// Hash of the folded e-mail address: unknown addresses are counted too, and none is stored.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_hash: String,
    /// Failures in a row.
    pub failures: i32,
    /// When it last failed.
    pub last_failed_at: DateTimeUtc,
    /// No attempt is looked at before this time; `None` if not locked.
    pub locked_until: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
