//! Reminders of agreements: when they are planned, to whom they go, and what becomes of them.

mod people;

use std::sync::atomic::{AtomicU32, Ordering};

use api::{agreement_reminders, config::Flags, reminders as plan};
use chrono::TimeDelta;
use entities::{agreement_reminder, api_token, outbox_message, user_account, user_account::UserRole};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use super::agreement;
use crate::{
    memberships::employer,
    partnerships::partnership,
    reminders::sending::{at, work},
    support::{TestApp, User, on_both, smtp::Smtp},
};

const CHANGE: &str = "mutation($id: ID!, $version: Int!, $input: AgreementUpdateInput!) {
    agreementUpdate(id: $id, version: $version, input: $input) { agreement { version } userErrors { message } } }";

/// With a mail server, in Denver's zone.
async fn in_denver(t: TestApp, smtp: &Smtp) -> TestApp {
    zoned(t, smtp.flags(), "America/Denver").await
}

async fn zoned(t: TestApp, flags: Flags, zone: &str) -> TestApp {
    let time_zone = Some(zone.to_owned());
    t.restarted(Flags { time_zone, ..flags }).await
}

/// A name for another partnership.
fn name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("Health {}", COUNT.fetch_add(1, Ordering::Relaxed))
}

/// An agreement of a new partnership of the user's agency; its id.
async fn agreed(user: &User<'_>, input: Value) -> Value {
    let board = partnership(user, &name(), "SECTOR").await;
    let mut all = json!({ "kind": "MOU", "title": "Together" });
    all.as_object_mut()
        .expect("an object")
        .extend(input.as_object().expect("an object").clone());
    agreement(user, &board, all).await["id"].clone()
}

async fn changed(user: &User<'_>, id: &Value, version: i32, input: Value) {
    let vars = json!({ "id": id, "version": version, "input": input });
    let data = user.gql(CHANGE, vars).await;
    assert_eq!(data["agreementUpdate"]["userErrors"], json!([]));
}

async fn trashed(user: &User<'_>, id: &Value, version: i32, verb: &str) {
    let query = format!(
        "mutation($id: ID!, $version: Int!) {{ agreement{verb}(id: $id, version: $version) {{ userErrors {{ message }} }} }}"
    );
    let data = user.gql(&query, json!({ "id": id, "version": version })).await;
    assert_eq!(data[format!("agreement{verb}")]["userErrors"], json!([]));
}

/// The reminders of an agreement, a line each: of what, when, where it stands.
async fn reminders(user: &User<'_>, id: &Value) -> Vec<String> {
    lines(user, id, false).await
}

/// The same with to whom.
async fn lines(user: &User<'_>, id: &Value, with_address: bool) -> Vec<String> {
    let query = "query($id: ID!) { agreement(id: $id) { reminders { what day daysBefore dueAt state reason address } } }";
    let data = user.gql(query, json!({ "id": id })).await;
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let line = |one: &Value| {
        let due = text(&one["dueAt"]).replace(":00.000Z", "Z");
        let (what, day, days) = (text(&one["what"]), text(&one["day"]), &one["daysBefore"]);
        let line = format!(
            "{what} {day} -{days} {due} {} {}",
            text(&one["state"]),
            text(&one["reason"])
        );
        if with_address {
            format!("{line} {}", text(&one["address"]))
        } else {
            line
        }
    };
    data["agreement"]["reminders"]
        .as_array()
        .expect("a list")
        .iter()
        .map(line)
        .collect()
}

/// What the server took so far: the subjects.
fn subjects(smtp: &Smtp) -> Vec<String> {
    smtp.taken()
        .iter()
        .filter_map(|taken| taken.header("Subject"))
        .collect()
}

async fn address(t: &TestApp, user: &User<'_>) -> String {
    let row = user_account::Entity::find_by_id(user.id)
        .one(t.app.db.read())
        .await;
    row.expect("the table").expect("the user").email
}

