//! The words that a field of a choice can hold. They are the strings of the enums in `entities`.

pub(super) const AGENCY_KINDS: &[&str] = &[
    "WORKFORCE_BOARD",
    "ONE_STOP_OPERATOR",
    "COLLEGE",
    "ADULT_EDUCATION_PROVIDER",
    "SCHOOL_DISTRICT",
    "SCHOOL",
    "LIBRARY",
    "COMMUNITY_OR_FAITH_BASED_ORGANIZATION",
    "CORRECTIONS",
    "ECONOMIC_DEVELOPMENT",
    "CHAMBER",
    "INDUSTRY_ASSOCIATION",
    "UNION",
    "HUMAN_SERVICES",
    "TRIBE",
    "STATE_AGENCY",
    "OTHER",
];
pub(super) const EMPLOYER_STATUSES: &[&str] = &["PROSPECT", "ACTIVE", "DORMANT", "CLOSED"];
pub(super) const FAIR_CHANCE_STANCES: &[&str] = &["UNKNOWN", "YES", "NO"];
pub(super) const SIZE_CLASSES: &[&str] = &[
    "FROM_0_TO_4",
    "FROM_5_TO_9",
    "FROM_10_TO_19",
    "FROM_20_TO_49",
    "FROM_50_TO_99",
    "FROM_100_TO_249",
    "FROM_250_TO_499",
    "FROM_500_TO_999",
    "FROM_1000",
];
pub(super) const PREFERRED_CHANNELS: &[&str] = &["EMAIL", "PHONE", "TEXT", "LETTER"];
pub(super) const ENGAGEMENT_CHANNELS: &[&str] = &[
    "SITE_VISIT",
    "MEETING",
    "PHONE",
    "EMAIL",
    "MASS_COMMUNICATION",
    "EVENT",
    "FORM",
    "LETTER",
];
pub(super) const ENGAGEMENT_VISIBILITIES: &[&str] = &["NETWORK", "AGENCY", "RESTRICTED"];
pub(super) const ACTIVITIES: &[&str] = &[
    "ADVISORY",
    "CAREER_FAIR",
    "GUEST_SPEAKER",
    "WORKSITE_TOUR",
    "INFORMATIONAL_INTERVIEW",
    "JOB_SHADOW",
    "MOCK_INTERVIEW",
    "INTERNSHIP_PAID",
    "INTERNSHIP_UNPAID",
    "APPRENTICESHIP",
    "PRE_APPRENTICESHIP",
    "CLINICAL",
    "CO_OP",
    "TEACHER_EXTERNSHIP",
    "OJT",
];
pub(super) const PARTNERSHIP_KINDS: &[&str] = &["SECTOR", "CROSS_AGENCY", "ADVISORY_BOARD"];
pub(super) const MEETING_KINDS: &[&str] = &[
    "ADVISORY",
    "GENERAL",
    "LAUNCH",
    "ACTION_TEAM",
    "HIRING_EVENT",
    "OTHER",
];
pub(super) const ATTENDANCES: &[&str] = &["UNKNOWN", "PRESENT", "ABSENT", "EXCUSED"];
pub(super) const STAKEHOLDERS: &[&str] = &[
    "BUSINESS",
    "LABOR",
    "CTE_EDUCATOR",
    "ACADEMIC_EDUCATOR",
    "COUNSELOR",
    "ADMINISTRATOR",
    "WORKFORCE_BOARD",
    "STUDENT",
    "PARENT",
    "SPECIAL_POPULATIONS",
    "OUT_OF_SCHOOL_YOUTH_AGENCY",
    "TRIBE",
    "ECONOMIC_DEVELOPMENT",
    "COMMUNITY",
    "OTHER",
];
pub(super) const CREDENTIAL_KINDS: &[&str] = &[
    "CERTIFICATE",
    "CERTIFICATION",
    "LICENSE",
    "DEGREE",
    "DIPLOMA",
    "BADGE",
    "APPRENTICESHIP",
];
pub(super) const HIRE_SOURCES: &[&str] = &["EMPLOYER", "COMPLETER", "WAGE_RECORD", "STAFF"];
pub(super) const AFFIRMATION_ANSWERS: &[&str] = &["REQUIRED", "PREFERRED", "NOT_VALUED"];
pub(super) const OPENING_KINDS: &[&str] = &["OPENING", "FORECAST"];
pub(super) const OPENING_DEMANDS: &[&str] = &["NEW", "REPLACEMENT", "UPSKILL"];
pub(super) const MINIMUM_EDUCATIONS: &[&str] = &[
    "NONE",
    "SECONDARY",
    "SOME_COLLEGE",
    "CERTIFICATE",
    "ASSOCIATE",
    "BACHELOR",
    "GRADUATE",
];
