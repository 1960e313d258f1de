//! The GraphQL schema, put together from the features, and its text.

use async_graphql::{EmptySubscription, MergedObject, SDLExportOptions};

use crate::{
    accounts::{AccountQuery, ApiTokenMutation, DoorMutation, LetterMutation, UserMutation},
    action_teams::{ActionTeamMutation, ActionTeamQuery},
    affirmations::{AffirmationMutation, AffirmationQuery},
    agencies::{AgencyMutation, AgencyQuery},
    agreements::{AgreementMutation, AgreementQuery},
    attendees::AttendeeMutation,
    attestations::{AttestationMutation, AttestationQuery},
    audit::AuditQuery,
    boards::BoardRulesMutation,
    calendar::{CalendarMutation, CalendarQuery},
    charters::{StatementMutation, StatementQuery},
    checkups::{CheckupMutation, CheckupQuery},
    codes::CodeQuery,
    cohorts::{CohortMutation, CohortQuery},
    competencies::{CompetencyMutation, CompetencyQuery},
    completers::{CompleterMutation, CompleterQuery},
    contacts::{AffiliationMutation, ContactMutation, ContactQuery},
    contributions::{ContributionMutation, ContributionQuery},
    credentials::{CredentialMutation, CredentialQuery},
    demand::DemandFigureMutation,
    drafts::{LetterDraftMutation, LetterDraftQuery},
    employers::{EmployerMutation, EmployerQuery},
    engagement_levels::{LadderMutation, LadderQuery},
    engagements::{EngagementMutation, EngagementQuery},
    establishments::{EstablishmentMutation, EstablishmentQuery},
    evidence::{EvidenceMutation, EvidenceQuery},
    goals::{GoalMutation, GoalProgressMutation, GoalQuery},
    hires::{EmploymentMutation, HireMutation, HireQuery},
    identifiers::IdentifierMutation,
    imports::{ImportMutation, ImportQuery},
    invitations::{InvitationMutation, InvitationQuery},
    mail::{MailMutation, MailQuery},
    mail_preferences::MailPreferenceMutation,
    meetings::{MeetingMutation, MeetingQuery},
    memberships::{MembershipMutation, MembershipQuery},
    node::NodeQuery,
    openings::{OpeningMutation, OpeningQuery},
    opt_outs::{OptOutMutation, OptOutQuery},
    outcomes::{OutcomeMutation, OutcomeQuery},
    partnerships::{PartnershipMutation, PartnershipQuery},
    pathways::{PathwayEdgeMutation, PathwayMapMutation, PathwayQuery, PathwayStepMutation},
    priorities::{PriorityChampionMutation, PriorityMutation, PriorityQuery},
    programs::{ProgramMutation, ProgramQuery},
    questionnaires::{QuestionnaireMutation, QuestionnaireQuery},
    quick_wins::{QuickWinMutation, QuickWinQuery},
    recommendations::{RecommendationMutation, RecommendationQuery},
    referrals::{ReferralMutation, ReferralQuery},
    reminders::{ReminderMutation, ReminderQuery},
    responsibilities::{ResponsibilityMutation, ResponsibilityQuery},
    roles::{CommitmentMutation, RoleMutation, RoleQuery},
    sectors::{SectorMutation, SectorQuery},
    series::{SeriesMutation, SeriesQuery},
    server::ServerQuery,
    skill_gains::{SkillGainMutation, SkillGainQuery},
    successions::SuccessionMutation,
    tasks::{TaskMutation, TaskQuery},
    topics::{TopicMutation, TopicQuery},
};

/// Everything that can be asked. Grouped by eight at most: a longer chain of parts does not compile.
#[derive(Default, MergedObject)]
pub struct Query(
    PeopleQuery,
    PostQuery,
    CompanyQuery,
    ContactQuery,
    TogetherQuery,
    BoardQuery,
    HistoryQuery,
    DataQuery,
);

/// Everything that can be done.
#[derive(Default, MergedObject)]
pub struct Mutation(
    PeopleMutation,
    CompanyMutation,
    ContactMutation,
    AffiliationMutation,
    TogetherMutation,
    BoardMutation,
    HistoryMutation,
    DataMutation,
);

/// What can be asked about agencies, the people who use Guildhall, the programs they offer, and the server.
#[derive(Default, MergedObject)]
pub struct PeopleQuery(AgencyQuery, AccountQuery, StudyQuery, ResultQuery, ServerQuery);

/// What can be done to them.
#[derive(Default, MergedObject)]
pub struct PeopleMutation(
    AgencyMutation,
    DoorMutation,
    LetterMutation,
    UserMutation,
    ApiTokenMutation,
    PostMutation,
    StudyMutation,
    ResultMutation,
);

/// What can be asked about programs of study.
#[derive(Default, MergedObject)]
pub struct StudyQuery(
    ProgramQuery,
    CohortQuery,
    CredentialQuery,
    CompetencyQuery,
    PathwayQuery,
    NeedQuery,
    AffirmationQuery,
);

/// What can be done about them.
#[derive(Default, MergedObject)]
pub struct StudyMutation(
    ProgramMutation,
    CohortMutation,
    DemandFigureMutation,
    CredentialMutation,
    CompetencyMutation,
    PathwayMutation,
    NeedMutation,
    AffirmationMutation,
);

