//! What the importer needs to know of each kind of record: how one is found, made and changed.
//!
//! Fields and columns mostly bear the same names ([`columns`]); the rules of a kind stay in its feature's `ops`.

mod affiliation;
mod affirmation;
mod agency;
mod attendee;
pub(super) mod columns;
mod competency;
mod completer;
mod contact;
mod contribution;
mod credential;
mod employer;
mod engagement;
mod establishment;
mod hire;
mod meeting;
mod opening;
mod partnership;
pub(super) mod parts;
mod program;

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::ids::AgencyId;
use sea_orm::{EntityTrait, Select};
use serde_json::Value as Json;
use uuid::Uuid;

pub(super) use affiliation::Affiliations;
pub(super) use affirmation::Affirmations;
pub(super) use agency::Agencies;
pub(super) use attendee::Attendees;
pub(super) use competency::{CompetencyEditions, CompetencyLists};
pub(super) use completer::Completers;
pub(super) use contact::{Contacts, points_in};
pub(super) use contribution::Contributions;
pub(super) use credential::Credentials;
pub(super) use employer::Employers;
pub(super) use engagement::Engagements;
pub(super) use establishment::Establishments;
pub(super) use hire::Hires;
pub(super) use meeting::Meetings;
pub(super) use opening::Openings;
pub(super) use partnership::Partnerships;
pub(super) use program::Programs;

use super::{plan::Record as Planned, targets::Target};
use crate::{
    app::Cx,
    db::Tx,
    error::{Error, Result, UserErrorCode},
    policy::{Action, Owner},
    record::Record,
};

/// A row of a kind's table.
pub(super) type Row<K> = <<K as Kind>::Table as EntityTrait>::Model;
/// Columns to set in a kind's table.
pub(super) type Columns<K> = <<K as Kind>::Table as EntityTrait>::ActiveModel;

/// A kind of record that can be imported.
pub(super) trait Kind: Send + Sync + 'static {
    /// Its table.
    type Table: Record;
    /// What the feature's operations take.
    type Draft: Send + Sync;
    /// What a profile calls it.
    const TARGET: Target;
    /// The verb that makes one; who may do it may take back what an import of theirs made.
    const MAKES: Action;
    /// The verb that changes one; who may do it may put back what an import of theirs changed.
    const CHANGES: Action;

    /// Whether each agency has records of its own that are alike otherwise: another's is not what a row means.
    const IS_PER_AGENCY: bool = false;

    /// To whom a record belongs.
    fn owner(_row: &Row<Self>) -> Owner {
        Owner::Network
    }

    /// The records the actor may see, the trash included.
    fn visible(cx: &Cx) -> Select<Self::Table>;

    /// The live ones of them.
    fn live(cx: &Cx) -> Select<Self::Table>;

    /// A checked draft.
    fn draft(cx: &Cx, columns: Columns<Self>, lists: Lists) -> Result<Self::Draft>;

    /// The columns that a draft sets.
    fn columns(draft: &mut Self::Draft) -> &mut Columns<Self>;

    /// Makes records; for each its row, or why it cannot be. `agency` is whose they are when a draft does not say.
    fn create(
        tx: &Tx,
        cx: &Cx,
        drafts: Vec<Self::Draft>,
        agency: Option<AgencyId>,
    ) -> impl Future<Output = Result<Vec<Result<Row<Self>>>>> + Send;

    /// Changes a record.
    fn update(
        tx: &Tx,
        cx: &Cx,
        id: Uuid,
        draft: Self::Draft,
    ) -> impl Future<Output = Result<Row<Self>>> + Send;

    /// Finds records by fields that are no columns; none where all fields of the key are columns.
    #[expect(
        clippy::type_complexity,
        reason = "rows by their key, where the kind can be looked up in one go"
    )]
    fn find(
        _tx: &Tx,
        _cx: &Cx,
        _key: &[String],
        _records: &[&Planned],
    ) -> impl Future<Output = Result<Option<Vec<(String, Row<Self>)>>>> + Send {
        async { Ok(None) }
    }

    /// The rows that are a part of these records, such as the tags of employers, as images.
    fn parts(_tx: &Tx, _ids: &[Uuid]) -> impl Future<Output = Result<HashMap<Uuid, Vec<Json>>>> + Send {
        async { Ok(HashMap::new()) }
    }

    /// Whether a draft says anything about parts.
    fn has_parts(_draft: &Self::Draft) -> bool {
        false
    }

    /// Whether the parts are as the draft wants them.
    fn has_same_parts(_draft: &Self::Draft, _parts: &[Json]) -> bool {
        true
    }

    /// Makes a draft say nothing about parts: those that are the same stay as they are, with what no file says of them.
    fn drop_parts(_draft: &mut Self::Draft) {}

    /// Puts the parts of a record back as they were.
    fn restore_parts(_tx: &Tx, _id: Uuid, _parts: &[Json]) -> impl Future<Output = Result<()>> + Send {
        async { Ok(()) }
    }

    /// Deletes what was made together with records that are about to be deleted.
    fn forget(_tx: &Tx, _ids: &[Uuid]) -> impl Future<Output = Result<()>> + Send {
        async { Ok(()) }
    }

    /// Asks whether a record may be put back as it was, whatever was written beside it since.
    fn check_put_back(
        _tx: &Tx,
        _stored: &Row<Self>,
        _before: &Columns<Self>,
    ) -> impl Future<Output = Result<()>> + Send {
        async { Ok(()) }
    }

    /// Computes anew what depends on records that were deleted or put back.
    fn settle(_tx: &Tx, _rows: &[Row<Self>]) -> impl Future<Output = Result<()>> + Send {
        async { Ok(()) }
    }
}

