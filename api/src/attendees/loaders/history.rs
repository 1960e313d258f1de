//! The meetings that employers and contacts were invited to.

use entities::{
    attendee,
    ids::{ContactId, EmployerId},
};
use sea_orm::Select;

use crate::{
    app::Cx,
    attendees::{reads, types::Attendee},
    paging::{Keys, PageArgs},
    prefetch::PageOf,
};

/// The places of an employer on the lists of live meetings, the latest meeting first.
pub struct EmployerMeetingsOf;

impl PageOf for EmployerMeetingsOf {
    type Parent = EmployerId;
    type Args = PageArgs;
    type Entity = attendee::Entity;
    type Node = Attendee;

    const PARENT: attendee::Column = attendee::Column::EmployerId;

    fn parent(row: &attendee::Model) -> Option<EmployerId> {
        row.employer_id
    }

    fn select(cx: &Cx, _: &PageArgs) -> Select<attendee::Entity> {
        reads::in_live_meetings(cx)
    }

    fn keys() -> Keys<attendee::Entity> {
        reads::latest_meeting_first()
    }

    fn page(args: &PageArgs) -> &PageArgs {
        args
    }

    fn node(row: attendee::Model) -> Attendee {
        Attendee::new(row)
    }
}

/// The places of a contact on the lists of live meetings, the latest meeting first.
pub struct ContactMeetingsOf;

impl PageOf for ContactMeetingsOf {
    type Parent = ContactId;
    type Args = PageArgs;
    type Entity = attendee::Entity;
    type Node = Attendee;

    const PARENT: attendee::Column = attendee::Column::ContactId;

    fn parent(row: &attendee::Model) -> Option<ContactId> {
        row.contact_id
    }

    fn select(cx: &Cx, _: &PageArgs) -> Select<attendee::Entity> {
        reads::in_live_meetings(cx)
    }

    fn keys() -> Keys<attendee::Entity> {
        reads::latest_meeting_first()
    }

    fn page(args: &PageArgs) -> &PageArgs {
        args
    }

    fn node(row: attendee::Model) -> Attendee {
        Attendee::new(row)
    }
}
