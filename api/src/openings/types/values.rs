//! The words that openings are described with.

use async_graphql::Enum;

/// Whether somebody is sought or only expected to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::opening::OpeningKind")]
pub enum OpeningKind {
    /// Somebody is sought.
    Opening,
    /// Somebody is expected to be sought within a horizon of days.
    Forecast,
}

/// Why positions are to be filled, as Talent Pipeline Management (U.S. Chamber of Commerce Foundation) asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::opening::OpeningDemand")]
pub enum OpeningDemand {
    /// The positions are new.
    New,
    /// Whoever held them leaves.
    Replacement,
    /// Those who hold them need further skills.
    Upskill,
}

/// The least education asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::opening::MinimumEducation")]
pub enum MinimumEducation {
    /// None.
    None,
    /// A secondary diploma or its equivalent.
    Secondary,
    /// Some college, without a degree.
    SomeCollege,
    /// A postsecondary certificate.
    Certificate,
    /// An associate degree.
    Associate,
    /// A bachelor's degree.
    Bachelor,
    /// A graduate degree.
    Graduate,
}

/// How strongly something is required, in the words of the Job Data Exchange (JDX).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::opening_requirement::RequirementStrength")]
pub enum RequirementStrength {
    /// Nobody is hired without it.
    Required,
    /// Whoever has it is preferred.
    Preferred,
    /// It must be there on the first day.
    RequiredAtHiring,
    /// It is learned on the job.
    AcquiredInternally,
}
