//! Planning: in the transaction of every change that calls for it.

use entities::{
    reminder_instance::{self, ReminderState},
    user_account::UserRole,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};
use serde_json::{Value, json};

use super::{contact, invited, minutes, reminders, rule};
use crate::{
    meetings::{board, scheduled},
    support::{TestApp, User, on_both},
};

async fn moved(user: &User<'_>, meeting: &Value, version: i32, input: Value) {
    let query = "mutation($id: ID!, $version: Int!, $input: MeetingRescheduleInput!) {
        meetingReschedule(id: $id, version: $version, input: $input) { userErrors { message } } }";
    let vars = json!({ "id": meeting, "version": version, "input": input });
    let data = user.gql(query, vars).await;
    assert_eq!(data["meetingReschedule"]["userErrors"], json!([]));
}

async fn cancelled(user: &User<'_>, meeting: &Value, version: i32) {
    let query = "mutation($id: ID!, $version: Int!) { meetingCancel(id: $id, version: $version) { userErrors { message } } }";
    let data = user
        .gql(query, json!({ "id": meeting, "version": version }))
        .await;
    assert_eq!(data["meetingCancel"]["userErrors"], json!([]));
}

/// Says that the reminder of a rule was sent.
async fn sent(t: &TestApp, rule: &Value) {
    use reminder_instance::Column as C;
    let rule: entities::ids::ReminderRuleId = rule.as_str().expect("an id").parse().expect("an id");
    let updated = reminder_instance::Entity::update_many()
        .col_expr(C::State, Expr::value(ReminderState::Sent))
        .filter(C::RuleId.eq(rule))
        .exec(t.app.db.maintenance())
        .await
        .expect("the database");
    assert_eq!(updated.rows_affected, 1);
}