/// Moves the clock to that time; nobody's token ends meanwhile.
async fn later(t: &TestApp, time: &str) {
    let tokens = api_token::ActiveModel {
        expires_at: Set(t.clock.now() + TimeDelta::days(9999)),
        ..Default::default()
    };
    let tokens = api_token::Entity::update_many().set(tokens);
    tokens.exec(t.app.db.maintenance()).await.expect("the tokens");
    at(t, time);
}

on_both! {
    async fn both_days_are_told_of_at_nine_whatever_the_clocks_do(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = in_denver(t, &smtp).await;
        let cora = t.user(UserRole::Convener).await;
        // Denver's clocks go forward on 14 March and back on 7 November 2027.
        let id = agreed(&cora, json!({ "endsOn": "2027-11-14", "reviewByOn": "2027-03-21" })).await;
        assert_eq!(reminders(&cora, &id).await, [
            "REVIEW 2027-03-21 -60 2027-01-20T16:00Z PLANNED -",
            "REVIEW 2027-03-21 -30 2027-02-19T16:00Z PLANNED -",
            "REVIEW 2027-03-21 -7 2027-03-14T15:00Z PLANNED -",
            "ENDS 2027-11-14 -60 2027-09-15T15:00Z PLANNED -",
            "ENDS 2027-11-14 -30 2027-10-15T15:00Z PLANNED -",
            "ENDS 2027-11-14 -7 2027-11-07T16:00Z PLANNED -",
        ]);
        later(&t, "2027-01-20T15:59:59Z").await;
        work(&t).await;
        assert!(smtp.taken().is_empty());
        for time in ["2027-01-20T16:00:00Z", "2027-02-19T16:00:00Z", "2027-03-14T15:00:00Z", "2027-09-15T15:00:00Z", "2027-10-15T15:00:00Z", "2027-11-07T16:00:00Z", "2027-12-01T00:00:00Z"] {
            later(&t, time).await;
            work(&t).await;
        }
        let (review, end) = ("Reminder: review Together by Sun 21 Mar 2027", "Reminder: Together ends on Sun 14 Nov 2027");
        assert_eq!(subjects(&smtp), [review, review, review, end, end, end]);
        assert!(reminders(&cora, &id).await.iter().all(|line| line.ends_with("SENT -")));
        let all = smtp.taken();
        let mut ids: Vec<_> = all.iter().filter_map(|taken| taken.header("Message-ID")).collect();
        assert!(ids[0].starts_with("<agreement-reminder."), "{}", ids[0]);
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 6);
    }

    async fn the_letter_says_what_falls_due_and_where_to_look(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = in_denver(t, &smtp).await;
        let cora = t.user(UserRole::Convener).await;
        let colleague = t.user_of(cora.agency_id, UserRole::Convener).await;
        // Neither staff of the agency nor conveners of another one answer for it, nor its admins while it has conveners.
        t.user_of(cora.agency_id, UserRole::Staff).await;
        t.user_of(cora.agency_id, UserRole::Admin).await;
        t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let id = agreed(&cora, json!({ "endsOn": "2027-06-30", "parties": [{ "employerId": acme }, { "agencyId": cora.agency_id.to_string() }] })).await;
        later(&t, "2027-05-01T15:00:00Z").await;
        work(&t).await;
        let all = smtp.taken();
        let mut to: Vec<_> = all.iter().flat_map(|taken| taken.to.clone()).collect();
        to.sort();
        let mut wanted = [address(&t, &cora).await, address(&t, &colleague).await];
        wanted.sort();
        assert_eq!(to, wanted);
        let text = &all[0].text;
        for said in ["Together", "Memorandum of understanding", "Acme", "Health", "Wed 30 Jun 2027", id.as_str().expect("an id"), "you are a convener"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        assert!(all[0].header("List-Unsubscribe").is_some());
        assert_eq!(all[0].header("Auto-Submitted").as_deref(), Some("auto-generated"));
    }

    async fn two_workers_send_it_once(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = in_denver(t, &smtp).await;
        let cora = t.user(UserRole::Convener).await;
        let mut ids = Vec::new();
        for _ in 0..5 {
            ids.push(agreed(&cora, json!({ "endsOn": "2027-06-30" })).await);
        }
        later(&t, "2027-05-01T15:00:00Z").await;
        let other = t.app.at(t.clock.clone());
        for _ in 0..3 {
            let steps = tokio::join!(plan::step(&t.app), plan::step(&other), plan::step(&t.app), plan::step(&other));
            for step in [steps.0, steps.1, steps.2, steps.3] {
                step.expect("a step");
            }
        }
        let mails = outbox_message::Entity::find().count(t.app.db.read()).await.expect("the outbox");
        assert_eq!(mails, 5);
        work(&t).await;
        assert_eq!(smtp.taken().len(), 5);
        for id in &ids {
            assert_eq!(reminders(&cora, id).await[0], "ENDS 2027-06-30 -60 2027-05-01T15:00Z SENT -");
        }
    }

    async fn another_day_cancels_what_has_not_left(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = in_denver(t, &smtp).await;
        let cora = t.user(UserRole::Convener).await;
        let id = agreed(&cora, json!({ "endsOn": "2027-06-30" })).await;
        later(&t, "2027-05-01T15:00:00Z").await;
        work(&t).await;
        changed(&cora, &id, 1, json!({ "endsOn": "2028-06-30" })).await;
        assert_eq!(reminders(&cora, &id).await, [
            "ENDS 2027-06-30 -60 2027-05-01T15:00Z SENT -",
            "ENDS 2027-06-30 -30 2027-05-31T15:00Z CANCELLED MOVED",
            "ENDS 2027-06-30 -7 2027-06-23T15:00Z CANCELLED MOVED",
            "ENDS 2028-06-30 -60 2028-05-01T15:00Z PLANNED -",
            "ENDS 2028-06-30 -30 2028-05-31T15:00Z PLANNED -",
            "ENDS 2028-06-30 -7 2028-06-23T15:00Z PLANNED -",
        ]);
        // And back: what was sent is not sent again.
        changed(&cora, &id, 2, json!({ "endsOn": "2027-06-30" })).await;
        assert_eq!(reminders(&cora, &id).await[..3], [
            "ENDS 2027-06-30 -60 2027-05-01T15:00Z SENT -",
            "ENDS 2027-06-30 -30 2027-05-31T15:00Z PLANNED -",
            "ENDS 2027-06-30 -7 2027-06-23T15:00Z PLANNED -",
        ]);
        changed(&cora, &id, 3, json!({ "endsOn": null })).await;
        let left = reminders(&cora, &id).await;
        assert_eq!(left.iter().filter(|line| line.ends_with("CANCELLED NO_DAY")).count(), 2, "{left:?}");
        later(&t, "2028-07-01T15:00:00Z").await;
        work(&t).await;
        assert_eq!(smtp.taken().len(), 1);
    }

    async fn a_letter_that_waits_is_withdrawn_when_it_is_not_true_any_more(t: TestApp) {
        let t = zoned(t, Flags::default(), "America/Denver").await;
        let cora = t.user(UserRole::Convener).await;
        let id = agreed(&cora, json!({ "endsOn": "2027-06-30" })).await;
        let moved = agreed(&cora, json!({ "endsOn": "2027-06-30", "title": "Apart" })).await;
        let gone = agreed(&cora, json!({ "endsOn": "2027-06-30", "title": "Gone" })).await;
        later(&t, "2027-05-01T15:00:00Z").await;
        // Without a mail server letters wait.
        work(&t).await;
        assert_eq!(reminders(&cora, &id).await[0], "ENDS 2027-06-30 -60 2027-05-01T15:00Z QUEUED -");
        // What the letter does not say leaves it alone.
        changed(&cora, &id, 1, json!({ "startsOn": "2026-01-01" })).await;
        assert_eq!(reminders(&cora, &id).await[0], "ENDS 2027-06-30 -60 2027-05-01T15:00Z QUEUED -");
        changed(&cora, &id, 2, json!({ "title": "Together again" })).await;
        assert_eq!(reminders(&cora, &id).await[0], "ENDS 2027-06-30 -60 2027-05-01T15:00Z PLANNED -");
        changed(&cora, &moved, 1, json!({ "endsOn": "2027-12-31" })).await;
        assert_eq!(reminders(&cora, &moved).await[0], "ENDS 2027-06-30 -60 2027-05-01T15:00Z CANCELLED MOVED");
        trashed(&cora, &gone, 1, "Trash").await;
        assert_eq!(reminders(&cora, &gone).await[0], "ENDS 2027-06-30 -60 2027-05-01T15:00Z CANCELLED AGREEMENT_TRASHED");
        let smtp = Smtp::start().await;
        drop(cora);
        let t = in_denver(t, &smtp).await;
        work(&t).await;
        assert_eq!(subjects(&smtp), ["Reminder: Together again ends on Wed 30 Jun 2027"]);
    }

    async fn of_what_is_past_only_the_last_is_still_of_use(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = in_denver(t, &smtp).await;
        let cora = t.user(UserRole::Convener).await;
        later(&t, "2027-06-10T15:00:00Z").await;
        let id = agreed(&cora, json!({ "endsOn": "2027-06-30" })).await;
        work(&t).await;
        assert_eq!(reminders(&cora, &id).await, [
            "ENDS 2027-06-30 -60 2027-05-01T15:00Z SKIPPED PAST",
            "ENDS 2027-06-30 -30 2027-05-31T15:00Z SENT -",
            "ENDS 2027-06-30 -7 2027-06-23T15:00Z PLANNED -",
        ]);
        // On the last day still; of a day that has passed nobody is reminded.
        let today = agreed(&cora, json!({ "endsOn": "2027-06-10", "title": "Today" })).await;
        let past = agreed(&cora, json!({ "endsOn": "2027-06-09", "title": "Past" })).await;
        work(&t).await;
        assert_eq!(reminders(&cora, &today).await[2], "ENDS 2027-06-10 -7 2027-06-03T15:00Z SENT -");
        assert!(reminders(&cora, &past).await.is_empty());
        assert_eq!(smtp.taken().len(), 2);
    }

    async fn after_an_outage_the_last_one_is_sent_while_the_day_has_not_passed(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = in_denver(t, &smtp).await;
        let cora = t.user(UserRole::Convener).await;
        let id = agreed(&cora, json!({ "endsOn": "2027-06-30", "reviewByOn": "2027-06-29" })).await;
        // The last second of 30 June in Denver.
        later(&t, "2027-07-01T05:59:59Z").await;
        work(&t).await;
        let sent: Vec<String> = reminders(&cora, &id).await;
        assert_eq!(sent, [
            "REVIEW 2027-06-29 -60 2027-04-30T15:00Z SKIPPED LATE",
            "ENDS 2027-06-30 -60 2027-05-01T15:00Z SKIPPED LATE",
            "REVIEW 2027-06-29 -30 2027-05-30T15:00Z SKIPPED LATE",
            "ENDS 2027-06-30 -30 2027-05-31T15:00Z SKIPPED LATE",
            "REVIEW 2027-06-29 -7 2027-06-22T15:00Z SKIPPED LATE",
            "ENDS 2027-06-30 -7 2027-06-23T15:00Z SENT -",
        ]);
        assert_eq!(subjects(&smtp), ["Reminder: Together ends on Wed 30 Jun 2027"]);
    }

    async fn a_letter_that_waits_too_long_is_late(t: TestApp) {
        let t = zoned(t, Flags::default(), "America/Denver").await;
        let cora = t.user(UserRole::Convener).await;
        let id = agreed(&cora, json!({ "endsOn": "2027-06-30" })).await;
        later(&t, "2027-06-23T15:00:00Z").await;
        work(&t).await;
        assert_eq!(reminders(&cora, &id).await[2], "ENDS 2027-06-30 -7 2027-06-23T15:00Z QUEUED -");
        let smtp = Smtp::start().await;
        drop(cora);
        let t = in_denver(t, &smtp).await;
        later(&t, "2027-07-01T06:00:00Z").await;
        work(&t).await;
        // The outbox has ended the letter; that is read back.
        work(&t).await;
        let reader = t.user(UserRole::Viewer).await;
        assert_eq!(reminders(&reader, &id).await[2], "ENDS 2027-06-30 -7 2027-06-23T15:00Z SKIPPED LATE");
        assert!(smtp.taken().is_empty());
    }

    async fn the_trash_cancels_and_restoring_plans_again(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = in_denver(t, &smtp).await;
        let cora = t.user(UserRole::Convener).await;
        let id = agreed(&cora, json!({ "endsOn": "2027-06-30" })).await;
        later(&t, "2027-05-01T15:00:00Z").await;
        work(&t).await;
        trashed(&cora, &id, 1, "Trash").await;
        let cancelled = [
            "ENDS 2027-06-30 -60 2027-05-01T15:00Z SENT -",
            "ENDS 2027-06-30 -30 2027-05-31T15:00Z CANCELLED AGREEMENT_TRASHED",
            "ENDS 2027-06-30 -7 2027-06-23T15:00Z CANCELLED AGREEMENT_TRASHED",
        ];
        assert_eq!(reminders(&cora, &id).await, cancelled);
        later(&t, "2027-06-01T15:00:00Z").await;
        work(&t).await;
        assert_eq!(reminders(&cora, &id).await, cancelled);
        trashed(&cora, &id, 2, "Restore").await;
        work(&t).await;
        assert_eq!(reminders(&cora, &id).await, [
            "ENDS 2027-06-30 -60 2027-05-01T15:00Z SENT -",
            "ENDS 2027-06-30 -30 2027-05-31T15:00Z SENT -",
            "ENDS 2027-06-30 -7 2027-06-23T15:00Z PLANNED -",
        ]);
        assert_eq!(smtp.taken().len(), 2);
    }

    async fn a_start_plans_what_has_no_reminders_and_follows_the_zone(t: TestApp) {
        let t = zoned(t, Flags::default(), "America/Denver").await;
        let cora = t.user(UserRole::Convener).await;
        let id = agreed(&cora, json!({ "endsOn": "2027-06-30" })).await;
        let planned = reminders(&cora, &id).await;
        // As it was before there were reminders.
        agreement_reminder::Entity::delete_many().exec(t.app.db.maintenance()).await.expect("they go");
        for _ in 0..2 {
            agreement_reminders::ops::replan_all(&t.app).await.expect("they are planned");
            assert_eq!(reminders(&cora, &id).await, planned);
        }
        drop(cora);
        let t = zoned(t, Flags::default(), "America/New_York").await;
        agreement_reminders::ops::replan_all(&t.app).await.expect("they are planned");
        let reader = t.user(UserRole::Viewer).await;
        assert_eq!(reminders(&reader, &id).await[0], "ENDS 2027-06-30 -60 2027-05-01T13:00Z PLANNED -");
    }

    async fn many_agreements_cost_as_many_statements_as_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let query = "{ agreements(first: 50) { nodes { reminders { state address user { name } } } } }";
        let mut counts = Vec::new();
        for more in [1, 8] {
            for _ in 0..more {
                agreed(&cora, json!({ "endsOn": "2027-06-30", "reviewByOn": "2027-01-31" })).await;
            }
            counts.push(t.statements(cora.gql(query, json!({}))).await.0);
        }
        assert_eq!(counts[0], counts[1]);
    }
}
