//! A letter in the outbox: written in the transaction of the change that causes it, sent later by the worker.

use sea_orm::entity::prelude::*;

use crate::ids::{ContactId, EmployerId, MailId, UserId};
use crate::mail_opt_out::MailKind;
use crate::subject_type::SubjectType;

/// A row of `outbox_message`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox_message")]
pub struct Model {
    /// Primary key; `mail_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailId,
    /// Which letter it is: the name of its templates.
    pub letter: String,
    /// The kind of mail it is, which its recipient may do without; `None` if one has to have it.
    pub kind: Option<MailKind>,
    /// The kind of record it is about.
    pub subject_type: SubjectType,
    /// The record it is about.
    pub subject_id: Uuid,
    /// The user it is for; `None` if it is for somebody else.
    pub user_id: Option<UserId>,
    /// The contact it is for; `None` if it is for somebody else.
    pub contact_id: Option<ContactId>,
    /// The employer it concerns.
    pub employer_id: Option<EmployerId>,
    /// Where it goes, as written.
    pub to_address: String,
    /// Where it goes, folded.
    pub address_search: String,
    /// The name beside the address.
    pub to_name: Option<String>,
    /// Where answers go; `None` if to the sender.
    pub reply_to: Option<String>,
    /// The subject line.
    pub subject: String,
    /// The letter as plain text; empty once a letter that held a secret has ended.
    pub text_body: String,
    /// The letter as HTML; empty once a letter that held a secret has ended.
    pub html_body: String,
    /// An iCalendar object that goes with it.
    pub calendar: Option<String>,
    /// The method of that object, such as `REQUEST` or `CANCEL`.
    pub calendar_method: Option<String>,
    /// The `Message-ID`: made from what the letter is about, so that sending it again repeats it.
    pub message_id: String,
    /// The `Message-ID` of the letter that began the thread.
    pub in_reply_to: Option<String>,
    /// Where the recipient unsubscribes with one click.
    pub unsubscribe_url: Option<String>,
    /// Not before this time; moved on after a failure.
    pub due_at: DateTimeUtc,
    /// When it is of no use any more.
    pub expires_at: DateTimeUtc,
    /// Where it stands.
    pub state: MailState,
    /// Why it was not sent, in one word: `LATE`, `GAVE_UP`, `REFUSED` …
    pub reason: Option<String>,
    /// How often it was tried.
    pub attempts: i32,
    /// The claim of the worker that has it; `None` if none.
    pub claimed_by: Option<String>,
    /// When the claim ends and another worker may take it.
    pub claimed_until: Option<DateTimeUtc>,
    /// When it was sent, failed, skipped or cancelled.
    pub ended_at: Option<DateTimeUtc>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// Where a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum MailState {
    /// Waits, or is being sent.
    #[sea_orm(string_value = "QUEUED")]
    Queued,
    /// A mail server took it.
    #[sea_orm(string_value = "SENT")]
    Sent,
    /// It was refused, or tried until it was of no use any more.
    #[sea_orm(string_value = "FAILED")]
    Failed,
    /// It was not tried.
    #[sea_orm(string_value = "SKIPPED")]
    Skipped,
    /// Somebody or something called it off.
    #[sea_orm(string_value = "CANCELLED")]
    Cancelled,
}
