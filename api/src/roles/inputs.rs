//! What callers send about roles.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    ids::{MembershipId, PartnershipId, RoleTypeId},
    role_commitment, role_type,
};
use sea_orm::{ActiveValue::Set, Condition};

use super::{
    ops::{CommitmentDraft, Step, TypeDraft},
    reads::{self, RoleCondition},
    types::{CommitmentState, RoleSide, SourceStatus},
};
use crate::{
    scalars::{Date, IdOf},
    shared::inputs::{change, replace},
};

/// A new role type.
#[derive(Clone, Debug, InputObject)]
pub struct RoleTypeCreateInput {
    /// The stable name for programs: capital letters, digits and underscores, 60 at most. It can never be changed.
    pub key: String,
    /// The name for people; 1 to 200 characters.
    pub label: String,
    /// Who can take it.
    pub side: RoleSide,
    /// Where the role comes from; 1 to 500 characters.
    pub source: String,
    /// Whether its wording was checked against the source; `UNVERIFIED` when absent.
    pub source_status: Option<SourceStatus>,
    /// Whether it is one of the employer roles on page 35 of the Career Pathways Toolkit (US Department of Labor, 2015).
    #[graphql(name = "isToolkitPage35")]
    pub is_toolkit_page_35: Option<bool>,
    /// Its place in lists, from 0; the last when absent.
    pub position: Option<i32>,
}

/// Changes of a role type: what is absent stays.
#[derive(Clone, Debug, Default, InputObject)]
pub struct RoleTypeUpdateInput {
    /// The name for people; 1 to 200 characters.
    pub label: Option<String>,
    /// Who can take it.
    pub side: Option<RoleSide>,
    /// Where the role comes from; 1 to 500 characters.
    pub source: Option<String>,
    /// Whether its wording was checked against the source.
    pub source_status: Option<SourceStatus>,
    /// Whether it is one of the employer roles on page 35 of the Career Pathways Toolkit (US Department of Labor, 2015).
    #[graphql(name = "isToolkitPage35")]
    pub is_toolkit_page_35: Option<bool>,
    /// Its place in lists, from 0.
    pub position: Option<i32>,
}

impl From<RoleTypeCreateInput> for TypeDraft {
    fn from(input: RoleTypeCreateInput) -> Self {
        let mut draft = Self::from(RoleTypeUpdateInput {
            label: Some(input.label),
            side: Some(input.side),
            source: Some(input.source),
            source_status: Some(input.source_status.unwrap_or(SourceStatus::Unverified)),
            is_toolkit_page_35: input.is_toolkit_page_35,
            position: input.position,
        });
        draft.row.key = replace(Some(input.key), |key| key);
        draft
    }
}

impl From<RoleTypeUpdateInput> for TypeDraft {
    fn from(input: RoleTypeUpdateInput) -> Self {
        let row = role_type::ActiveModel {
            label: replace(input.label, |label| label),
            side: replace(input.side, Into::into),
            source: replace(input.source, |source| source),
            source_status: replace(input.source_status, Into::into),
            is_toolkit_page_35: replace(input.is_toolkit_page_35, |is| is),
            position: replace(input.position, |position| position),
            ..Default::default()
        };
        Self { row }
    }
}

/// A role proposed to a member.
#[derive(Clone, Debug, InputObject)]
pub struct CommitmentProposeInput {
    /// The member.
    pub membership_id: IdOf<MembershipId>,
    /// The role: one in use, for the member's side.
    pub role_type_id: IdOf<RoleTypeId>,
    /// The first day.
    pub from_on: Option<Date>,
    /// What is proposed.
    pub note: Option<String>,
}

/// A step of a commitment.
#[derive(Clone, Debug, InputObject)]
pub struct CommitmentAdvanceInput {
    /// The state it comes to.
    pub state: CommitmentState,
    /// From which day; today when absent. It is the first day where there is none, or the last day when it ends.
    pub on: Option<Date>,
    /// What was agreed; the note stays when absent.
    pub note: Option<String>,
}

/// Changes of a commitment: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct CommitmentUpdateInput {
    /// The first day.
    pub from_on: MaybeUndefined<Date>,
    /// The last day; not before the first.
    pub to_on: MaybeUndefined<Date>,
    /// What was agreed.
    pub note: MaybeUndefined<String>,
}

impl From<CommitmentProposeInput> for CommitmentDraft {
    fn from(input: CommitmentProposeInput) -> Self {
        let row = role_commitment::ActiveModel {
            membership_id: Set(input.membership_id.get()),
            role_type_id: Set(input.role_type_id.get()),
            from_on: Set(input.from_on.map(|day| day.0)),
            note: Set(input.note),
            ..Default::default()
        };
        Self { row }
    }
}

impl From<CommitmentAdvanceInput> for Step {
    fn from(input: CommitmentAdvanceInput) -> Self {
        Self {
            state: input.state.into(),
            on: input.on.map(|day| day.0),
            note: input.note,
        }
    }
}

impl From<CommitmentUpdateInput> for CommitmentDraft {
    fn from(input: CommitmentUpdateInput) -> Self {
        let row = role_commitment::ActiveModel {
            from_on: change(input.from_on, |day| day.0),
            to_on: change(input.to_on, |day| day.0),
            note: change(input.note, |note| note),
            ..Default::default()
        };
        Self { row }
    }
}

/// A condition on the roles an employer plays, in live partnerships.
#[derive(Clone, Debug, OneofObject)]
pub enum EmployerRoleListFilter {
    /// It has such a role.
    Some(EmployerRoleWhere),
    /// It has no such role.
    None(EmployerRoleWhere),
}

/// Which roles; what is absent may be anything.
#[derive(Clone, Debug, Default, InputObject)]
pub struct EmployerRoleWhere {
    /// The key of the role type, such as `HIRE_COMPLETERS`.
    pub role_type: Option<String>,
    /// How far the commitment has come, one of these.
    pub state: Option<Vec<CommitmentState>>,
    /// In this partnership.
    pub partnership_id: Option<IdOf<PartnershipId>>,
}

impl EmployerRoleListFilter {
    /// The condition on employers.
    pub fn condition(&self) -> Condition {
        match self {
            Self::Some(role) => reads::employers_playing(role.condition(), true),
            Self::None(role) => reads::employers_playing(role.condition(), false),
        }
    }
}

impl EmployerRoleWhere {
    fn condition(&self) -> RoleCondition {
        RoleCondition {
            role_type: self.role_type.clone(),
            states: self
                .state
                .as_ref()
                .map(|list| list.iter().map(|one| (*one).into()).collect()),
            partnership: self.partnership_id.map(IdOf::get),
        }
    }
}
