//! What callers send about roles.

use async_graphql::InputObject;
use entities::role_type;

use super::{
    ops::TypeDraft,
    types::{RoleSide, SourceStatus},
};
use crate::shared::inputs::replace;

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
