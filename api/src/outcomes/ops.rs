//! From rows to what is shown: everything is counted and looked at together, then the rows that were asked for are taken.

mod due;
mod employers;
mod maker;
mod measures;
mod rows;

use chrono::NaiveDate;
use entities::ids::{AgencyId, ProgramId};

use super::{
    reads,
    suppression::{Place, Reason},
};
use crate::{
    app::Cx,
    config::Floors,
    error::{Error, Result, UserErrorCode},
    policy::Action,
};

use measures::Published;
pub use measures::{Part, Wanted};

/// Rows an answer may hold.
const MOST_ROWS: usize = 1_000;

/// What outcomes are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// The program.
    Program,
    /// The agency that provides the program.
    Provider,
    /// The program year.
    ProgramYear,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// What is counted by.
    pub by: GroupBy,
    /// Of this program alone.
    pub program: Option<ProgramId>,
    /// Of the programs of this provider alone.
    pub provider: Option<AgencyId>,
    /// Of this program year alone.
    pub year: Option<i32>,
    /// The day by which quarters have to have ended to be due; today when none.
    pub day: Option<NaiveDate>,
}

/// A count as it is shown: the number, or why it is hidden.
pub type Count = std::result::Result<i64, Reason>;

/// The counts of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Completers.
    pub completers: Count,
    /// Those who earned a credential.
    pub with_credential: Count,
    /// Those who were hired.
    pub hired: Count,
    /// Those hired in the occupation trained for.
    pub hired_in_field: Count,
    /// The employers who hired them.
    pub employers_hiring: Count,
    /// Those employed in the second quarter after exit.
    pub employed_q2: Count,
    /// Those employed in the fourth quarter after exit.
    pub employed_q4: Count,
    /// Those employed in the second quarter whose fourth has ended.
    pub retention_base: Count,
    /// Those of them whom the same employer employed in the fourth.
    pub retained: Count,
    /// Participants with a measurable skill gain.
    pub skill_gains: Count,
}

/// What is answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The groups, in the order of programs, providers or years.
    pub rows: Vec<(Place, Counts)>,
    /// All that was asked for together.
    pub total: (Place, Counts),
    /// What a count must reach to be shown.
    pub floors: Floors,
    /// The day of the answer: quarters that ended by then are due.
    pub as_of: NaiveDate,
}

/// Counts the outcomes that are asked for. It is noted in the log, as what is asked often enough can be set against each other.
///
/// # Errors
/// `FORBIDDEN`; `INVALID` for providers of one program; `LIMIT` for more than a thousand rows; database errors.
pub async fn ask(cx: &Cx, question: Question, wanted: &Wanted) -> Result<Answer> {
    cx.may(Action::OutcomeRead)?;
    if question.program.is_some() || question.provider.is_some() {
        cx.may(Action::AgencyRead)?;
    }
    if question.by == GroupBy::Provider && question.program.is_some() {
        let message = "A program has one provider: ask by program or by program year.";
        return Err(Error::invalid("where.programId", message));
    }
    tracing::info!(actor = %cx.actor.key(), ?question, "outcomes asked");
    let published = Published::of(cx, wanted, question.day).await?;
    let places = rows_of(&published, question);
    if places.len() > MOST_ROWS {
        let message = format!("This makes more than {MOST_ROWS} rows; narrow it by a filter.");
        return Err(Error::user(UserErrorCode::Limit, "where", message));
    }
    let total = total_of(question);
    let hiring = hiring(cx, &places, total, wanted).await?;
    let counts = |place: Place| {
        let employers = hiring.iter().find(|(at, _)| *at == place);
        (
            place,
            published.counts(place, employers.map_or(0, |(_, count)| *count)),
        )
    };
    Ok(Answer {
        rows: places.into_iter().map(counts).collect(),
        total: counts(total),
        floors: cx.app.config.floors,
        as_of: published.as_of,
    })
}

/// How many employers hired, at the places of the answer: two statements, where that is asked.
async fn hiring(cx: &Cx, places: &[Place], total: Place, wanted: &Wanted) -> Result<Vec<(Place, i64)>> {
    let Some(first) = places.first().filter(|_| wanted.has(Part::HiringEmployers)) else {
        return Ok(Vec::new());
    };
    let mut hiring = reads::hiring_employers(cx, *first).await?;
    hiring.retain(|(place, _)| places.contains(place));
    let of_total = reads::hiring_employers(cx, total).await?;
    hiring.extend(of_total.into_iter().filter(|(place, _)| *place == total));
    Ok(hiring)
}

/// The place of all that is asked for.
fn total_of(question: Question) -> Place {
    match (question.program, question.provider, question.year) {
        (Some(program), _, Some(year)) => Place::ProgramYear(program, year),
        (Some(program), _, None) => Place::Program(program),
        (None, Some(provider), Some(year)) => Place::ProviderYear(provider, year),
        (None, Some(provider), None) => Place::Provider(provider),
        (None, None, Some(year)) => Place::Year(year),
        (None, None, None) => Place::All,
    }
}

/// The places of the groups that are asked for.
fn rows_of(published: &Published, question: Question) -> Vec<Place> {
    let leaves = published.lattice.leaves().iter().filter(|leaf| {
        question.program.is_none_or(|program| program == leaf.program)
            && question.provider.is_none_or(|provider| provider == leaf.provider)
            && question.year.is_none_or(|year| year == leaf.year)
    });
    let mut places: Vec<Place> = leaves
        .map(|leaf| match question.by {
            GroupBy::Program => total_of(Question {
                program: Some(leaf.program),
                ..question
            }),
            GroupBy::Provider => total_of(Question {
                provider: Some(leaf.provider),
                ..question
            }),
            GroupBy::ProgramYear => total_of(Question {
                year: Some(leaf.year),
                ..question
            }),
        })
        .collect();
    places.sort();
    places.dedup();
    places
}
