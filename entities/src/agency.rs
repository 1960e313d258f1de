//! An agency: an organization that uses Guildhall or takes part in a partnership (board, college,
//! chamber …).

use sea_orm::entity::prelude::*;

use crate::ids::AgencyId;

/// A row of `agency`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agency")]
pub struct Model {
    /// Primary key; `agency_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AgencyId,
    /// Name as people write it.
    pub name: String,
    /// `name`, folded: accents removed, lower case.
    pub name_search: String,
    /// What kind of body it is.
    pub kind: AgencyKind,
    /// The body it belongs to: the district of a school, the college of a campus.
    pub parent_id: Option<AgencyId>,
    /// Region it serves, in its own words (a local workforce area, a county, a service area).
    pub region: Option<String>,
    /// Public web site, a URL.
    pub website: Option<String>,
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

/// Kind of agency. The partner types of WIOA one-stop systems, with schools and districts told
/// apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum AgencyKind {
    /// State or local workforce development board.
    #[sea_orm(string_value = "WORKFORCE_BOARD")]
    WorkforceBoard,
    /// Operator of American Job Centers.
    #[sea_orm(string_value = "ONE_STOP_OPERATOR")]
    OneStopOperator,
    /// Community, technical or other college.
    #[sea_orm(string_value = "COLLEGE")]
    College,
    /// Provider of adult education and literacy (WIOA title II).
    #[sea_orm(string_value = "ADULT_EDUCATION_PROVIDER")]
    AdultEducationProvider,
    /// School district; its schools are agencies below it.
    #[sea_orm(string_value = "SCHOOL_DISTRICT")]
    SchoolDistrict,
    /// School or academy; usually below a district.
    #[sea_orm(string_value = "SCHOOL")]
    School,
    /// Public library.
    #[sea_orm(string_value = "LIBRARY")]
    Library,
    /// Community-based or faith-based organization.
    #[sea_orm(string_value = "COMMUNITY_OR_FAITH_BASED_ORGANIZATION")]
    CommunityOrFaithBasedOrganization,
    /// Jail, prison or reentry body.
    #[sea_orm(string_value = "CORRECTIONS")]
    Corrections,
    /// Economic development body.
    #[sea_orm(string_value = "ECONOMIC_DEVELOPMENT")]
    EconomicDevelopment,
    /// Chamber of commerce.
    #[sea_orm(string_value = "CHAMBER")]
    Chamber,
    /// Association of firms of one industry.
    #[sea_orm(string_value = "INDUSTRY_ASSOCIATION")]
    IndustryAssociation,
    /// Labor union or labor council.
    #[sea_orm(string_value = "UNION")]
    Union,
    /// Human services agency (TANF, SNAP, vocational rehabilitation).
    #[sea_orm(string_value = "HUMAN_SERVICES")]
    HumanServices,
    /// Tribe or tribal organization.
    #[sea_orm(string_value = "TRIBE")]
    Tribe,
    /// Agency of a state.
    #[sea_orm(string_value = "STATE_AGENCY")]
    StateAgency,
    /// Anything else.
    #[sea_orm(string_value = "OTHER")]
    Other,
}
