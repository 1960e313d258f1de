//! Signed links in letters: answering an invitation, and doing without a kind of mail.

mod again;
mod rsvp;
mod unsubscribe;

use api::{
    config::Flags,
    db,
    links::{self, Person},
};
use entities::{
    ids::{AttendeeId, ContactId},
    mail_opt_out::MailKind,
};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use crate::{
    meetings::{board, scheduled},
    pages::SITE,
    support::{TestApp, User},
};

/// The same application at the address that forms of these tests come from.
async fn at_site(t: TestApp) -> TestApp {
    let flags = Flags {
        base_url: Some(SITE.to_owned()),
        ..Flags::default()
    };
    t.restarted(flags).await
}

/// The path of the page of a link, as a browser asks for it.
fn path(url: &str) -> String {
    let path = url.splitn(4, '/').nth(3).expect("a path");
    format!("/{path}")
}

/// Somebody who is invited to a meeting on 10 March 2027 at 9 in Denver: the meeting, and the path of the link.
async fn invited(t: &TestApp, user: &User<'_>) -> (Value, String) {
    let meeting = scheduled(
        user,
        &board(user).await,
        json!({ "place": "Hall <B>", "agenda": "1. Hello" }),
    )
    .await;
    let query = "mutation($id: ID!, $input: [AttendeeInviteInput!]!) {
        attendeesInvite(meetingId: $id, input: $input) { attendees { id } userErrors { message } } }";
    let input = json!([{ "userId": user.id.to_string() }]);
    let data = user.gql(query, json!({ "id": meeting, "input": input })).await;
    let id = data["attendeesInvite"]["attendees"][0]["id"]
        .as_str()
        .expect("an id");
    let path = rsvp(t, id.parse().expect("an id")).await;
    (meeting, path)
}

/// The path of the link of an attendee.
async fn rsvp(t: &TestApp, attendee: AttendeeId) -> String {
    let cx = t.app.system("test");
    let ends_at = "2027-03-10T17:30:00Z".parse().expect("an instant");
    let url = db::write(&cx, async |tx| links::rsvp_url(tx, &cx, attendee, ends_at).await);
    path(&url.await.expect("a link"))
}

/// The path of the link by which a person does without a kind of mail.
async fn unsubscribe(t: &TestApp, person: Person, kind: MailKind) -> String {
    let cx = t.app.system("test");
    let url = db::write(&cx, async |tx| {
        links::unsubscribe_url(tx, &cx, person, kind).await
    });
    path(&url.await.expect("a link"))
}

/// A contact of that name.
async fn contact(user: &User<'_>, name: &str) -> ContactId {
    let query = "mutation($name: String!) { contactCreate(input: {name: $name}) { contact { id } } }";
    let data = user.gql(query, json!({ "name": name })).await;
    let id = data["contactCreate"]["contact"]["id"].as_str().expect("an id");
    id.parse().expect("an id")
}

/// The answer of the only attendee there is, and how often the row was changed.
async fn answer(t: &TestApp) -> (String, i32) {
    let rows = entities::attendee::Entity::find().all(t.app.db.read()).await;
    let rows = rows.expect("the attendees");
    assert_eq!(rows.len(), 1);
    (format!("{:?}", rows[0].response), rows[0].version)
}

/// The id of the only attendee there is.
async fn attendee(t: &TestApp) -> AttendeeId {
    let row = entities::attendee::Entity::find().one(t.app.db.read()).await;
    row.expect("the attendees").expect("an attendee").id
}
