//! A measurable skill gain of a participant: documented progress toward a credential or employment.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ContactId, EmployerId, ProgramId, SkillGainId};

/// A row of `skill_gain`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "skill_gain")]
pub struct Model {
    /// Primary key; `skill_gain_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SkillGainId,
    /// The agency that serves the participant; only its people see the row.
    pub agency_id: AgencyId,
    /// How the agency refers to the participant in its own records: never a name.
    pub participant_reference: String,
    /// `participant_reference`, folded: accents removed, lower case.
    pub participant_search: String,
    /// How the employer knows the participant, such as initials: all that the page of the link tells of the person.
    pub shown_as: Option<String>,
    /// The program in which the participant is.
    pub program_id: ProgramId,
    /// Which of the five types it is of.
    pub gain_type: SkillGainType,
    /// The milestone that was agreed with the employer or set by the provider; set for the type `MILESTONE` alone.
    pub milestone: Option<String>,
    /// The day the milestone was agreed on.
    pub agreed_on: Option<Date>,
    /// The day of the gain; `None` while a milestone is open.
    pub achieved_on: Option<Date>,
    /// The program year of `achieved_on`, by the year in which it begins; kept for the counts.
    pub program_year: Option<i32>,
    /// What documents it.
    pub evidence: Option<String>,
    /// The employer that attests.
    pub employer_id: Option<EmployerId>,
    /// The person there who attests.
    pub contact_id: Option<ContactId>,
    /// How far attesting has come.
    pub attest_state: AttestState,
    /// How often it was asked for: the link of the last letter works alone.
    pub ask_number: i32,
    /// When it was last asked for.
    pub asked_at: Option<DateTimeUtc>,
    /// When it was answered.
    pub attested_at: Option<DateTimeUtc>,
    /// The name of who answered, as typed on the page.
    pub attested_by_name: Option<String>,
    /// What was noted with the answer.
    pub attest_note: Option<String>,
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

/// The types of measurable skill gains, 20 CFR 677.155(a)(1)(v).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum SkillGainType {
    /// An educational functioning level gained.
    #[sea_orm(string_value = "EFL")]
    Efl,
    /// A secondary school diploma or its equivalent.
    #[sea_orm(string_value = "DIPLOMA")]
    Diploma,
    /// A transcript or report card with enough credit.
    #[sea_orm(string_value = "TRANSCRIPT")]
    Transcript,
    /// A satisfactory report on a milestone, from an employer or provider.
    #[sea_orm(string_value = "MILESTONE")]
    Milestone,
    /// An exam that an occupation requires, or progress by trade benchmarks.
    #[sea_orm(string_value = "SKILLS_PROGRESSION")]
    SkillsProgression,
}

/// How far attesting a milestone has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum AttestState {
    /// Nobody was asked.
    #[sea_orm(string_value = "NOT_ASKED")]
    NotAsked,
    /// A person at the employer was asked by letter.
    #[sea_orm(string_value = "ASKED")]
    Asked,
    /// The person attested it.
    #[sea_orm(string_value = "ATTESTED")]
    Attested,
    /// The person said: not yet.
    #[sea_orm(string_value = "DECLINED")]
    Declined,
}
