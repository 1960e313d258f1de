//! A person at an employer or an agency. Where the person works is an affiliation; the person stays
//! when jobs change.

use sea_orm::entity::prelude::*;

use crate::ids::ContactId;

/// A row of `contact`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    /// Primary key; `contact_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContactId,
    /// Full name as written.
    pub name: String,
    /// `name`, folded: accents removed, lower case.
    pub name_search: String,
    /// Given name, where known apart.
    pub given_name: Option<String>,
    /// Family name, where known apart.
    pub family_name: Option<String>,
    /// How the person wants to be reached; `None` if unknown.
    pub preferred_channel: Option<PreferredChannel>,
    /// The person asked not to be contacted; holds for every agency.
    pub do_not_contact: bool,
    /// Why, in words.
    pub do_not_contact_reason: Option<String>,
    /// Preferred language, a BCP 47 tag.
    pub language: Option<String>,
    /// Note about the person.
    pub note: Option<String>,
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

/// How a person wants to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum PreferredChannel {
    /// By e-mail.
    #[sea_orm(string_value = "EMAIL")]
    Email,
    /// By telephone.
    #[sea_orm(string_value = "PHONE")]
    Phone,
    /// By text message.
    #[sea_orm(string_value = "TEXT")]
    Text,
    /// By post.
    #[sea_orm(string_value = "LETTER")]
    Letter,
}
