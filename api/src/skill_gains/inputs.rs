//! What callers send about measurable skill gains.

use async_graphql::{InputObject, MaybeUndefined};
use entities::{
    ids::{ContactId, EmployerId, ProgramId},
    skill_gain,
};
use sea_orm::{ColumnTrait, Condition};

use super::{
    ops::Draft,
    types::{SkillGainAttestState, SkillGainType},
};
use crate::{
    policy::Action,
    scalars::{Date, IdOf},
    shared::inputs::{DateFilter, DateTimeFilter, Where, change, given, needed, one_of, replace},
    text,
};

/// A new skill gain, or a milestone that is still open.
#[derive(Clone, Debug, InputObject)]
pub struct SkillGainRecordInput {
    /// How your agency refers to the participant in its own records; never a name; 1 to 200 characters.
    pub participant_reference: String,
    /// How the employer knows the participant, such as by initials; 200 characters at most. The page of the link shows it.
    pub shown_as: Option<String>,
    /// The program in which the participant is.
    pub program_id: IdOf<ProgramId>,
    /// Which of the five types it is of.
    pub gain_type: SkillGainType,
    /// The milestone; asked for with the type `MILESTONE`, refused with others; 500 characters at most. The page of the link
    /// shows it.
    pub milestone: Option<String>,
    /// The day the milestone was agreed on, from 1990 to today.
    pub agreed_on: Option<Date>,
    /// The day of the gain, from 1990 to today; only a milestone can be without one, and is open then.
    pub achieved_on: Option<Date>,
    /// What documents it; 20,000 characters at most.
    pub evidence: Option<String>,
    /// The employer that attests it.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// The person there who is asked.
    pub contact_id: Option<IdOf<ContactId>>,
}

/// Changes of a skill gain: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct SkillGainUpdateInput {
    /// How your agency refers to the participant in its own records; never a name; 1 to 200 characters.
    pub participant_reference: Option<String>,
    /// How the employer knows the participant, such as by initials; 200 characters at most. The page of the link shows it.
    pub shown_as: MaybeUndefined<String>,
    /// The program in which the participant is.
    pub program_id: Option<IdOf<ProgramId>>,
    /// Which of the five types it is of.
    pub gain_type: Option<SkillGainType>,
    /// The milestone; 500 characters at most.
    pub milestone: MaybeUndefined<String>,
    /// The day the milestone was agreed on, from 1990 to today.
    pub agreed_on: MaybeUndefined<Date>,
    /// The day of the gain, from 1990 to today.
    pub achieved_on: MaybeUndefined<Date>,
    /// What documents it; 20,000 characters at most.
    pub evidence: MaybeUndefined<String>,
    /// The employer that attests it.
    pub employer_id: MaybeUndefined<IdOf<EmployerId>>,
    /// The person there who is asked.
    pub contact_id: MaybeUndefined<IdOf<ContactId>>,
}

impl From<SkillGainRecordInput> for Draft {
    fn from(input: SkillGainRecordInput) -> Self {
        SkillGainUpdateInput {
            participant_reference: Some(input.participant_reference),
            shown_as: given(input.shown_as),
            program_id: Some(input.program_id),
            gain_type: Some(input.gain_type),
            milestone: given(input.milestone),
            agreed_on: given(input.agreed_on),
            achieved_on: given(input.achieved_on),
            evidence: given(input.evidence),
            employer_id: given(input.employer_id),
            contact_id: given(input.contact_id),
        }
        .into()
    }
}

impl From<SkillGainUpdateInput> for Draft {
    fn from(input: SkillGainUpdateInput) -> Self {
        let row = skill_gain::ActiveModel {
            participant_reference: replace(input.participant_reference, |text| text),
            shown_as: change(input.shown_as, |text| text),
            program_id: replace(input.program_id, IdOf::get),
            gain_type: replace(input.gain_type, Into::into),
            milestone: change(input.milestone, |text| text),
            agreed_on: change(input.agreed_on, |day| day.0),
            achieved_on: change(input.achieved_on, |day| day.0),
            evidence: change(input.evidence, |text| text),
            employer_id: change(input.employer_id, IdOf::get),
            contact_id: change(input.contact_id, IdOf::get),
            ..Default::default()
        };
        Self { row }
    }
}

/// Which skill gains. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct SkillGainWhere {
    /// All of these.
    pub and: Option<Vec<SkillGainWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<SkillGainWhere>>,
    /// Not this.
    pub not: Option<Box<SkillGainWhere>>,
    /// Of the participant with this reference, without case and accents.
    pub participant_reference: Option<String>,
    /// In this program.
    pub program_id: Option<IdOf<ProgramId>>,
    /// Of one of these types.
    pub gain_type: Option<Vec<SkillGainType>>,
    /// In this program year, by the year in which it begins.
    pub program_year: Option<i32>,
    /// The day of the gain.
    pub achieved_on: Option<DateFilter>,
    /// Milestones that are open (true), or gains that are achieved (false).
    pub is_open: Option<bool>,
    /// How far attesting has come, one of these.
    pub attest_state: Option<Vec<SkillGainAttestState>>,
    /// Attested by this employer, or to be attested by it.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
}

impl Where for SkillGainWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([
            (self.program_id.is_some(), Action::AgencyRead),
            (self.employer_id.is_some(), Action::EmployerRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use skill_gain::Column as C;
        let types = |list: &Vec<SkillGainType>| {
            let list = list.iter().copied();
            one_of(C::GainType, list.map(skill_gain::SkillGainType::from))
        };
        let states = |list: &Vec<SkillGainAttestState>| {
            let list = list.iter().copied();
            one_of(C::AttestState, list.map(skill_gain::AttestState::from))
        };
        let is_open = |is_open| {
            Condition::all().add(if is_open {
                C::AchievedOn.is_null()
            } else {
                C::AchievedOn.is_not_null()
            })
        };
        [
            self.participant_reference
                .as_ref()
                .map(|text| one_of(C::ParticipantSearch, [text::fold(text)])),
            self.program_id.map(|id| one_of(C::ProgramId, [id.get()])),
            self.gain_type.as_ref().map(types),
            self.program_year.map(|year| one_of(C::ProgramYear, [year])),
            self.achieved_on.as_ref().map(|filter| filter.on(C::AchievedOn)),
            self.is_open.map(is_open),
            self.attest_state.as_ref().map(states),
            self.employer_id.map(|id| one_of(C::EmployerId, [id.get()])),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
