//! Roles as GraphQL shows them.

mod role_type;

pub use role_type::{
    RoleSide, RoleType, RoleTypeCreatePayload, RoleTypeRetirePayload, RoleTypeUnretirePayload,
    RoleTypeUpdatePayload, SourceStatus,
};
