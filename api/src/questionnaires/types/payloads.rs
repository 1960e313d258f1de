//! What the mutations of questionnaires answer.

use async_graphql::SimpleObject;

use super::Questionnaire;
use crate::{audit::FieldChange, error::UserError};

/// What became of adding a questionnaire.
#[derive(SimpleObject)]
pub struct QuestionnaireCreatePayload {
    /// The new questionnaire; null when nothing was added.
    pub questionnaire: Option<Questionnaire>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a questionnaire.
#[derive(SimpleObject)]
pub struct QuestionnaireUpdatePayload {
    /// The questionnaire as stored now; after a `CONFLICT` as somebody else left it.
    pub questionnaire: Option<Questionnaire>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a questionnaire out of use.
#[derive(SimpleObject)]
pub struct QuestionnaireRetirePayload {
    /// The questionnaire as stored now; after a `CONFLICT` as somebody else left it.
    pub questionnaire: Option<Questionnaire>,
    /// What to mend; empty when it is out of use.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a questionnaire back into use.
#[derive(SimpleObject)]
pub struct QuestionnaireUnretirePayload {
    /// The questionnaire as stored now; after a `CONFLICT` as somebody else left it.
    pub questionnaire: Option<Questionnaire>,
    /// What to mend; empty when it is in use.
    pub user_errors: Vec<UserError>,
}
