//! The rules of series.

mod civil;
mod end;
mod extend;
mod start;

pub use end::end;
pub use extend::extend;
pub use start::start;

use entities::{
    meeting::{self, MeetingStatus},
    meeting_series,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::{
    app::Cx,
    attendees::ops::{Invitee, invite_in},
    checks::{Checks, MOST_LINE},
    clock::zones,
    db::Tx,
    error::{Error, Result, UserErrorCode},
    meetings,
    record::record,
    reminders,
};

record!(meeting_series, Series, SeriesId, |_row| None);

/// Occurrences that lie ahead at most.
pub const MOST_AHEAD: usize = 24;

/// What is set on a series, and who is put on the list of each meeting.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: meeting_series::ActiveModel,
    /// Who is put on the list of each meeting.
    pub invitees: Vec<Invitee>,
    /// Whether nobody is written to; to be said when there are invitees.
    pub is_silent: Option<bool>,
}

/// Cleans the values.
///
/// # Errors
/// Every value that is not acceptable.
fn checked(mut draft: Draft) -> Result<Draft> {
    let mut checks = Checks::new();
    let row = &mut draft.row;
    checks.required("input.title", &mut row.title, MOST_LINE);
    checks.optional("input.place", &mut row.place, MOST_LINE);
    checks.website("input.link", &mut row.link);
    if let Set(rule) = &mut row.rule
        && let Some(cleaned) = checks.note(civil::cleaned(rule))
    {
        *rule = cleaned;
    }
    if !draft.invitees.is_empty() && draft.is_silent.is_none() {
        let message = "Say whether these people are invited by letters.";
        checks.fail(UserErrorCode::Required, "input.isSilent", message);
    }
    checks.done()?;
    Ok(draft)
}

/// Makes the meetings of a series that are missing, as many as may lie ahead. People are invited by letter unless it is done
/// silently.
async fn fill(
    tx: &Tx,
    cx: &Cx,
    series: &meeting_series::Model,
    invitees: &[Invitee],
    is_silent: bool,
) -> Result<Vec<meeting::Model>> {
    use meeting::Column as M;
    let made = || meeting::Entity::find().filter(M::SeriesId.eq(series.id));
    let ahead = made()
        .filter(M::StartsAt.gt(cx.app.clock.now()))
        .filter(M::Status.eq(MeetingStatus::Planned))
        .filter(M::TrashedAt.is_null())
        .count(tx)
        .await?;
    let most = MOST_AHEAD.saturating_sub(usize::try_from(ahead).unwrap_or(MOST_AHEAD));
    let last = made().order_by_desc(M::OccurrenceLocal).one(tx).await?;
    let last = last.and_then(|last| last.occurrence_local);
    let after = last.as_deref().and_then(zones::parse_local);
    let first = zones::parse_local(&series.local_start).ok_or_else(|| Error::internal("no civil time"))?;
    let mut meetings = Vec::new();
    for local in civil::occurrences(&series.rule, first, after, most)? {
        let meeting =
            meetings::ops::schedule_in(tx, cx, occurrence(series, &zones::write_local(local))).await?;
        if !invitees.is_empty() {
            let invited = invite_in(tx, cx, meeting.id, invitees, "input.attendees").await?;
            if !is_silent {
                reminders::ops::tell_invited(tx, cx, &meeting, &invited).await?;
            }
        }
        meetings.push(meeting);
    }
    Ok(meetings)
}

fn occurrence(series: &meeting_series::Model, local: &str) -> meetings::ops::Draft {
    let row = meeting::ActiveModel {
        partnership_id: Set(series.partnership_id),
        series_id: Set(Some(series.id)),
        occurrence_local: Set(Some(local.to_owned())),
        kind: Set(series.kind),
        title: Set(series.title.clone()),
        title_search: Set(crate::text::fold(&series.title)),
        local_start: Set(local.to_owned()),
        time_zone: Set(series.time_zone.clone()),
        length_minutes: Set(series.length_minutes),
        place: Set(series.place.clone()),
        link: Set(series.link.clone()),
        owner_user_id: Set(series.owner_user_id),
        agency_id: Set(series.agency_id),
        ..Default::default()
    };
    meetings::ops::Draft { row }
}
