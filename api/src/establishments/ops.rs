//! The rules of establishments.

use chrono::NaiveDate;
use entities::{
    employer, establishment,
    ids::{EmployerId, EstablishmentId},
    subject_type::SubjectType,
};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, QueryFilter,
};

use super::reads;
use crate::{
    app::Cx,
    checks::{self, Checks, MOST_LINE, MOST_NAME},
    codes::naics,
    db::{self, Tx},
    employers,
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    shared::{
        external_references::{self, Reference},
        places,
    },
};

record!(establishment, Establishment, EstablishmentId, |row| Some(
    row.employer_id
));

/// What is set on an establishment: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. Derived columns (`name_search`, `naics_sort`) are set here, not by the caller.
    pub row: establishment::ActiveModel,
    /// All external references of the establishment; none leaves them.
    pub references: Option<Vec<Reference>>,
}

/// Adds an establishment.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `NOT_FOUND` for an employer that is not there or in the trash;
/// `DUPLICATE` for an external reference that another establishment has.
pub async fn create(cx: &Cx, draft: Draft) -> Result<establishment::Model> {
    cx.may(Action::EmployerUpdate)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, draft).await).await
}

/// [`create`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`create`].
pub async fn create_in(tx: &Tx, cx: &Cx, mut draft: Draft) -> Result<establishment::Model> {
    let mut checks = Checks::new();
    if draft.row.name.is_not_set() {
        checks.fail(UserErrorCode::Required, "input.name", "This must not be empty.");
    }
    let employer = check_employer(tx, cx, &draft.row.employer_id).await;
    checks.note(employer);
    checks.note(settle(None, &mut draft.row));
    checks.done()?;
    if draft.row.naics_sort.is_not_set() {
        draft.row.naics_sort = Set(String::new());
    }
    let row = record::insert::<establishment::Entity>(tx, cx, draft.row).await?;
    if let Some(list) = draft.references.filter(|list| !list.is_empty()) {
        external_references::replace_in(tx, cx, (SubjectType::Establishment, row.id.uuid()), &list).await?;
    }
    Ok(row)
}

/// Changes an establishment. It stays with its employer.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT` when `version` is not the stored one, `STATE` when it is in the trash, and those of
/// [`create`].
pub async fn update(
    cx: &Cx,
    id: EstablishmentId,
    version: i32,
    draft: Draft,
) -> Result<Updated<establishment::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: EstablishmentId,
    version: Option<i32>,
    mut draft: Draft,
) -> Result<Updated<establishment::Model>> {
    let before = to_change(tx, cx, id).await?;
    settle(Some(&before), &mut draft.row)?;
    draft.row.employer_id = ActiveValue::NotSet;
    let updated = record::update::<establishment::Entity>(tx, cx, &before, version, draft.row).await?;
    let mut beside = Vec::new();
    if let Some(list) = draft.references {
        let subject = (SubjectType::Establishment, before.id.uuid());
        beside.extend(external_references::replace_in(tx, cx, subject, &list).await?);
    }
    record::beside::<establishment::Entity>(tx, cx, &before, updated, beside).await
}

/// Says that an establishment is closed.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is closed already or in the trash; `INVALID` when it closes before it
/// opens.
pub async fn close(
    cx: &Cx,
    id: EstablishmentId,
    version: i32,
    closed_on: NaiveDate,
) -> Result<establishment::Model> {
    db::write(cx, async |tx| {
        let before = to_change(tx, cx, id).await?;
        if before.closed_on.is_some() {
            let message = "This establishment is closed already; change the day with an update.";
            return Err(Error::state("id", message));
        }
        if before.opened_on.is_some_and(|opened| closed_on < opened) {
            return Err(Error::invalid("closedOn", CLOSED_BEFORE_OPENED));
        }
        let row = establishment::ActiveModel {
            closed_on: Set(Some(closed_on)),
            ..Default::default()
        };
        let closed = record::update::<establishment::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(closed.row)
    })
    .await
}

/// Puts an establishment into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: EstablishmentId, version: i32) -> Result<establishment::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::EmployerTrash)?;
        if before.trashed_at.is_some() {
            return Err(Error::state("id", "This establishment is in the trash already."));
        }
        let row = establishment::ActiveModel {
            trashed_at: Set(Some(cx.app.clock.now())),
            ..Default::default()
        };
        let gone = record::update::<establishment::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(gone.row)
    })
    .await
}

