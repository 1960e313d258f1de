//! One try to send a letter, and what the mail server answered.

use sea_orm::entity::prelude::*;

use crate::ids::{MailAttemptId, MailId};

/// A row of `mail_attempt`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_attempt")]
pub struct Model {
    /// Primary key; `mail_attempt_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailAttemptId,
    /// The letter.
    pub outbox_message_id: MailId,
    /// Which try, from 1 on. One is missing where the process died while it tried.
    pub attempt: i32,
    /// When it ended.
    pub at: DateTimeUtc,
    /// What came of it.
    pub outcome: AttemptOutcome,
    /// The server's answer, or why there was none; addresses are masked.
    pub answer: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// What came of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum AttemptOutcome {
    /// The server took the letter.
    #[sea_orm(string_value = "ACCEPTED")]
    Accepted,
    /// It may work later.
    #[sea_orm(string_value = "TRANSIENT")]
    Transient,
    /// The server refused the letter for good.
    #[sea_orm(string_value = "PERMANENT")]
    Permanent,
}
