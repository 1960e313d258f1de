//! A questionnaire that somebody answered about a partnership on a day.

use sea_orm::entity::prelude::*;

use crate::ids::{CheckupId, ContactId, PartnershipId, QuestionnaireId, UserId};

/// A row of `checkup`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "checkup")]
pub struct Model {
    /// Primary key; `checkup_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CheckupId,
    /// The partnership.
    pub partnership_id: PartnershipId,
    /// The questionnaire.
    pub questionnaire_id: QuestionnaireId,
    /// The day it was answered.
    pub answered_on: Date,
    /// Who answered, when it was a contact.
    pub contact_id: Option<ContactId>,
    /// Who recorded it; `None` if Guildhall did.
    pub user_id: Option<UserId>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
    /// When it was put in the trash; `None` while it is live.
    pub trashed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
