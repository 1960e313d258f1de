//! A kind of mail that a person does not want.

use sea_orm::entity::prelude::*;

use crate::ids::{ContactId, MailOptOutId, UserId};

/// A row of `mail_opt_out`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_opt_out")]
pub struct Model {
    /// Primary key; `mail_opt_out_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailOptOutId,
    /// The person, if a contact. Exactly one of `contact_id` and `user_id` is set.
    pub contact_id: Option<ContactId>,
    /// The person, if a user. Exactly one of `contact_id` and `user_id` is set.
    pub user_id: Option<UserId>,
    /// The kind of mail; unique for a person.
    pub kind: MailKind,
    /// When the person said so.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

/// A kind of letters that people may do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum MailKind {
    /// Invitations to meetings, their changes and cancellations.
    #[sea_orm(string_value = "INVITATION")]
    Invitation,
    /// Reminders of meetings, and of agreements that end or are to be reviewed.
    #[sea_orm(string_value = "REMINDER")]
    Reminder,
    /// What is ahead, in one letter a day.
    #[sea_orm(string_value = "DIGEST")]
    Digest,
    /// Letters that somebody wrote: a welcome, a thank-you, a follow-up.
    #[sea_orm(string_value = "LETTER")]
    Letter,
}
