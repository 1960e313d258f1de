//! Output objects that many features use.

use async_graphql::{Enum, ID, SimpleObject};
use entities::{
    ids::{self, AgencyId},
    subject_type::SubjectType,
};
use uuid::Uuid;

use crate::{
    app::Cx,
    policy::{Action, Owner},
};

/// What you may do with a record, so that clients need not guess.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct RecordPermissions {
    /// Whether you may change it.
    pub can_update: bool,
    /// Whether you may put it into the trash and take it out.
    pub can_trash: bool,
    /// Fields of it that are null, or hold only what is open to all, because you may not read them.
    pub hidden_fields: Vec<String>,
}

impl RecordPermissions {
    /// Permissions on a record that belongs to `agency`, or to the network when none.
    pub fn of(cx: &Cx, update: Action, trash: Action, agency: Option<AgencyId>) -> Self {
        let owner = agency.map_or(Owner::Network, Owner::Agency);
        let may = |action| cx.actor.may(action, owner).is_ok();
        Self {
            can_update: may(update),
            can_trash: may(trash),
            hidden_fields: Vec::new(),
        }
    }

    /// Names a field that the actor may not read.
    #[must_use]
    pub fn hiding(mut self, field: &str, is_hidden: bool) -> Self {
        if is_hidden {
            self.hidden_fields.push(field.to_owned());
        }
        self
    }
}

/// A record's name in another system.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct ExternalReference {
    /// The other system, such as `salesforce`.
    pub system: String,
    /// The record's identifier there; unique per kind of record and system.
    pub value: String,
}

/// Kinds of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::subject_type::SubjectType")]
pub enum RecordKind {
    /// An agency.
    Agency,
    /// A user.
    User,
    /// A browser session.
    Session,
    /// An API token.
    ApiToken,
    /// An employer.
    Employer,
    /// An establishment.
    Establishment,
    /// An identifier of an employer.
    Identifier,
    /// A succession of employers.
    Succession,
    /// A contact.
    Contact,
    /// An affiliation.
    Affiliation,
    /// A partnership.
    Partnership,
    /// A membership.
    Membership,
    /// A representative of a member.
    Representative,
    /// A role type.
    RoleType,
    /// A commitment to a role.
    Commitment,
    /// A contribution.
    Contribution,
    /// An engagement.
    Engagement,
    /// A program of study.
    Program,
    /// A sector.
    Sector,
    /// An edition of a code list.
    CodeList,
    /// An import batch.
    ImportBatch,
    /// An export, which only the audit knows.
    Export,
    /// The rules of a board.
    BoardRules,
    /// A meeting.
    Meeting,
    /// A series of meetings.
    Series,
    /// An attendee of a meeting.
    Attendee,
    /// A rule about reminders.
    ReminderRule,
    /// A statement of a charter.
    Statement,
    /// A goal of a partnership.
    Goal,
    /// An entry about the progress of a goal.
    GoalProgress,
    /// A topic of advice.
    Topic,
    /// A recommendation.
    Recommendation,
    /// A task.
    Task,
    /// A letter.
    Mail,
    /// When and how a person wants to be reminded.
    MailPreference,
    /// A responsibility in a partnership.
    Responsibility,
    /// The part a member takes in a responsibility.
    Assignment,
    /// An agreement of a partnership.
    Agreement,
    /// A priority of a partnership.
    Priority,
    /// A champion of a priority.
    PriorityChampion,
    /// An action team.
    ActionTeam,
    /// A quick win.
    QuickWin,
    /// A questionnaire.
    Questionnaire,
    /// A check-up of a partnership.
    Checkup,
    /// A calendar feed.
    CalendarFeed,
    /// A cohort of a program.
    Cohort,
    /// A figure about the demand for a program.
    DemandFigure,
    /// A credential.
    Credential,
    /// A list of competencies.
    CompetencyList,
    /// An edition of a list of competencies.
    CompetencyEdition,
    /// A drafted letter.
    LetterDraft,
    /// An affirmation of an employer.
    Affirmation,
    /// A pathway map.
    PathwayMap,
    /// An opening or a forecast.
    Opening,
    /// Somebody who completed a program.
    Completer,
    /// A referral of a completer to an employer.
    Referral,
    /// A hire.
    Hire,
    /// Who employed a completer in a quarter after exit.
    Employment,
    /// A measurable skill gain.
    SkillGain,
    /// An evidence file that was kept.
    EvidenceFile,
    /// Outcomes as they were published.
    OutcomePublication,
    /// A kind of evidence for the ladder of employer engagement.
    LadderEvidenceKind,
}

