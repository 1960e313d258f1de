//! One dealing with an employer: a visit, a call, a letter. An activity, not yet a reportable
//! service.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, EmployerId, EngagementId, EstablishmentId, PartnershipId, UserId};

/// A row of `engagement`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "engagement")]
pub struct Model {
    /// Primary key; `engagement_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EngagementId,
    /// How it happened.
    pub channel: EngagementChannel,
    /// When it happened.
    pub occurred_at: DateTimeUtc,
    /// With whom.
    pub employer_id: EmployerId,
    /// At which site, if one is meant.
    pub establishment_id: Option<EstablishmentId>,
    /// For which partnership, if any.
    pub partnership_id: Option<PartnershipId>,
    /// Whose log it is.
    pub agency_id: AgencyId,
    /// Who wrote it; `None` if it was imported without an author.
    pub user_id: Option<UserId>,
    /// What it was about, one line.
    pub subject: String,
    /// What was said.
    pub body: Option<String>,
    /// What is to be done next.
    pub next_step: Option<String>,
    /// By which day.
    pub next_step_due_on: Option<Date>,
    /// Subject, body and next step folded, for searching.
    pub text_search: String,
    /// Who may read it.
    pub visibility: EngagementVisibility,
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

/// How an engagement happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum EngagementChannel {
    /// Visit at the employer's site.
    #[sea_orm(string_value = "SITE_VISIT")]
    SiteVisit,
    /// Meeting elsewhere or online.
    #[sea_orm(string_value = "MEETING")]
    Meeting,
    /// Telephone call.
    #[sea_orm(string_value = "PHONE")]
    Phone,
    /// E-mail to a person.
    #[sea_orm(string_value = "EMAIL")]
    Email,
    /// Mailing to many; never a reportable service.
    #[sea_orm(string_value = "MASS_COMMUNICATION")]
    MassCommunication,
    /// Event such as a job fair.
    #[sea_orm(string_value = "EVENT")]
    Event,
    /// The employer filled in a form.
    #[sea_orm(string_value = "FORM")]
    Form,
    /// Letter by post.
    #[sea_orm(string_value = "LETTER")]
    Letter,
}

/// Who may read an engagement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum EngagementVisibility {
    /// All partner agencies.
    #[sea_orm(string_value = "NETWORK")]
    Network,
    /// The agency whose log it is.
    #[sea_orm(string_value = "AGENCY")]
    Agency,
    /// Named roles of that agency: confidential business information.
    #[sea_orm(string_value = "RESTRICTED")]
    Restricted,
}
