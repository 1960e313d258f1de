//! Root fields that read reminders.

use async_graphql::{Context, Object};
use entities::ids::AttendeeId;

use super::{ops, types::ReminderPreview};
use crate::{app::Cx, error::Result, scalars::IdOf};

/// Root fields that read reminders.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReminderQuery;

#[Object]
impl ReminderQuery {
    /// What a reminder says that somebody on the list of a meeting would get now. Nothing is sent. Needs the right to change the
    /// meeting.
    async fn reminder_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The attendee's id.")] attendee_id: IdOf<AttendeeId>,
    ) -> Option<Result<ReminderPreview>> {
        Some(preview(ctx, attendee_id.get()).await)
    }
}

async fn preview(ctx: &Context<'_>, id: AttendeeId) -> Result<ReminderPreview> {
    let rendered = ops::preview(Cx::of(ctx)?, id).await?;
    Ok(ReminderPreview {
        subject: rendered.subject,
        text: rendered.text,
        html: rendered.html,
    })
}
