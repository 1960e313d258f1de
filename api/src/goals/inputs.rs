//! What callers send about goals.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    goal,
    ids::{GoalId, MembershipId, PartnershipId},
};
use sea_orm::{ActiveValue, ColumnTrait, Condition};

use super::{
    ops::{Completion, Draft, Dropping, NewProgress, Successor},
    types::GoalState,
};
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, IdOf},
    shared::inputs::{DateFilter, DateTimeFilter, Where, change, given, one_of, replace},
};

/// A new goal.
#[derive(Clone, Debug, InputObject)]
pub struct GoalAdoptInput {
    /// What is to be reached, in a line; 1 to 200 characters.
    pub title: String,
    /// More about it (Markdown).
    pub description: Option<String>,
    /// What shows that it is reached; 500 characters at most.
    pub target: Option<String>,
    /// The day by which it should be reached.
    pub due_on: Option<Date>,
    /// The member that carries it.
    pub owner_membership_id: Option<IdOf<MembershipId>>,
    /// The member that takes it over when the owner cannot: another one.
    pub backup_membership_id: Option<IdOf<MembershipId>>,
    /// The first day it counts; today (UTC) when absent, or the day the goal before it was completed.
    pub adopted_on: Option<Date>,
}

/// Changes of a goal: what is absent stays, null clears. A former title, target or due day is kept among its wordings.
#[derive(Clone, Debug, Default, InputObject)]
pub struct GoalUpdateInput {
    /// What is to be reached, in a line; 1 to 200 characters.
    pub title: Option<String>,
    /// More about it (Markdown).
    pub description: MaybeUndefined<String>,
    /// What shows that it is reached; 500 characters at most.
    pub target: MaybeUndefined<String>,
    /// The day by which it should be reached.
    pub due_on: MaybeUndefined<Date>,
    /// The member that carries it.
    pub owner_membership_id: MaybeUndefined<IdOf<MembershipId>>,
    /// The member that takes it over when the owner cannot: another one.
    pub backup_membership_id: MaybeUndefined<IdOf<MembershipId>>,
}

impl From<GoalAdoptInput> for Draft {
    fn from(input: GoalAdoptInput) -> Self {
        let mut draft = Self::from(GoalUpdateInput {
            title: Some(input.title),
            description: given(input.description),
            target: given(input.target),
            due_on: given(input.due_on),
            owner_membership_id: given(input.owner_membership_id),
            backup_membership_id: given(input.backup_membership_id),
        });
        if let Some(day) = input.adopted_on {
            draft.row.adopted_on = ActiveValue::Set(day.0);
        }
        draft
    }
}

impl From<GoalUpdateInput> for Draft {
    fn from(input: GoalUpdateInput) -> Self {
        let row = goal::ActiveModel {
            title: replace(input.title, |title| title),
            description: change(input.description, |text| text),
            target: change(input.target, |text| text),
            due_on: change(input.due_on, |day| day.0),
            owner_membership_id: change(input.owner_membership_id, IdOf::get),
            backup_membership_id: change(input.backup_membership_id, IdOf::get),
            ..Default::default()
        };
        Self { row }
    }
}

/// The completion of a goal.
#[derive(Clone, Debug, InputObject)]
pub struct GoalCompleteInput {
    /// The day; today (UTC) when absent.
    pub completed_on: Option<Date>,
    /// What was learned (Markdown).
    pub learned: String,
    /// Which goal follows, or why none does.
    pub successor: GoalSuccessorInput,
}

/// Which goal follows a completed one.
#[derive(Clone, Debug, OneofObject)]
pub enum GoalSuccessorInput {
    /// An open goal of the same partnership.
    GoalId(IdOf<GoalId>),
    /// A new goal of the same partnership.
    NewGoal(Box<GoalAdoptInput>),
    /// No goal follows: why.
    NoneBecause(String),
}

impl From<GoalCompleteInput> for Completion {
    fn from(input: GoalCompleteInput) -> Self {
        let successor = match input.successor {
            GoalSuccessorInput::GoalId(id) => Successor::Goal(id.get()),
            GoalSuccessorInput::NewGoal(new) => Successor::New(Box::new((*new).into())),
            GoalSuccessorInput::NoneBecause(because) => Successor::None(because),
        };
        Self {
            completed_on: input.completed_on.map(|day| day.0),
            learned: input.learned,
            successor,
        }
    }
}

/// The end of a goal that is given up.
#[derive(Clone, Debug, InputObject)]
pub struct GoalDropInput {
    /// The day; today (UTC) when absent.
    pub dropped_on: Option<Date>,
    /// Why it is given up.
    pub because: String,
}

impl From<GoalDropInput> for Dropping {
    fn from(input: GoalDropInput) -> Self {
        Self {
            dropped_on: input.dropped_on.map(|day| day.0),
            because: input.because,
        }
    }
}

/// How far a goal has come.
#[derive(Clone, Debug, InputObject)]
pub struct GoalProgressRecordInput {
    /// The day it stood so; today (UTC) when absent.
    pub noted_on: Option<Date>,
    /// How it stands (Markdown).
    pub text: String,
    /// How much of it is reached, 0 to 100; absent when nobody can say.
    pub percent: Option<i32>,
}

impl From<GoalProgressRecordInput> for NewProgress {
    fn from(input: GoalProgressRecordInput) -> Self {
        Self {
            noted_on: input.noted_on.map(|day| day.0),
            text: input.text,
            percent: input.percent,
        }
    }
}

/// Which goals. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct GoalWhere {
    /// All of these.
    pub and: Option<Vec<GoalWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<GoalWhere>>,
    /// Not this.
    pub not: Option<Box<GoalWhere>>,
    /// Of this partnership.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// How it stands, one of these.
    pub state: Option<Vec<GoalState>>,
    /// Carried by this member.
    pub owner_membership_id: Option<IdOf<MembershipId>>,
    /// When it is due; one without a due day never is.
    pub due_on: Option<DateFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
}

impl Where for GoalWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        // What it names is read by the same right as the rows.
        Vec::new()
    }

    fn own(&self) -> Vec<Condition> {
        use goal::Column as C;
        let all = Condition::all;
        [
            self.partnership_id
                .map(|id| all().add(C::PartnershipId.eq(id.get()))),
            self.state.as_ref().map(|list| {
                let states = list.iter().map(|one| goal::GoalState::from(*one));
                all().add(C::State.is_in(states))
            }),
            self.owner_membership_id
                .map(|id| one_of(C::OwnerMembershipId, [id.get()])),
            self.due_on
                .as_ref()
                .map(|filter| all().add(C::DueOn.is_not_null()).add(filter.on(C::DueSort))),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of goals.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum GoalOrder {
    /// By due day; those without one count as due last.
    DueOn(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<GoalOrder> for Sort<goal::Column> {
    fn from(order: GoalOrder) -> Self {
        match order {
            GoalOrder::DueOn(direction) => Self::directed(goal::Column::DueSort, direction),
            GoalOrder::UpdatedAt(direction) => Self::directed(goal::Column::UpdatedAt, direction),
        }
    }
}
