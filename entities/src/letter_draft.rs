//! A letter that waits for a person: written by Guildhall, read, mended and sent by somebody.

use sea_orm::entity::prelude::*;

use crate::ids::{
    AgencyId, AttendeeId, ContactId, EmployerId, LetterDraftId, MailId, MeetingId, PartnershipId,
    RepresentativeId, UserId,
};

/// A row of `letter_draft`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter_draft")]
pub struct Model {
    /// Primary key; `letter_draft_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LetterDraftId,
    /// What it is for.
    pub kind: LetterDraftKind,
    /// The partnership it is about.
    pub partnership_id: PartnershipId,
    /// The meeting it is about; `None` for a welcome.
    pub meeting_id: Option<MeetingId>,
    /// Whom of a meeting it goes to. Exactly one of `attendee_id` and `representative_id` is set; unique with `kind` unless
    /// discarded.
    pub attendee_id: Option<AttendeeId>,
    /// The representative whom it welcomes. Exactly one of `attendee_id` and `representative_id` is set; unique unless
    /// discarded.
    pub representative_id: Option<RepresentativeId>,
    /// The person it goes to, if a contact. Exactly one of `contact_id` and `user_id` is set.
    pub contact_id: Option<ContactId>,
    /// The person it goes to, if a user. Exactly one of `contact_id` and `user_id` is set.
    pub user_id: Option<UserId>,
    /// The employer it concerns.
    pub employer_id: Option<EmployerId>,
    /// The agency whose people mend and send it.
    pub agency_id: AgencyId,
    /// In whose name it is written, if a user; who sends it if nobody is named. At most one of the two senders is set.
    pub sender_user_id: Option<UserId>,
    /// In whose name it is written, if a contact. At most one of the two senders is set.
    pub sender_contact_id: Option<ContactId>,
    /// The subject: one line.
    pub subject: String,
    /// What it says: plain text, blank lines between paragraphs.
    pub body: String,
    /// Where it stands.
    pub state: LetterDraftState,
    /// When somebody sent it.
    pub sent_at: Option<DateTimeUtc>,
    /// The letter in the outbox, once it was sent.
    pub mail_id: Option<MailId>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// What a drafted letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum LetterDraftKind {
    /// Tells those who came to a meeting what was agreed.
    #[sea_orm(string_value = "FOLLOW_UP")]
    FollowUp,
    /// Thanks the people of employers who came.
    #[sea_orm(string_value = "THANK_YOU")]
    ThankYou,
    /// Welcomes who speaks for a new member.
    #[sea_orm(string_value = "WELCOME")]
    Welcome,
}

/// Where a drafted letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum LetterDraftState {
    /// Waits for somebody to send it.
    #[sea_orm(string_value = "DRAFT")]
    Draft,
    /// Somebody sent it: it is in the outbox, or has left.
    #[sea_orm(string_value = "SENT")]
    Sent,
    /// It is not to be sent.
    #[sea_orm(string_value = "DISCARDED")]
    Discarded,
}
