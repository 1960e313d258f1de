//! Relations of drafted letters, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    ids::{LetterDraftId, MeetingId},
    letter_draft::{self, LetterDraftState},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, Select};

use super::{
    reads,
    types::{self, LetterDraft, LetterDraftLeftOut},
};
use crate::{
    app::Cx,
    attendees::types::Attendee,
    error::Result,
    paging::{Keys, PageArgs, Sort},
    prefetch::{Arguments, Fill, PageOf, Relation, Selection},
};

/// The letter with an id.
pub struct LetterDraftOf;

impl Relation for LetterDraftOf {
    type Key = LetterDraftId;
    type Args = ();
    type Value = LetterDraft;

    async fn load(cx: &Cx, keys: &[LetterDraftId], (): &()) -> Result<HashMap<LetterDraftId, LetterDraft>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, LetterDraft::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut LetterDraft>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        LetterDraft::fill(cx, values, selection)
    }
}

/// Which letters of a meeting are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LetterDraftArgs {
    page: PageArgs,
    state: Option<Vec<LetterDraftState>>,
}

impl LetterDraftArgs {
    /// From the arguments of a field.
    pub fn new(page: PageArgs, state: Option<Vec<types::LetterDraftState>>) -> Self {
        let state = state.map(|list| list.into_iter().map(Into::into).collect());
        Self { page, state }
    }

    /// From the arguments that look-ahead sees.
    pub fn ahead(arguments: &Arguments) -> Self {
        Self::new(PageArgs::ahead(arguments), arguments.get("state"))
    }
}

/// The letters of a meeting, in the order in which they were drafted.
pub struct DraftsOfMeeting;

impl PageOf for DraftsOfMeeting {
    type Parent = MeetingId;
    type Args = LetterDraftArgs;
    type Entity = letter_draft::Entity;
    type Node = LetterDraft;

    const PARENT: letter_draft::Column = letter_draft::Column::MeetingId;

    fn parent(row: &letter_draft::Model) -> Option<MeetingId> {
        row.meeting_id
    }

    fn select(cx: &Cx, args: &LetterDraftArgs) -> Select<letter_draft::Entity> {
        let all = reads::visible(cx);
        match &args.state {
            Some(list) => all.filter(letter_draft::Column::State.is_in(list.iter().copied())),
            None => all,
        }
    }

    fn keys() -> Keys<letter_draft::Entity> {
        reads::keys(vec![Sort::ascending(letter_draft::Column::CreatedAt)])
    }

    fn page(args: &LetterDraftArgs) -> &PageArgs {
        &args.page
    }

    fn node(row: letter_draft::Model) -> LetterDraft {
        LetterDraft::new(row)
    }
}

/// Those who came to a meeting and of whom there is no letter.
pub struct LeftOutOf;

impl Relation for LeftOutOf {
    type Key = MeetingId;
    type Args = ();
    type Value = Vec<LetterDraftLeftOut>;

    async fn load(
        cx: &Cx,
        keys: &[MeetingId],
        (): &(),
    ) -> Result<HashMap<MeetingId, Vec<LetterDraftLeftOut>>> {
        let mut lists: HashMap<_, Vec<_>> = HashMap::new();
        for (row, reason) in reads::left_out(cx, keys).await? {
            lists.entry(row.meeting_id).or_default().push(LetterDraftLeftOut {
                attendee: Attendee::new(row),
                reason: reason.into(),
            });
        }
        Ok(lists)
    }

    fn missing(_: &Cx, _: MeetingId, (): &()) -> Option<Vec<LetterDraftLeftOut>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<LetterDraftLeftOut>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let below = selection.field("attendee");
            let attendees = values
                .into_iter()
                .flatten()
                .map(|one| &mut one.attendee)
                .collect();
            Attendee::fill(cx, attendees, &below).await
        })
    }
}
