//! One reminder of a day of an agreement, to a person. It is planned with the agreement and ends in exactly one state; none is
//! deleted.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{AgreementId, AgreementReminderId, MailId, UserId},
    reminder_instance::ReminderState,
};

/// A row of `agreement_reminder`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement_reminder")]
pub struct Model {
    /// Primary key; `agreement_reminder_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AgreementReminderId,
    /// The agreement.
    pub agreement_id: AgreementId,
    /// Of which of its days it reminds.
    pub what: AgreementDay,
    /// That day, as it was when this was planned.
    pub day: Date,
    /// How many days before it.
    pub days_before: i32,
    /// Who is reminded; `None` while nobody answers for the agreement.
    pub user_id: Option<UserId>,
    /// `user_id`, or zeros. Unique with agreement, what, day and days: this alone keeps a reminder from being sent twice.
    pub recipient: Uuid,
    /// When it is to leave; reckoned from the day, never from the time of planning.
    pub due_at: DateTimeUtc,
    /// Where it stands.
    pub state: ReminderState,
    /// Why it is not to be sent or was not sent, or what it waits for, in one word.
    pub reason: Option<String>,
    /// The letter in the outbox; `None` until it is due.
    pub outbox_message_id: Option<MailId>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// A day of an agreement of which people are reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum AgreementDay {
    /// The last day it holds.
    #[sea_orm(string_value = "ENDS")]
    Ends,
    /// The day by which the parties look at it again.
    #[sea_orm(string_value = "REVIEW")]
    Review,
}
