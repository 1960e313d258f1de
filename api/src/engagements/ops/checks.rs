//! What an engagement may hold, and what it may refer to.

use std::collections::HashSet;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use entities::{
    agency, contact, employer,
    engagement::{self, EngagementVisibility},
    establishment,
    ids::{ContactId, EmployerId, EstablishmentId, UserId},
    partnership, user_account,
};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};

use super::Draft;
use crate::{
    agencies,
    app::Cx,
    checks::{Checks, MOST_LINE, MOST_TEXT, effective},
    db::Tx,
    employers,
    error::{Error, Result, UserErrorCode},
    establishments,
    policy::{self, Action, Scope},
    shared::references::found,
    text,
};

pub(crate) const MOST_PARTICIPANTS: usize = 100;
/// How far in the future an engagement may lie: somebody logs this afternoon's visit, or sits in another zone.
const MOST_AHEAD: TimeDelta = TimeDelta::days(1);

/// Cleans the values.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(cx: &Cx, mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.subject", &mut row.subject, MOST_LINE);
    checks.optional("input.body", &mut row.body, MOST_TEXT);
    checks.optional("input.nextStep", &mut row.next_step, MOST_LINE);
    check_moment(cx, &mut row.occurred_at, &mut checks);
    for (path, count) in [
        ("input.contactIds", draft.contacts.as_ref().map(Vec::len)),
        ("input.userIds", draft.users.as_ref().map(Vec::len)),
    ] {
        if count.is_some_and(|count| count > MOST_PARTICIPANTS) {
            let message = format!("An engagement names {MOST_PARTICIPANTS} of them at most.");
            checks.fail(UserErrorCode::Limit, path, message);
        }
    }
    checks.done()?;
    Ok(draft)
}

/// Whole microseconds, as both databases keep them; from 1970 on, because an employer never in touch counts as 1970.
fn check_moment(cx: &Cx, value: &mut ActiveValue<DateTime<Utc>>, checks: &mut Checks) {
    let path = "input.occurredAt";
    let Set(at) = value else { return };
    *at = at.trunc_subsecs(6);
    if *at > cx.app.clock.now() + MOST_AHEAD {
        let message = "This lies in the future; what is planned is a next step.";
        checks.fail(UserErrorCode::Invalid, path, message);
    }
    if *at < DateTime::UNIX_EPOCH {
        checks.fail(UserErrorCode::Invalid, path, "This lies before 1970.");
    }
}

/// A new engagement says with whom, how, when, and what about.
///
/// # Errors
/// `REQUIRED` for each that is missing.
pub(super) fn complete(draft: &Draft) -> Result<()> {
    let row = &draft.row;
    let mut checks = Checks::new();
    for (path, is_missing) in [
        ("input.employerId", row.employer_id.is_not_set()),
        ("input.channel", row.channel.is_not_set()),
        ("input.occurredAt", row.occurred_at.is_not_set()),
        ("input.subject", row.subject.is_not_set()),
    ] {
        if is_missing {
            checks.fail(UserErrorCode::Required, path, "This must not be empty.");
        }
    }
    checks.done()
}

/// Only the author or an administrator restricts an engagement: whoever else did would no longer see it.
///
/// # Errors
/// `FORBIDDEN` at the visibility.
pub(super) fn may_restrict(cx: &Cx, before: &engagement::Model, row: &engagement::ActiveModel) -> Result<()> {
    let restricts = matches!(row.visibility, Set(EngagementVisibility::Restricted))
        && before.visibility != EngagementVisibility::Restricted;
    let is_author = cx.actor.user().map(|user| user.id) == before.user_id && before.user_id.is_some();
    let sees_all = cx.actor.scope(Action::EngagementRead) == Some(Scope::All);
    if restricts && !is_author && !sees_all {
        let message = "Only its author or an administrator may restrict an engagement.";
        return Err(Error::user(UserErrorCode::Forbidden, "input.visibility", message));
    }
    Ok(())
}

