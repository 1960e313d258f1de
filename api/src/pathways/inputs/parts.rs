//! What callers send about steps, edges and validations.

use async_graphql::{InputObject, MaybeUndefined};
use entities::{
    ids::{ContactId, CredentialId, EmployerId, PathwayStepId, ProgramId},
    pathway_step,
    values::Money,
};

use crate::{
    pathways::{
        ops::{EdgeDraft, NewEdge, NewValidation, StepDraft},
        types::PathwayRequirementLevel,
    },
    scalars::{Date, Decimal, IdOf},
    shared::inputs::{change, given, replace},
};

/// A new step.
#[derive(Clone, Debug, InputObject)]
pub struct PathwayStepAddInput {
    /// The occupation: a detailed SOC 2018 code, such as `29-1141`. A map has an occupation twice only under two titles.
    pub soc_code: String,
    /// A title shown instead of that of the occupation; at most 200 characters.
    pub title: Option<String>,
    /// The low end of what it pays an hour, in US dollars; at most 1000.
    pub wage_low: Option<Decimal>,
    /// The high end of what it pays an hour, in US dollars; at most 1000.
    pub wage_high: Option<Decimal>,
    /// Where the wage is from; needed with a wage.
    pub wage_source: Option<String>,
    /// The day the wage is of; needed with a wage, and not in the future.
    pub wage_as_of: Option<Date>,
    /// Orders the steps of one level; behind the last one when absent.
    pub position: Option<i32>,
}

/// Changes of a step: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct PathwayStepUpdateInput {
    /// The occupation: a detailed SOC 2018 code. Another one makes what employers said of the edges at this step stale.
    pub soc_code: Option<String>,
    /// A title shown instead of that of the occupation; at most 200 characters.
    pub title: MaybeUndefined<String>,
    /// The low end of what it pays an hour, in US dollars; at most 1000.
    pub wage_low: MaybeUndefined<Decimal>,
    /// The high end of what it pays an hour, in US dollars; at most 1000.
    pub wage_high: MaybeUndefined<Decimal>,
    /// Where the wage is from; needed with a wage.
    pub wage_source: MaybeUndefined<String>,
    /// The day the wage is of; needed with a wage, and not in the future.
    pub wage_as_of: MaybeUndefined<Date>,
    /// Orders the steps of one level.
    pub position: Option<i32>,
}

impl From<PathwayStepAddInput> for StepDraft {
    fn from(input: PathwayStepAddInput) -> Self {
        Self::from(PathwayStepUpdateInput {
            soc_code: Some(input.soc_code),
            title: given(input.title),
            wage_low: given(input.wage_low),
            wage_high: given(input.wage_high),
            wage_source: given(input.wage_source),
            wage_as_of: given(input.wage_as_of),
            position: input.position,
        })
    }
}

impl From<PathwayStepUpdateInput> for StepDraft {
    fn from(input: PathwayStepUpdateInput) -> Self {
        let money = |wage: Decimal| Money::from_cents(wage.0);
        let row = pathway_step::ActiveModel {
            soc_code: replace(input.soc_code, |code| code),
            title: change(input.title, |title| title),
            wage_low_cents: change(input.wage_low, money),
            wage_high_cents: change(input.wage_high, money),
            wage_source: change(input.wage_source, |source| source),
            wage_as_of: change(input.wage_as_of, |day| day.0),
            position: replace(input.position, |position| position),
            ..Default::default()
        };
        Self { row }
    }
}

/// A credential that an edge asks for.
#[derive(Clone, Debug, InputObject)]
pub struct PathwayRequirementInput {
    /// The credential.
    pub credential_id: IdOf<CredentialId>,
    /// How much it is asked for.
    #[graphql(default_with = "PathwayRequirementLevel::Required")]
    pub requirement: PathwayRequirementLevel,
}

/// A new edge.
#[derive(Clone, Debug, InputObject)]
pub struct PathwayEdgeAddInput {
    /// The step of this map where it begins.
    pub from_step_id: IdOf<PathwayStepId>,
    /// The step of this map where it leads: not the same, and none from which one comes back.
    pub to_step_id: IdOf<PathwayStepId>,
    /// How many months it typically takes; 1 to 240.
    pub months: Option<i32>,
    /// The credentials it asks for; 10 at most.
    pub credentials: Option<Vec<PathwayRequirementInput>>,
    /// The programs that lead along it; 10 at most.
    pub program_ids: Option<Vec<IdOf<ProgramId>>>,
}

/// Changes of an edge: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct PathwayEdgeUpdateInput {
    /// How many months it typically takes; 1 to 240.
    pub months: MaybeUndefined<i32>,
    /// All credentials it asks for, instead of those it has; 10 at most. Others make what employers said of it stale.
    pub credentials: Option<Vec<PathwayRequirementInput>>,
    /// All programs that lead along it, instead of those it has; 10 at most.
    pub program_ids: Option<Vec<IdOf<ProgramId>>>,
}

impl From<PathwayEdgeAddInput> for NewEdge {
    fn from(input: PathwayEdgeAddInput) -> Self {
        Self {
            from: input.from_step_id.get(),
            to: input.to_step_id.get(),
            draft: EdgeDraft::from(PathwayEdgeUpdateInput {
                months: given(input.months),
                credentials: input.credentials,
                program_ids: input.program_ids,
            }),
        }
    }
}

impl From<PathwayEdgeUpdateInput> for EdgeDraft {
    fn from(input: PathwayEdgeUpdateInput) -> Self {
        let asked = |one: PathwayRequirementInput| (one.credential_id.get(), one.requirement.into());
        Self {
            months: change(input.months, |months| months),
            credentials: input
                .credentials
                .map(|list| list.into_iter().map(asked).collect()),
            programs: input
                .program_ids
                .map(|list| list.into_iter().map(IdOf::get).collect()),
        }
    }
}

/// What an employer says of an edge: that it stands behind it.
#[derive(Clone, Debug, InputObject)]
pub struct PathwayEdgeValidateInput {
    /// The employer. What it said of the edge before is replaced, and stays in the history.
    pub employer_id: IdOf<EmployerId>,
    /// Who said so there.
    pub contact_id: Option<IdOf<ContactId>>,
    /// The day it was said; today (UTC) when absent, and not in the future.
    pub validated_on: Option<Date>,
    /// The last day it counts; 24 months after it was said when absent, and no later than five years after.
    pub expires_on: Option<Date>,
    /// What else was said (Markdown).
    pub note: Option<String>,
}

impl From<PathwayEdgeValidateInput> for NewValidation {
    fn from(input: PathwayEdgeValidateInput) -> Self {
        Self {
            employer: input.employer_id.get(),
            contact: input.contact_id.map(IdOf::get),
            validated_on: input.validated_on.map(|day| day.0),
            expires_on: input.expires_on.map(|day| day.0),
            note: input.note,
        }
    }
}
