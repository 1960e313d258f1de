//! The steps of a recommendation: decide, implement, report back, reopen.

use chrono::NaiveDate;
use entities::{
    ids::RecommendationId,
    recommendation::{self, RecommendationDecision, RecommendationDisposition},
    recommendation_step,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{live, reads, way};
use crate::{
    app::Cx,
    checks::{Checks, MOST_TEXT},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record,
};

/// What is decided about a recommendation.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The decision.
    pub decision: RecommendationDecision,
    /// The day; today when none.
    pub on: Option<NaiveDate>,
    /// Why: asked for when it is declined or deferred.
    pub reason: Option<String>,
    /// The form in which it is accepted: asked for when that is another one, refused otherwise.
    pub accepted_text: Option<String>,
}

/// Decides about a recommendation.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash or stands where no decision is due; `REQUIRED` for a
/// reason or another form that is missing; `INVALID` for a day in the future or before it was said.
pub async fn decide(
    cx: &Cx,
    id: RecommendationId,
    version: i32,
    decision: Decision,
) -> Result<recommendation::Model> {
    let mut checks = Checks::new();
    let mut row = recommendation::ActiveModel {
        decision: Set(Some(decision.decision)),
        reason: Set(decision.reason),
        accepted_text: Set(decision.accepted_text),
        implemented_on: Set(None),
        implementation: Set(None),
        ..Default::default()
    };
    checks.optional("input.reason", &mut row.reason, MOST_TEXT);
    checks.optional("input.acceptedText", &mut row.accepted_text, MOST_TEXT);
    let gives_reason = matches!(&row.reason, Set(Some(_)));
    let gives_form = matches!(&row.accepted_text, Set(Some(_)));
    let (asks_reason, asks_form) = match decision.decision {
        RecommendationDecision::Accepted => (false, false),
        RecommendationDecision::AcceptedModified => (false, true),
        RecommendationDecision::Declined | RecommendationDecision::Deferred => (true, false),
    };
    if asks_reason && !gives_reason {
        let message = "Say why: whoever gave the advice will read it.";
        checks.fail(UserErrorCode::Required, "input.reason", message);
    }
    if asks_form && !gives_form {
        let message = "Say in which form it is accepted.";
        checks.fail(UserErrorCode::Required, "input.acceptedText", message);
    }
    if gives_form && !asks_form {
        let message = "Only advice that is accepted in another form has one.";
        checks.fail(UserErrorCode::Invalid, "input.acceptedText", message);
    }
    checks.done()?;
    let to = disposition_of(decision.decision);
    let note = row.reason.clone().take().flatten();
    step(cx, id, version, to, decision.on, async move |before, day| {
        not_before(day, before.said_on, "said")?;
        row.decided_on = Set(Some(day));
        row.closed_on = Set(way::is_closed(to).then_some(day));
        Ok((row, note))
    })
    .await
}

/// Records that accepted advice was put into practice: what was done, and when.
///
/// # Errors
/// As [`decide`]; `STATE` when it is not accepted.
pub async fn implement(
    cx: &Cx,
    id: RecommendationId,
    version: i32,
    on: Option<NaiveDate>,
    implementation: Option<String>,
) -> Result<recommendation::Model> {
    let mut row = recommendation::ActiveModel {
        implementation: Set(implementation),
        ..Default::default()
    };
    let mut checks = Checks::new();
    checks.optional("input.implementation", &mut row.implementation, MOST_TEXT);
    checks.done()?;
    let note = row.implementation.clone().take().flatten();
    let to = RecommendationDisposition::Implemented;
    step(cx, id, version, to, on, async move |before, day| {
        not_before(day, before.decided_on.unwrap_or(before.said_on), "decided")?;
        row.implemented_on = Set(Some(day));
        Ok((row, note))
    })
    .await
}

/// Records that those who gave the advice were told what became of it. This closes it.
///
/// # Errors
/// As [`decide`]; `REQUIRED` without the report; `STATE` when it is neither implemented nor declined.
pub async fn report_back(
    cx: &Cx,
    id: RecommendationId,
    version: i32,
    on: Option<NaiveDate>,
    report: String,
) -> Result<recommendation::Model> {
    let mut row = recommendation::ActiveModel {
        report: Set(Some(report)),
        ..Default::default()
    };
    let mut checks = Checks::new();
    checks.optional("input.report", &mut row.report, MOST_TEXT);
    if matches!(row.report, Set(None)) {
        checks.fail(
            UserErrorCode::Required,
            "input.report",
            "Say what they were told.",
        );
    }
    checks.done()?;
    let note = row.report.clone().take().flatten();
    let to = RecommendationDisposition::ReportedBack;
    step(cx, id, version, to, on, async move |before, day| {
        let settled = before
            .implemented_on
            .or(before.decided_on)
            .unwrap_or(before.said_on);
        not_before(day, settled, "settled")?;
        row.reported_back_on = Set(Some(day));
        // What was declined is closed since then; the report adds to it.
        row.closed_on = Set(before.closed_on.or(Some(day)));
        Ok((row, note))
    })
    .await
}

