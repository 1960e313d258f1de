//! What became of changes of people and affiliations.

use async_graphql::SimpleObject;

use super::{Affiliation, Contact};
use crate::{audit::FieldChange, error::UserError};

/// What became of adding a contact.
#[derive(SimpleObject)]
pub struct ContactCreatePayload {
    /// The new contact; null when nothing was added.
    pub contact: Option<Contact>,
    /// Live contacts of the same name with the same e-mail address or current employer or agency, when that is why nothing
    /// was added. Send `allowDuplicates: true` to insist.
    pub candidates: Vec<Contact>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a contact.
#[derive(SimpleObject)]
pub struct ContactUpdatePayload {
    /// The contact as stored now; after a `CONFLICT` as somebody else left it.
    pub contact: Option<Contact>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a contact into the trash.
#[derive(SimpleObject)]
pub struct ContactTrashPayload {
    /// The contact as stored now.
    pub contact: Option<Contact>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a contact out of the trash.
#[derive(SimpleObject)]
pub struct ContactRestorePayload {
    /// The contact as stored now.
    pub contact: Option<Contact>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}

/// What became of moving a person to another employer or agency.
#[derive(SimpleObject)]
pub struct ContactMovePayload {
    /// The affiliation that ended; after a `CONFLICT` as somebody else left it.
    pub ended: Option<Affiliation>,
    /// The affiliation that started; null when nothing was done.
    pub started: Option<Affiliation>,
    /// What to mend; empty when the move was recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of starting an affiliation.
#[derive(SimpleObject)]
pub struct AffiliationStartPayload {
    /// The new affiliation; null when nothing was added.
    pub affiliation: Option<Affiliation>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing an affiliation.
#[derive(SimpleObject)]
pub struct AffiliationUpdatePayload {
    /// The affiliation as stored now; after a `CONFLICT` as somebody else left it.
    pub affiliation: Option<Affiliation>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of ending an affiliation.
#[derive(SimpleObject)]
pub struct AffiliationEndPayload {
    /// The affiliation as stored now; after a `CONFLICT` as somebody else left it.
    pub affiliation: Option<Affiliation>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when it was ended.
    pub user_errors: Vec<UserError>,
}

/// What became of putting an affiliation into the trash.
#[derive(SimpleObject)]
pub struct AffiliationTrashPayload {
    /// The affiliation as stored now.
    pub affiliation: Option<Affiliation>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking an affiliation out of the trash.
#[derive(SimpleObject)]
pub struct AffiliationRestorePayload {
    /// The affiliation as stored now.
    pub affiliation: Option<Affiliation>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
