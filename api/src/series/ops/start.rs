//! Starting series.

use entities::{meeting, meeting_series};
use sea_orm::ActiveValue::Set;

use super::{Draft, checked, fill};
use crate::{
    app::Cx,
    db,
    error::{Error, Result, UserErrorCode},
    meetings,
    policy::Action,
    record,
};

/// Starts a series and makes its first meetings, 24 at most, each with the people given on its list.
///
/// # Errors
/// `FORBIDDEN` for another agency's series; `INVALID` for a rule that cannot be read or makes nothing, and for a meeting that the
/// clocks jump over; else those of scheduling a meeting and of inviting.
pub async fn start(cx: &Cx, draft: Draft) -> Result<(meeting_series::Model, Vec<meeting::Model>)> {
    let mut draft = checked(draft)?;
    let user = cx.actor.user();
    let agency = match (&draft.row.agency_id, user) {
        (Set(agency), _) => *agency,
        (_, Some(user)) => user.agency_id,
        _ => {
            cx.may(Action::MeetingManage)?;
            let message = "Say which agency organizes it.";
            return Err(Error::user(UserErrorCode::Required, "input.agencyId", message));
        }
    };
    cx.may_for(Action::MeetingManage, agency)?;
    draft.row.agency_id = Set(agency);
    if draft.row.owner_user_id.is_not_set() {
        draft.row.owner_user_id = Set(user.map(|user| user.id));
    }
    db::write(cx, async |tx| {
        meetings::ops::check_series(tx, cx, &draft.row).await?;
        let series = record::insert::<meeting_series::Entity>(tx, cx, draft.row).await?;
        let meetings = fill(tx, cx, &series, &draft.invitees, draft.is_silent.unwrap_or(true)).await?;
        if meetings.is_empty() {
            return Err(Error::invalid("input.rule", "This rule makes no meeting."));
        }
        Ok((series, meetings))
    })
    .await
}
