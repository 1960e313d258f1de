//! Contributions as GraphQL shows them.

mod contribution;
mod totals;

pub use contribution::{
    Activity, Contribution, ContributionRecordPayload, ContributionRestorePayload, ContributionTrashPayload,
    ContributionUpdatePayload, RecordSource,
};
pub use totals::{ContributionGroupBy, ContributionTotals};
