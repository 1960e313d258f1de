//! What became of a change of a recommendation.

use async_graphql::SimpleObject;

use super::Recommendation;
use crate::{audit::FieldChange, error::UserError};

/// What became of recording a piece of advice.
#[derive(SimpleObject)]
pub struct RecommendationRecordPayload {
    /// The new recommendation; null when nothing was recorded.
    pub recommendation: Option<Recommendation>,
    /// What to mend; empty when it was recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of changing what is recorded of a recommendation.
#[derive(SimpleObject)]
pub struct RecommendationUpdatePayload {
    /// The recommendation as stored now; after a `CONFLICT` as somebody else left it.
    pub recommendation: Option<Recommendation>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// Declares the payload of a step.
macro_rules! payload {
    ($(#[doc = $doc:literal] $name:ident: $done:literal;)+) => {
        $(
            #[doc = $doc]
            #[derive(SimpleObject)]
            pub struct $name {
                /// The recommendation as stored now; after a `CONFLICT` as somebody else left it.
                pub recommendation: Option<Recommendation>,
                #[doc = $done]
                pub user_errors: Vec<UserError>,
            }
        )+
    };
}

payload! {
    /// What became of deciding about a recommendation.
    RecommendationDecidePayload: "What to mend; empty when it was decided.";
    /// What became of recording that a recommendation was put into practice.
    RecommendationImplementPayload: "What to mend; empty when it was recorded.";
    /// What became of recording that a recommendation was reported back.
    RecommendationReportBackPayload: "What to mend; empty when it was recorded.";
    /// What became of taking a recommendation back to the beginning.
    RecommendationReopenPayload: "What to mend; empty when it is open again.";
    /// What became of putting a recommendation into the trash.
    RecommendationTrashPayload: "What to mend; empty when it is in the trash.";
    /// What became of taking a recommendation out of the trash.
    RecommendationRestorePayload: "What to mend; empty when it is live again.";
}
