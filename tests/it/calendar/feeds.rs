//! Feeds: what calendars find at an address, and who makes, changes and ends it.

use api::policy::Action;
use entities::{
    audit_entry, calendar_feed,
    subject_type::SubjectType,
    user_account::{self, UserRole},
};
use poem::{
    Request,
    http::{Method, StatusCode},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use super::read::read;
use crate::{
    meetings::{board, scheduled},
    support::{TestApp, User, assert_json, client::Answer, on_both},
};

const CREATE: &str = "mutation($p: ID) { calendarFeedCreate(input: { partnershipId: $p }) {
    calendarFeed { id partnership { name } createdAt rotatedAt revokedAt } url userErrors { code path message } } }";
const ROTATE: &str = "mutation($id: ID!) { calendarFeedRotate(id: $id) { calendarFeed { rotatedAt } url userErrors { code path message } } }";
const REVOKE: &str = "mutation($id: ID!) { calendarFeedRevoke(id: $id) { calendarFeed { revokedAt } userErrors { code path message } } }";
const FEEDS: &str = "{ calendarFeeds { partnership { name } } }";

/// A feed: its id and address.
async fn feed(user: &User<'_>, partnership: Option<&Value>) -> (Value, String) {
    let data = user.gql(CREATE, json!({ "p": partnership })).await;
    let payload = &data["calendarFeedCreate"];
    assert_eq!(payload["userErrors"], json!([]));
    let url = payload["url"].as_str().unwrap().to_owned();
    (payload["calendarFeed"]["id"].clone(), url)
}

/// What a calendar finds at the address.
async fn at(t: &TestApp, method: Method, url: &str, tag: Option<&str>) -> Answer {
    let path = &url[url.find("/calendar/").unwrap()..];
    let mut request = Request::builder().method(method).uri_str(path);
    if let Some(tag) = tag {
        request = request.header("if-none-match", tag);
    }
    t.send(request.finish()).await
}

async fn titles(t: &TestApp, url: &str) -> Vec<Value> {
    let answer = at(t, Method::GET, url, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let entries = read(&answer.text)["entries"].take();
    entries
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["SUMMARY"].clone())
        .collect()
}

