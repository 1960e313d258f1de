//! The seven parts of the law's definition of a career pathway, in our own words.

use async_graphql::{Enum, SimpleObject};
use entities::program_checklist;
use sea_orm::{ActiveEnum as _, Iterable as _};

use crate::scalars::Date;

/// A part of the definition of a career pathway in the Workforce Innovation and Opportunity Act (WIOA).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::program_checklist::ChecklistPart")]
pub enum ChecklistPart {
    /// In line with the skills that industries of the region need.
    A,
    /// Prepares for a range of education options, registered apprenticeship among them.
    B,
    /// Counseling toward the goals people have in education and work.
    C,
    /// Workforce preparation together with training for an occupation, at the same time and in its context.
    D,
    /// Organized so that people get ahead as fast as they can.
    E,
    /// Leads to a secondary diploma or its equivalent, and to at least one recognized postsecondary credential.
    F,
    /// Helps people enter an occupation or a cluster of them, or rise in it.
    G,
}

/// Whether a program does what a part of the definition asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::program_checklist::ChecklistAnswer")]
pub enum ChecklistAnswer {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It does in part.
    Partly,
}

/// What a program says to a part of the definition of a career pathway.
#[derive(Clone, Debug, SimpleObject)]
pub struct CareerPathwayCheck {
    /// The part.
    pub part: ChecklistPart,
    /// What it asks, in our own words.
    pub requirement: String,
    /// Where the law says so.
    pub law_reference: String,
    /// Whether the program does it; null while nobody has answered.
    pub answer: Option<ChecklistAnswer>,
    /// What shows it.
    pub evidence: Option<String>,
    /// The day it was looked at.
    pub checked_on: Option<Date>,
}

impl CareerPathwayCheck {
    /// All seven parts in their order, answered or not.
    pub fn list(rows: &[program_checklist::Model]) -> Vec<Self> {
        let answered = |part| rows.iter().find(|row| row.part == part);
        program_checklist::ChecklistPart::iter()
            .map(|part| Self::new(part, answered(part)))
            .collect()
    }

    fn new(part: program_checklist::ChecklistPart, row: Option<&program_checklist::Model>) -> Self {
        let letter = part.to_value();
        Self {
            part: part.into(),
            requirement: requirement(part).to_owned(),
            law_reference: format!("WIOA section 3(7)({letter}), 29 U.S.C. 3102(7)({letter})"),
            answer: row.map(|row| row.answer.into()),
            evidence: row.and_then(|row| row.evidence.clone()),
            checked_on: row.map(|row| Date(row.checked_on)),
        }
    }
}

fn requirement(part: program_checklist::ChecklistPart) -> &'static str {
    use program_checklist::ChecklistPart as Part;
    match part {
        Part::A => "It is in line with the skills that industries of the region need.",
        Part::B => {
            "It prepares people for a range of education options, registered apprenticeship among them."
        }
        Part::C => "It counsels people toward the goals they have in education and work.",
        Part::D => {
            "Where it fits, workforce preparation and training for an occupation are taught at the same time and in context."
        }
        Part::E => "It is organized so that people get ahead in education and work as fast as they can.",
        Part::F => {
            "It leads to a secondary diploma or its equivalent, and to at least one recognized postsecondary credential."
        }
        Part::G => "It helps people enter an occupation or a cluster of occupations, or rise in it.",
    }
}
