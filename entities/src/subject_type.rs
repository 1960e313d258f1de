//! Kinds of record that other records can point to: audit entries, external references, imported
//! rows.

use sea_orm::entity::prelude::*;

/// Kind of record, where a row points to one of many tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum SubjectType {
    /// An agency.
    #[sea_orm(string_value = "AGENCY")]
    Agency,
    /// A user.
    #[sea_orm(string_value = "USER")]
    User,
    /// A browser session.
    #[sea_orm(string_value = "SESSION")]
    Session,
    /// An API token.
    #[sea_orm(string_value = "API_TOKEN")]
    ApiToken,
    /// An employer.
    #[sea_orm(string_value = "EMPLOYER")]
    Employer,
    /// An establishment.
    #[sea_orm(string_value = "ESTABLISHMENT")]
    Establishment,
    /// An identifier of an employer.
    #[sea_orm(string_value = "IDENTIFIER")]
    Identifier,
    /// A succession of employers.
    #[sea_orm(string_value = "SUCCESSION")]
    Succession,
    /// A contact.
    #[sea_orm(string_value = "CONTACT")]
    Contact,
    /// An affiliation.
    #[sea_orm(string_value = "AFFILIATION")]
    Affiliation,
    /// A partnership.
    #[sea_orm(string_value = "PARTNERSHIP")]
    Partnership,
    /// A membership.
    #[sea_orm(string_value = "MEMBERSHIP")]
    Membership,
    /// A representative of a member.
    #[sea_orm(string_value = "REPRESENTATIVE")]
    Representative,
    /// A role type.
    #[sea_orm(string_value = "ROLE_TYPE")]
    RoleType,
    /// A commitment to a role.
    #[sea_orm(string_value = "COMMITMENT")]
    Commitment,
    /// A contribution.
    #[sea_orm(string_value = "CONTRIBUTION")]
    Contribution,
    /// An engagement.
    #[sea_orm(string_value = "ENGAGEMENT")]
    Engagement,
    /// The rules of a board.
    #[sea_orm(string_value = "BOARD_RULES")]
    BoardRules,
    /// A meeting.
    #[sea_orm(string_value = "MEETING")]
    Meeting,
    /// A series of meetings.
    #[sea_orm(string_value = "SERIES")]
    Series,
    /// An attendee of a meeting.
    #[sea_orm(string_value = "ATTENDEE")]
    Attendee,
    /// A rule about reminders.
    #[sea_orm(string_value = "REMINDER_RULE")]
    ReminderRule,
    /// A program of study.
    #[sea_orm(string_value = "PROGRAM")]
    Program,
    /// A sector.
    #[sea_orm(string_value = "SECTOR")]
    Sector,
    /// A topic of advice.
    #[sea_orm(string_value = "TOPIC")]
    Topic,
    /// A recommendation.
    #[sea_orm(string_value = "RECOMMENDATION")]
    Recommendation,
    /// A task.
    #[sea_orm(string_value = "TASK")]
    Task,
    /// An edition of a code list.
    #[sea_orm(string_value = "CODE_LIST")]
    CodeList,
    /// An import batch.
    #[sea_orm(string_value = "IMPORT_BATCH")]
    ImportBatch,
    /// An export.
    #[sea_orm(string_value = "EXPORT")]
    Export,
    /// A statement of a charter.
    #[sea_orm(string_value = "STATEMENT")]
    Statement,
    /// A goal of a partnership.
    #[sea_orm(string_value = "GOAL")]
    Goal,
    /// An entry about the progress of a goal.
    #[sea_orm(string_value = "GOAL_PROGRESS")]
    GoalProgress,
    /// A letter in the outbox.
    #[sea_orm(string_value = "MAIL")]
    Mail,
    /// When and how a person wants to be reminded.
    #[sea_orm(string_value = "MAIL_PREFERENCE")]
    MailPreference,
    /// A responsibility in a partnership.
    #[sea_orm(string_value = "RESPONSIBILITY")]
    Responsibility,
    /// The part a member takes in a responsibility.
    #[sea_orm(string_value = "ASSIGNMENT")]
    Assignment,
    /// An agreement of a partnership.
    #[sea_orm(string_value = "AGREEMENT")]
    Agreement,
    /// A priority of a partnership.
    #[sea_orm(string_value = "PRIORITY")]
    Priority,
    /// A champion of a priority.
    #[sea_orm(string_value = "PRIORITY_CHAMPION")]
    PriorityChampion,
    /// An action team.
    #[sea_orm(string_value = "ACTION_TEAM")]
    ActionTeam,
    /// A quick win.
    #[sea_orm(string_value = "QUICK_WIN")]
    QuickWin,
    /// A questionnaire.
    #[sea_orm(string_value = "QUESTIONNAIRE")]
    Questionnaire,
    /// A check-up of a partnership.
    #[sea_orm(string_value = "CHECKUP")]
    Checkup,
    /// A calendar feed.
    #[sea_orm(string_value = "CALENDAR_FEED")]
    CalendarFeed,
    /// A cohort of a program.
    #[sea_orm(string_value = "COHORT")]
    Cohort,
    /// A figure about the demand for a program.
    #[sea_orm(string_value = "DEMAND_FIGURE")]
    DemandFigure,
    /// A credential.
    #[sea_orm(string_value = "CREDENTIAL")]
    Credential,
    /// A list of competencies.
    #[sea_orm(string_value = "COMPETENCY_LIST")]
    CompetencyList,
    /// An edition of a list of competencies.
    #[sea_orm(string_value = "COMPETENCY_EDITION")]
    CompetencyEdition,
    /// A drafted letter.
    #[sea_orm(string_value = "LETTER_DRAFT")]
    LetterDraft,
    /// An affirmation of an employer.
    #[sea_orm(string_value = "AFFIRMATION")]
    Affirmation,
    /// A pathway map.
    #[sea_orm(string_value = "PATHWAY_MAP")]
    PathwayMap,
    /// An opening or a forecast.
    #[sea_orm(string_value = "OPENING")]
    Opening,
    /// Somebody who completed a program.
    #[sea_orm(string_value = "COMPLETER")]
    Completer,
    /// A referral of a completer to an employer.
    #[sea_orm(string_value = "REFERRAL")]
    Referral,
    /// A hire.
    #[sea_orm(string_value = "HIRE")]
    Hire,
    /// Who employed a completer in a quarter after exit.
    #[sea_orm(string_value = "EMPLOYMENT")]
    Employment,
    /// A measurable skill gain.
    #[sea_orm(string_value = "SKILL_GAIN")]
    SkillGain,
    /// An evidence file that was kept.
    #[sea_orm(string_value = "EVIDENCE_FILE")]
    EvidenceFile,
    /// Outcomes as they were published.
    #[sea_orm(string_value = "OUTCOME_PUBLICATION")]
    OutcomePublication,
    /// A kind of evidence for the ladder of employer engagement.
    #[sea_orm(string_value = "LADDER_EVIDENCE_KIND")]
    LadderEvidenceKind,
}
