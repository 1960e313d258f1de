//! A section of an evidence file.

use async_graphql::{Enum, ID, SimpleObject};

use crate::{
    evidence::ops::contents::{Figure, Kind, Line, Section, Unit},
    outcomes::types::SuppressionReason,
    scalars::{Date, Decimal},
};

/// A kind of evidence about a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "Kind")]
pub enum EvidenceSectionKind {
    /// The approval of the state.
    Approval,
    /// The seven parts of the definition of a career pathway (WIOA section 3(7)).
    Checklist,
    /// What employers affirmed in 24 months of the credentials the program awards, for its occupations, and what was asked for it.
    Affirmations,
    /// Meetings of the advisory board and about the program in 24 months: how many came, how many of them for business.
    BoardMeetings,
    /// Advice about the program in 24 months, and what became of it.
    Advice,
    /// What employers gave to the program in 24 months.
    Contributions,
    /// Openings and forecasts of 24 months for the occupations that the program leads to, as far as the whole network may see
    /// them.
    Openings,
    /// Whether the region has room for more who complete the program.
    DemandGap,
    /// The ways of pathway maps that the program leads along, and whether employers stand behind them.
    Pathways,
    /// Groups of students that began in 24 months or are planned for the next 12.
    Cohorts,
    /// Completers, hires, retention and skill gains, counted over all program years as they are known now; what is too small is
    /// hidden.
    Outcomes,
}

impl EvidenceSectionKind {
    fn title(self) -> &'static str {
        match self {
            Self::Approval => "Approval of the state",
            Self::Checklist => "Career-pathway checklist",
            Self::Affirmations => "What employers affirm",
            Self::BoardMeetings => "Meetings of the board",
            Self::Advice => "Advice, and what became of it",
            Self::Contributions => "Contributions of employers",
            Self::Openings => "Openings and forecasts",
            Self::DemandGap => "Demand gap",
            Self::Pathways => "Pathway maps",
            Self::Cohorts => "Cohorts",
            Self::Outcomes => "Completers, hires and skill gains",
        }
    }
}

/// What a figure counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum EvidenceUnit {
    /// Ones.
    Count,
    /// Hours.
    Hours,
    /// US dollars.
    Dollars,
}

/// A section of an evidence file.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct EvidenceSection {
    /// Which kind of evidence.
    pub kind: EvidenceSectionKind,
    /// What it is called.
    pub title: String,
    /// What is on record, the latest first where it has days; 200 at most.
    pub lines: Vec<EvidenceLine>,
    /// Sums over all records of the section, also over those that are too many to list.
    pub figures: Vec<EvidenceFigure>,
    /// What is missing, a sentence each.
    pub missing: Vec<String>,
}

impl From<&Section> for EvidenceSection {
    fn from(section: &Section) -> Self {
        let kind = EvidenceSectionKind::from(section.kind);
        Self {
            kind,
            title: kind.title().to_owned(),
            lines: section.lines.iter().map(EvidenceLine::from).collect(),
            figures: section.figures.iter().map(EvidenceFigure::from).collect(),
            missing: section.missing.clone(),
        }
    }
}

/// A line of an evidence file: a fact, with the record it is from.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct EvidenceLine {
    /// What it says.
    pub text: String,
    /// The day it is about; null where it has none.
    pub on: Option<Date>,
    /// The record it is from: ask `node` for it.
    pub record_id: ID,
    /// Where the fact is from.
    pub source: String,
}

impl From<&Line> for EvidenceLine {
    fn from(line: &Line) -> Self {
        Self {
            text: line.text.clone(),
            on: line.on.map(Date),
            record_id: ID(line.record_id.clone()),
            source: line.source.clone(),
        }
    }
}

/// A sum of an evidence file.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct EvidenceFigure {
    /// What is counted.
    pub label: String,
    /// In which unit.
    pub unit: EvidenceUnit,
    /// How many; null when it is hidden.
    pub value: Option<Decimal>,
    /// Why it is hidden; null when it is shown.
    pub reason: Option<SuppressionReason>,
    /// Where it is from.
    pub source: String,
}

impl From<&Figure> for EvidenceFigure {
    fn from(figure: &Figure) -> Self {
        let (unit, hundredths) = match figure.unit {
            Unit::Count => (
                EvidenceUnit::Count,
                figure.value.map(|count| count.saturating_mul(100)),
            ),
            Unit::HourHundredths => (EvidenceUnit::Hours, figure.value),
            Unit::Cents => (EvidenceUnit::Dollars, figure.value),
        };
        Self {
            label: figure.label.clone(),
            unit,
            value: hundredths.map(Decimal),
            reason: figure.hidden.map(Into::into),
            source: figure.source.clone(),
        }
    }
}
