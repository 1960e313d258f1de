//! What an opening may hold, and what it may refer to.

use std::collections::HashSet;

use entities::{
    agency,
    code_list::CodeScheme,
    credential, employer,
    engagement::EngagementVisibility,
    establishment,
    ids::{CredentialId, EmployerId},
    opening::{self, OpeningKind},
    values::Money,
};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, QueryFilter, QuerySelect,
};

use super::{Draft, requirements};
use crate::{
    agencies,
    app::Cx,
    checks::{Checks, MOST_LINE, MOST_NAME, MOST_TEXT, effective},
    codes::{self, shapes},
    credentials,
    db::Tx,
    employers,
    error::{Error, Result, UserErrorCode},
    establishments,
    policy::{Action, Scope},
    shared::references::{changed, found},
};

const MOST_POSITIONS: i32 = 100_000;

/// Cleans the values.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(cx: &Cx, mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.optional("input.title", &mut row.title, MOST_NAME);
    checks.required("input.source", &mut row.source, MOST_LINE);
    checks.optional("input.note", &mut row.note, MOST_TEXT);
    check_occupation(&mut checks, &mut row.soc_code);
    if let Set(positions) = row.positions
        && !(1..=MOST_POSITIONS).contains(&positions)
    {
        let message = "Write a number from 1 to 100,000.";
        checks.fail(UserErrorCode::Invalid, "input.positions", message);
    }
    if let Set(day) = row.as_of
        && day > cx.app.clock.latest_day()
    {
        let message = "This lies in the future; nobody can have said so yet.";
        checks.fail(UserErrorCode::Invalid, "input.asOf", message);
    }
    check_wage(&mut checks, "input.wageLow", &row.wage_low_cents);
    check_wage(&mut checks, "input.wageHigh", &row.wage_high_cents);
    if let Some(list) = &mut draft.requirements {
        requirements::checked(&mut checks, list);
    }
    checks.done()?;
    Ok(draft)
}

/// A detailed occupation: the last figure of a group's code is 0.
fn check_occupation(checks: &mut Checks, value: &mut ActiveValue<String>) {
    let Set(given) = value else { return };
    let path = "input.socCode";
    match shapes::soc(given) {
        None => checks.fail(UserErrorCode::Invalid, path, shapes::SOC_EXPECTED),
        Some(code) if code.ends_with('0') => {
            let message = "This is a group of occupations; name one of them, such as 29-1141.";
            checks.fail(UserErrorCode::Invalid, path, message);
        }
        Some(code) => *given = code,
    }
}

fn check_wage(checks: &mut Checks, path: &str, value: &ActiveValue<Option<Money>>) {
    if let Set(Some(wage)) = value
        && wage.cents() <= 0
    {
        checks.fail(UserErrorCode::Invalid, path, "Write an amount above 0.");
    }
}

/// A new opening says whose it is, of which kind and occupation, how many, why, from when, and who said so.
///
/// # Errors
/// `REQUIRED` for each that is missing.
pub(super) fn complete(row: &opening::ActiveModel) -> Result<()> {
    let mut checks = Checks::new();
    for (path, is_missing) in [
        ("input.employerId", row.employer_id.is_not_set()),
        ("input.kind", row.kind.is_not_set()),
        ("input.socCode", row.soc_code.is_not_set()),
        ("input.positions", row.positions.is_not_set()),
        ("input.demand", row.demand.is_not_set()),
        ("input.opensOn", row.opens_on.is_not_set()),
        ("input.source", row.source.is_not_set()),
    ] {
        if is_missing {
            checks.fail(UserErrorCode::Required, path, "This must not be empty.");
        }
    }
    checks.done()
}

/// Only the author or an administrator restricts an opening: whoever else did would no longer see it.
///
/// # Errors
/// `FORBIDDEN` at the visibility.
pub(super) fn may_restrict(cx: &Cx, before: &opening::Model, row: &opening::ActiveModel) -> Result<()> {
    let restricts = matches!(row.visibility, Set(EngagementVisibility::Restricted))
        && before.visibility != EngagementVisibility::Restricted;
    let is_author = before.user_id.is_some() && cx.actor.user().map(|user| user.id) == before.user_id;
    let sees_all = cx.actor.scope(Action::OpeningRead) == Some(Scope::All);
    if restricts && !is_author && !sees_all {
        let message = "Only its author or an administrator may restrict an opening.";
        return Err(Error::user(UserErrorCode::Forbidden, "input.visibility", message));
    }
    Ok(())
}

