//! What the mutations of memberships answer.

use async_graphql::SimpleObject;

use super::{Membership, Representative};
use crate::{audit::FieldChange, error::UserError};

/// What became of starting a membership.
#[derive(SimpleObject)]
pub struct MembershipStartPayload {
    /// The new membership; null when nothing was added.
    pub membership: Option<Membership>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a membership.
#[derive(SimpleObject)]
pub struct MembershipUpdatePayload {
    /// The membership as stored now; after a `CONFLICT` as somebody else left it.
    pub membership: Option<Membership>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of ending a membership.
#[derive(SimpleObject)]
pub struct MembershipEndPayload {
    /// The membership as stored now; after a `CONFLICT` as somebody else left it.
    pub membership: Option<Membership>,
    /// What to mend; empty when it ended.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a membership into the trash.
#[derive(SimpleObject)]
pub struct MembershipTrashPayload {
    /// The membership as stored now.
    pub membership: Option<Membership>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a membership out of the trash.
#[derive(SimpleObject)]
pub struct MembershipRestorePayload {
    /// The membership as stored now.
    pub membership: Option<Membership>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}

/// What became of letting a person speak for a member.
#[derive(SimpleObject)]
pub struct RepresentativeAssignPayload {
    /// The new representative; null when nothing was added.
    pub representative: Option<Representative>,
    /// The former representative of that kind, ended the day before.
    pub former: Option<Representative>,
    /// What to mend; empty when the person speaks for it.
    pub user_errors: Vec<UserError>,
}

/// What became of ending a person's speaking for a member.
#[derive(SimpleObject)]
pub struct RepresentativeEndPayload {
    /// The representative as stored now; after a `CONFLICT` as somebody else left it.
    pub representative: Option<Representative>,
    /// What to mend; empty when it ended.
    pub user_errors: Vec<UserError>,
}
