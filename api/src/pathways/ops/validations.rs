//! The employers that stand behind an edge.

use chrono::{Months, NaiveDate};
use entities::{
    contact, employer,
    ids::{AgencyId, ContactId, EmployerId, PathwayEdgeId},
    pathway_map,
    pathway_validation::{ActiveModel, Column as C, Entity, Model},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::held::{Changed, count_up, held};
use crate::{
    app::Cx,
    checks::{Checks, MOST_TEXT},
    contacts,
    db::{self, Tx},
    employers,
    error::{Error, Result, UserErrorCode},
    pathways::reads,
    shared::references::found,
    text,
};

/// For how long an employer stands behind an edge unless it says otherwise.
const COUNTS_FOR: Months = Months::new(24);
/// Nothing that was said counts longer than that.
const COUNTS_AT_MOST: Months = Months::new(60);

/// What an employer says of an edge.
#[derive(Clone, Debug)]
pub struct NewValidation {
    /// The employer.
    pub employer: EmployerId,
    /// Who said so there.
    pub contact: Option<ContactId>,
    /// The day it was said; today when none.
    pub validated_on: Option<NaiveDate>,
    /// The last day it counts; 24 months later when none.
    pub expires_on: Option<NaiveDate>,
    /// What else was said.
    pub note: Option<String>,
}

/// Notes that an employer stands behind an edge as it is. It replaces what the employer said of it before, which stays on record. What
/// is on record word for word is not written again.
///
/// # Errors
/// `NOT_FOUND` for the edge, the employer or the contact; `FORBIDDEN`; `CONFLICT`; `STATE` when the map is in the trash;
/// `INVALID`, `TOO_LONG` for values, and for a day before the one on record.
pub async fn validate(
    cx: &Cx,
    edge: PathwayEdgeId,
    version: i32,
    new: NewValidation,
) -> Result<Changed<Model>> {
    db::write(cx, async |tx| validate_in(tx, cx, edge, version, new).await).await
}

/// [`validate`] inside a transaction.
///
/// # Errors
/// As [`validate`].
pub async fn validate_in(
    tx: &Tx,
    cx: &Cx,
    edge: PathwayEdgeId,
    version: i32,
    new: NewValidation,
) -> Result<Changed<Model>> {
    let edge = reads::edge_by_id(cx, tx, edge).await?;
    let map = held(tx, cx, edge.map_id, version, "pathwayEdgeId").await?;
    check_people(tx, cx, &new).await?;
    let before = reads::validation(cx, tx, edge.id, new.employer).await?;
    let (validated_on, expires_on) = days(cx, &new, before.as_ref())?;
    let row = Model {
        id: cx.app.ids.next(),
        edge_id: edge.id,
        employer_id: new.employer,
        contact_id: new.contact,
        agency_id: recorder(cx, &map),
        validated_on,
        expires_on,
        edge_version: edge.version,
        note: text::optional("input.note", new.note.as_deref(), MOST_TEXT)?,
        recorded_at: cx.app.clock.now(),
        withdrawn_on: None,
    };
    if let Some(said) = before.as_ref().filter(|said| is_repeated(said, &row)) {
        let part = said.clone();
        return Ok(Changed { map, part });
    }
    Entity::insert(active(&row)).exec_without_returning(tx).await?;
    let change = (before.as_ref().map(summary), Some(summary(&row)));
    let map = count_up(tx, cx, &map, "validations", change).await?;
    Ok(Changed { map, part: row })
}

/// Takes back that an employer stands behind an edge: everything it said of it counts until today, and stays on record.
///
/// # Errors
/// `NOT_FOUND` for the edge, and for an employer that said nothing of it; `FORBIDDEN`; `CONFLICT`; `STATE` when the map is in the
/// trash.
pub async fn remove_validation(
    cx: &Cx,
    edge: PathwayEdgeId,
    employer: EmployerId,
    version: i32,
) -> Result<Changed<()>> {
    db::write(cx, async |tx| {
        let edge = reads::edge_by_id(cx, tx, edge).await?;
        let map = held(tx, cx, edge.map_id, version, "pathwayEdgeId").await?;
        let Some(row) = reads::validation(cx, tx, edge.id, employer).await? else {
            let message = "This employer has said nothing of this edge.";
            return Err(Error::user(UserErrorCode::NotFound, "employerId", message));
        };
        withdraw(tx, cx, edge.id, employer).await?;
        let map = count_up(tx, cx, &map, "validations", (Some(summary(&row)), None)).await?;
        Ok(Changed { map, part: () })
    })
    .await
}

async fn check_people(tx: &Tx, cx: &Cx, new: &NewValidation) -> Result<()> {
    let mut checks = Checks::new();
    let select = employers::reads::live(cx).filter(employer::Column::Id.eq(new.employer));
    checks.note(found(tx, select, "input.employerId", "employer").await);
    if let Some(contact) = new.contact {
        let select = contacts::reads::live(cx).filter(contact::Column::Id.eq(contact));
        checks.note(found(tx, select, "input.contactId", "contact").await);
    }
    checks.done()?;
    let Some(contact) = new.contact else {
        return Ok(());
    };
    let day = new.validated_on.unwrap_or_else(|| cx.app.clock.today());
    if contacts::reads::was_at(cx, tx, contact, new.employer, day).await? {
        return Ok(());
    }
    let message = format!("This person did not work for the employer on {day}.");
    Err(Error::invalid("input.contactId", message))
}

/// The first and the last day it counts.
fn days(cx: &Cx, new: &NewValidation, before: Option<&Model>) -> Result<(NaiveDate, NaiveDate)> {
    let from = new.validated_on.unwrap_or_else(|| cx.app.clock.today());
    let path = "input.validatedOn";
    if from > cx.app.clock.latest_day() {
        return Err(Error::invalid(path, "This day has not come yet."));
    }
    if let Some(before) = before.filter(|before| before.validated_on > from) {
        let message = format!(
            "What this employer said on {} is on record, and is newer.",
            before.validated_on
        );
        return Err(Error::invalid(path, message));
    }
    let until = new.expires_on.or_else(|| from.checked_add_months(COUNTS_FOR));
    let latest = from.checked_add_months(COUNTS_AT_MOST);
    if until > latest {
        let message = "What an employer said counts for five years at most; ask again then.";
        return Err(Error::invalid("input.expiresOn", message));
    }
    match until.filter(|until| *until >= from) {
        Some(until) => Ok((from, until)),
        None => Err(Error::invalid(
            "input.expiresOn",
            "It cannot end before it was said.",
        )),
    }
}

/// Whether an employer says what it said last, by the same person, of the same edge and for the same days.
fn is_repeated(said: &Model, row: &Model) -> bool {
    said.contact_id == row.contact_id
        && said.validated_on == row.validated_on
        && said.expires_on == row.expires_on
        && said.edge_version == row.edge_version
        && said.note == row.note
}

/// The agency that records it: the actor's, or that of the map where Guildhall itself acts.
fn recorder(cx: &Cx, map: &pathway_map::Model) -> AgencyId {
    cx.actor.user().map_or(map.agency_id, |user| user.agency_id)
}

async fn withdraw(tx: &Tx, cx: &Cx, edge: PathwayEdgeId, employer: EmployerId) -> Result<()> {
    let day = ActiveModel {
        withdrawn_on: Set(Some(cx.app.clock.today())),
        ..ActiveModel::default()
    };
    Entity::update_many()
        .set(day)
        .filter(C::EdgeId.eq(edge))
        .filter(C::EmployerId.eq(employer))
        .filter(C::WithdrawnOn.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Every column set.
fn active(row: &Model) -> ActiveModel {
    ActiveModel {
        id: Set(row.id),
        edge_id: Set(row.edge_id),
        employer_id: Set(row.employer_id),
        contact_id: Set(row.contact_id),
        agency_id: Set(row.agency_id),
        validated_on: Set(row.validated_on),
        expires_on: Set(row.expires_on),
        edge_version: Set(row.edge_version),
        note: Set(row.note.clone()),
        recorded_at: Set(row.recorded_at),
        withdrawn_on: Set(row.withdrawn_on),
    }
}

/// A validation as the audit keeps it.
fn summary(row: &Model) -> String {
    format!(
        "{} by {}, {} to {}",
        row.edge_id, row.employer_id, row.validated_on, row.expires_on
    )
}
