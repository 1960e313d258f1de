//! One letter in the morning: what it says, to whom, and that it comes once.

use std::time::Duration;

use api::{app::App, mail, reminders as plan};
use chrono::{DateTime, TimeDelta, Utc};
use entities::{outbox_message, user_account::UserRole};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

use crate::{
    mail_preferences::{of_contact, own},
    meetings::{board, scheduled},
    reminders::{
        contact, invited, minutes, reminders,
        sending::{at, work},
    },
    support::{TestApp, User, on_both, smtp::Smtp},
    tasks::task as created,
};

/// The digests in the outbox: whose, when they were due, where they stand, and the subject.
async fn digests(t: &TestApp) -> Vec<String> {
    let rows = outbox_message::Entity::find()
        .filter(outbox_message::Column::Letter.eq("digest"))
        .order_by_asc(outbox_message::Column::Id)
        .all(t.app.db.read())
        .await
        .expect("the letters");
    rows.iter()
        .map(|row| {
            let until = row.expires_at.format("%d %H:%M");
            let reason = row.reason.as_deref().unwrap_or("-");
            let name = row
                .to_name
                .as_deref()
                .unwrap_or("-")
                .split(' ')
                .next()
                .unwrap_or("-");
            format!("{name} until {until} {:?} {reason} {}", row.state, row.subject)
        })
        .collect()
}

/// Ann at Denver, who wants digests, on the list of a meeting two days from now.
async fn world(cora: &User<'_>) -> (Value, Value, Value) {
    let board = board(cora).await;
    let ann = contact(cora, "Ann Ash").await;
    let id = scheduled(cora, &board, json!({ "localStart": "2026-11-26T09:00" })).await;
    invited(cora, &id, json!([{ "contactId": ann }])).await;
    of_contact(
        cora,
        &ann,
        0,
        json!({ "timeZone": "America/Denver", "isDigest": true }),
    )
    .await;
    (board, ann, id)
}

