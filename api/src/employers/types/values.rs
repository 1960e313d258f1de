//! The words an employer's values are taken from.

use async_graphql::Enum;

/// Where the relationship with an employer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::employer::EmployerStatus")]
pub enum EmployerStatus {
    /// Known, not yet worked with.
    Prospect,
    /// Worked with now.
    Active,
    /// Not worked with for a long time.
    Dormant,
    /// Out of business, or the relationship ended.
    Closed,
}

/// Whether an employer hires people with a criminal record: a fact about the employer, never about a hire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::employer::FairChanceStance")]
pub enum FairChanceStance {
    /// Nobody asked.
    Unknown,
    /// It does.
    Yes,
    /// It does not.
    No,
}