/// Everything the engagement names is there, and fits together.
///
/// # Errors
/// `NOT_FOUND` for each record that is not there, not visible or in the trash; `INVALID` for a site of another employer;
/// `REQUIRED` for a day without a next step.
pub(super) async fn references(
    tx: &Tx,
    cx: &Cx,
    before: Option<&engagement::Model>,
    draft: &Draft,
) -> Result<()> {
    let row = &draft.row;
    let mut checks = Checks::new();
    if let Set(id) = row.employer_id {
        let select = employers::reads::live(cx).filter(employer::Column::Id.eq(id));
        checks.note(found(tx, select, "input.employerId", "employer").await);
    }
    if let (Set(id), None) = (&row.agency_id, before) {
        let select = agencies::reads::live(cx).filter(agency::Column::Id.eq(*id));
        checks.note(found(tx, select, "input.agencyId", "agency").await);
    }
    if let Set(Some(id)) = row.partnership_id {
        let select = partnership::Entity::find_by_id(id)
            .filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
            .filter(partnership::Column::TrashedAt.is_null());
        checks.note(found(tx, select, "input.partnershipId", "partnership").await);
    }
    check_site(tx, cx, before, row, &mut checks).await?;
    check_people(tx, cx, draft, &mut checks).await?;
    let step = effective(&row.next_step, before.and_then(|before| before.next_step.clone()));
    let due = effective(
        &row.next_step_due_on,
        before.and_then(|before| before.next_step_due_on),
    );
    if due.is_some() && step.is_none() {
        let message = "Say what is to be done by that day, or clear the day too.";
        checks.fail(UserErrorCode::Required, "input.nextStep", message);
    }
    checks.done()
}

/// The site, stored or new, is a live one of the employer, stored or new.
async fn check_site(
    tx: &Tx,
    cx: &Cx,
    before: Option<&engagement::Model>,
    row: &engagement::ActiveModel,
    checks: &mut Checks,
) -> Result<()> {
    let employer: Option<EmployerId> = match (&row.employer_id, before) {
        (Set(id), _) => Some(*id),
        (_, before) => before.map(|before| before.employer_id),
    };
    let site: Option<EstablishmentId> = match (&row.establishment_id, &row.employer_id) {
        (Set(site), _) => *site,
        (_, Set(_)) => before.and_then(|before| before.establishment_id),
        _ => None,
    };
    let (Some(site), Some(employer)) = (site, employer) else {
        return Ok(());
    };
    let path = "input.establishmentId";
    let stored = establishments::reads::live(cx)
        .filter(establishment::Column::Id.eq(site))
        .one(tx)
        .await?;
    match stored {
        None => checks.fail(UserErrorCode::NotFound, path, "There is no such establishment."),
        Some(stored) if stored.employer_id != employer => {
            checks.fail(
                UserErrorCode::Invalid,
                path,
                "This is a site of another employer.",
            );
        }
        Some(_) => {}
    }
    Ok(())
}

/// The people are known. They may be in the trash or disabled by now: who took part, took part.
async fn check_people(tx: &Tx, cx: &Cx, draft: &Draft, checks: &mut Checks) -> Result<()> {
    let contacts = draft.contacts.as_deref().unwrap_or_default();
    if !contacts.is_empty() {
        let known: HashSet<ContactId> = contact::Entity::find()
            .filter(policy::visible_shared(&cx.actor, Action::ContactRead))
            .filter(contact::Column::Id.is_in(contacts.iter().copied()))
            .select_only()
            .column(contact::Column::Id)
            .into_tuple()
            .all(tx)
            .await?
            .into_iter()
            .collect();
        let known = contacts.iter().map(|id| known.contains(id));
        name_unknown("input.contactIds", "contact", known, checks);
    }
    let users = draft.users.as_deref().unwrap_or_default();
    if !users.is_empty() {
        let known: HashSet<UserId> = user_account::Entity::find()
            .filter(policy::visible_shared(&cx.actor, Action::UserRead))
            .filter(user_account::Column::Id.is_in(users.iter().copied()))
            .select_only()
            .column(user_account::Column::Id)
            .into_tuple()
            .all(tx)
            .await?
            .into_iter()
            .collect();
        let known = users.iter().map(|id| known.contains(id));
        name_unknown("input.userIds", "user", known, checks);
    }
    Ok(())
}

fn name_unknown(path: &str, what: &str, known: impl Iterator<Item = bool>, checks: &mut Checks) {
    for (place, _) in known.enumerate().filter(|(_, known)| !known) {
        let message = format!("There is no such {what}.");
        checks.fail(UserErrorCode::NotFound, &format!("{path}.{place}"), message);
    }
}

/// The folded text beside subject, body and next step, when one of them is set.
pub(super) fn set_search(before: Option<&engagement::Model>, row: &mut engagement::ActiveModel) {
    let (subject, body, step) = (&row.subject, &row.body, &row.next_step);
    if subject.is_not_set() && body.is_not_set() && step.is_not_set() {
        return;
    }
    let subject = match (subject, before) {
        (Set(subject), _) => Some(subject.clone()),
        (_, before) => before.map(|before| before.subject.clone()),
    };
    let body = effective(body, before.and_then(|before| before.body.clone()));
    let step = effective(step, before.and_then(|before| before.next_step.clone()));
    let parts: Vec<String> = [subject, body, step].into_iter().flatten().collect();
    row.text_search = Set(text::fold(&parts.join("\n")));
}
