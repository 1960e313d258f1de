//! What the mutations of partnerships answer.

use async_graphql::SimpleObject;

use super::{Convener, Partnership};
use crate::{audit::FieldChange, error::UserError};

/// What became of adding a partnership.
#[derive(SimpleObject)]
pub struct PartnershipCreatePayload {
    /// The new partnership; null when nothing was added.
    pub partnership: Option<Partnership>,
    /// Live partnerships with this name, when that is why nothing was added. Send `allowDuplicates: true` to insist.
    pub candidates: Vec<Partnership>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a partnership.
#[derive(SimpleObject)]
pub struct PartnershipUpdatePayload {
    /// The partnership as stored now; after a `CONFLICT` as somebody else left it.
    pub partnership: Option<Partnership>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a partnership into the trash.
#[derive(SimpleObject)]
pub struct PartnershipTrashPayload {
    /// The partnership as stored now.
    pub partnership: Option<Partnership>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a partnership out of the trash.
#[derive(SimpleObject)]
pub struct PartnershipRestorePayload {
    /// The partnership as stored now.
    pub partnership: Option<Partnership>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}

/// What became of letting an agency convene a partnership.
#[derive(SimpleObject)]
pub struct PartnershipConvenerAddPayload {
    /// The new convener; null when nothing was added.
    pub convener: Option<Convener>,
    /// The partnership, its version counted up.
    pub partnership: Option<Partnership>,
    /// What to mend; empty when it convenes.
    pub user_errors: Vec<UserError>,
}

/// What became of ending an agency's convening.
#[derive(SimpleObject)]
pub struct PartnershipConvenerEndPayload {
    /// The convener as stored now; after a `CONFLICT` as somebody else left it.
    pub convener: Option<Convener>,
    /// The partnership, its version counted up.
    pub partnership: Option<Partnership>,
    /// What to mend; empty when it ended.
    pub user_errors: Vec<UserError>,
}
