//! The words of recommendations.

use async_graphql::Enum;

/// Where a piece of advice stands on its way from being said to being reported back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::recommendation::RecommendationDisposition")]
pub enum RecommendationDisposition {
    /// It was said; nothing is decided.
    Proposed,
    /// It will be done as it was said.
    Accepted,
    /// It will be done in another form.
    AcceptedModified,
    /// It will not be done, for a reason. This closes it.
    Declined,
    /// It will be decided later, for a reason.
    Deferred,
    /// It was put into practice; those who said it are still to be told.
    Implemented,
    /// Those who said it were told what became of it. This closes it.
    ReportedBack,
}

/// What is decided about a piece of advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::recommendation::RecommendationDecision")]
pub enum RecommendationDecision {
    /// Do it as it was said.
    Accepted,
    /// Do it in another form.
    AcceptedModified,
    /// Do not do it; asks for a reason.
    Declined,
    /// Decide later; asks for a reason.
    Deferred,
}
