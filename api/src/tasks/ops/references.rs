//! The records a task refers to: they are there, visible, live, and fit together.

use entities::{
    agency, contact, employer, ids::PartnershipId, meeting, partnership, recommendation, task, user_account,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use crate::{
    accounts, agencies,
    app::Cx,
    checks::{self, Checks},
    contacts,
    db::Tx,
    employers,
    error::{Error, Result, UserErrorCode},
    meetings, partnerships, recommendations,
    shared::references::{changed, found},
};

/// Checks what is set and differs from what is stored: a record that was put into the trash since stays where it is named.
/// What is agreed at a meeting, or puts advice into practice, is the work of its partnership.
pub(super) async fn check(
    tx: &Tx,
    cx: &Cx,
    before: Option<&task::Model>,
    row: &mut task::ActiveModel,
) -> Result<()> {
    let mut checks = Checks::new();
    if let Some(id) = changed(&row.agency_id, before.map(|before| before.agency_id)) {
        let select = agencies::reads::live(cx).filter(agency::Column::Id.eq(id));
        checks.note(found(tx, select, "input.agencyId", "agency").await);
    }
    if let Some(id) = changed(&row.employer_id, before.map(|before| before.employer_id)).flatten() {
        let select = employers::reads::live(cx).filter(employer::Column::Id.eq(id));
        checks.note(found(tx, select, "input.employerId", "employer").await);
    }
    if let Some(id) = changed(&row.partnership_id, before.map(|before| before.partnership_id)).flatten() {
        let select = partnerships::reads::live(cx).filter(partnership::Column::Id.eq(id));
        checks.note(found(tx, select, "input.partnershipId", "partnership").await);
    }
    if let Some(id) = changed(
        &row.recommendation_id,
        before.map(|before| before.recommendation_id),
    )
    .flatten()
    {
        let select = recommendations::reads::live(cx).filter(recommendation::Column::Id.eq(id));
        let advice = checks.note(found(tx, select, "input.recommendationId", "recommendation").await);
        if let Some(partnership) = advice.and_then(|advice| advice.partnership_id) {
            checks.note(joins(
                partnership,
                row,
                "The advice was given to another partnership.",
            ));
        }
    }
    if let Some(id) = changed(&row.meeting_id, before.map(|before| before.meeting_id)).flatten() {
        let select = meetings::reads::live(cx).filter(meeting::Column::Id.eq(id));
        if let Some(meeting) = checks.note(found(tx, select, "input.meetingId", "meeting").await) {
            checks.note(joins(
                meeting.partnership_id,
                row,
                "The meeting belongs to another partnership.",
            ));
        }
    }
    owner(tx, cx, before, row, &mut checks).await;
    checks.done()?;
    belongs_somewhere(before, row)
}

/// At most one owner: a user whose access has not ended, or a person.
async fn owner(tx: &Tx, cx: &Cx, before: Option<&task::Model>, row: &task::ActiveModel, checks: &mut Checks) {
    if let Some(id) = changed(&row.owner_user_id, before.map(|before| before.owner_user_id)).flatten() {
        let select = accounts::reads::users::visible(cx)
            .filter(user_account::Column::Id.eq(id))
            .filter(user_account::Column::DisabledAt.is_null());
        checks.note(found(tx, select, "input.ownerUserId", "user").await);
    }
    if let Some(id) = changed(
        &row.owner_contact_id,
        before.map(|before| before.owner_contact_id),
    )
    .flatten()
    {
        let select = contacts::reads::live(cx).filter(contact::Column::Id.eq(id));
        checks.note(found(tx, select, "input.ownerContactId", "contact").await);
    }
    let user = checks::effective(&row.owner_user_id, before.and_then(|before| before.owner_user_id));
    let person = checks::effective(
        &row.owner_contact_id,
        before.and_then(|before| before.owner_contact_id),
    );
    if user.is_some() && person.is_some() {
        let message = "A task has one owner: a user or a contact.";
        checks.fail(UserErrorCode::Invalid, "input.ownerContactId", message);
    }
}

/// Takes over the partnership of what the task comes from, when none is given; another one is refused.
fn joins(partnership: PartnershipId, row: &mut task::ActiveModel, refusal: &str) -> Result<()> {
    match row.partnership_id {
        Set(Some(given)) if given != partnership => Err(Error::invalid("input.partnershipId", refusal)),
        _ => {
            row.partnership_id = Set(Some(partnership));
            Ok(())
        }
    }
}

/// A task stands on somebody's list.
fn belongs_somewhere(before: Option<&task::Model>, row: &task::ActiveModel) -> Result<()> {
    let stored = before.map(|before| {
        (
            before.partnership_id,
            before.recommendation_id,
            before.employer_id,
        )
    });
    let (partnership, advice, employer) = stored.unwrap_or_default();
    let belongs = checks::effective(&row.partnership_id, partnership).is_some()
        || checks::effective(&row.recommendation_id, advice).is_some()
        || checks::effective(&row.employer_id, employer).is_some();
    if belongs {
        return Ok(());
    }
    let message = "Name the partnership, the meeting, the recommendation or the employer it belongs to.";
    Err(Error::user(
        UserErrorCode::Required,
        "input.partnershipId",
        message,
    ))
}
