//! The rules of commitments.

use chrono::NaiveDate;
use entities::{
    ids::{CommitmentId, EmployerId, MembershipId, RoleTypeId},
    membership, partnership,
    role_commitment::{self, CommitmentState},
    role_type::{self, RoleSide},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};

use crate::{
    app::Cx,
    audit::FieldChange,
    checks::{Checks, MOST_TEXT},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::{self, Action},
    record::{self, record},
    roles::reads::{self, CommitmentRow},
    shared::periods::Period,
};

record!(role_commitment, Commitment, CommitmentId, async |tx, row| {
    employer_of(tx, row.membership_id).await
});

/// What is set on a commitment: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct CommitmentDraft {
    /// The columns. The state is changed by [`advance`] alone.
    pub row: role_commitment::ActiveModel,
}

/// A step of a commitment.
#[derive(Clone, Debug)]
pub struct Step {
    /// The state it comes to.
    pub state: CommitmentState,
    /// From which day; today when none.
    pub on: Option<NaiveDate>,
    /// What was agreed; none leaves the note.
    pub note: Option<String>,
}

/// A commitment after an update, and what changed.
#[derive(Clone, Debug)]
pub struct UpdatedCommitment {
    /// The commitment as stored now.
    pub row: CommitmentRow,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
}

/// Proposes that a member takes a role.
///
/// # Errors
/// `FORBIDDEN`; `NOT_FOUND` for a membership or role type that is not there; `STATE` when the member has left or the role type
/// is out of use; `INVALID` when the role is not for the member's side; `DUPLICATE` when it has an open commitment to it.
pub async fn propose(cx: &Cx, draft: CommitmentDraft) -> Result<CommitmentRow> {
    cx.may(Action::CommitmentManage)?;
    let draft = checked_commitment(draft)?;
    db::write(cx, async |tx| propose_in(tx, cx, draft).await).await
}

/// [`propose`] inside a transaction, for the demo and imports; the draft is checked. A state that is set is kept.
///
/// # Errors
/// As [`propose`].
pub async fn propose_in(tx: &Tx, cx: &Cx, mut draft: CommitmentDraft) -> Result<CommitmentRow> {
    let row = &mut draft.row;
    let (Set(membership), Set(role_type)) = (&row.membership_id, &row.role_type_id) else {
        let message = "Name the membership and the role type.";
        return Err(Error::user(UserErrorCode::Required, "input", message));
    };
    let (membership, role_type) = (*membership, *role_type);
    let mut checks = Checks::new();
    let member = checks.note(member(tx, cx, membership).await);
    let role = checks.note(choosable(tx, cx, role_type).await);
    checks.done()?;
    let (Some(member), Some(role)) = (member, role) else {
        return Err(Error::NotFound);
    };
    check_current(cx, &member, row.from_on.try_as_ref().copied().flatten())?;
    check_side(&role, &member)?;
    check_single(tx, membership, role_type, None).await?;
    if row.state.is_not_set() {
        row.state = Set(CommitmentState::Proposed);
    }
    let row = record::insert::<role_commitment::Entity>(tx, cx, draft.row).await?;
    reads::commitment_by_id(cx, tx, row.id).await
}

/// Takes a commitment to its next state, or lets it lapse.
///
/// It then holds from a day: the first day is set where there is none, and the last day when it ends.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when the step does not exist, it is in the trash, or the member has left.
pub async fn advance(cx: &Cx, id: CommitmentId, version: i32, step: Step) -> Result<UpdatedCommitment> {
    db::write(cx, async |tx| advance_in(tx, cx, id, Some(version), step).await).await
}

/// [`advance`] inside a transaction, for the demo.
///
/// # Errors
/// As [`advance`].
pub async fn advance_in(
    tx: &Tx,
    cx: &Cx,
    id: CommitmentId,
    version: Option<i32>,
    step: Step,
) -> Result<UpdatedCommitment> {
    let note = step.note.map_or(NotSet, |note| Set(Some(note)));
    let mut row = checked_commitment(CommitmentDraft {
        row: role_commitment::ActiveModel {
            note,
            ..Default::default()
        },
    })?
    .row;
    let before = changeable(tx, cx, id).await?;
    let stored = &before.commitment;
    check_step(stored.state, step.state)?;
    let day = step.on.unwrap_or_else(|| today(cx));
    if is_open(step.state) {
        check_current(cx, &before.membership, Some(day))?;
        row.from_on = Set(Some(stored.from_on.unwrap_or(day)));
    } else {
        let is_early = stored.from_on.is_some_and(|from| day < from);
        // What never began may be called off before its first day.
        if is_early && step.state == CommitmentState::Fulfilled {
            return Err(Error::invalid("input.on", "It had not begun on this day."));
        }
        row.to_on = Set(Some(day));
    }
    row.state = Set(step.state);
    stored_after(tx, cx, &before, version, row).await
}

