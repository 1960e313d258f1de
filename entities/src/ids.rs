//! Typed ids: a UUIDv7 inside, `<prefix>_<32 lower-case hex digits>` outside.
//!
//! The prefix says what an id names, so a mixed-up id is refused instead of finding nothing. New
//! ids come from the application's id source; nothing here makes one up.

use std::fmt;
use std::hash::Hash;
use std::str::FromStr;

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, TryFromU64};

/// What all typed ids can do, for code that works with any of them.
pub trait TypedId:
    Copy
    + Eq
    + Ord
    + Hash
    + fmt::Debug
    + fmt::Display
    + FromStr<Err = IdError>
    + Into<Value>
    + Send
    + Sync
    + 'static
{
    /// The word before the underscore.
    const PREFIX: &'static str;

    /// The id with this UUID.
    fn from_uuid(uuid: Uuid) -> Self;

    /// The UUID inside, as stored.
    fn uuid(self) -> Uuid;
}

/// A text is not an id of the expected kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdError {
    /// The prefix that was expected.
    pub prefix: &'static str,
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected an id such as {}_{}", self.prefix, "0".repeat(32))
    }
}

impl std::error::Error for IdError {}

/// Splits any typed id into its prefix and its UUID; `None` if the text is no id.
///
/// Only the form that ids are written in is read, so two texts name one record only if equal.
#[must_use]
pub fn split(text: &str) -> Option<(&str, Uuid)> {
    let (prefix, digits) = text.rsplit_once('_')?;
    let is_hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    if prefix.is_empty() || digits.len() != 32 || !digits.bytes().all(is_hex) {
        return None;
    }
    Some((prefix, Uuid::try_parse(digits).ok()?))
}

macro_rules! typed_id {
    ($name:ident, $prefix:literal, $doc:literal) => {
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, DeriveValueType)]
        pub struct $name(Uuid);

        impl $name {
            /// The word before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// The id with this UUID.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID inside, as stored.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl TypedId for $name {
            const PREFIX: &'static str = $prefix;

            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}_{}", $prefix, self.0.simple())
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                match split(text) {
                    Some(($prefix, uuid)) => Ok(Self(uuid)),
                    _ => Err(IdError { prefix: $prefix }),
                }
            }
        }

        // sea-orm asks this of every primary key; only auto-increment keys use it.
        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    };
}

