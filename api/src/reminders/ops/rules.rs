//! When people are reminded: rules added, changed and ended.

use entities::{
    ids::{MeetingId, PartnershipId, ReminderRuleId},
    meeting::{self, MeetingStatus},
    partnership,
    reminder_rule::{self, ReminderAudience, ReminderOffsetKind},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::planning::{replan, replan_partnership};
use crate::{
    app::Cx,
    clock::zones,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    meetings, partnerships,
    policy::Action,
    record,
    reminders::{due::Offset, reads},
    shared::references::found,
};

/// Active rules of one meeting or partnership.
pub(crate) const MOST_RULES: usize = 10;
/// Longest offset in minutes: four weeks.
const MOST_MINUTES: i32 = 4 * 7 * 24 * 60;
/// Longest offset in days.
const MOST_DAYS: i32 = 365;

/// Whose rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Every meeting of a partnership that has no rules of its own.
    Partnership(PartnershipId),
    /// One meeting.
    Meeting(MeetingId),
}

/// When and who.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// How long before the start.
    pub offset: Offset,
    /// Who is reminded.
    pub audience: ReminderAudience,
}

/// Adds a rule, and plans the reminders it calls for.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` for a meeting that is not planned any more; `INVALID` for an offset that is none;
/// `DUPLICATE` for a rule there is already; `LIMIT` for more than ten.
pub async fn add(cx: &Cx, owner: Owner, timing: Timing) -> Result<reminder_rule::Model> {
    check_offset(timing.offset)?;
    db::write(cx, async |tx| {
        let path = match owner {
            Owner::Partnership(_) => "input.of.partnershipId",
            Owner::Meeting(_) => "input.of.meetingId",
        };
        held(tx, cx, owner, path).await?;
        let rule = insert(tx, cx, owner, timing, None).await?;
        follow(tx, cx, owner).await?;
        Ok(rule)
    })
    .await
}

/// Ends a rule and adds one with another offset or audience in its stead; the new one, or the same where nothing differs. What
/// was sent by the old one stays, and the new one reminds of its own.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it was ended; those of [`add`].
pub async fn change(
    cx: &Cx,
    id: ReminderRuleId,
    version: i32,
    offset: Option<Offset>,
    audience: Option<ReminderAudience>,
) -> Result<reminder_rule::Model> {
    if let Some(offset) = offset {
        check_offset(offset)?;
    }
    db::write(cx, async |tx| {
        let (before, owner) = active(tx, cx, id).await?;
        let Some(stored) = Offset::of(&before) else {
            return Err(Error::internal("a rule without an offset"));
        };
        let timing = Timing {
            offset: offset.unwrap_or(stored),
            audience: audience.unwrap_or(before.audience),
        };
        if before.version != version {
            return Err(record::conflict());
        }
        if (timing.offset, timing.audience) == (stored, before.audience) {
            return Ok(before);
        }
        ended(tx, cx, &before, version).await?;
        let rule = insert(tx, cx, owner, timing, Some(id)).await?;
        follow(tx, cx, owner).await?;
        Ok(rule)
    })
    .await
}

/// Ends a rule, and cancels the reminders that were planned by it. A meeting without rules of its own follows its
/// partnership's again.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it was ended already.
pub async fn end(cx: &Cx, id: ReminderRuleId, version: i32) -> Result<reminder_rule::Model> {
    db::write(cx, async |tx| {
        let (before, owner) = active(tx, cx, id).await?;
        let rule = ended(tx, cx, &before, version).await?;
        follow(tx, cx, owner).await?;
        Ok(rule)
    })
    .await
}

fn check_offset(offset: Offset) -> Result<()> {
    match offset {
        Offset::Minutes(minutes) if !(1..=MOST_MINUTES).contains(&minutes) => Err(Error::invalid(
            "input.offset.minutesBefore",
            "Remind from one minute to four weeks before.",
        )),
        Offset::Days { days, .. } if !(0..=MOST_DAYS).contains(&days) => Err(Error::invalid(
            "input.offset.daysBefore.days",
            "Remind on the day itself or up to 365 days before.",
        )),
        _ => Ok(()),
    }
}