/// Changes the dates or the note of a commitment.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash, and when it has ended and would have no last day;
/// `INVALID` when it would end before it began.
pub async fn update_commitment(
    cx: &Cx,
    id: CommitmentId,
    version: i32,
    draft: CommitmentDraft,
) -> Result<UpdatedCommitment> {
    let mut draft = checked_commitment(draft)?;
    draft.row.state = NotSet;
    db::write(cx, async |tx| {
        let before = changeable(tx, cx, id).await?;
        let (stored, row) = (&before.commitment, draft.row);
        let dates = Period {
            from: row.from_on.try_as_ref().copied().unwrap_or(stored.from_on),
            to: row.to_on.try_as_ref().copied().unwrap_or(stored.to_on),
        };
        if (row.from_on.is_set() || row.to_on.is_set()) && dates.is_reversed() {
            return Err(Error::invalid(
                "input.toOn",
                "This must not be before the first day.",
            ));
        }
        if matches!(row.to_on, Set(None)) && !is_open(stored.state) {
            let message = "This commitment has ended: it has a last day. Propose a new one.";
            return Err(Error::state("input.toOn", message));
        }
        stored_after(tx, cx, &before, Some(version), row).await
    })
    .await
}

/// Puts a commitment into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash_commitment(cx: &Cx, id: CommitmentId, version: i32) -> Result<UpdatedCommitment> {
    db::write(cx, async |tx| {
        let before = changeable(tx, cx, id).await?;
        let row = role_commitment::ActiveModel {
            trashed_at: Set(Some(cx.app.clock.now())),
            ..Default::default()
        };
        stored_after(tx, cx, &before, Some(version), row).await
    })
    .await
}

/// Takes a commitment out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash; `DUPLICATE` when another one is open meanwhile.
pub async fn restore_commitment(cx: &Cx, id: CommitmentId, version: i32) -> Result<UpdatedCommitment> {
    db::write(cx, async |tx| {
        let before = reads::commitment_by_id(cx, tx, id).await?;
        cx.may(Action::CommitmentManage)?;
        let stored = &before.commitment;
        if stored.trashed_at.is_none() {
            return Err(Error::state("id", "This commitment is not in the trash."));
        }
        if is_open(stored.state) {
            lock(tx, stored.membership_id).await?;
            check_single(tx, stored.membership_id, stored.role_type_id, Some(id)).await?;
        }
        let row = role_commitment::ActiveModel {
            trashed_at: Set(None),
            ..Default::default()
        };
        stored_after(tx, cx, &before, Some(version), row).await
    })
    .await
}

/// Cleans the values.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked_commitment(mut draft: CommitmentDraft) -> Result<CommitmentDraft> {
    let mut checks = Checks::new();
    checks.optional("input.note", &mut draft.row.note, MOST_TEXT);
    checks.done()?;
    Ok(draft)
}

async fn stored_after(
    tx: &Tx,
    cx: &Cx,
    before: &CommitmentRow,
    version: Option<i32>,
    row: role_commitment::ActiveModel,
) -> Result<UpdatedCommitment> {
    let updated = record::update::<role_commitment::Entity>(tx, cx, &before.commitment, version, row).await?;
    let row = CommitmentRow {
        commitment: updated.row,
        ..before.clone()
    };
    Ok(UpdatedCommitment {
        row,
        changes: updated.changes,
    })
}

/// A commitment that the actor may change and that is not in the trash.
async fn changeable(tx: &Tx, cx: &Cx, id: CommitmentId) -> Result<CommitmentRow> {
    let row = reads::commitment_by_id(cx, tx, id).await?;
    cx.may(Action::CommitmentManage)?;
    if row.commitment.trashed_at.is_some() {
        return Err(Error::state("id", "This commitment is in the trash."));
    }
    Ok(row)
}

