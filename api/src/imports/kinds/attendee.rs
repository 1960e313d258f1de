//! Attendees of meetings as the importer finds, makes and changes them.

use entities::{
    attendee::{self, Attendance},
    ids::{AgencyId, AttendeeId},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    Select,
};
use uuid::Uuid;

use super::{Columns, Kind, Lists};
use crate::{
    app::Cx,
    attendees::{
        ops::{self, Draft},
        reads,
    },
    db::Tx,
    error::Result,
    imports::targets::Target,
    policy::Action,
};

/// Attendees. Of an employer or agency from which nobody came is noted that it was absent.
pub(in crate::imports) struct Attendees;

impl Kind for Attendees {
    type Table = attendee::Entity;
    type Draft = Draft;
    const TARGET: Target = Target::Attendee;
    const MAKES: Action = Action::MeetingManage;
    const CHANGES: Action = Action::MeetingManage;

    fn visible(cx: &Cx) -> Select<attendee::Entity> {
        reads::visible(cx)
    }

    fn live(cx: &Cx) -> Select<attendee::Entity> {
        reads::live(cx)
    }

    fn draft(_: &Cx, mut row: Columns<Self>, _: Lists) -> Result<Draft> {
        if row.people == Set(0) {
            row.people = NotSet;
            row.attendance = Set(Attendance::Absent);
        }
        Ok(Draft { row })
    }

    fn columns(draft: &mut Draft) -> &mut Columns<Self> {
        &mut draft.row
    }

    async fn create(
        tx: &Tx,
        cx: &Cx,
        drafts: Vec<Draft>,
        _: Option<AgencyId>,
    ) -> Result<Vec<Result<attendee::Model>>> {
        let mut rows = Vec::with_capacity(drafts.len());
        for draft in drafts {
            rows.push(ops::add_in(tx, cx, draft).await);
        }
        Ok(rows)
    }

    async fn update(tx: &Tx, cx: &Cx, id: Uuid, draft: Draft) -> Result<attendee::Model> {
        let id = AttendeeId::from_uuid(id);
        Ok(ops::update_in(tx, cx, id, None, draft).await?.row)
    }
}
