//! What callers send about employment after exit.

use async_graphql::{InputObject, MaybeUndefined};
use entities::{
    employment,
    ids::{CompleterId, EmployerId, IdentifierId},
};

use crate::{
    hires::{
        ops::employment::{Draft, NewEmployment},
        types::{EmploymentEvidence, ExitQuarter},
    },
    scalars::{Date, IdOf},
    shared::inputs::{change, given, replace},
};

/// Who employed a completer in a quarter after exit, or that nobody was found.
#[derive(Clone, Debug, InputObject)]
pub struct EmploymentRecordInput {
    /// Of whom; a completer of your agency with an exit on record.
    pub completer_id: IdOf<CompleterId>,
    /// In which quarter after exit; one that has begun.
    pub quarter: ExitQuarter,
    /// Who employed. Several employers of a quarter are recorded one by one.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// True when somebody looked and found nobody; false when absent.
    pub is_none_found: Option<bool>,
    /// The number that was matched: a FEIN or a state's unemployment-insurance account of that employer, which you may read. Without
    /// it the record of the employer stands for itself.
    pub identifier_id: Option<IdOf<IdentifierId>>,
    /// Whether no program paid for the work; true when absent. Only unsubsidized employment in the second quarter counts in retention.
    pub is_unsubsidized: Option<bool>,
    /// How it is known.
    pub evidence: EmploymentEvidence,
    /// The day somebody looked, from the first day of the quarter to today; today when absent.
    pub found_on: Option<Date>,
    /// A note; 20,000 characters at most.
    pub note: Option<String>,
}

/// Changes of employment: what is absent stays, null clears. Its completer, quarter and employer stay.
#[derive(Clone, Debug, Default, InputObject)]
pub struct EmploymentUpdateInput {
    /// The number that was matched: a FEIN or a state's unemployment-insurance account of that employer, which you may read.
    pub identifier_id: MaybeUndefined<IdOf<IdentifierId>>,
    /// Whether no program paid for the work.
    pub is_unsubsidized: Option<bool>,
    /// How it is known.
    pub evidence: Option<EmploymentEvidence>,
    /// The day somebody looked, from the first day of the quarter to today.
    pub found_on: Option<Date>,
    /// A note; 20,000 characters at most.
    pub note: MaybeUndefined<String>,
}

impl From<EmploymentRecordInput> for NewEmployment {
    fn from(input: EmploymentRecordInput) -> Self {
        let changes = EmploymentUpdateInput {
            identifier_id: given(input.identifier_id),
            is_unsubsidized: input.is_unsubsidized,
            evidence: Some(input.evidence),
            found_on: input.found_on,
            note: given(input.note),
        };
        Self {
            completer: input.completer_id.get(),
            quarter: input.quarter.into(),
            employer: input.employer_id.map(IdOf::get),
            is_none_found: input.is_none_found.unwrap_or_default(),
            draft: changes.into(),
        }
    }
}

impl From<EmploymentUpdateInput> for Draft {
    fn from(input: EmploymentUpdateInput) -> Self {
        let row = employment::ActiveModel {
            identifier_id: change(input.identifier_id, IdOf::get),
            is_unsubsidized: replace(input.is_unsubsidized, |is_unsubsidized| is_unsubsidized),
            evidence: replace(input.evidence, Into::into),
            found_on: replace(input.found_on, |day| day.0),
            note: change(input.note, |note| note),
            ..Default::default()
        };
        Self { row }
    }
}