/// Takes a recommendation back to `PROPOSED`: a step was taken by mistake, or the matter comes up again. The history stays.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `REQUIRED` without a reason; `STATE` when nothing was decided yet, or in the trash.
pub async fn reopen(
    cx: &Cx,
    id: RecommendationId,
    version: i32,
    reason: String,
) -> Result<recommendation::Model> {
    let mut reason = Set(reason);
    let mut checks = Checks::new();
    checks.required("reason", &mut reason, MOST_TEXT);
    checks.done()?;
    db::write(cx, async |tx| {
        let before = answerable(tx, cx, id).await?;
        if before.disposition == RecommendationDisposition::Proposed {
            return Err(Error::state("id", "Nothing has been decided about it yet."));
        }
        let row = recommendation::ActiveModel {
            disposition: Set(RecommendationDisposition::Proposed),
            decision: Set(None),
            decided_on: Set(None),
            reason: Set(None),
            accepted_text: Set(None),
            implemented_on: Set(None),
            implementation: Set(None),
            reported_back_on: Set(None),
            report: Set(None),
            closed_on: Set(None),
            ..Default::default()
        };
        let updated = record::update::<recommendation::Entity>(tx, cx, &before, Some(version), row).await?;
        keep(tx, cx, &updated.row, cx.app.clock.today(), reason.take()).await?;
        Ok(updated.row)
    })
    .await
}

/// Takes the step to `to` on a day; `columns` says what is written beside where it stands, and the words of the history.
async fn step(
    cx: &Cx,
    id: RecommendationId,
    version: i32,
    to: RecommendationDisposition,
    on: Option<NaiveDate>,
    columns: impl AsyncFnOnce(
        &recommendation::Model,
        NaiveDate,
    ) -> Result<(recommendation::ActiveModel, Option<String>)>,
) -> Result<recommendation::Model> {
    let day = on.unwrap_or_else(|| cx.app.clock.today());
    db::write(cx, async |tx| {
        let before = answerable(tx, cx, id).await?;
        if before.version == version && !way::leads(before.disposition, to) {
            return Err(Error::state("id", not_due(before.disposition)));
        }
        if day > cx.app.clock.latest_day() {
            return Err(Error::invalid("input.on", "This day lies in the future."));
        }
        let (mut row, note) = columns(&before, day).await?;
        row.disposition = Set(to);
        let updated = record::update::<recommendation::Entity>(tx, cx, &before, Some(version), row).await?;
        keep(tx, cx, &updated.row, day, note).await?;
        Ok(updated.row)
    })
    .await
}

/// The recommendation, live, when the actor may answer it.
async fn answerable(tx: &Tx, cx: &Cx, id: RecommendationId) -> Result<recommendation::Model> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may_for(Action::RecommendationAnswer, before.agency_id)?;
    live(&before)?;
    Ok(before)
}

/// Adds to the history where a recommendation stands now.
pub(super) async fn keep(
    tx: &Tx,
    cx: &Cx,
    row: &recommendation::Model,
    day: NaiveDate,
    note: Option<String>,
) -> Result<()> {
    let step = recommendation_step::ActiveModel {
        id: Set(cx.app.ids.next()),
        recommendation_id: Set(row.id),
        disposition: Set(row.disposition),
        happened_on: Set(day),
        note: Set(note),
        user_id: Set(cx.actor.user().map(|user| user.id)),
        recorded_at: Set(cx.app.clock.now()),
    };
    recommendation_step::Entity::insert(step)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

fn disposition_of(decision: RecommendationDecision) -> RecommendationDisposition {
    match decision {
        RecommendationDecision::Accepted => RecommendationDisposition::Accepted,
        RecommendationDecision::AcceptedModified => RecommendationDisposition::AcceptedModified,
        RecommendationDecision::Declined => RecommendationDisposition::Declined,
        RecommendationDecision::Deferred => RecommendationDisposition::Deferred,
    }
}

fn not_before(day: NaiveDate, earliest: NaiveDate, what: &str) -> Result<()> {
    if day >= earliest {
        return Ok(());
    }
    let message = format!("This day lies before {earliest}, when it was {what}.");
    Err(Error::invalid("input.on", message))
}

fn not_due(disposition: RecommendationDisposition) -> &'static str {
    match disposition {
        RecommendationDisposition::Proposed | RecommendationDisposition::Deferred => {
            "It is not accepted: decide about it first."
        }
        RecommendationDisposition::Accepted | RecommendationDisposition::AcceptedModified => {
            "It is accepted and not yet put into practice."
        }
        RecommendationDisposition::Declined => "It was declined; report that back, or reopen it.",
        RecommendationDisposition::Implemented => "It was put into practice; report that back, or reopen it.",
        RecommendationDisposition::ReportedBack => "It was reported back and is closed; reopen it.",
    }
}