/// What can be done about pathway maps.
#[derive(Default, MergedObject)]
pub struct PathwayMutation(PathwayMapMutation, PathwayStepMutation, PathwayEdgeMutation);

/// What can be asked about what employers have to fill, and about the evidence that they stand behind programs.
#[derive(Default, MergedObject)]
pub struct NeedQuery(OpeningQuery, EvidenceQuery);

/// What can be done about them.
#[derive(Default, MergedObject)]
pub struct NeedMutation(OpeningMutation, EvidenceMutation);

/// What can be asked about what became of those who take programs.
#[derive(Default, MergedObject)]
pub struct ResultQuery(
    CompleterQuery,
    ReferralQuery,
    HireQuery,
    SkillGainQuery,
    OutcomeQuery,
);

/// What can be recorded of it.
#[derive(Default, MergedObject)]
pub struct ResultMutation(
    CompleterMutation,
    ReferralMutation,
    HireMutation,
    EmploymentMutation,
    SkillGainMutation,
    OutcomeMutation,
);

/// What can be asked about mail, and by the links in it.
#[derive(Default, MergedObject)]
pub struct PostQuery(
    MailQuery,
    InvitationQuery,
    AttestationQuery,
    OptOutQuery,
    LetterDraftQuery,
);

/// What can be done about it.
#[derive(Default, MergedObject)]
pub struct PostMutation(
    MailMutation,
    InvitationMutation,
    AttestationMutation,
    OptOutMutation,
    MailPreferenceMutation,
    LetterDraftMutation,
);

/// What can be asked about the work that agencies and employers do together.
#[derive(Default, MergedObject)]
pub struct TogetherQuery(
    SectorQuery,
    TopicQuery,
    PartnershipQuery,
    MembershipQuery,
    RoleQuery,
    ContributionQuery,
    CharterQuery,
);

/// What can be done about it.
#[derive(Default, MergedObject)]
pub struct TogetherMutation(
    SectorMutation,
    TopicMutation,
    PartnershipMutation,
    MembershipMutation,
    RoleMutation,
    CommitmentMutation,
    ContributionMutation,
    CharterMutation,
);

/// What can be asked about how partnerships and boards work.
#[derive(Default, MergedObject)]
pub struct BoardQuery(
    MeetingQuery,
    SeriesQuery,
    CalendarQuery,
    RecommendationQuery,
    TaskQuery,
    ReminderQuery,
);

/// What can be done about it.
#[derive(Default, MergedObject)]
pub struct BoardMutation(
    MeetingMutation,
    AttendeeMutation,
    BoardRulesMutation,
    SeriesMutation,
    CalendarMutation,
    RecommendationMutation,
    TaskMutation,
    ReminderMutation,
);

/// What can be asked about what partnerships are for.
#[derive(Default, MergedObject)]
pub struct CharterQuery(
    StatementQuery,
    GoalQuery,
    ResponsibilityQuery,
    AgreementQuery,
    PriorityParts,
    QuestionnaireQuery,
    CheckupQuery,
);

/// What can be done about it.
#[derive(Default, MergedObject)]
pub struct CharterMutation(
    StatementMutation,
    GoalMutation,
    GoalProgressMutation,
    ResponsibilityMutation,
    AgreementMutation,
    PriorityChanges,
    QuestionnaireMutation,
    CheckupMutation,
);

/// What can be asked about what partnerships work on first.
#[derive(Default, MergedObject)]
pub struct PriorityParts(PriorityQuery, ActionTeamQuery, QuickWinQuery);

/// What can be done about it.
#[derive(Default, MergedObject)]
pub struct PriorityChanges(
    PriorityMutation,
    PriorityChampionMutation,
    ActionTeamMutation,
    QuickWinMutation,
);

/// What can be asked about what happened, and about records of any kind.
#[derive(Default, MergedObject)]
pub struct HistoryQuery(EngagementQuery, AuditQuery, NodeQuery);

/// What can be noted of it.
#[derive(Default, MergedObject)]
pub struct HistoryMutation(EngagementMutation);

/// What can be asked about employers and their worksites.
#[derive(Default, MergedObject)]
pub struct CompanyQuery(EmployerQuery, EstablishmentQuery, LadderQuery);

/// What can be done to them.
#[derive(Default, MergedObject)]
pub struct CompanyMutation(
    EmployerMutation,
    EstablishmentMutation,
    IdentifierMutation,
    SuccessionMutation,
    LadderMutation,
);

/// What can be asked about files that were brought in, and about published codes.
#[derive(Default, MergedObject)]
pub struct DataQuery(ImportQuery, CodeQuery);

/// What can be done with them.
#[derive(Default, MergedObject)]
pub struct DataMutation(ImportMutation);

/// The schema Guildhall serves.
pub type Schema = async_graphql::Schema<Query, Mutation, EmptySubscription>;

/// Builds the schema. Limits of cost, depth and aliases are checked by the HTTP layer before a document comes here.
pub fn build() -> Schema {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .limit_directives(20)
        .finish()
}

/// The schema as text: the public contract, the same in every build.
pub fn sdl() -> String {
    let options = SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items()
        .include_specified_by();
    build().sdl_with_options(options)
}
