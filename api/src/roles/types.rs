//! Roles as GraphQL shows them.

mod commitment;
mod coverage;
mod role_type;

pub use commitment::{
    CommitmentAdvancePayload, CommitmentProposePayload, CommitmentRestorePayload, CommitmentState,
    CommitmentTrashPayload, CommitmentUpdatePayload, RoleCommitment,
};
pub use coverage::{MemberRole, MemberRoles, RoleCoverage, RoleCoverageState};
pub use role_type::{
    RoleSide, RoleType, RoleTypeCreatePayload, RoleTypeRetirePayload, RoleTypeUnretirePayload,
    RoleTypeUpdatePayload, SourceStatus,
};