/// Takes an establishment out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash, or its employer is.
pub async fn restore(cx: &Cx, id: EstablishmentId, version: i32) -> Result<establishment::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::EmployerTrash)?;
        if before.trashed_at.is_none() {
            return Err(Error::state("id", "This establishment is not in the trash."));
        }
        if live_employer(tx, cx, before.employer_id).await?.is_none() {
            let message = "The employer of this establishment is in the trash; restore it first.";
            return Err(Error::state("id", message));
        }
        let row = establishment::ActiveModel {
            trashed_at: Set(None),
            ..Default::default()
        };
        let back = record::update::<establishment::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(back.row)
    })
    .await
}

/// Cleans the values that stand by themselves and sets the derived columns. Postal codes and days are settled later, with
/// the stored row.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.name", &mut row.name, MOST_NAME);
    checks.optional("input.street", &mut row.street, MOST_LINE);
    checks.optional("input.city", &mut row.city, MOST_NAME);
    checks.shaped(
        "input.state",
        &mut row.state,
        places::STATE_EXPECTED,
        places::state,
    );
    checks.optional("input.postalCode", &mut row.postal_code, MOST_LINE);
    checks.shaped(
        "input.countyFips",
        &mut row.county_fips,
        places::COUNTY_EXPECTED,
        places::county_fips,
    );
    checks.shaped(
        "input.naicsCode",
        &mut row.naics_code,
        naics::EXPECTED,
        naics::shape,
    );
    if let Some(list) = draft.references.take() {
        draft.references = checks.note(external_references::checked(&list));
    }
    checks.done()?;
    checks::fold_beside(&row.name, &mut row.name_search);
    if let Set(code) = &row.naics_code {
        row.naics_sort = Set(code.clone().unwrap_or_default());
    }
    Ok(draft)
}

const CLOSED_BEFORE_OPENED: &str = "An establishment cannot close before it opens.";

/// Checks values against each other, those that stay as they are included: the postal code in its state, the days in order.
fn settle(before: Option<&establishment::Model>, row: &mut establishment::ActiveModel) -> Result<()> {
    let mut checks = Checks::new();
    let state = match &row.state {
        Set(state) => state.clone(),
        _ => before.and_then(|before| before.state.clone()),
    };
    let expected = places::POSTAL_CODE_EXPECTED;
    checks.shaped("input.postalCode", &mut row.postal_code, expected, |text| {
        places::postal_code(text, state.as_deref())
    });
    let opened = checks::effective(&row.opened_on, before.and_then(|before| before.opened_on));
    let closed = checks::effective(&row.closed_on, before.and_then(|before| before.closed_on));
    if matches!((opened, closed), (Some(opened), Some(closed)) if closed < opened) {
        checks.fail(UserErrorCode::Invalid, "input.closedOn", CLOSED_BEFORE_OPENED);
    }
    checks.done()
}

/// The establishment, which the actor may change and which is not in the trash.
async fn to_change(tx: &Tx, cx: &Cx, id: EstablishmentId) -> Result<establishment::Model> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may(Action::EmployerUpdate)?;
    if before.trashed_at.is_some() {
        let message = "This establishment is in the trash; restore it first.";
        return Err(Error::state("id", message));
    }
    Ok(before)
}

async fn check_employer(tx: &Tx, cx: &Cx, employer: &ActiveValue<EmployerId>) -> Result<()> {
    let path = "input.employerId";
    let Set(employer) = employer else {
        return Err(Error::user(
            UserErrorCode::Required,
            path,
            "This must not be empty.",
        ));
    };
    let row = live_employer(tx, cx, *employer).await?;
    let missing = || Error::user(UserErrorCode::NotFound, path, "There is no such employer.");
    row.map(|_| ()).ok_or_else(missing)
}

async fn live_employer(tx: &Tx, cx: &Cx, id: EmployerId) -> Result<Option<employer::Model>> {
    Ok(employers::reads::live(cx)
        .filter(employer::Column::Id.eq(id))
        .one(tx)
        .await?)
}
