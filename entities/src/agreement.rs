//! What the partners of a partnership agreed in writing, such as a memorandum of understanding.

use sea_orm::entity::prelude::*;

use crate::ids::{AgreementId, PartnershipId};

/// A row of `agreement`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement")]
pub struct Model {
    /// Primary key; `agreement_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AgreementId,
    /// The partnership.
    pub partnership_id: PartnershipId,
    /// What kind of agreement it is.
    pub kind: AgreementKind,
    /// Its title.
    pub title: String,
    /// The day the last party signed; `None` while one has not.
    pub signed_on: Option<Date>,
    /// The first day it holds; `None` if it holds from its signing.
    pub starts_on: Option<Date>,
    /// The last day it holds; `None` if it has no end.
    pub ends_on: Option<Date>,
    /// `ends_on`, or the last day there is: orders lists.
    pub ends_sort: Date,
    /// The day by which the parties look at it again.
    pub review_by_on: Option<Date>,
    /// `review_by_on`, or the last day there is: orders lists.
    pub review_by_sort: Date,
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

/// Kind of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum AgreementKind {
    /// A memorandum of understanding.
    #[sea_orm(string_value = "MOU")]
    Mou,
    /// Who may use whose data, and for what.
    #[sea_orm(string_value = "DATA_SHARING")]
    DataSharing,
    /// Another one.
    #[sea_orm(string_value = "OTHER")]
    Other,
}