/// A live membership of a live partnership, held until the transaction ends so that two proposals do not pass each other.
async fn member(tx: &Tx, cx: &Cx, id: MembershipId) -> Result<membership::Model> {
    let missing = || {
        let message = "There is no such membership.";
        Error::user(UserErrorCode::NotFound, "input.membershipId", message)
    };
    lock(tx, id).await?;
    let row = membership::Entity::find_by_id(id)
        .filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
        .filter(membership::Column::TrashedAt.is_null())
        .one(tx)
        .await?
        .ok_or_else(missing)?;
    let partnership = partnership::Entity::find_by_id(row.partnership_id)
        .filter(partnership::Column::TrashedAt.is_null())
        .one(tx)
        .await?;
    partnership.map(|_| row).ok_or_else(missing)
}

/// PostgreSQL lets two transactions look for the same open commitment at once; SQLite has one writer.
async fn lock(tx: &Tx, id: MembershipId) -> Result<()> {
    membership::Entity::find_by_id(id)
        .lock_exclusive()
        .one(tx)
        .await?;
    Ok(())
}

async fn choosable(tx: &Tx, cx: &Cx, id: RoleTypeId) -> Result<role_type::Model> {
    let path = "input.roleTypeId";
    let row = match reads::type_by_id(cx, tx, id).await {
        Err(Error::NotFound) => Err(Error::user(
            UserErrorCode::NotFound,
            path,
            "There is no such role type.",
        )),
        other => other,
    }?;
    if row.retired_at.is_some() {
        return Err(Error::state(path, "This role type is out of use."));
    }
    Ok(row)
}

/// The member is one today, or on the day it begins when that comes later.
fn check_current(cx: &Cx, member: &membership::Model, from: Option<NaiveDate>) -> Result<()> {
    let day = from.map_or_else(|| today(cx), |from| from.max(today(cx)));
    let period = Period {
        from: member.joined_on,
        to: member.left_on,
    };
    if period.holds_on(day) {
        return Ok(());
    }
    let message = format!("It is not a member on {day}.");
    Err(Error::state("input.membershipId", message))
}

fn check_side(role: &role_type::Model, member: &membership::Model) -> Result<()> {
    let (fits, who) = match role.side {
        RoleSide::Employer => (member.employer_id.is_some(), "employers"),
        RoleSide::Agency => (member.agency_id.is_some(), "agencies"),
        RoleSide::Both => (true, ""),
    };
    if fits {
        return Ok(());
    }
    Err(Error::invalid(
        "input.roleTypeId",
        format!("This role is for {who}."),
    ))
}

async fn check_single(
    tx: &Tx,
    membership: MembershipId,
    role_type: RoleTypeId,
    except: Option<CommitmentId>,
) -> Result<()> {
    match reads::open_commitment(tx, membership, role_type, except).await? {
        None => Ok(()),
        Some(_) => Err(Error::user(
            UserErrorCode::Duplicate,
            "input.roleTypeId",
            "This member has an open commitment to this role; advance that one.",
        )),
    }
}

/// One step at a time; what is open may lapse; what has ended stays.
fn check_step(from: CommitmentState, to: CommitmentState) -> Result<()> {
    use CommitmentState::{Active, Committed, Fulfilled, Lapsed, Proposed};
    match (from, to) {
        (Proposed, Committed) | (Committed, Active) | (Active, Fulfilled) => Ok(()),
        (open, Lapsed) if is_open(open) => Ok(()),
        (ended, _) if !is_open(ended) => Err(Error::state(
            "input.state",
            "This commitment has ended; propose a new one.",
        )),
        _ => Err(Error::state(
            "input.state",
            "It goes one step at a time: proposed, committed, active, fulfilled; or it lapses.",
        )),
    }
}

fn is_open(state: CommitmentState) -> bool {
    reads::OPEN.contains(&state)
}

fn today(cx: &Cx) -> NaiveDate {
    cx.app.clock.now().date_naive()
}

/// The employer behind a membership; none for an agency's.
async fn employer_of(tx: &Tx, membership: MembershipId) -> Result<Option<EmployerId>> {
    let row: Option<Option<EmployerId>> = membership::Entity::find_by_id(membership)
        .select_only()
        .column(membership::Column::EmployerId)
        .into_tuple()
        .one(tx)
        .await?;
    Ok(row.flatten())
}
