//! Contributions as GraphQL shows them.

mod contribution;

pub use contribution::{
    Activity, Contribution, ContributionRecordPayload, ContributionRestorePayload, ContributionTrashPayload,
    ContributionUpdatePayload, RecordSource,
};
