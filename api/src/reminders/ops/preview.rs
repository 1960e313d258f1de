//! What a reminder would say.

use entities::{ids::AttendeeId, meeting};
use sea_orm::EntityTrait;

use crate::{
    app::Cx,
    attendees, db,
    error::{Error, Result},
    mail::Rendered,
    policy::Action,
    reminders::letters::{Desk, Purpose},
};

/// A reminder as somebody on the list would get it now. Nothing is written.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` when there is nobody to write to.
pub async fn preview(cx: &Cx, id: AttendeeId) -> Result<Rendered> {
    db::rehearse(cx, async |tx| {
        let one = attendees::reads::by_id(cx, tx, id).await?;
        let meeting = meeting::Entity::find_by_id(one.meeting_id).one(tx).await?;
        let meeting = db::found(meeting)?;
        cx.may_for(Action::MeetingManage, meeting.agency_id)?;
        let desk = Desk::open(tx, cx, &meeting, std::slice::from_ref(&one)).await?;
        let nobody = |reason| Error::state("attendeeId", format!("Nobody is written to: {reason}."));
        desk.letter(Purpose::Reminder, &one, "")
            .map_err(nobody)?
            .letter
            .render()
    })
    .await
}
