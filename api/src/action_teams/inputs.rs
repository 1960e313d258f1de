//! What callers send about action teams.

use async_graphql::InputObject;
use entities::{
    action_team,
    ids::{ContactId, UserId},
};

use super::ops::{Draft, NewTeamMember};
use crate::{scalars::IdOf, shared::inputs::replace};

/// A person who is to be in an action team: a contact or a person of an agency.
#[derive(Clone, Debug, InputObject)]
pub struct ActionTeamMemberInput {
    /// The contact; give this or the user.
    pub contact_id: Option<IdOf<ContactId>>,
    /// The person of an agency; give this or the contact.
    pub user_id: Option<IdOf<UserId>>,
    /// Whether the person leads the team.
    #[graphql(default = false)]
    pub is_lead: bool,
}

impl From<ActionTeamMemberInput> for NewTeamMember {
    fn from(input: ActionTeamMemberInput) -> Self {
        Self {
            contact_id: input.contact_id.map(IdOf::get),
            user_id: input.user_id.map(IdOf::get),
            is_lead: input.is_lead,
        }
    }
}

/// A new action team.
#[derive(Clone, Debug, InputObject)]
pub struct ActionTeamCreateInput {
    /// Its name; 1 to 200 characters.
    pub name: String,
    /// Its people; 100 at most.
    pub members: Option<Vec<ActionTeamMemberInput>>,
}

/// Changes of an action team: what is absent stays.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ActionTeamUpdateInput {
    /// Its name; 1 to 200 characters.
    pub name: Option<String>,
    /// All its people: they replace the ones it has.
    pub members: Option<Vec<ActionTeamMemberInput>>,
}

impl From<ActionTeamCreateInput> for Draft {
    fn from(input: ActionTeamCreateInput) -> Self {
        Self::from(ActionTeamUpdateInput {
            name: Some(input.name),
            members: input.members,
        })
    }
}

impl From<ActionTeamUpdateInput> for Draft {
    fn from(input: ActionTeamUpdateInput) -> Self {
        let row = action_team::ActiveModel {
            name: replace(input.name, |name| name),
            ..Default::default()
        };
        let people = |list: Vec<ActionTeamMemberInput>| list.into_iter().map(Into::into).collect();
        Self {
            row,
            people: input.members.map(people),
        }
    }
}
