//! What callers send about calendar feeds.

use async_graphql::InputObject;
use entities::ids::PartnershipId;

use crate::scalars::IdOf;

/// A new calendar feed, which sees what you see.
#[derive(Clone, Debug, InputObject)]
pub struct CalendarFeedCreateInput {
    /// The meetings of this partnership; when absent, those that you see to or are invited to.
    pub partnership_id: Option<IdOf<PartnershipId>>,
}