/// Everything the opening names is there, and its values fit together once the draft is written.
///
/// # Errors
/// `NOT_FOUND` for each record or occupation that is not there, not visible or in the trash; `INVALID` for a site of another
/// employer and for values that do not fit; `REQUIRED` for a forecast without an end.
pub(super) async fn references(
    tx: &Tx,
    cx: &Cx,
    before: Option<&opening::Model>,
    draft: &Draft,
) -> Result<()> {
    let row = &draft.row;
    let mut checks = Checks::new();
    check_days(&mut checks, before, row);
    check_numbers(&mut checks, before, row);
    if let Set(id) = row.employer_id {
        let select = employers::reads::live(cx).filter(employer::Column::Id.eq(id));
        checks.note(found(tx, select, "input.employerId", "employer").await);
    }
    if let (Set(id), None) = (&row.agency_id, before) {
        let select = agencies::reads::live(cx).filter(agency::Column::Id.eq(*id));
        checks.note(found(tx, select, "input.agencyId", "agency").await);
    }
    check_site(tx, cx, before, row, &mut checks).await?;
    check_code(tx, before, row, &mut checks).await?;
    check_credentials(tx, cx, draft, &mut checks).await?;
    checks.done()
}

fn check_days(checks: &mut Checks, before: Option<&opening::Model>, row: &opening::ActiveModel) {
    let opens_on = effective(&row.opens_on, before.map(|before| before.opens_on));
    let closes_on = effective(&row.closes_on, before.and_then(|before| before.closes_on));
    let kind = effective(&row.kind, before.map(|before| before.kind));
    if opens_on.zip(closes_on).is_some_and(|(from, to)| to < from) {
        let message = "It cannot end before it began.";
        checks.fail(UserErrorCode::Invalid, "input.closesOn", message);
    }
    if kind == Some(OpeningKind::Forecast) && closes_on.is_none() {
        let message = "A forecast has an end: say for until when.";
        checks.fail(UserErrorCode::Required, "input.closesOn", message);
    }
}

fn check_numbers(checks: &mut Checks, before: Option<&opening::Model>, row: &opening::ActiveModel) {
    let positions = effective(&row.positions, before.map(|before| before.positions));
    let filled = effective(&row.filled, before.map(|before| before.filled)).unwrap_or(0);
    if filled < 0 || positions.is_some_and(|positions| filled > positions) {
        let message = "No more can be filled than there are.";
        checks.fail(UserErrorCode::Invalid, "input.filled", message);
    }
    let low = effective(
        &row.wage_low_cents,
        before.and_then(|before| before.wage_low_cents),
    );
    let high = effective(
        &row.wage_high_cents,
        before.and_then(|before| before.wage_high_cents),
    );
    if low.zip(high).is_some_and(|(low, high)| high < low) {
        let message = "The highest wage cannot be below the lowest.";
        checks.fail(UserErrorCode::Invalid, "input.wageHigh", message);
    }
}

/// A site that is named newly is a live one of the employer, which never changes.
async fn check_site(
    tx: &Tx,
    cx: &Cx,
    before: Option<&opening::Model>,
    row: &opening::ActiveModel,
    checks: &mut Checks,
) -> Result<()> {
    let employer: Option<EmployerId> = effective(&row.employer_id, before.map(|before| before.employer_id));
    let named = changed(
        &row.establishment_id,
        before.map(|before| before.establishment_id),
    );
    let Some(Some(site)) = named else {
        return Ok(());
    };
    let path = "input.establishmentId";
    let select = establishments::reads::live(cx).filter(establishment::Column::Id.eq(site));
    match select.one(tx).await? {
        None => checks.fail(UserErrorCode::NotFound, path, "There is no such establishment."),
        Some(stored) if Some(stored.employer_id) != employer => {
            let message = "This is a site of another employer.";
            checks.fail(UserErrorCode::Invalid, path, message);
        }
        Some(_) => {}
    }
    Ok(())
}

/// Only a code that is new to the opening: one that was right when it was written may stay.
async fn check_code(
    tx: &Tx,
    before: Option<&opening::Model>,
    row: &opening::ActiveModel,
    checks: &mut Checks,
) -> Result<()> {
    let Set(code) = &row.soc_code else {
        return Ok(());
    };
    if before.is_some_and(|before| before.soc_code == *code) {
        return Ok(());
    }
    for code in codes::reads::unknown(tx, CodeScheme::Soc, &[code]).await? {
        let message = format!("The current SOC list does not have {code}.");
        checks.fail(UserErrorCode::NotFound, "input.socCode", message);
    }
    Ok(())
}

/// The credentials that are required are live ones.
async fn check_credentials(tx: &Tx, cx: &Cx, draft: &Draft, checks: &mut Checks) -> Result<()> {
    let list = draft.requirements.as_deref().unwrap_or_default();
    let named: Vec<CredentialId> = list.iter().filter_map(|one| one.credential).collect();
    if named.is_empty() {
        return Ok(());
    }
    let known: HashSet<CredentialId> = credentials::reads::live(cx)
        .filter(credential::Column::Id.is_in(named))
        .select_only()
        .column(credential::Column::Id)
        .into_tuple()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    for (place, one) in list.iter().enumerate() {
        if one.credential.is_some_and(|id| !known.contains(&id)) {
            let path = format!("input.requirements.{place}.credentialId");
            checks.fail(UserErrorCode::NotFound, &path, "There is no such credential.");
        }
    }
    Ok(())
}
