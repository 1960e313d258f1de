//! The kinds of records that have an id of their own. A new kind starts with a line at the end of this file.

use std::collections::HashMap;

use async_graphql::{ID, Interface};
use entities::ids::TypedId;

use crate::{
    accounts::{loaders::UserOf, types::User},
    action_teams::{loaders::TeamOf, types::ActionTeam},
    affirmations::{loaders::AffirmationOf, types::Affirmation},
    agencies::{loaders::AgencyOf, types::Agency},
    agreements::{loaders::AgreementOf, types::Agreement},
    app::Cx,
    attendees::{loaders::AttendeeOf, types::Attendee},
    charters::{loaders::StatementOf, types::CharterStatement},
    checkups::{loaders::CheckupOf, types::Checkup},
    cohorts::{loaders::CohortOf, types::Cohort},
    competencies::{
        loaders::{CompetencyListOf, EditionOf},
        types::{CompetencyEdition, CompetencyList},
    },
    completers::{loaders::CompleterOf, types::Completer},
    contacts::{
        loaders::{AffiliationOf, ContactOf},
        types::{Affiliation, Contact},
    },
    contributions::{loaders::ContributionOf, types::Contribution},
    credentials::{loaders::CredentialOf, types::Credential},
    demand::{loaders::DemandFigureOf, types::DemandFigure},
    drafts::{loaders::LetterDraftOf, types::LetterDraft},
    employers::{loaders::EmployerOf, types::Employer},
    engagement_levels::{loaders::EvidenceKindOf, types::LadderEvidenceKind},
    engagements::{loaders::EngagementOf, types::Engagement},
    error::Result,
    establishments::{loaders::EstablishmentOf, types::Establishment},
    evidence::{loaders::EvidenceFileOf, types::EvidenceFile},
    goals::{loaders::GoalOf, types::Goal},
    hires::{
        loaders::{EmploymentOf, HireOf},
        types::{Employment, Hire},
    },
    identifiers::{loaders::IdentifierOf, types::EmployerIdentifier},
    imports::{loaders::ImportBatchOf, types::ImportBatch},
    mail::{loaders::MailOf, types::Mail},
    meetings::{loaders::MeetingOf, types::Meeting},
    memberships::{
        loaders::{MembershipOf, RepresentativeOf},
        types::{Membership, Representative},
    },
    openings::{loaders::OpeningOf, types::Opening},
    partnerships::{
        loaders::{ConvenerOf, PartnershipOf},
        types::{Convener, Partnership},
    },
    pathways::{loaders::PathwayMapOf, types::PathwayMap},
    prefetch::{Relation, Selection},
    priorities::{loaders::PriorityOf, types::Priority},
    programs::{loaders::ProgramOf, types::Program},
    questionnaires::{loaders::QuestionnaireOf, types::Questionnaire},
    quick_wins::{loaders::QuickWinOf, types::QuickWin},
    recommendations::{loaders::RecommendationOf, types::Recommendation},
    referrals::{loaders::ReferralOf, types::Referral},
    responsibilities::{loaders::ResponsibilityOf, types::Responsibility},
    roles::{
        loaders::{CommitmentOf, RoleTypeOf},
        types::{RoleCommitment, RoleType},
    },
    sectors::{loaders::SectorOf, types::Sector},
    series::{loaders::SeriesOf, types::MeetingSeries},
    skill_gains::{loaders::SkillGainOf, types::SkillGain},
    successions::{loaders::SuccessionOf, types::Succession},
    tasks::{loaders::TaskOf, types::Task},
    topics::{loaders::TopicOf, types::Topic},
};

/// Records by their ids.
type Found = HashMap<String, Node>;

macro_rules! nodes {
    ($($name:ident by $relation:ident;)+) => {
        /// A record with an id.
        #[derive(Clone, Interface)]
        #[graphql(field(name = "id", ty = "ID", desc = "The id: the kind of record, then its number."))]
        pub enum Node {
            $(
                #[doc = concat!("A record of the kind ", stringify!($name), ".")]
                $name($name)
            ),+
        }

        /// The records with these ids that the actor may see, their selected relations filled: one statement a kind.
        ///
        /// # Errors
        /// Database errors.
        pub(super) async fn load(cx: &Cx, ids: &[ID], selection: &Selection<'_>) -> Result<Found> {
            let mut found = HashMap::new();
            $(
                let records = of_kind::<$relation>(cx, ids, selection).await?;
                found.extend(records.into_iter().map(|(id, record)| (id.to_string(), Node::$name(record))));
            )+
            Ok(found)
        }
    };
}

/// The records of one kind among these ids.
async fn of_kind<R>(cx: &Cx, ids: &[ID], selection: &Selection<'_>) -> Result<HashMap<R::Key, R::Value>>
where
    R: Relation<Args = ()>,
    R::Key: TypedId,
{
    let mut keys: Vec<R::Key> = ids.iter().filter_map(|id| id.parse().ok()).collect();
    keys.sort();
    keys.dedup();
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let mut records = R::load(cx, &keys, &()).await?;
    R::fill(cx, records.values_mut().collect(), selection).await?;
    Ok(records)
}

nodes! {
    Agency by AgencyOf;
    User by UserOf;
    Employer by EmployerOf;
    Establishment by EstablishmentOf;
    Program by ProgramOf;
    Contact by ContactOf;
    Affiliation by AffiliationOf;
    Partnership by PartnershipOf;
    Membership by MembershipOf;
    RoleType by RoleTypeOf;
    Contribution by ContributionOf;
    Engagement by EngagementOf;
    Meeting by MeetingOf;
    MeetingSeries by SeriesOf;
    CharterStatement by StatementOf;
    Goal by GoalOf;
    Recommendation by RecommendationOf;
    Task by TaskOf;
    Mail by MailOf;
    Responsibility by ResponsibilityOf;
    Agreement by AgreementOf;
    Priority by PriorityOf;
    ActionTeam by TeamOf;
    QuickWin by QuickWinOf;
    Questionnaire by QuestionnaireOf;
    Checkup by CheckupOf;
    Attendee by AttendeeOf;
    Convener by ConvenerOf;
    EmployerIdentifier by IdentifierOf;
    ImportBatch by ImportBatchOf;
    Representative by RepresentativeOf;
    RoleCommitment by CommitmentOf;
    Sector by SectorOf;
    Succession by SuccessionOf;
    Topic by TopicOf;
    Cohort by CohortOf;
    DemandFigure by DemandFigureOf;
    Credential by CredentialOf;
    CompetencyList by CompetencyListOf;
    CompetencyEdition by EditionOf;
    LetterDraft by LetterDraftOf;
    PathwayMap by PathwayMapOf;
    Completer by CompleterOf;
    Referral by ReferralOf;
    Hire by HireOf;
    Employment by EmploymentOf;
    Opening by OpeningOf;
    EvidenceFile by EvidenceFileOf;
    Affirmation by AffirmationOf;
    LadderEvidenceKind by EvidenceKindOf;
    SkillGain by SkillGainOf;
}
