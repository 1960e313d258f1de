//! Answering an invitation by its link.

use chrono::TimeDelta;
use entities::{
    audit_entry,
    user_account::{self, UserRole},
};
use poem::http::StatusCode;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

use super::{answer, at_site, contact, invited, path, rsvp};
use crate::{
    pages::{assert_went_to, open, send},
    support::{assert_json, on_both},
};

const SHOW: &str = "query($token: String!) { invitation(token: $token) { name title partnership when startsAt endsAt timeZone place link agenda
    status cancelledReason response respondedAt canRespond } }";
const ANSWER: &str = "mutation($token: String!, $response: AttendeeResponse!) { attendeeRespondByLink(token: $token, response: $response) {
    invitation { response respondedAt canRespond } userErrors { code path message } } }";

on_both! {
    async fn looking_changes_nothing_and_a_button_answers(t: TestApp) {
        let t = at_site(t).await;
        let cora = t.user(UserRole::Convener).await;
        let (_, path) = invited(&t, &cora).await;
        for _ in 0..2 {
            let (statements, page) = t.statements(open(&t, &path)).await;
            assert_eq!(page.status, StatusCode::OK);
            for words in ["Spring meeting", "Welding advisory board", "Wednesday, 10 March 2027, 9:00 am to 10:30 am MST", "America/Denver", "Hall &#60;B&#62;", "1. Hello", "I will come", "Will you come?"] {
                assert!(page.text.contains(words), "{words}: {}", page.text);
            }
            assert!(statements <= 12, "{statements}");
        }
        assert_eq!(answer(&t).await, ("NeedsAction".to_owned(), 1));
        assert_went_to(&send(&t, &path, "response=ACCEPTED").await, &path);
        assert_eq!(answer(&t).await, ("Accepted".to_owned(), 2));
        // Used twice, the link shows what was answered, and lets it be changed.
        let again = open(&t, &path).await.text;
        assert!(again.contains("You said that you will come.") && again.contains("Change your answer"), "{again}");
        send(&t, &path, "response=ACCEPTED").await;
        assert_eq!(answer(&t).await, ("Accepted".to_owned(), 2));
        assert_went_to(&send(&t, &path, "response=DECLINED").await, &path);
        assert_eq!(answer(&t).await, ("Declined".to_owned(), 3));
        let entries = audit_entry::Entity::find().filter(audit_entry::Column::Action.eq("UPDATED")).all(t.app.db.read()).await.unwrap();
        assert!(entries.len() == 2 && entries.iter().all(|entry| entry.user_id.is_none()), "{entries:?}");
    }

    async fn the_api_shows_and_answers_without_signing_in(t: TestApp) {
        let t = at_site(t).await;
        let cora = t.user(UserRole::Convener).await;
        let token = invited(&t, &cora).await.1.replace("/rsvp/", "");
        let mut shown = t.anonymous(SHOW, json!({ "token": token })).await.json()["data"]["invitation"].take();
        shown["name"].take();
        assert_json!(shown, {"agenda": "1. Hello", "canRespond": true, "cancelledReason": null, "endsAt": "2027-03-10T17:30:00.000Z", "link": null, "name": null, "partnership": "Welding advisory board", "place": "Hall <B>", "respondedAt": null, "response": "NEEDS_ACTION", "startsAt": "2027-03-10T16:00:00.000Z", "status": "PLANNED", "timeZone": "America/Denver", "title": "Spring meeting", "when": "Wednesday, 10 March 2027, 9:00 am to 10:30 am MST"});
        let answered = t.anonymous(ANSWER, json!({ "token": token, "response": "TENTATIVE" })).await.json();
        assert_json!(answered["data"]["attendeeRespondByLink"], {"invitation": {"canRespond": true, "respondedAt": "2026-11-24T20:00:00.000Z", "response": "TENTATIVE"}, "userErrors": []});
        let none = t.anonymous(ANSWER, json!({ "token": token, "response": "NEEDS_ACTION" })).await.json();
        assert_json!(none["data"]["attendeeRespondByLink"], {"invitation": null, "userErrors": [{"code": "INVALID", "message": "Say whether you will come.", "path": ["response"]}]});
        assert_eq!(answer(&t).await, ("Tentative".to_owned(), 2));
    }

    async fn a_link_that_is_none_changes_nothing(t: TestApp) {
        let t = at_site(t).await;
        let cora = t.user(UserRole::Convener).await;
        let (_, good) = invited(&t, &cora).await;
        let (head, last) = good.split_at(good.len() - 1);
        let tampered = format!("{head}{}", if last == "A" { "B" } else { "A" });
        // The first letters say what it is for.
        let other_purpose = good.replacen("/rsvp/A", "/rsvp/B", 1);
        for bad in [tampered.as_str(), other_purpose.as_str(), head, "/rsvp/nonsense", "/rsvp/%F0%9F%92%A9"] {
            for page in [open(&t, bad).await, send(&t, bad, "response=ACCEPTED").await] {
                assert_eq!(page.status, StatusCode::GONE, "{bad}");
                assert!(page.text.contains("This link does not work"), "{}", page.text);
            }
            let answered = t.anonymous(ANSWER, json!({ "token": bad.replace("/rsvp/", ""), "response": "ACCEPTED" })).await.json();
            assert_json!(answered["data"]["attendeeRespondByLink"], {"invitation": null, "userErrors": [{"code": "NOT_FOUND", "message": "This link does not work (any more).", "path": ["token"]}]});
        }
        for form in ["", "response=", "response=NEEDS_ACTION", "response=MAYBE"] {
            let page = send(&t, &good, form).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
            assert!(page.text.contains("Say whether you will come."), "{}", page.text);
        }
        // Ninety days after the meeting the link ends.
        t.clock.advance(TimeDelta::days(106 + 90));
        assert_eq!(open(&t, &good).await.status, StatusCode::GONE);
        assert_eq!(answer(&t).await, ("NeedsAction".to_owned(), 1));
    }

    async fn what_is_over_or_called_off_cannot_be_answered(t: TestApp) {
        let t = at_site(t).await;
        let cora = t.user(UserRole::Convener).await;
        let (meeting, path) = invited(&t, &cora).await;
        let cancel = "mutation($id: ID!) { meetingCancel(id: $id, version: 1, reason: \"Snow\") { userErrors { code } } }";
        assert_json!(cora.gql(cancel, json!({ "id": meeting })).await, {"meetingCancel": {"userErrors": []}});
        let page = open(&t, &path).await;
        assert!(page.status == StatusCode::OK && page.text.contains("This meeting was called off. Snow") && !page.text.contains("<button"), "{}", page.text);
        let page = send(&t, &path, "response=ACCEPTED").await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.text.contains("This meeting was called off."), "{}", page.text);
        assert_eq!(answer(&t).await.0, "NeedsAction");
    }

    async fn the_answer_stands_once_the_meeting_has_begun(t: TestApp) {
        let t = at_site(t).await;
        let cora = t.user(UserRole::Convener).await;
        let (_, path) = invited(&t, &cora).await;
        send(&t, &path, "response=ACCEPTED").await;
        t.clock.advance(TimeDelta::days(107));
        let page = open(&t, &path).await.text;
        assert!(page.contains("You said that you will come.") && page.contains("cannot be changed any more") && !page.contains("<button"), "{page}");
        let page = send(&t, &path, "response=DECLINED").await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.text.contains("This meeting has begun or is over."), "{}", page.text);
        assert_eq!(answer(&t).await, ("Accepted".to_owned(), 2));
    }

    async fn who_was_taken_off_the_list_has_no_link(t: TestApp) {
        let t = at_site(t).await;
        let cora = t.user(UserRole::Convener).await;
        let (meeting, path) = invited(&t, &cora).await;
        let list = cora.gql("query($id: ID!) { meeting(id: $id) { attendees { id } } }", json!({ "id": meeting })).await;
        let remove = "mutation($id: ID!) { attendeeRemove(id: $id, version: 1) { userErrors { code } } }";
        cora.gql(remove, json!({ "id": list["meeting"]["attendees"][0]["id"] })).await;
        assert_eq!(open(&t, &path).await.status, StatusCode::GONE);
        assert_eq!(send(&t, &path, "response=ACCEPTED").await.status, StatusCode::GONE);
        assert_eq!(answer(&t).await.0, "NeedsAction");
    }

    async fn who_is_not_here_any_more_has_no_link(t: TestApp) {
        let t = at_site(t).await;
        let cora = t.user(UserRole::Convener).await;
        let meeting = invited(&t, &cora).await.0;
        let (ann, sam) = (contact(&cora, "Ann Ash").await, t.user(UserRole::Staff).await);
        let query = "mutation($id: ID!, $input: [AttendeeInviteInput!]!) { attendeesInvite(meetingId: $id, input: $input) { attendees { id } userErrors { message } } }";
        let input = json!([{ "contactId": ann.to_string() }, { "userId": sam.id.to_string() }]);
        let list = cora.gql(query, json!({ "id": meeting, "input": input })).await["attendeesInvite"]["attendees"].clone();
        let mut paths = Vec::new();
        for one in list.as_array().unwrap() {
            paths.push(rsvp(&t, one["id"].as_str().unwrap().parse().unwrap()).await);
        }
        for path in &paths {
            assert_eq!(open(&t, path).await.status, StatusCode::OK);
        }
        let trash = "mutation($id: ID!) { contactTrash(id: $id, version: 1) { userErrors { message } } }";
        assert_json!(cora.gql(trash, json!({ "id": ann.to_string() })).await, {"contactTrash": {"userErrors": []}});
        let disabled = user_account::Entity::update_many()
            .col_expr(user_account::Column::DisabledAt, Expr::value(Some(t.clock.now())))
            .filter(user_account::Column::Id.eq(sam.id));
        assert_eq!(disabled.exec(t.app.db.maintenance()).await.unwrap().rows_affected, 1);
        for path in &paths {
            assert_eq!(open(&t, path).await.status, StatusCode::GONE);
            assert_eq!(send(&t, path, "response=ACCEPTED").await.status, StatusCode::GONE);
        }
        let answers = entities::attendee::Entity::find().all(t.app.db.read()).await.unwrap();
        assert!(answers.iter().all(|row| row.version == 1), "{answers:?}");
    }
}

#[test]
fn a_link_begins_with_the_site() {
    assert_eq!(path("https://hall.example.org/rsvp/x"), "/rsvp/x");
}
