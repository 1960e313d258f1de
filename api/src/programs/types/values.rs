//! The words that programs are described with.

use async_graphql::Enum;
use chrono::NaiveDate;
use entities::program;

/// How a program is taught.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::program::ProgramDelivery")]
pub enum ProgramDelivery {
    /// Integrated education and training: adult education, workforce preparation and training in one.
    Iet,
    /// Integrated basic education and skills training, Washington's form of it.
    IBest,
    /// Career and technical education.
    Cte,
    /// A registered apprenticeship.
    Apprenticeship,
    /// Leads to an apprenticeship.
    PreApprenticeship,
    /// Literacy taught at or for a workplace.
    WorkplaceLiteracy,
    /// Taught in a correctional institution.
    InCorrections,
    /// Another way.
    Other,
}

/// How a program stands with the state on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum ProgramApproval {
    /// No approval is on file.
    None,
    /// It is approved from a later day on.
    Ahead,
    /// It is approved.
    Current,
    /// The approval has expired.
    Expired,
}

impl ProgramApproval {
    /// How a program stands on a day; the last day of an approval counts.
    pub fn of(row: &program::Model, day: NaiveDate) -> Self {
        match (row.approved_on, row.approval_expires_on) {
            (None, _) => Self::None,
            (Some(from), _) if day < from => Self::Ahead,
            (_, Some(to)) if to < day => Self::Expired,
            _ => Self::Current,
        }
    }
}
