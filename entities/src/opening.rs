//! What an employer has to fill, or expects to have to fill.

use sea_orm::entity::prelude::*;

use crate::{
    engagement::EngagementVisibility,
    ids::{AgencyId, EmployerId, EstablishmentId, OpeningId, UserId},
    values::Money,
};

/// A row of `opening`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening")]
pub struct Model {
    /// Primary key; `opening_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OpeningId,
    /// The agency whose record it is.
    pub agency_id: AgencyId,
    /// Who wrote it; `None` if Guildhall did.
    pub user_id: Option<UserId>,
    /// Who may read it.
    pub visibility: EngagementVisibility,
    /// Whose it is.
    pub employer_id: EmployerId,
    /// At which site, if one is meant.
    pub establishment_id: Option<EstablishmentId>,
    /// Whether somebody is sought or only expected to be.
    pub kind: OpeningKind,
    /// SOC 2018 code of a detailed occupation.
    pub soc_code: String,
    /// The employer's own title of the job.
    pub title: Option<String>,
    /// How many positions.
    pub positions: i32,
    /// Why they are to be filled.
    pub demand: OpeningDemand,
    /// The first day; of a forecast the first day of its horizon.
    pub opens_on: Date,
    /// The last day; of a forecast the last day of its horizon.
    pub closes_on: Option<Date>,
    /// The lowest wage an hour.
    pub wage_low_cents: Option<Money>,
    /// The highest wage an hour.
    pub wage_high_cents: Option<Money>,
    /// The least education asked for.
    pub minimum_education: Option<MinimumEducation>,
    /// Where it is from.
    pub source: String,
    /// The day its source said so.
    pub as_of: Date,
    /// Note.
    pub note: Option<String>,
    /// How many of the positions are filled.
    pub filled: i32,
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

/// Whether somebody is sought or only expected to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum OpeningKind {
    /// Somebody is sought.
    #[sea_orm(string_value = "OPENING")]
    Opening,
    /// Somebody is expected to be sought.
    #[sea_orm(string_value = "FORECAST")]
    Forecast,
}

/// Why positions are to be filled, as Talent Pipeline Management asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum OpeningDemand {
    /// The positions are new.
    #[sea_orm(string_value = "NEW")]
    New,
    /// Whoever held them leaves.
    #[sea_orm(string_value = "REPLACEMENT")]
    Replacement,
    /// Those who hold them need further skills.
    #[sea_orm(string_value = "UPSKILL")]
    Upskill,
}

/// The least education asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum MinimumEducation {
    /// None.
    #[sea_orm(string_value = "NONE")]
    None,
    /// Secondary diploma or its equivalent.
    #[sea_orm(string_value = "SECONDARY")]
    Secondary,
    /// Some college without a degree.
    #[sea_orm(string_value = "SOME_COLLEGE")]
    SomeCollege,
    /// Postsecondary certificate.
    #[sea_orm(string_value = "CERTIFICATE")]
    Certificate,
    /// Associate degree.
    #[sea_orm(string_value = "ASSOCIATE")]
    Associate,
    /// Bachelor's degree.
    #[sea_orm(string_value = "BACHELOR")]
    Bachelor,
    /// Graduate degree.
    #[sea_orm(string_value = "GRADUATE")]
    Graduate,
}