/// The id of a record of any kind, as the API writes it.
pub fn record_id(kind: SubjectType, id: Uuid) -> ID {
    let prefix = match kind {
        SubjectType::Agency => ids::AgencyId::PREFIX,
        SubjectType::User => ids::UserId::PREFIX,
        SubjectType::Session => ids::SessionId::PREFIX,
        SubjectType::ApiToken => ids::ApiTokenId::PREFIX,
        SubjectType::Employer => ids::EmployerId::PREFIX,
        SubjectType::Establishment => ids::EstablishmentId::PREFIX,
        SubjectType::Identifier => ids::IdentifierId::PREFIX,
        SubjectType::Succession => ids::SuccessionId::PREFIX,
        SubjectType::Contact => ids::ContactId::PREFIX,
        SubjectType::Affiliation => ids::AffiliationId::PREFIX,
        SubjectType::Partnership => ids::PartnershipId::PREFIX,
        SubjectType::Membership => ids::MembershipId::PREFIX,
        SubjectType::Representative => ids::RepresentativeId::PREFIX,
        SubjectType::RoleType => ids::RoleTypeId::PREFIX,
        SubjectType::Commitment => ids::CommitmentId::PREFIX,
        SubjectType::Contribution => ids::ContributionId::PREFIX,
        SubjectType::Engagement => ids::EngagementId::PREFIX,
        SubjectType::Program => ids::ProgramId::PREFIX,
        SubjectType::Sector => ids::SectorId::PREFIX,
        SubjectType::CodeList => ids::CodeListId::PREFIX,
        SubjectType::ImportBatch => ids::ImportBatchId::PREFIX,
        SubjectType::Export => ids::ExportId::PREFIX,
        SubjectType::BoardRules => ids::BoardRulesId::PREFIX,
        SubjectType::Meeting => ids::MeetingId::PREFIX,
        SubjectType::Series => ids::SeriesId::PREFIX,
        SubjectType::Attendee => ids::AttendeeId::PREFIX,
        SubjectType::ReminderRule => ids::ReminderRuleId::PREFIX,
        SubjectType::Statement => ids::StatementId::PREFIX,
        SubjectType::Goal => ids::GoalId::PREFIX,
        SubjectType::GoalProgress => ids::GoalProgressId::PREFIX,
        SubjectType::Topic => ids::TopicId::PREFIX,
        SubjectType::Recommendation => ids::RecommendationId::PREFIX,
        SubjectType::Task => ids::TaskId::PREFIX,
        SubjectType::Mail => ids::MailId::PREFIX,
        SubjectType::MailPreference => ids::MailPreferenceId::PREFIX,
        SubjectType::Responsibility => ids::ResponsibilityId::PREFIX,
        SubjectType::Assignment => ids::AssignmentId::PREFIX,
        SubjectType::Agreement => ids::AgreementId::PREFIX,
        SubjectType::Priority => ids::PriorityId::PREFIX,
        SubjectType::PriorityChampion => ids::PriorityChampionId::PREFIX,
        SubjectType::ActionTeam => ids::ActionTeamId::PREFIX,
        SubjectType::QuickWin => ids::QuickWinId::PREFIX,
        SubjectType::Questionnaire => ids::QuestionnaireId::PREFIX,
        SubjectType::Checkup => ids::CheckupId::PREFIX,
        SubjectType::CalendarFeed => ids::CalendarFeedId::PREFIX,
        SubjectType::Cohort => ids::CohortId::PREFIX,
        SubjectType::DemandFigure => ids::DemandFigureId::PREFIX,
        SubjectType::Credential => ids::CredentialId::PREFIX,
        SubjectType::CompetencyList => ids::CompetencyListId::PREFIX,
        SubjectType::CompetencyEdition => ids::CompetencyEditionId::PREFIX,
        SubjectType::LetterDraft => ids::LetterDraftId::PREFIX,
        SubjectType::Affirmation => ids::AffirmationId::PREFIX,
        SubjectType::PathwayMap => ids::PathwayMapId::PREFIX,
        SubjectType::Opening => ids::OpeningId::PREFIX,
        SubjectType::Completer => ids::CompleterId::PREFIX,
        SubjectType::Referral => ids::ReferralId::PREFIX,
        SubjectType::Hire => ids::HireId::PREFIX,
        SubjectType::Employment => ids::EmploymentId::PREFIX,
        SubjectType::SkillGain => ids::SkillGainId::PREFIX,
        SubjectType::EvidenceFile => ids::EvidenceFileId::PREFIX,
        SubjectType::OutcomePublication => ids::OutcomePublicationId::PREFIX,
        SubjectType::LadderEvidenceKind => ids::LadderEvidenceKindId::PREFIX,
    };
    ID(format!("{prefix}_{}", id.simple()))
}
