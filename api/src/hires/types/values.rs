//! The words of hires and employment.

use async_graphql::Enum;

/// Who told of a hire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::hire::HireSource")]
pub enum HireSource {
    /// The employer.
    Employer,
    /// Who was hired.
    Completer,
    /// A wage record.
    WageRecord,
    /// Staff of an agency, such as an instructor.
    Staff,
}

/// A quarter after exit in which the federal measures look. Quarters are calendar quarters, counted from the one after the quarter
/// of the exit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::employment::ExitQuarter")]
pub enum ExitQuarter {
    /// The second quarter after the quarter of the exit: for an exit in October to December that is April to June.
    #[graphql(name = "Q2")]
    Q2,
    /// The fourth quarter after the quarter of the exit: for an exit in October to December that is October to December of the next
    /// year.
    #[graphql(name = "Q4")]
    Q4,
}

/// How it is known who employed somebody. All but the first two are supplemental wage information (TEGL 26-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::employment::EmploymentEvidence")]
pub enum EmploymentEvidence {
    /// A wage record of a state's unemployment insurance. Such records may be held only under an agreement (20 CFR 603).
    UiWageRecord,
    /// A record of federal or military employment.
    FederalRecord,
    /// The employer said so.
    EmployerConfirmation,
    /// A pay stub.
    PayStub,
    /// A tax document, such as one of the self-employed.
    TaxDocument,
    /// Answers of the completer to a survey.
    Survey,
    /// Other supplemental wage information.
    OtherSupplemental,
}
