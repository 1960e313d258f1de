//! What callers send about referrals.

use async_graphql::{InputObject, MaybeUndefined};
use entities::{
    ids::{CompleterId, EmployerId},
    referral,
};
use sea_orm::Condition;

use super::{
    ops::{Draft, NewReferral},
    types::ReferralStage,
};
use crate::{
    policy::Action,
    scalars::{Date, IdOf},
    shared::inputs::{DateFilter, DateTimeFilter, Where, change, needed, one_of, replace},
};

/// A new referral. It begins as `REFERRED`.
#[derive(Clone, Debug, InputObject)]
pub struct ReferralRecordInput {
    /// Who is referred; a completer of your agency.
    pub completer_id: IdOf<CompleterId>,
    /// To which employer.
    pub employer_id: IdOf<EmployerId>,
    /// The day of the referral, from 1990 to today.
    pub referred_on: Date,
    /// A note; 20,000 characters at most.
    pub note: Option<String>,
}

impl From<ReferralRecordInput> for NewReferral {
    fn from(input: ReferralRecordInput) -> Self {
        Self {
            completer: input.completer_id.get(),
            employer: input.employer_id.get(),
            referred_on: input.referred_on.0,
            note: input.note,
        }
    }
}

/// Changes of a referral: what is absent stays, null clears. How far it went changes by its steps.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ReferralUpdateInput {
    /// The day of the referral, from 1990 to today and not after the next step.
    pub referred_on: Option<Date>,
    /// A note; 20,000 characters at most.
    pub note: MaybeUndefined<String>,
}

impl From<ReferralUpdateInput> for Draft {
    fn from(input: ReferralUpdateInput) -> Self {
        let row = referral::ActiveModel {
            referred_on: replace(input.referred_on, |day| day.0),
            note: change(input.note, |note| note),
            ..Default::default()
        };
        Self { row }
    }
}

/// A step of a referral.
#[derive(Clone, Debug, InputObject)]
pub struct ReferralMoveInput {
    /// Where it goes; a later stage than where it stands. `HIRED` is reached by recording the hire.
    pub stage: ReferralStage,
    /// The day; today when absent, not before it came to where it stands.
    pub on: Option<Date>,
}

/// Which referrals. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ReferralWhere {
    /// All of these.
    pub and: Option<Vec<ReferralWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<ReferralWhere>>,
    /// Not this.
    pub not: Option<Box<ReferralWhere>>,
    /// Of this completer.
    pub completer_id: Option<IdOf<CompleterId>>,
    /// To this employer. Needs the right to read employers.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// How far it went, one of these.
    pub stage: Option<Vec<ReferralStage>>,
    /// The day of the referral.
    pub referred_on: Option<DateFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
}

impl Where for ReferralWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([(self.employer_id.is_some(), Action::EmployerRead)])
    }

    fn own(&self) -> Vec<Condition> {
        use referral::Column as C;
        let stages = |list: &Vec<ReferralStage>| {
            let stages: Vec<referral::ReferralStage> = list.iter().map(|stage| (*stage).into()).collect();
            one_of(C::Stage, stages)
        };
        [
            self.completer_id.map(|id| one_of(C::CompleterId, [id.get()])),
            self.employer_id.map(|id| one_of(C::EmployerId, [id.get()])),
            self.stage.as_ref().map(stages),
            self.referred_on.as_ref().map(|filter| filter.on(C::ReferredOn)),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
