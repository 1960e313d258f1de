//! Root fields that change series of meetings: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::SeriesId, meeting, meeting_series};

use super::{
    inputs::MeetingSeriesStartInput,
    ops, reads,
    types::{MeetingSeries, MeetingSeriesEndPayload, MeetingSeriesExtendPayload, MeetingSeriesStartPayload},
};
use crate::{
    app::Cx,
    error::{Result, UserError},
    meetings::types::Meeting,
    payload,
    scalars::IdOf,
};

/// Root fields that change series of meetings.
#[derive(Clone, Copy, Debug, Default)]
pub struct SeriesMutation;

#[Object]
impl SeriesMutation {
    /// Starts a series and makes its first meetings, 24 at most. Each is a meeting of its own.
    async fn meeting_series_start(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new series.")] input: MeetingSeriesStartInput,
    ) -> Result<MeetingSeriesStartPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (meeting_series, meetings, user_errors) =
            shown(cx, None, ops::start(cx, input.into()).await).await?;
        Ok(MeetingSeriesStartPayload {
            meeting_series,
            meetings,
            user_errors,
        })
    }

    /// Makes the next meetings of a series, until 24 lie ahead or the rule ends. Nobody is put on their lists.
    async fn meeting_series_extend(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SeriesId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<MeetingSeriesExtendPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::extend(cx, id.get(), version).await;
        let (meeting_series, meetings, user_errors) = shown(cx, Some(id.get()), outcome).await?;
        Ok(MeetingSeriesExtendPayload {
            meeting_series,
            meetings,
            user_errors,
        })
    }

    /// Ends a series: its meetings that have not begun are cancelled, the others are kept.
    async fn meeting_series_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SeriesId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "Why, for those who were invited; 500 characters at most.")] reason: Option<String>,
    ) -> Result<MeetingSeriesEndPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::end(cx, id.get(), version, reason).await;
        let (meeting_series, meetings, user_errors) = shown(cx, Some(id.get()), outcome).await?;
        Ok(MeetingSeriesEndPayload {
            meeting_series,
            meetings,
            user_errors,
        })
    }
}

type Shown = (Option<MeetingSeries>, Vec<Meeting>, Vec<UserError>);

/// The series of an operation and its meetings, or the errors with the stored series after a conflict.
async fn shown(
    cx: &Cx,
    id: Option<SeriesId>,
    outcome: Result<(meeting_series::Model, Vec<meeting::Model>)>,
) -> Result<Shown> {
    let (outcome, meetings) = match outcome {
        Ok((series, meetings)) => (Ok(series), meetings),
        Err(error) => (Err(error), Vec::new()),
    };
    let stored = async {
        match id {
            Some(id) => payload::if_there(reads::by_id(cx, cx.app.db.read(), id).await),
            None => Ok(None),
        }
    };
    let (series, user_errors) = payload::settled(outcome, MeetingSeries::new, stored).await?;
    Ok((
        series,
        meetings.into_iter().map(Meeting::new).collect(),
        user_errors,
    ))
}
