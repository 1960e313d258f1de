//! What callers send about programs.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    ids::{AgencyId, CredentialId, PartnershipId},
    program,
    subject_type::SubjectType,
};
use sea_orm::{ColumnTrait, Condition};

use super::{
    ops::{Draft, NewAnswer},
    reads,
    types::{ChecklistAnswer, ChecklistPart, ProgramDelivery},
};
use crate::{
    credentials,
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, IdOf},
    shared::inputs::{
        DateFilter, DateTimeFilter, ExternalReferenceInput, StringFilter, Where, change, every_word_in,
        given, needed, one_of, references, replace,
    },
};

/// A new program.
#[derive(Clone, Debug, InputObject)]
pub struct ProgramCreateInput {
    /// The agency that offers it; your own when absent.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// The name; 1 to 200 characters.
    pub name: String,
    /// The school or campus where it is taught.
    pub school: Option<String>,
    /// The county, by name.
    pub county: Option<String>,
    /// The industry sector in the agency's own words.
    pub sector_label: Option<String>,
    /// The field of study: a CIP 2020 code such as `51.3801`.
    pub cip_code: Option<String>,
    /// The occupations it leads to: SOC 2018 codes such as `29-1141`; 50 at most.
    pub soc_codes: Option<Vec<String>>,
    /// The credentials it awards or prepares for; 50 at most.
    pub credential_ids: Option<Vec<IdOf<CredentialId>>>,
    /// How it is taught.
    pub delivery: Option<ProgramDelivery>,
    /// What it is (Markdown).
    pub description: Option<String>,
    /// What students can do at the end (Markdown).
    pub objectives: Option<String>,
    /// The number of the state's approval.
    pub approval_number: Option<String>,
    /// The day of the state's approval.
    pub approved_on: Option<Date>,
    /// The last day the approval counts.
    pub approval_expires_on: Option<Date>,
    /// The board that advises it: a partnership of kind `ADVISORY_BOARD`.
    pub advisory_board_id: Option<IdOf<PartnershipId>>,
    /// Its names in other systems; 20 at most.
    pub external_references: Option<Vec<ExternalReferenceInput>>,
}

/// Changes of a program: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ProgramUpdateInput {
    /// The name; 1 to 200 characters.
    pub name: Option<String>,
    /// The school or campus where it is taught.
    pub school: MaybeUndefined<String>,
    /// The county, by name.
    pub county: MaybeUndefined<String>,
    /// The industry sector in the agency's own words.
    pub sector_label: MaybeUndefined<String>,
    /// The field of study: a CIP 2020 code such as `51.3801`.
    pub cip_code: MaybeUndefined<String>,
    /// All occupations it leads to, instead of those it has: SOC 2018 codes such as `29-1141`; 50 at most.
    pub soc_codes: Option<Vec<String>>,
    /// All credentials it awards or prepares for, instead of those it has; 50 at most.
    pub credential_ids: Option<Vec<IdOf<CredentialId>>>,
    /// How it is taught.
    pub delivery: MaybeUndefined<ProgramDelivery>,
    /// What it is (Markdown).
    pub description: MaybeUndefined<String>,
    /// What students can do at the end (Markdown).
    pub objectives: MaybeUndefined<String>,
    /// The number of the state's approval.
    pub approval_number: MaybeUndefined<String>,
    /// The day of the state's approval.
    pub approved_on: MaybeUndefined<Date>,
    /// The last day the approval counts.
    pub approval_expires_on: MaybeUndefined<Date>,
    /// The board that advises it: a partnership of kind `ADVISORY_BOARD`.
    pub advisory_board_id: MaybeUndefined<IdOf<PartnershipId>>,
    /// All its names in other systems: they replace the ones it has.
    pub external_references: Option<Vec<ExternalReferenceInput>>,
}

impl From<ProgramCreateInput> for Draft {
    fn from(input: ProgramCreateInput) -> Self {
        let mut draft = Self::from(ProgramUpdateInput {
            name: Some(input.name),
            school: given(input.school),
            county: given(input.county),
            sector_label: given(input.sector_label),
            cip_code: given(input.cip_code),
            soc_codes: input.soc_codes,
            credential_ids: input.credential_ids,
            delivery: given(input.delivery),
            description: given(input.description),
            objectives: given(input.objectives),
            approval_number: given(input.approval_number),
            approved_on: given(input.approved_on),
            approval_expires_on: given(input.approval_expires_on),
            advisory_board_id: given(input.advisory_board_id),
            external_references: input.external_references,
        });
        draft.row.agency_id = replace(input.agency_id, IdOf::get);
        draft
    }
}