/// Fields that are no columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// Tags of an employer.
    pub(super) tags: Option<Vec<String>>,
    /// E-mail addresses of a contact, the primary first.
    pub(super) emails: Option<Vec<String>>,
    /// Telephone numbers of a contact, the primary first.
    pub(super) phones: Option<Vec<String>>,
    /// The contact who took part in an engagement.
    pub(super) contact: Option<Uuid>,
    /// The agency that convenes a partnership.
    pub(super) convener: Option<Uuid>,
    /// The day of a meeting.
    pub(super) held_on: Option<NaiveDate>,
    /// What an opening requires.
    pub(super) requirements: Option<Vec<String>>,
}

/// The agency of a record that does not name one.
fn whose(agency: Option<AgencyId>) -> Result<AgencyId> {
    agency.ok_or_else(|| {
        let message = "The row names no agency, and none is given for the whole import.";
        Error::user(UserErrorCode::Required, "row", message)
    })
}

/// Calls a function for the kind of a target: `of_target!(target, step(a, b))` is `step::<Employers>(a, b)` for employers.
macro_rules! of_target {
    ($target:expr, $function:ident($($argument:expr),*)) => {
        match $target {
            $crate::imports::targets::Target::Agency => $function::<$crate::imports::kinds::Agencies>($($argument),*).await,
            $crate::imports::targets::Target::Employer => $function::<$crate::imports::kinds::Employers>($($argument),*).await,
            $crate::imports::targets::Target::Contribution => $function::<$crate::imports::kinds::Contributions>($($argument),*).await,
            $crate::imports::targets::Target::Establishment => $function::<$crate::imports::kinds::Establishments>($($argument),*).await,
            $crate::imports::targets::Target::Program => $function::<$crate::imports::kinds::Programs>($($argument),*).await,
            $crate::imports::targets::Target::Engagement => $function::<$crate::imports::kinds::Engagements>($($argument),*).await,
            $crate::imports::targets::Target::Contact => $function::<$crate::imports::kinds::Contacts>($($argument),*).await,
            $crate::imports::targets::Target::Partnership => $function::<$crate::imports::kinds::Partnerships>($($argument),*).await,
            $crate::imports::targets::Target::Meeting => $function::<$crate::imports::kinds::Meetings>($($argument),*).await,
            $crate::imports::targets::Target::Attendee => $function::<$crate::imports::kinds::Attendees>($($argument),*).await,
            $crate::imports::targets::Target::Credential => $function::<$crate::imports::kinds::Credentials>($($argument),*).await,
            $crate::imports::targets::Target::Completer => $function::<$crate::imports::kinds::Completers>($($argument),*).await,
            $crate::imports::targets::Target::Hire => $function::<$crate::imports::kinds::Hires>($($argument),*).await,
            $crate::imports::targets::Target::CompetencyList => $function::<$crate::imports::kinds::CompetencyLists>($($argument),*).await,
            $crate::imports::targets::Target::CompetencyEdition => $function::<$crate::imports::kinds::CompetencyEditions>($($argument),*).await,
            $crate::imports::targets::Target::Affirmation => $function::<$crate::imports::kinds::Affirmations>($($argument),*).await,
            $crate::imports::targets::Target::Opening => $function::<$crate::imports::kinds::Openings>($($argument),*).await,
            $crate::imports::targets::Target::Affiliation => $function::<$crate::imports::kinds::Affiliations>($($argument),*).await,
        }
    };
}
pub(super) use of_target;
