//! What can be taken out: each list with its select, its order and its columns.

mod affiliations;
mod affirmations;
mod agencies;
mod commitments;
mod completers;
mod contacts;
mod contributions;
mod employers;
mod engagements;
mod establishments;
mod hires;
mod identifiers;
mod memberships;
mod names;
mod openings;
mod partnerships;
mod programs;

use sea_orm::{EntityTrait, Select};

pub(super) use affiliations::Affiliations;
pub(super) use affirmations::Affirmations;
pub(super) use agencies::Agencies;
pub(super) use commitments::Commitments;
pub(super) use completers::Completers;
pub(super) use contacts::Contacts;
pub(super) use contributions::Contributions;
pub(super) use employers::Employers;
pub(super) use engagements::Engagements;
pub(super) use establishments::Establishments;
pub(super) use hires::Hires;
pub(super) use identifiers::Identifiers;
pub(super) use memberships::Memberships;
pub(super) use openings::Openings;
pub(super) use partnerships::Partnerships;
pub(super) use programs::Programs;

use super::format::Line;
use crate::{app::Cx, error::Result, paging::Keys};

/// A list that can be taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Agencies.
    Agencies,
    /// Employers.
    Employers,
    /// Numbers of employers, each to those who may see it.
    Identifiers,
    /// Worksites of employers.
    Establishments,
    /// People.
    Contacts,
    /// Who is or was where.
    Affiliations,
    /// Programs of study.
    Programs,
    /// Partnerships and boards.
    Partnerships,
    /// Who is or was in which partnership.
    Memberships,
    /// The roles that members took on.
    Commitments,
    /// What employers gave.
    Contributions,
    /// The log of calls, visits and meetings, each to those who may see it.
    Engagements,
    /// Who completed a program: those of one's own agency.
    Completers,
    /// Who hired them: those of one's own agency.
    Hires,
    /// What employers say about credentials and lists of competencies.
    Affirmations,
    /// Openings and forecasts, each to those who may see it.
    Openings,
}

impl List {
    /// All of them, in the order in which one refers to another.
    pub const ALL: [Self; 16] = [
        Self::Agencies,
        Self::Employers,
        Self::Identifiers,
        Self::Establishments,
        Self::Contacts,
        Self::Affiliations,
        Self::Programs,
        Self::Partnerships,
        Self::Memberships,
        Self::Commitments,
        Self::Contributions,
        Self::Engagements,
        Self::Completers,
        Self::Hires,
        Self::Affirmations,
        Self::Openings,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agencies => "agencies",
            Self::Employers => "employers",
            Self::Identifiers => "identifiers",
            Self::Establishments => "establishments",
            Self::Contacts => "contacts",
            Self::Affiliations => "affiliations",
            Self::Programs => "programs",
            Self::Partnerships => "partnerships",
            Self::Memberships => "memberships",
            Self::Commitments => "commitments",
            Self::Contributions => "contributions",
            Self::Engagements => "engagements",
            Self::Completers => "completers",
            Self::Hires => "hires",
            Self::Affirmations => "affirmations",
            Self::Openings => "openings",
        }
    }

    /// Whether its records are seen by nobody outside the agency whose they are.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Completers | Self::Hires)
    }

    /// The list of that name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.name() == name)
    }
}

/// A list: which records, in which order, as which columns.
pub(super) trait Kind {
    /// The table.
    type Table: EntityTrait<Model: Send + Sync>;
    /// The columns.
    const COLUMNS: &'static [&'static str];

    /// The live records the actor may see.
    fn select(cx: &Cx) -> Select<Self::Table>;

    /// Their order.
    fn keys() -> Keys<Self::Table>;

    /// The lines of some of them, with what they refer to.
    async fn lines(cx: &Cx, rows: Vec<<Self::Table as EntityTrait>::Model>) -> Result<Vec<Line>>;
}

/// Calls a function for the kind of a list.
macro_rules! of_list {
    ($list:expr, $function:ident($($argument:expr),*)) => {
        match $list {
            $crate::exports::kinds::List::Agencies => $function::<$crate::exports::kinds::Agencies>($($argument),*).await,
            $crate::exports::kinds::List::Employers => $function::<$crate::exports::kinds::Employers>($($argument),*).await,
            $crate::exports::kinds::List::Identifiers => $function::<$crate::exports::kinds::Identifiers>($($argument),*).await,
            $crate::exports::kinds::List::Establishments => $function::<$crate::exports::kinds::Establishments>($($argument),*).await,
            $crate::exports::kinds::List::Contacts => $function::<$crate::exports::kinds::Contacts>($($argument),*).await,
            $crate::exports::kinds::List::Affiliations => $function::<$crate::exports::kinds::Affiliations>($($argument),*).await,
            $crate::exports::kinds::List::Programs => $function::<$crate::exports::kinds::Programs>($($argument),*).await,
            $crate::exports::kinds::List::Partnerships => $function::<$crate::exports::kinds::Partnerships>($($argument),*).await,
            $crate::exports::kinds::List::Memberships => $function::<$crate::exports::kinds::Memberships>($($argument),*).await,
            $crate::exports::kinds::List::Commitments => $function::<$crate::exports::kinds::Commitments>($($argument),*).await,
            $crate::exports::kinds::List::Contributions => $function::<$crate::exports::kinds::Contributions>($($argument),*).await,
            $crate::exports::kinds::List::Engagements => $function::<$crate::exports::kinds::Engagements>($($argument),*).await,
            $crate::exports::kinds::List::Completers => $function::<$crate::exports::kinds::Completers>($($argument),*).await,
            $crate::exports::kinds::List::Hires => $function::<$crate::exports::kinds::Hires>($($argument),*).await,
            $crate::exports::kinds::List::Affirmations => $function::<$crate::exports::kinds::Affirmations>($($argument),*).await,
            $crate::exports::kinds::List::Openings => $function::<$crate::exports::kinds::Openings>($($argument),*).await,
        }
    };
}
pub(super) use of_list;
