//! Action teams as GraphQL shows them.

mod member;
mod payloads;
mod team;

pub use member::ActionTeamMember;
pub use payloads::{
    ActionTeamCreatePayload, ActionTeamRestorePayload, ActionTeamTrashPayload, ActionTeamUpdatePayload,
};
pub use team::ActionTeam;