on_both! {
    async fn who_is_invited_is_reminded_by_the_clocks_of_the_place(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let of = json!({ "partnershipId": board(&cora).await });
        rule(&cora, of.clone(), json!({ "daysBefore": { "days": 2, "at": "09:00" } }), "ATTENDEES").await;
        rule(&cora, of.clone(), json!({ "minutesBefore": 120 }), "ATTENDEES").await;
        rule(&cora, of.clone(), json!({ "daysBefore": { "days": 0, "at": "11:00" } }), "ATTENDEES").await;
        let ann = contact(&cora, "Ann Ash").await;
        // The clocks go forward on the 14th: two days before at nine is 47 hours before.
        let more = json!({ "localStart": "2027-03-15T09:00" });
        let id = scheduled(&cora, &of["partnershipId"], more).await;
        assert!(reminders(&cora, &id).await.is_empty());
        invited(&cora, &id, json!([{ "contactId": ann }, { "agencyId": cora.agency_id.to_string(), "people": 4 }])).await;
        assert_eq!(reminders(&cora, &id).await, [
            "Ann Ash 2 d 2027-03-13T16:00Z PLANNED -",
            "Ann Ash 120 min 2027-03-15T13:00Z PLANNED -",
        ]);
    }

    async fn each_rule_means_its_audience(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let of = json!({ "partnershipId": board(&cora).await });
        for (offset, audience) in [(60, "ATTENDEES"), (61, "STAFF"), (62, "NOT_RESPONDED")] {
            rule(&cora, of.clone(), json!({ "minutesBefore": offset }), audience).await;
        }
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &of["partnershipId"], json!({})).await;
        invited(&cora, &id, json!([{ "contactId": ann }, { "userId": cora.id.to_string() }])).await;
        assert_eq!(reminders(&cora, &id).await, [
            "Ann Ash 62 min 2027-03-10T14:58Z PLANNED -",
            "Ann Ash 60 min 2027-03-10T15:00Z PLANNED -",
            "staff 62 min 2027-03-10T14:58Z PLANNED -",
            "staff 61 min 2027-03-10T14:59Z PLANNED -",
            "staff 60 min 2027-03-10T15:00Z PLANNED -",
        ]);
    }

    async fn a_move_rewrites_what_has_not_left_and_reminds_anew(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let two_days = minutes(&cora, &board, 2880).await;
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &board, json!({})).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        sent(&t, &two_days).await;
        moved(&cora, &id, 1, json!({ "localStart": "2027-04-01T10:00" })).await;
        assert_eq!(reminders(&cora, &id).await, [
            "Ann Ash 2880 min 2027-03-08T16:00Z SENT -",
            "Ann Ash 2880 min 2027-03-30T16:00Z PLANNED -",
            "Ann Ash 60 min 2027-04-01T15:00Z PLANNED -",
        ]);
        // Back to a start that was reminded of: nobody is reminded of it twice.
        moved(&cora, &id, 2, json!({ "localStart": "2027-03-10T09:00" })).await;
        assert_eq!(reminders(&cora, &id).await, [
            "Ann Ash 2880 min 2027-03-08T16:00Z SENT -",
            "Ann Ash 60 min 2027-03-10T15:00Z PLANNED -",
            "Ann Ash 2880 min 2027-03-30T16:00Z CANCELLED MOVED",
        ]);
        // Another zone moves the start, another place only counts the sequence.
        moved(&cora, &id, 3, json!({ "timeZone": "America/New_York" })).await;
        moved(&cora, &id, 4, json!({ "place": "Room 4" })).await;
        assert_eq!(reminders(&cora, &id).await, [
            "Ann Ash 2880 min 2027-03-08T14:00Z PLANNED -",
            "Ann Ash 2880 min 2027-03-08T16:00Z SENT -",
            "Ann Ash 60 min 2027-03-10T13:00Z PLANNED -",
        ]);
        let planned = reminder_instance::Entity::find().filter(reminder_instance::Column::MeetingSequence.eq(4));
        assert_eq!(planned.count(t.app.db.read()).await.unwrap(), 2);
    }

    async fn what_was_due_before_is_skipped(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 2880).await;
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &board, json!({ "localStart": "2026-11-25T09:00" })).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 2880 min 2026-11-23T16:00Z SKIPPED PAST"]);
        moved(&cora, &id, 1, json!({ "localStart": "2026-12-25T09:00" })).await;
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 2880 min 2026-12-23T16:00Z PLANNED -"]);
        moved(&cora, &id, 2, json!({ "localStart": "2026-11-20T09:00" })).await;
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 2880 min 2026-11-18T16:00Z SKIPPED PAST"]);
        // Nobody is reminded of a meeting of the past.
        invited(&cora, &id, json!([{ "userId": cora.id.to_string() }])).await;
        assert_eq!(reminders(&cora, &id).await.len(), 1);
    }

    async fn a_cancelled_meeting_keeps_its_reminders_as_cancelled(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &board, json!({})).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        cancelled(&cora, &id, 1).await;
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 60 min 2027-03-10T15:00Z CANCELLED MEETING_CANCELLED"]);
    }

    async fn who_is_off_the_list_or_muted_is_not_reminded_and_may_be_again(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (board, vera) = (board(&cora).await, t.user(UserRole::Viewer).await);
        minutes(&cora, &board, 60).await;
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &board, json!({})).await;
        let attendee = invited(&cora, &id, json!([{ "contactId": ann }])).await.remove(0);
        let mute = "mutation($id: ID!, $version: Int!, $muted: Boolean!) {
            attendeeMute(id: $id, version: $version, isMuted: $muted) { attendee { version isMuted } userErrors { code path message } } }";
        let mut seen = Vec::new();
        for (user, version, muted) in [(&vera, 1, true), (&cora, 3, true), (&cora, 1, true), (&cora, 2, false)] {
            let vars = json!({ "id": attendee, "version": version, "muted": muted });
            let answer = user.gql(mute, vars).await["attendeeMute"].clone();
            seen.push(format!("{answer} {}", reminders(&cora, &id).await.remove(0)));
        }
        assert_eq!(seen, [
            r#"{"attendee":null,"userErrors":[{"code":"FORBIDDEN","message":"Your role does not allow this.","path":[]}]} Ann Ash 60 min 2027-03-10T15:00Z PLANNED -"#,
            r#"{"attendee":{"isMuted":false,"version":1},"userErrors":[{"code":"CONFLICT","message":"Somebody changed this record since you read it; look at it again.","path":["version"]}]} Ann Ash 60 min 2027-03-10T15:00Z PLANNED -"#,
            r#"{"attendee":{"isMuted":true,"version":2},"userErrors":[]} Ann Ash 60 min 2027-03-10T15:00Z CANCELLED MUTED"#,
            r#"{"attendee":{"isMuted":false,"version":3},"userErrors":[]} Ann Ash 60 min 2027-03-10T15:00Z PLANNED -"#,
        ]);
        let remove = "mutation($id: ID!) { attendeeRemove(id: $id, version: 3) { attendee { reminders { state reason } } userErrors { code } } }";
        let removed = cora.gql(remove, json!({ "id": attendee })).await["attendeeRemove"].clone();
        assert_eq!(removed, json!({ "attendee": { "reminders": [{ "state": "CANCELLED", "reason": "REMOVED" }] }, "userErrors": [] }));
        let off = cora.gql(mute, json!({ "id": attendee, "version": 4, "muted": true })).await;
        assert_eq!(off["attendeeMute"]["userErrors"][0]["code"], "STATE");
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 60 min 2027-03-10T15:00Z PLANNED -"]);
    }

    async fn a_hundred_people_take_as_many_statements_as_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let mut counts = Vec::new();
        for people in [1, 100] {
            let id = scheduled(&cora, &board, json!({})).await;
            let mut list = Vec::new();
            for number in 0..people {
                list.push(json!({ "contactId": contact(&cora, &format!("Person {people} {number}")).await }));
            }
            invited(&cora, &id, json!(list)).await;
            let of = json!({ "meetingId": id });
            let (added, _) = t.statements(rule(&cora, of, json!({ "minutesBefore": 60 }), "ATTENDEES")).await;
            let (moved, ()) = t.statements(moved(&cora, &id, 1, json!({ "localStart": "2027-05-10T09:00" }))).await;
            let read = "query($id: ID!) { meeting(id: $id) { reminderRules { id } attendees { reminders { rule { id } } } } }";
            let (read, _) = t.statements(cora.gql(read, json!({ "id": id }))).await;
            let (cancelled, ()) = t.statements(cancelled(&cora, &id, 2)).await;
            counts.push([added, moved, read, cancelled]);
            assert_eq!(reminders(&cora, &id).await.len(), people);
        }
        assert_eq!(counts[0], counts[1]);
        assert!(counts[0].iter().sum::<u64>() < 60, "{counts:?}");
    }
}