on_both! {
    async fn it_tells_what_is_ahead_of_the_person_and_nothing_else(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let board = board(&cora).await;
        let bo = contact(&cora, "Bo Birch").await;
        own(&sam, 0, json!({ "timeZone": "America/Los_Angeles", "isDigest": true })).await;
        let me = json!([{ "userId": sam.id.to_string() }, { "contactId": bo }]);
        for (title, start) in [
            ("Today", "2026-11-25T13:00"), ("Next week", "2026-12-02T23:30"), ("The week after", "2026-12-03T23:30"),
            ("Declined", "2026-11-26T09:00"), ("Muted", "2026-11-26T10:00"),
        ] {
            let id = scheduled(&cora, &board, json!({ "title": title, "localStart": start, "place": "Room 4" })).await;
            let attendee = invited(&cora, &id, me.clone()).await.remove(0);
            let query = match title {
                "Declined" => "mutation($id: ID!) { attendeeRespond(id: $id, version: 1, response: DECLINED) { userErrors { code } } }",
                "Muted" => "mutation($id: ID!) { attendeeMute(id: $id, version: 1) { userErrors { code } } }",
                _ => continue,
            };
            cora.gql(query, json!({ "id": attendee })).await;
        }
        let cancelled = scheduled(&cora, &board, json!({ "title": "Cancelled", "localStart": "2026-11-26T12:00" })).await;
        invited(&cora, &cancelled, me.clone()).await;
        cora.gql("mutation($id: ID!) { meetingCancel(id: $id, version: 1) { userErrors { code } } }", json!({ "id": cancelled })).await;
        let not_mine = scheduled(&cora, &board, json!({ "title": "Not mine", "localStart": "2026-11-26T13:00" })).await;
        invited(&cora, &not_mine, json!([{ "contactId": bo }])).await;
        let action = |title: &str, due: Value, owner: &User<'_>| json!({ "title": title, "dueOn": due, "partnershipId": board, "ownerUserId": owner.id.to_string() });
        for (title, due) in [("Late", json!("2026-11-24")), ("Due", json!("2026-12-02")), ("Later", json!("2026-12-03")), ("Some day", Value::Null)] {
            created(&cora, action(title, due, &sam)).await;
        }
        created(&cora, action("Of Cora", json!("2026-11-25"), &cora)).await;
        work(&t).await;
        let before = smtp.taken().len();
        at(&t, "2026-11-25T15:59:59Z");
        work(&t).await;
        assert_eq!(smtp.taken().len(), before);
        at(&t, "2026-11-25T16:00:00Z");
        work(&t).await;
        let taken = smtp.taken().split_off(before);
        assert_eq!(taken.len(), 1);
        let letter = &taken[0];
        assert!(letter.header("Message-ID").expect("an id").contains(".20261125@") && letter.header("List-Unsubscribe").is_some());
        let parsed = mail_parser::MessageParser::default().parse(&letter.text).expect("a mail").into_owned();
        let text = parsed.body_text(0).expect("a text").into_owned();
        // The link to answer and the name differ from run to run.
        let text: Vec<String> = text.lines().map(|line| line.split("/rsvp/").next().unwrap_or_default().split("/u/").next().unwrap_or_default().trim_end().to_owned()).skip(2).collect();
        insta::allow_duplicates! { insta::assert_snapshot!(format!("{}\n\n{}", parsed.subject().expect("a subject"), text.join("\n"))); }
    }

    async fn there_is_none_when_there_is_nothing_to_say(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        world(&cora).await;
        for day in ["2026-11-25T15:00:00Z", "2026-11-26T15:00:00Z", "2026-11-27T15:00:00Z", "2026-11-28T15:00:00Z"] {
            at(&t, day);
            plan::step(&t.app).await.expect("the plan");
        }
        assert_eq!(digests(&t).await, [
            "Ann until 26 03:00 Queued - Wed 25 Nov 2026: 1 meeting in the next week",
            "Ann until 27 03:00 Queued - Thu 26 Nov 2026: 1 meeting today",
        ]);
    }

    async fn an_outage_delays_it_by_half_a_day_at_most(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let smtp = Smtp::start().await;
        let (board, ann, _) = world(&cora).await;
        for day in ["2026-12-01T09:00", "2026-12-08T09:00"] {
            let id = scheduled(&cora, &board, json!({ "localStart": day })).await;
            invited(&cora, &id, json!([{ "contactId": ann }])).await;
        }
        drop(cora);
        let t = t.restarted(smtp.flags()).await;
        for day in ["2026-11-25T22:00:00Z", "2026-11-29T16:00:00Z", "2026-11-30T15:00:00Z"] {
            at(&t, day);
            work(&t).await;
        }
        assert_eq!(digests(&t).await, [
            "Ann until 26 03:00 Sent - Wed 25 Nov 2026: 2 meetings in the next week",
            "Ann until 27 03:00 Skipped LATE Thu 26 Nov 2026: 1 meeting today, 1 in the next week",
            "Ann until 30 03:00 Sent - Sun 29 Nov 2026: 1 meeting in the next week",
            "Ann until 01 03:00 Sent - Mon 30 Nov 2026: 1 meeting in the next week",
        ]);
    }

    async fn who_does_without_digests_is_reminded_again(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (board, ann, id) = world(&cora).await;
        minutes(&cora, &board, 60).await;
        assert_eq!(reminders(&cora, &id).await, [] as [&str; 0]);
        at(&t, "2026-11-25T15:00:00Z");
        plan::step(&t.app).await.expect("the plan");
        let row = outbox_message::Entity::find().filter(outbox_message::Column::Letter.eq("digest"));
        let url = row.one(t.app.db.read()).await.expect("the database").expect("a letter").unsubscribe_url.expect("a link");
        let token = url.rsplit('/').next().expect("a token");
        let stop = "mutation($token: String!) { unsubscribe(token: $token) { userErrors { code } } }";
        t.anonymous(stop, json!({ "token": token })).await;
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 60 min 2026-11-26T15:00Z PLANNED -"]);
        at(&t, "2026-11-26T15:00:00Z");
        plan::step(&t.app).await.expect("the plan");
        assert_eq!(digests(&t).await.len(), 1);
        // Choosing it does not overrule what the person said.
        of_contact(&cora, &ann, 1, json!({ "isDigest": false })).await;
        let again = of_contact(&cora, &ann, 2, json!({ "isDigest": true })).await;
        assert_eq!(again["userErrors"][0]["code"], "STATE");
    }

    async fn a_change_of_zone_makes_no_second_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (board, ann, _) = world(&cora).await;
        let id = scheduled(&cora, &board, json!({ "localStart": "2026-11-27T09:00" })).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        at(&t, "2026-11-25T15:00:00Z");
        plan::step(&t.app).await.expect("the plan");
        of_contact(&cora, &ann, 1, json!({ "timeZone": "America/Los_Angeles" })).await;
        at(&t, "2026-11-25T16:00:00Z");
        plan::step(&t.app).await.expect("the plan");
        // What is due and waits for the worker stays due when something else is changed.
        at(&t, "2026-11-26T16:00:01Z");
        of_contact(&cora, &ann, 2, json!({ "isWeekendFree": true })).await;
        plan::step(&t.app).await.expect("the plan");
        assert_eq!(digests(&t).await, [
            "Ann until 26 03:00 Queued - Wed 25 Nov 2026: 2 meetings in the next week",
            "Ann until 27 04:00 Queued - Thu 26 Nov 2026: 1 meeting in the next week",
        ]);
    }

    async fn workers_that_die_and_workers_that_race_write_it_once(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let id = scheduled(&cora, &board, json!({ "localStart": "2026-12-01T09:00" })).await;
        for number in 0..8 {
            let one = contact(&cora, &format!("Person {number}")).await;
            invited(&cora, &id, json!([{ "contactId": one }])).await;
            of_contact(&cora, &one, 0, json!({ "timeZone": "America/Denver", "isDigest": true })).await;
        }
        let other = App::build(t.app.config.clone(), t.clock.clone()).await.expect("the database opens");
        let first: DateTime<Utc> = "2026-11-25T15:00:00Z".parse().expect("a time");
        for day in 0..3 {
            t.clock.advance(first + TimeDelta::days(day) - t.clock.now());
            for micros in [500, 2000, 4000, 9000] {
                drop(tokio::time::timeout(Duration::from_micros(micros), plan::step(&t.app)).await);
            }
            let (one, two) = tokio::join!(plan::step(&t.app), plan::step(&other));
            one.and(two).expect("the plan");
            plan::step(&t.app).await.expect("the plan");
            assert_eq!(digests(&t).await.len(), 8 * (usize::try_from(day).expect("a few") + 1), "day {day}");
        }
        other.db.close().await;
        drop(mail::run_due(&t.app).await);
    }
}