/// Whoever owns the rule is there, the actor may change it, and nobody else changes its rules meanwhile.
async fn held(tx: &Tx, cx: &Cx, owner: Owner, path: &str) -> Result<()> {
    match owner {
        Owner::Meeting(id) => {
            let select = meetings::reads::live(cx)
                .filter(meeting::Column::Id.eq(id))
                .lock_exclusive();
            let meeting = found(tx, select, path, "meeting").await?;
            cx.may_for(Action::MeetingManage, meeting.agency_id)?;
            if meeting.status != MeetingStatus::Planned {
                let message = "Of this meeting nobody is reminded any more.";
                return Err(Error::state(path, message));
            }
        }
        Owner::Partnership(id) => {
            let select = partnerships::reads::live(cx)
                .filter(partnership::Column::Id.eq(id))
                .lock_exclusive();
            found(tx, select, path, "partnership").await?;
            cx.may(Action::PartnershipUpdate)?;
        }
    }
    Ok(())
}

/// A rule that is followed and that the actor may change, and whose it is.
async fn active(tx: &Tx, cx: &Cx, id: ReminderRuleId) -> Result<(reminder_rule::Model, Owner)> {
    let before = reads::by_id(cx, tx, id).await?;
    let owner = match (before.meeting_id, before.partnership_id) {
        (Some(id), _) => Owner::Meeting(id),
        (None, Some(id)) => Owner::Partnership(id),
        (None, None) => return Err(Error::internal("a rule of nobody")),
    };
    held(tx, cx, owner, "id").await?;
    // Read once more: it may have been ended while this waited.
    let before = reads::by_id(cx, tx, id).await?;
    if !before.is_active {
        return Err(Error::state("id", "This rule was ended."));
    }
    Ok((before, owner))
}

async fn ended(
    tx: &Tx,
    cx: &Cx,
    before: &reminder_rule::Model,
    version: i32,
) -> Result<reminder_rule::Model> {
    let row = reminder_rule::ActiveModel {
        is_active: Set(false),
        ..Default::default()
    };
    let updated = record::update::<reminder_rule::Entity>(tx, cx, before, Some(version), row).await?;
    Ok(updated.row)
}

async fn insert(
    tx: &Tx,
    cx: &Cx,
    owner: Owner,
    timing: Timing,
    instead_of: Option<ReminderRuleId>,
) -> Result<reminder_rule::Model> {
    let row = drafted(owner, timing);
    let known = of_owner(tx, owner).await?;
    let is_same = |rule: &reminder_rule::Model| {
        (Offset::of(rule), rule.audience) == (Some(timing.offset), timing.audience)
    };
    if known.iter().any(is_same) {
        let message = "There is a rule that says the same.";
        return Err(Error::user(UserErrorCode::Duplicate, "input.offset", message));
    }
    if known.len() >= MOST_RULES && instead_of.is_none() {
        let message = format!("There are {MOST_RULES} rules already; end one first.");
        return Err(Error::user(UserErrorCode::Limit, "input", message));
    }
    record::insert::<reminder_rule::Entity>(tx, cx, row).await
}

fn drafted(owner: Owner, timing: Timing) -> reminder_rule::ActiveModel {
    let (partnership, meeting) = match owner {
        Owner::Partnership(id) => (Some(id), None),
        Owner::Meeting(id) => (None, Some(id)),
    };
    let (kind, minutes, days, time) = match timing.offset {
        Offset::Minutes(minutes) => (ReminderOffsetKind::MinutesBefore, Some(minutes), None, None),
        Offset::Days { days, at } => (
            ReminderOffsetKind::DaysBeforeAt,
            None,
            Some(days),
            Some(zones::write_time(at)),
        ),
    };
    reminder_rule::ActiveModel {
        partnership_id: Set(partnership),
        meeting_id: Set(meeting),
        offset_kind: Set(kind),
        minutes_before: Set(minutes),
        days_before: Set(days),
        local_time: Set(time),
        audience: Set(timing.audience),
        is_active: Set(true),
        ..Default::default()
    }
}

async fn of_owner(tx: &Tx, owner: Owner) -> Result<Vec<reminder_rule::Model>> {
    let is_owned = match owner {
        Owner::Partnership(id) => reminder_rule::Column::PartnershipId.eq(id),
        Owner::Meeting(id) => reminder_rule::Column::MeetingId.eq(id),
    };
    Ok(reminder_rule::Entity::find()
        .filter(is_owned)
        .filter(reminder_rule::Column::IsActive.eq(true))
        .all(tx)
        .await?)
}

async fn follow(tx: &Tx, cx: &Cx, owner: Owner) -> Result<()> {
    match owner {
        Owner::Partnership(id) => replan_partnership(tx, cx, id).await,
        Owner::Meeting(id) => replan(tx, cx, id).await,
    }
}
