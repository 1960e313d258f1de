//! Memberships as GraphQL shows them.

mod membership;
mod payloads;
mod representative;

use async_graphql::Enum;

pub use membership::Membership;
pub use payloads::{
    MembershipEndPayload, MembershipRestorePayload, MembershipStartPayload, MembershipTrashPayload,
    MembershipUpdatePayload, RepresentativeAssignPayload, RepresentativeEndPayload,
};
pub use representative::Representative;

/// What a member stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::membership::MembershipStanding")]
pub enum MembershipStanding {
    /// Takes part.
    Member,
    /// A business leader who carries a priority.
    Champion,
}

/// Which representative a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::representative::RepresentativeKind")]
pub enum RepresentativeKind {
    /// Speaks for the member.
    Primary,
    /// Steps in, and is the likely successor.
    Backup,
}
