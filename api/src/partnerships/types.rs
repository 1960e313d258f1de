//! Partnerships as GraphQL shows them.

mod convener;
mod partnership;
mod payloads;

use async_graphql::Enum;

pub use convener::Convener;
pub use partnership::Partnership;
pub use payloads::{
    PartnershipConvenerAddPayload, PartnershipConvenerEndPayload, PartnershipCreatePayload,
    PartnershipRestorePayload, PartnershipTrashPayload, PartnershipUpdatePayload,
};

/// What kind of group a partnership is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::partnership::PartnershipKind")]
pub enum PartnershipKind {
    /// Employers of one industry with the public partners that support them (public-private).
    Sector,
    /// Public bodies among themselves (public-public): agencies are its only members.
    CrossAgency,
    /// Employers and others who advise an education program.
    AdvisoryBoard,
}

/// How far a partnership has come: the steps of Next Generation Sector Partnerships, then rest and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::partnership::PartnershipPhase")]
pub enum PartnershipPhase {
    /// Step 1: a regional support team forms and makes the case.
    SupportTeam,
    /// Step 2: sector and region are chosen from data.
    Scope,
    /// Step 3: champions are found and invited.
    Prepare,
    /// Step 4: the first meeting.
    Launch,
    /// Step 5: champions and action teams work on the priorities.
    Action,
    /// Step 6: it keeps going.
    Sustain,
    /// It sleeps.
    Dormant,
    /// It ended.
    Closed,
}
