//! What is asked of what was published.

mod document;
mod due;
mod maker;
mod measures;
mod publish;
mod rows;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, NaiveDate, Utc};
use entities::ids::{AgencyId, OutcomePublicationId, ProgramId};

use super::{
    reads,
    suppression::{Leaf, Place, Reason},
};
use crate::{
    app::Cx,
    config::Floors,
    error::{Error, Result, UserErrorCode},
    policy::Action,
};

pub use publish::{publish, publish_due};

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
    /// As it stood published on this day; today when none.
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

impl Counts {
    /// The counts of nobody.
    const NONE: Self = Self {
        completers: Ok(0),
        with_credential: Err(Reason::NotAvailable),
        hired: Err(Reason::NotAvailable),
        hired_in_field: Err(Reason::NotAvailable),
        employers_hiring: Err(Reason::NotAvailable),
        employed_q2: Err(Reason::NotAvailable),
        employed_q4: Err(Reason::NotAvailable),
        retention_base: Err(Reason::NotAvailable),
        retained: Err(Reason::NotAvailable),
        skill_gains: Err(Reason::NotAvailable),
    };
}

/// Every count that can be asked for, as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The programs and program years, in their order.
    leaves: Vec<Leaf>,
    counts: HashMap<Place, Counts>,
}

impl Table {
    fn at(&self, place: Place) -> Counts {
        self.counts.get(&place).copied().unwrap_or(Counts::NONE)
    }
}

/// What was published.
#[derive(Clone, Debug)]
pub struct Publication {
    id: OutcomePublicationId,
    /// When.
    pub published_at: DateTime<Utc>,
    /// The day (UTC) as of which it counts: quarters that ended before it are due.
    pub as_of: NaiveDate,
    /// What a count had to reach to be shown.
    pub floors: Floors,
    table: Table,
}

impl Publication {
    /// Whether a count was shown that may be hidden under these floors.
    fn is_laxer_than(&self, floors: Floors) -> bool {
        self.floors.people < floors.people
            || self.floors.employers < floors.employers
            || self.floors.dominance_percent > floors.dominance_percent
    }
}

/// The last publication that was read: it is the same for everybody.
#[derive(Debug, Default)]
pub struct Kept(Mutex<Option<Arc<Publication>>>);

impl Kept {
    fn get(&self, id: OutcomePublicationId) -> Option<Arc<Publication>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clone().filter(|publication| publication.id == id)
    }

    fn set(&self, publication: &Arc<Publication>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(publication));
    }
}

/// What is answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The groups, in the order of programs, providers or years.
    pub rows: Vec<(Place, Counts)>,
    /// All that was asked for together.
    pub total: (Place, Counts),
    /// What it was taken from; none when nothing was published by then.
    pub publication: Option<Arc<Publication>>,
}

/// The outcomes that are asked for, as they were published.
///
/// # Errors
/// `FORBIDDEN`; `INVALID` for providers of one program; `LIMIT` for more than a thousand rows; database errors.
pub async fn ask(cx: &Cx, question: Question) -> Result<Answer> {
    cx.may(Action::OutcomeRead)?;
    if question.program.is_some() || question.provider.is_some() {
        cx.may(Action::AgencyRead)?;
    }
    if question.by == GroupBy::Provider && question.program.is_some() {
        let message = "A program has one provider: ask by program or by program year.";
        return Err(Error::invalid("where.programId", message));
    }
    let day = question.day.unwrap_or_else(|| cx.app.clock.today());
    // What was shown under laxer floors than those of today is shown no more.
    let publication = standing(cx, day).await?;
    let publication = publication.filter(|one| !one.is_laxer_than(cx.app.config.floors));
    let nothing = Table::default();
    let table = publication
        .as_ref()
        .map_or(&nothing, |publication| &publication.table);
    let places = rows_of(table, question);
    if places.len() > MOST_ROWS {
        let message = format!("This makes more than {MOST_ROWS} rows; narrow it by a filter.");
        return Err(Error::user(UserErrorCode::Limit, "where", message));
    }
    let counts = |place| (place, table.at(place));
    Ok(Answer {
        rows: places.into_iter().map(counts).collect(),
        total: counts(total_of(question)),
        publication,
    })
}

/// What stands published on a day; none when nothing was published by then.
async fn standing(cx: &Cx, day: NaiveDate) -> Result<Option<Arc<Publication>>> {
    let Some(newest) = reads::newest(cx, cx.app.db.read(), day).await? else {
        return Ok(None);
    };
    if let Some(kept) = cx.app.outcomes.get(newest.id) {
        return Ok(Some(kept));
    }
    let Some(document) = reads::document(cx, newest.id).await? else {
        return Ok(None);
    };
    let publication = match document::read(newest, &document) {
        Ok(publication) => Arc::new(publication),
        Err(error) => {
            tracing::warn!(publication = %newest.id, %error, "a publication of outcomes cannot be read");
            return Ok(None);
        }
    };
    if day >= cx.app.clock.today() {
        cx.app.outcomes.set(&publication);
    }
    Ok(Some(publication))
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
fn rows_of(table: &Table, question: Question) -> Vec<Place> {
    let leaves = table.leaves.iter().filter(|leaf| {
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
