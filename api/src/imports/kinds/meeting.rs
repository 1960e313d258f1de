//! Meetings as the importer finds, makes and changes them.

use entities::{
    ids::{AgencyId, MeetingId},
    meeting::{self, MeetingKind, MeetingStatus},
};
use sea_orm::{ActiveValue::Set, Select};
use uuid::Uuid;

use super::{Columns, Kind, Lists, columns, whose};
use crate::{
    app::Cx,
    db::Tx,
    error::Result,
    imports::targets::Target,
    meetings::{
        ops::{self, Draft},
        reads,
    },
    policy::{Action, Owner},
};

/// Minutes of a meeting whose file does not say how long it was.
const MINUTES: i32 = 60;

/// Meetings. One of a day that has come was held.
pub(in crate::imports) struct Meetings;

impl Kind for Meetings {
    type Table = meeting::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Meeting;
    const MAKES: Action = Action::MeetingManage;
    const CHANGES: Action = Action::MeetingManage;

    fn owner(row: &meeting::Model) -> Owner {
        Owner::Agency(row.agency_id)
    }

    fn visible(cx: &Cx) -> Select<meeting::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<meeting::Entity> {
        reads::live(cx)
    }

    /// Files know the day and not the hour: it is noon at the place.
    fn draft(_: &Cx, mut row: Columns<Self>, lists: Lists) -> Result<Draft> {
        if let Some(day) = lists.held_on {
            row.local_start = Set(format!("{}T12:00", day.format("%Y-%m-%d")));
        }
        ops::checked(Draft { row })
    }

    fn columns(draft: &mut Draft) -> &mut Columns<Self> {
        &mut draft.row
    }

    async fn create(
        tx: &Tx,
        cx: &Cx,
        drafts: Vec<Draft>,
        agency: Option<AgencyId>,
    ) -> Result<Vec<Result<meeting::Model>>> {
        let today = cx.app.clock.today().format("%Y-%m-%d").to_string();
        let mut rows = Vec::with_capacity(drafts.len());
        for mut draft in drafts {
            let row = &mut draft.row;
            if row.agency_id.is_not_set() {
                row.agency_id = Set(whose(agency)?);
            }
            if row.kind.is_not_set() {
                row.kind = Set(MeetingKind::General);
            }
            if row.length_minutes.is_not_set() {
                row.length_minutes = Set(MINUTES);
            }
            if matches!(&row.local_start, Set(local) if *local < today) {
                row.status = Set(MeetingStatus::Held);
            }
            rows.push(ops::schedule_in(tx, cx, draft).await);
        }
        Ok(rows)
    }

    /// Time and place change only while it is planned.
    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Draft) -> Result<meeting::Model> {
        let id = MeetingId::from_uuid(id);
        let before = reads::by_id(cx, tx, id).await?;
        let (mut about, mut moved) = (draft, Draft::default());
        std::mem::swap(&mut moved.row.local_start, &mut about.row.local_start);
        std::mem::swap(&mut moved.row.time_zone, &mut about.row.time_zone);
        std::mem::swap(&mut moved.row.length_minutes, &mut about.row.length_minutes);
        std::mem::swap(&mut moved.row.place, &mut about.row.place);
        if columns::differ::<meeting::Entity>(&moved.row, &before) {
            ops::reschedule_in(tx, cx, id, None, moved).await?;
        }
        Ok(ops::update_in(tx, cx, id, None, about).await?.row)
    }
}