typed_id!(AgencyId, "agency", "Id of an agency.");
typed_id!(
    AffirmationId,
    "affirmation",
    "Id of an affirmation of an employer."
);
typed_id!(PathwayMapId, "pathway_map", "Id of a pathway map.");
typed_id!(OpeningId, "opening", "Id of an opening or a forecast.");
typed_id!(
    CompleterId,
    "completer",
    "Id of somebody who completed a program."
);
typed_id!(
    ReferralId,
    "referral",
    "Id of a referral of a completer to an employer."
);
typed_id!(ReferralStepId, "referral_step", "Id of a step of a referral.");
typed_id!(HireId, "hire", "Id of a hire.");
typed_id!(
    EmploymentId,
    "employment",
    "Id of who employed a completer in a quarter after exit."
);
typed_id!(SkillGainId, "skill_gain", "Id of a measurable skill gain.");
typed_id!(
    EvidenceFileId,
    "evidence_file",
    "Id of an evidence file that was kept."
);
typed_id!(
    OutcomePublicationId,
    "outcome_publication",
    "Id of outcomes as they were published."
);
typed_id!(PathwayStepId, "pathway_step", "Id of a step of a pathway map.");
typed_id!(PathwayEdgeId, "pathway_edge", "Id of an edge of a pathway map.");
typed_id!(
    PathwayValidationId,
    "pathway_validation",
    "Id of what an employer said of an edge of a pathway map."
);
typed_id!(
    CompetencyListId,
    "competency_list",
    "Id of a list of competencies."
);
typed_id!(
    CompetencyEditionId,
    "competency_edition",
    "Id of an edition of a list of competencies."
);
typed_id!(CompetencyId, "competency", "Id of a competency of an edition.");
typed_id!(CredentialId, "credential", "Id of a credential.");
typed_id!(CohortId, "cohort", "Id of a cohort of a program.");
typed_id!(
    DemandFigureId,
    "demand_figure",
    "Id of a figure about the demand for a program."
);
typed_id!(UserId, "user", "Id of a user.");
typed_id!(
    AccountLinkId,
    "account_link",
    "Id of a link to choose a password."
);
typed_id!(SessionId, "session", "Id of a browser session.");
typed_id!(ApiTokenId, "token", "Id of an API token.");
typed_id!(EmployerId, "employer", "Id of an employer.");
typed_id!(SuccessionId, "succession", "Id of a succession of employers.");
typed_id!(EstablishmentId, "establishment", "Id of an establishment.");
typed_id!(IdentifierId, "identifier", "Id of an identifier of an employer.");
typed_id!(
    ExternalReferenceId,
    "external_reference",
    "Id of an external reference."
);
typed_id!(ContactId, "contact", "Id of a contact.");
typed_id!(ContactPointId, "contact_point", "Id of a contact point.");
typed_id!(AffiliationId, "affiliation", "Id of an affiliation.");
typed_id!(SectorId, "sector", "Id of a sector.");
typed_id!(PartnershipId, "partnership", "Id of a partnership.");
typed_id!(ConvenerId, "convener", "Id of a convener of a partnership.");
typed_id!(MembershipId, "membership", "Id of a membership.");
typed_id!(
    RepresentativeId,
    "representative",
    "Id of a representative of a member."
);
typed_id!(RoleTypeId, "role_type", "Id of a role type.");
typed_id!(CommitmentId, "commitment", "Id of a commitment to a role.");
typed_id!(ContributionId, "contribution", "Id of a contribution.");
typed_id!(ProgramId, "program", "Id of a program of study.");
typed_id!(StatementId, "statement", "Id of a statement of a charter.");
typed_id!(GoalId, "goal", "Id of a goal.");
typed_id!(
    GoalProgressId,
    "goal_progress",
    "Id of an entry about the progress of a goal."
);
typed_id!(
    ResponsibilityId,
    "responsibility",
    "Id of a responsibility in a partnership."
);
typed_id!(
    AssignmentId,
    "assignment",
    "Id of the part a member takes in a responsibility."
);
typed_id!(AgreementId, "agreement", "Id of an agreement.");
typed_id!(
    AgreementPartyId,
    "agreement_party",
    "Id of a party of an agreement."
);
typed_id!(
    AgreementReminderId,
    "agreement_reminder",
    "Id of a reminder of a day of an agreement."
);
typed_id!(PriorityId, "priority", "Id of a priority of a partnership.");
typed_id!(
    PriorityChampionId,
    "priority_champion",
    "Id of a champion of a priority."
);
typed_id!(ActionTeamId, "action_team", "Id of an action team.");
typed_id!(
    ActionTeamMemberId,
    "action_team_member",
    "Id of a person in an action team."
);
typed_id!(QuickWinId, "quick_win", "Id of a quick win.");
typed_id!(QuestionnaireId, "questionnaire", "Id of a questionnaire.");
typed_id!(QuestionId, "question", "Id of a question.");
typed_id!(CheckupId, "checkup", "Id of a check-up.");
typed_id!(CalendarFeedId, "feed", "Id of a calendar feed.");
typed_id!(CodeListId, "code_list", "Id of an edition of a code list.");
typed_id!(CodeId, "code", "Id of a code.");
typed_id!(
    CodeCrosswalkId,
    "code_crosswalk",
    "Id of a link between two codes."
);
typed_id!(EngagementId, "engagement", "Id of an engagement.");
typed_id!(
    EngagementParticipantId,
    "engagement_participant",
    "Id of a participant of an engagement."
);
typed_id!(BoardRulesId, "board_rules", "Id of the rules of a board.");
typed_id!(SeriesId, "series", "Id of a series of meetings.");
typed_id!(MeetingId, "meeting", "Id of a meeting.");
typed_id!(AttendeeId, "attendee", "Id of an attendee of a meeting.");
typed_id!(TopicId, "topic", "Id of a topic of advice.");
typed_id!(RecommendationId, "recommendation", "Id of a recommendation.");
typed_id!(
    RecommendationStepId,
    "recommendation_step",
    "Id of a step of a recommendation."
);
typed_id!(ReminderRuleId, "reminder_rule", "Id of a rule about reminders.");
typed_id!(ReminderId, "reminder", "Id of a reminder.");
typed_id!(TaskId, "task", "Id of a task.");
typed_id!(
    LadderEvidenceKindId,
    "ladder_evidence_kind",
    "Id of a kind of evidence for the ladder of employer engagement."
);
typed_id!(LetterDraftId, "letter_draft", "Id of a drafted letter.");
typed_id!(ImportFileId, "import_file", "Id of an uploaded file.");
typed_id!(ImportBatchId, "import_batch", "Id of an import batch.");
typed_id!(ExportId, "export", "Id of an export, which only the audit knows.");
typed_id!(ImportRowId, "import_row", "Id of an imported row.");
typed_id!(AuditEntryId, "audit", "Id of an audit entry.");
typed_id!(JobId, "job", "Id of a job.");
typed_id!(IdempotencyKeyId, "idempotency_key", "Id of an idempotency key.");
typed_id!(MailId, "mail", "Id of a letter in the outbox.");
typed_id!(MailAttemptId, "mail_attempt", "Id of a try to send a letter.");
typed_id!(
    MailOptOutId,
    "mail_opt_out",
    "Id of a kind of mail that a person does not want."
);
typed_id!(
    MailPreferenceId,
    "mail_preference",
    "Id of when and how a person wants to be reminded."
);