on_both! {
    async fn a_partnerships_feed_shows_its_meetings_with_their_standing(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = board(&cora).await;
        let spring = scheduled(&cora, &p, json!({ "title": "Spring, at last", "place": "Room 7" })).await;
        let off = scheduled(&cora, &p, json!({ "title": "Called off", "localStart": "2027-04-10T09:00" })).await;
        let gone = scheduled(&cora, &p, json!({ "title": "In the trash" })).await;
        scheduled(&cora, &p, json!({ "title": "Long ago", "localStart": "2025-03-10T09:00" })).await;
        scheduled(&cora, &crate::partnerships::partnership(&cora, "Health", "SECTOR").await, json!({ "title": "Elsewhere" })).await;
        cora.gql("mutation($id: ID!) { meetingCancel(id: $id, version: 1) { userErrors { code } } }", json!({ "id": off })).await;
        cora.gql("mutation($id: ID!) { meetingTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": gone })).await;
        let (_, url) = feed(&cora, Some(&p)).await;
        let answer = at(&t, Method::GET, &url, None).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.headers["content-type"], "text/calendar; charset=utf-8");
        assert_eq!(answer.headers["cache-control"], "private, no-cache");
        let mut seen = read(&answer.text);
        let number = |id: &Value| id.as_str().unwrap().rsplit('_').next().unwrap().to_owned();
        for (place, id) in [(0, &off), (1, &spring)] {
            let uid = seen["entries"][place]["UID"].take();
            let (name, host) = uid.as_str().unwrap().split_once('@').unwrap();
            assert_eq!((name.replace('-', ""), host), (format!("mtg{}", number(id)), "127.0.0.1"));
        }
        assert_json!(seen, {"calendar": {"CALSCALE": "GREGORIAN", "METHOD": "PUBLISH", "NAME": {"asks": null, "name": null, "standing": null, "value": "Welding advisory board"}, "PRODID": "-//Guildhall//Meetings//EN", "VERSION": "2.0", "X-WR-CALNAME": "Welding advisory board"}, "entries": [{"DTEND": "2027-04-10T16:30:00Z", "DTSTAMP": "2026-11-24T20:00:00Z", "DTSTART": "2027-04-10T15:00:00Z", "ORGANIZER": {"asks": null, "name": "Guildhall", "standing": null, "value": "mailto:no-reply@127.0.0.1"}, "SEQUENCE": 1, "STATUS": "CANCELLED", "SUMMARY": "Called off", "UID": null}, {"DTEND": "2027-03-10T17:30:00Z", "DTSTAMP": "2026-11-24T20:00:00Z", "DTSTART": "2027-03-10T16:00:00Z", "LOCATION": "Room 7", "ORGANIZER": {"asks": null, "name": "Guildhall", "standing": null, "value": "mailto:no-reply@127.0.0.1"}, "SEQUENCE": 0, "STATUS": "CONFIRMED", "SUMMARY": "Spring, at last", "UID": null}]});
    }

    async fn a_feed_that_did_not_change_is_not_sent_again(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = board(&cora).await;
        scheduled(&cora, &p, json!({})).await;
        let (_, url) = feed(&cora, Some(&p)).await;
        let first = at(&t, Method::GET, &url, None).await;
        let tag = first.headers["etag"].to_str().unwrap().to_owned();
        t.app.clock.advance(chrono::TimeDelta::days(1));
        for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            let again = at(&t, Method::GET, &url, Some(&known)).await;
            assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""), "{known}");
            assert_eq!(again.headers["etag"], tag);
        }
        let head = at(&t, Method::HEAD, &url, None).await;
        assert_eq!((head.status, &head.headers["etag"]), (StatusCode::OK, &first.headers["etag"]));
        scheduled(&cora, &p, json!({ "title": "Another" })).await;
        let changed = at(&t, Method::GET, &url, Some(&tag)).await;
        assert_eq!(changed.status, StatusCode::OK);
        assert_ne!(changed.headers["etag"], tag);
        let post = at(&t, Method::POST, &url, None).await;
        assert_eq!(post.status, StatusCode::METHOD_NOT_ALLOWED);
    }

    async fn a_persons_feed_shows_what_one_sees_to_or_is_invited_to(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let p = board(&cora).await;
        scheduled(&cora, &p, json!({ "title": "Sam sees to it", "ownerId": sam.id.to_string() })).await;
        let invited = scheduled(&cora, &p, json!({ "title": "Sam is invited", "localStart": "2027-03-11T09:00" })).await;
        scheduled(&cora, &p, json!({ "title": "Neither" })).await;
        let invite = "mutation($id: ID!, $user: ID!) { attendeesInvite(meetingId: $id, input: [{ userId: $user }]) { userErrors { code } } }";
        let done = cora.gql(invite, json!({ "id": invited, "user": sam.id.to_string() })).await;
        assert_json!(done["attendeesInvite"]["userErrors"], []);
        let (_, url) = feed(&sam, None).await;
        assert_json!(json!(titles(&t, &url).await), ["Sam is invited", "Sam sees to it"]);
        assert_json!(sam.gql(FEEDS, json!({})).await, {"calendarFeeds": [{"partnership": null}]});
        assert_json!(cora.gql(FEEDS, json!({})).await, {"calendarFeeds": []});
    }

    async fn the_former_address_is_gone_after_a_rotation_and_all_after_a_revocation(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let p = board(&cora).await;
        let (id, first) = feed(&cora, Some(&p)).await;
        t.app.clock.advance(chrono::TimeDelta::hours(1));
        let mut rotated = cora.gql(ROTATE, json!({ "id": id })).await["calendarFeedRotate"].take();
        let second = rotated["url"].take().as_str().unwrap().to_owned();
        assert_json!(rotated, {"calendarFeed": {"rotatedAt": "2026-11-24T21:00:00.000Z"}, "url": null, "userErrors": []});
        assert_ne!(first, second);
        assert_eq!(at(&t, Method::GET, &first, None).await.status, StatusCode::NOT_FOUND);
        assert_eq!(at(&t, Method::GET, &second, None).await.status, StatusCode::OK);
        let foreign = sam.gql(ROTATE, json!({ "id": id })).await["calendarFeedRotate"].clone();
        let foreign_end = sam.gql(REVOKE, json!({ "id": id })).await["calendarFeedRevoke"].clone();
        let ended = cora.gql(REVOKE, json!({ "id": id })).await["calendarFeedRevoke"].clone();
        let again = cora.gql(REVOKE, json!({ "id": id })).await["calendarFeedRevoke"].clone();
        let late = cora.gql(ROTATE, json!({ "id": id })).await["calendarFeedRotate"].clone();
        assert_json!(json!([foreign, foreign_end, ended, again, late]), [{"calendarFeed": null, "url": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}, {"calendarFeed": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}, {"calendarFeed": {"revokedAt": "2026-11-24T21:00:00.000Z"}, "userErrors": []}, {"calendarFeed": null, "userErrors": [{"code": "STATE", "message": "This calendar feed is revoked already.", "path": ["id"]}]}, {"calendarFeed": null, "url": null, "userErrors": [{"code": "STATE", "message": "This calendar feed is revoked already.", "path": ["id"]}]}]);
        assert_eq!(at(&t, Method::GET, &second, None).await.status, StatusCode::NOT_FOUND);
        assert_json!(cora.gql(FEEDS, json!({})).await, {"calendarFeeds": []});
    }

    async fn a_feed_sees_no_more_than_its_maker_and_ends_with_the_makers_access(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = board(&cora).await;
        scheduled(&cora, &p, json!({})).await;
        let vera = t.user(UserRole::Viewer).await;
        let (_, url) = feed(&vera, Some(&p)).await;
        assert_eq!(titles(&t, &url).await.len(), 1);
        let trash = "mutation($id: ID!, $version: Int!) { partnershipTrash(id: $id, version: $version) { userErrors { code } } }";
        let ada = t.user(UserRole::Admin).await;
        assert_json!(ada.gql(trash, json!({ "id": p, "version": 1 })).await["partnershipTrash"]["userErrors"], []);
        assert_eq!(at(&t, Method::GET, &url, None).await.status, StatusCode::NOT_FOUND);
        let (_, own) = feed(&vera, None).await;
        assert!(titles(&t, &own).await.is_empty());
        let row = user_account::ActiveModel { id: Set(vera.id), disabled_at: Set(Some(t.app.clock.now())), ..Default::default() };
        row.update(t.app.db.maintenance()).await.unwrap();
        assert_eq!(at(&t, Method::GET, &own, None).await.status, StatusCode::NOT_FOUND);
    }

    async fn only_who_makes_tokens_makes_feeds_of_what_is_there(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let narrow = t.user_with(cora.agency_id, UserRole::Convener, &[Action::MeetingRead, Action::PartnershipRead]).await;
        let blind = t.user_with(cora.agency_id, UserRole::Convener, &[Action::TokenManage]).await;
        let p = board(&cora).await;
        let mut answers = Vec::new();
        for (user, p) in [(&narrow, json!(null)), (&blind, json!(null)), (&cora, json!("nonsense")), (&cora, json!("partnership_00000000000000000000000000000007"))] {
            answers.push(user.gql(CREATE, json!({ "p": p })).await["calendarFeedCreate"].clone());
        }
        assert_json!(json!(answers), [{"calendarFeed": null, "url": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"calendarFeed": null, "url": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"calendarFeed": null, "url": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["input", "partnershipId"]}]}, {"calendarFeed": null, "url": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["input", "partnershipId"]}]}]);
        let unknown = t.anonymous(FEEDS, json!({})).await.json();
        assert_json!(unknown["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        for path in ["/calendar/nonsense.ics", "/calendar/.ics", "/calendar/nonsense", "/calendar/%00.ics"] {
            let answer = at(&t, Method::GET, path, None).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}: {}", answer.text);
        }
        let (_, url) = feed(&cora, Some(&p)).await;
        let without = url.trim_end_matches(".ics");
        assert_eq!(at(&t, Method::GET, without, None).await.status, StatusCode::NOT_FOUND);
    }

    async fn neither_database_nor_audit_keeps_the_address(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = board(&cora).await;
        let (id, url) = feed(&cora, Some(&p)).await;
        cora.gql(ROTATE, json!({ "id": id })).await;
        let secret = url.rsplit('/').next().unwrap().trim_end_matches(".ics");
        assert_eq!(secret.len(), 43, "256 bits");
        let db = t.app.db.maintenance();
        let rows = calendar_feed::Entity::find().all(db).await.unwrap();
        assert!(rows.iter().all(|row| row.secret_hash.len() == 64 && !row.secret_hash.contains(secret)));
        let entries = audit_entry::Entity::find()
            .filter(audit_entry::Column::SubjectType.eq(SubjectType::CalendarFeed))
            .all(db).await.unwrap();
        let told: Vec<_> = entries.iter().map(|entry| json!([entry.action, entry.changes])).collect();
        assert_eq!(json!(told), json!([["CREATED", [{ "field": "partnershipId", "after": p, "before": null, "is_restricted": false }]], ["ROTATED", []]]));
    }
}
