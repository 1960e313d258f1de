//! The calendar entry of a meeting through its life, as files that calendars were tried with: `golden/*.ics`.

use std::{fs, path::Path};

use api::calendar::builder::{self, Person, Source};
use entities::{
    attendee::AttendeeResponse,
    ids::MeetingId,
    meeting::{self, MeetingStatus},
    user_account::UserRole,
};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use super::read::read;
use crate::{
    meetings::{board, scheduled},
    support::{TestApp, User, assert_json, on_both, settings},
};

const MOVE: &str = "mutation($id: ID!, $version: Int!, $input: MeetingRescheduleInput!) {
    meetingReschedule(id: $id, version: $version, input: $input) { userErrors { code } } }";
const CANCEL: &str = "mutation($id: ID!, $version: Int!) {
    meetingCancel(id: $id, version: $version, reason: \"Snow, and more of it\") { userErrors { code } } }";

fn source() -> Source {
    Source {
        host: "guildhall.example.org".to_owned(),
        organizer: Person {
            name: Some("Guildhall".to_owned()),
            address: "guildhall@example.org".to_owned(),
        },
    }
}

fn ann() -> Person {
    Person {
        name: Some("Lee, Ann".to_owned()),
        address: "ann.lee@acme.example.org".to_owned(),
    }
}

async fn row(t: &TestApp, id: &Value) -> meeting::Model {
    let id: MeetingId = id.as_str().unwrap().parse().unwrap();
    let row = meeting::Entity::find_by_id(id).one(t.app.db.maintenance()).await;
    row.unwrap().unwrap()
}

/// What Ann is sent about the meeting as it stands, compared with the file of that name.
async fn letter(t: &TestApp, id: &Value, name: &str) -> Value {
    let row = row(t, id).await;
    let now = t.app.clock.now();
    let text = if row.status == MeetingStatus::Cancelled {
        builder::cancellation(&row, &source(), &ann(), now)
    } else {
        builder::invitation(&row, &source(), &ann(), AttendeeResponse::NeedsAction, now)
    };
    let number = row.id.uuid().to_string();
    compare(
        name,
        &text.replace(&number, "01a00000-0000-7000-8000-000000000001"),
    );
    let mut seen = read(&text);
    let uid = &mut seen["entries"][0]["UID"];
    assert_eq!(*uid, format!("mtg-{number}@guildhall.example.org"));
    *uid = Value::Null;
    seen
}

fn compare(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("it/calendar/golden/{name}.ics"));
    if settings::get("UPDATE_GOLDEN").is_some_and(|value| value == "1") {
        fs::write(&path, text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, text, "UPDATE_GOLDEN=1 rewrites {}", path.display());
    let broken: Vec<_> = text
        .split_inclusive("\r\n")
        .filter(|line| {
            !line.ends_with("\r\n") || line.len() > 77 || line.trim_end_matches("\r\n").contains(['\r', '\n'])
        })
        .collect();
    assert!(
        broken.is_empty(),
        "lines that are too long or end wrongly: {broken:?}"
    );
}

async fn done(user: &User<'_>, mutation: &str, variables: Value) {
    let data = user.gql(mutation, variables).await;
    let payload = data.as_object().unwrap().values().next().unwrap();
    assert_eq!(payload["userErrors"], json!([]));
}

on_both! {
    async fn create_move_move_cancel_are_one_entry_that_rises(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = scheduled(&cora, &board(&cora).await, json!({
            "title": "Spring meeting; welding, pipe & plate", "place": "Room 7, Main Campus",
            "agenda": "1. Minutes\n2. Hours of the lab, which have been too short for everybody who works shifts: Größe, façade, 溶接",
        })).await;
        let mut seen = vec![letter(&t, &id, "create").await];
        let moves = [json!({ "localStart": "2027-03-17T09:00" }), json!({ "place": null, "link": "https://meet.example.org/7?pw=a,b" })];
        for (version, input) in (1..).zip(moves) {
            t.app.clock.advance(chrono::TimeDelta::hours(1));
            done(&cora, MOVE, json!({ "id": id, "version": version, "input": input })).await;
            seen.push(letter(&t, &id, &format!("move-{version}")).await);
        }
        t.app.clock.advance(chrono::TimeDelta::hours(1));
        done(&cora, CANCEL, json!({ "id": id, "version": 3 })).await;
        seen.push(letter(&t, &id, "cancel").await);
        assert_json!(json!(seen), [{"calendar": {"CALSCALE": "GREGORIAN", "METHOD": "REQUEST", "PRODID": "-//Guildhall//Meetings//EN", "VERSION": "2.0"}, "entries": [{"ATTENDEE": {"asks": true, "name": "Lee, Ann", "standing": "NEEDS-ACTION", "value": "mailto:ann.lee@acme.example.org"}, "DESCRIPTION": "1. Minutes\n2. Hours of the lab, which have been too short for everybody who works shifts: Größe, façade, 溶接", "DTEND": "2027-03-10T17:30:00Z", "DTSTAMP": "2026-11-24T20:00:00Z", "DTSTART": "2027-03-10T16:00:00Z", "LOCATION": "Room 7, Main Campus", "ORGANIZER": {"asks": null, "name": "Guildhall", "standing": null, "value": "mailto:guildhall@example.org"}, "SEQUENCE": 0, "STATUS": "CONFIRMED", "SUMMARY": "Spring meeting; welding, pipe & plate", "UID": null}]}, {"calendar": {"CALSCALE": "GREGORIAN", "METHOD": "REQUEST", "PRODID": "-//Guildhall//Meetings//EN", "VERSION": "2.0"}, "entries": [{"ATTENDEE": {"asks": true, "name": "Lee, Ann", "standing": "NEEDS-ACTION", "value": "mailto:ann.lee@acme.example.org"}, "DESCRIPTION": "1. Minutes\n2. Hours of the lab, which have been too short for everybody who works shifts: Größe, façade, 溶接", "DTEND": "2027-03-17T16:30:00Z", "DTSTAMP": "2026-11-24T21:00:00Z", "DTSTART": "2027-03-17T15:00:00Z", "LOCATION": "Room 7, Main Campus", "ORGANIZER": {"asks": null, "name": "Guildhall", "standing": null, "value": "mailto:guildhall@example.org"}, "SEQUENCE": 1, "STATUS": "CONFIRMED", "SUMMARY": "Spring meeting; welding, pipe & plate", "UID": null}]}, {"calendar": {"CALSCALE": "GREGORIAN", "METHOD": "REQUEST", "PRODID": "-//Guildhall//Meetings//EN", "VERSION": "2.0"}, "entries": [{"ATTENDEE": {"asks": true, "name": "Lee, Ann", "standing": "NEEDS-ACTION", "value": "mailto:ann.lee@acme.example.org"}, "DESCRIPTION": "1. Minutes\n2. Hours of the lab, which have been too short for everybody who works shifts: Größe, façade, 溶接\n\nhttps://meet.example.org/7?pw=a,b", "DTEND": "2027-03-17T16:30:00Z", "DTSTAMP": "2026-11-24T22:00:00Z", "DTSTART": "2027-03-17T15:00:00Z", "ORGANIZER": {"asks": null, "name": "Guildhall", "standing": null, "value": "mailto:guildhall@example.org"}, "SEQUENCE": 2, "STATUS": "CONFIRMED", "SUMMARY": "Spring meeting; welding, pipe & plate", "UID": null, "URL": "https://meet.example.org/7?pw=a,b"}]}, {"calendar": {"CALSCALE": "GREGORIAN", "METHOD": "CANCEL", "PRODID": "-//Guildhall//Meetings//EN", "VERSION": "2.0"}, "entries": [{"ATTENDEE": {"asks": null, "name": "Lee, Ann", "standing": null, "value": "mailto:ann.lee@acme.example.org"}, "DESCRIPTION": "1. Minutes\n2. Hours of the lab, which have been too short for everybody who works shifts: Größe, façade, 溶接\n\nhttps://meet.example.org/7?pw=a,b", "DTEND": "2027-03-17T16:30:00Z", "DTSTAMP": "2026-11-24T23:00:00Z", "DTSTART": "2027-03-17T15:00:00Z", "ORGANIZER": {"asks": null, "name": "Guildhall", "standing": null, "value": "mailto:guildhall@example.org"}, "SEQUENCE": 3, "STATUS": "CANCELLED", "SUMMARY": "Spring meeting; welding, pipe & plate", "UID": null, "URL": "https://meet.example.org/7?pw=a,b", "COMMENT": "Snow, and more of it"}]}]);
    }

    async fn an_answer_is_shown_to_who_gave_it(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = scheduled(&cora, &board(&cora).await, json!({})).await;
        let row = row(&t, &id).await;
        let mut seen = Vec::new();
        for response in [AttendeeResponse::Accepted, AttendeeResponse::Tentative, AttendeeResponse::Declined] {
            let text = builder::invitation(&row, &source(), &ann(), response, t.app.clock.now());
            seen.push(read(&text)["entries"][0]["ATTENDEE"]["standing"].clone());
        }
        assert_json!(json!(seen), ["ACCEPTED", "TENTATIVE", "DECLINED"]);
    }
}
