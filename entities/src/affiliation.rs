//! The dated link between a person and the one employer or agency they work for. People move:
//! history stays, mail goes to the current one.

use sea_orm::entity::prelude::*;

use crate::ids::{AffiliationId, AgencyId, ContactId, EmployerId, EstablishmentId};

/// A row of `affiliation`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "affiliation")]
pub struct Model {
    /// Primary key; `affiliation_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AffiliationId,
    /// The person.
    pub contact_id: ContactId,
    /// The employer. Exactly one of `employer_id` and `agency_id` is set.
    pub employer_id: Option<EmployerId>,
    /// The agency. Exactly one of `employer_id` and `agency_id` is set.
    pub agency_id: Option<AgencyId>,
    /// The site where the person works, if known.
    pub establishment_id: Option<EstablishmentId>,
    /// Job title.
    pub title: Option<String>,
    /// First day; `None` if unknown.
    pub from_on: Option<Date>,
    /// Last day; `None` while it lasts.
    pub to_on: Option<Date>,
    /// Whether this is the person to ask first at that employer or agency.
    pub is_primary: bool,
    /// `from_on`, or 0001-01-01 when unknown: never NULL, so it can order.
    pub sort_from: Date,
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