impl From<ProgramUpdateInput> for Draft {
    fn from(input: ProgramUpdateInput) -> Self {
        let credentials = input
            .credential_ids
            .map(|list| list.into_iter().map(IdOf::get).collect());
        let row = program::ActiveModel {
            name: replace(input.name, |name| name),
            school: change(input.school, |school| school),
            county: change(input.county, |county| county),
            sector_label: change(input.sector_label, |label| label),
            cip_code: change(input.cip_code, |code| code),
            delivery: change(input.delivery, Into::into),
            description: change(input.description, |text| text),
            objectives: change(input.objectives, |text| text),
            approval_number: change(input.approval_number, |number| number),
            approved_on: change(input.approved_on, |day| day.0),
            approval_expires_on: change(input.approval_expires_on, |day| day.0),
            advisory_board_id: change(input.advisory_board_id, IdOf::get),
            ..Default::default()
        };
        Self {
            row,
            references: references(input.external_references),
            occupations: input.soc_codes,
            credentials,
        }
    }
}

/// What a program says to a part of the definition of a career pathway.
#[derive(Clone, Debug, InputObject)]
pub struct ChecklistAnswerInput {
    /// The part.
    pub part: ChecklistPart,
    /// Whether the program does it; null, or absent, takes the answer back.
    pub answer: Option<ChecklistAnswer>,
    /// What shows it.
    pub evidence: Option<String>,
    /// The day it was looked at; today (UTC) when absent.
    pub checked_on: Option<Date>,
}

impl From<ChecklistAnswerInput> for NewAnswer {
    fn from(input: ChecklistAnswerInput) -> Self {
        Self {
            part: input.part.into(),
            answer: input.answer.map(Into::into),
            evidence: input.evidence,
            checked_on: input.checked_on.map(|day| day.0),
        }
    }
}

/// Which programs. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ProgramWhere {
    /// All of these.
    pub and: Option<Vec<ProgramWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<ProgramWhere>>,
    /// Not this.
    pub not: Option<Box<ProgramWhere>>,
    /// The name.
    pub name: Option<StringFilter>,
    /// The school.
    pub school: Option<StringFilter>,
    /// The agency, one of these.
    pub agency_id: Option<Vec<IdOf<AgencyId>>>,
    /// The county, one of these, written as the program writes it.
    pub county: Option<Vec<String>>,
    /// The sector label, one of these, written as the program writes it.
    pub sector_label: Option<Vec<String>>,
    /// The field of study, one of these CIP codes.
    pub cip_code: Option<Vec<String>>,
    /// Leads to one of these occupations: SOC codes.
    pub soc_code: Option<Vec<String>>,
    /// Awards or prepares for one of these credentials.
    pub credential_id: Option<Vec<IdOf<CredentialId>>>,
    /// How it is taught, one of these.
    pub delivery: Option<Vec<ProgramDelivery>>,
    /// The last day its approval counts.
    pub approval_expires_on: Option<DateFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Known by this name in another system.
    pub external_reference: Option<ExternalReferenceInput>,
    /// Every word occurs in the name or the school, without case and accents.
    pub search: Option<String>,
}

impl Where for ProgramWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        // What else it names is read by the same right as the rows.
        needed([(self.credential_id.is_some(), Action::CredentialRead)])
    }

    fn own(&self) -> Vec<Condition> {
        use program::Column as C;
        let all = || Condition::all();
        [
            self.name.as_ref().map(|filter| filter.on(C::NameSearch)),
            self.school.as_ref().map(|filter| filter.on(C::SchoolSearch)),
            self.agency_id
                .as_ref()
                .map(|list| all().add(C::AgencyId.is_in(list.iter().map(|id| id.get())))),
            self.county
                .as_ref()
                .map(|list| one_of(C::County, list.iter().cloned())),
            self.sector_label
                .as_ref()
                .map(|list| one_of(C::SectorLabel, list.iter().cloned())),
            self.cip_code
                .as_ref()
                .map(|list| one_of(C::CipCode, list.iter().cloned())),
            self.soc_code.as_ref().map(|list| {
                let leading = reads::leading_to(list.iter().cloned());
                all().add(C::Id.in_subquery(leading))
            }),
            self.credential_id.as_ref().map(|list| {
                let with = credentials::reads::programs_with(list.iter().map(|id| id.get()));
                all().add(C::Id.in_subquery(with))
            }),
            self.delivery.as_ref().map(|list| {
                one_of(
                    C::Delivery,
                    list.iter().copied().map(program::ProgramDelivery::from),
                )
            }),
            self.approval_expires_on
                .as_ref()
                .map(|filter| filter.on(C::ApprovalExpiresOn)),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
            self.external_reference
                .as_ref()
                .map(|one| one.on(C::Id, SubjectType::Program)),
            self.search
                .as_ref()
                .map(|text| every_word_in(&[C::NameSearch, C::SchoolSearch], text)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of programs.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum ProgramOrder {
    /// By name, without case and accents.
    Name(SortDirection),
    /// By school, without case and accents; programs without one first when ascending.
    School(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<ProgramOrder> for Sort<program::Column> {
    fn from(order: ProgramOrder) -> Self {
        use program::Column as C;
        match order {
            ProgramOrder::Name(direction) => Self::directed(C::NameSearch, direction),
            ProgramOrder::School(direction) => Self::directed(C::SchoolSearch, direction),
            ProgramOrder::UpdatedAt(direction) => Self::directed(C::UpdatedAt, direction),
        }
    }
}
