//! Publishing: counts stand still between two publications, for everybody; when it is time, and who may before.

use std::sync::Arc;

use api::{
    accounts::secrets,
    config::Flags,
    outcomes::{ops, upkeep},
    policy::Action,
};
use chrono::TimeDelta;
use entities::{outcome_publication, user_account::UserRole};
use sea_orm::{EntityTrait, PaginatorTrait, sea_query::Expr};
use serde_json::{Value, json};

use super::{COUNTS, Rows, answer, publish, short};
use crate::{
    engagements::employer,
    evidence::{FILE, section},
    programs::program,
    support::{TestApp, User, assert_json, on_both},
};

const PUBLISH: &str =
    "mutation { outcomesPublish { publication { asOf publishedAt } userErrors { code message } } }";

/// How many completers are told.
async fn told(user: &User<'_>) -> Value {
    let answer = answer(user, "PROGRAM", json!({}), "completers { value reason }").await;
    json!([short(&answer["total"]["completers"]), answer["asOf"]])
}

async fn complete(t: &TestApp, sam: &User<'_>, program: &Value, people: usize) {
    let mut rows = Rows::of(t, sam);
    rows.complete(program, "2026-08-15", people);
    for completer in &mut rows.completers {
        completer.reference_search = secrets::hex(completer.id.to_string().as_bytes());
    }
    rows.write().await;
}

async fn publications(t: &TestApp) -> u64 {
    let count = outcome_publication::Entity::find().count(t.app.db.read());
    count.await.expect("a count")
}

on_both! {
    async fn counts_stand_still_until_the_next_publication(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let ada = t.user(UserRole::Admin).await;
        let a = program(&sam, json!({ "name": "A" })).await;
        complete(&t, &sam, &a, 20).await;
        assert_eq!(told(&sam).await, json!([0, null]));
        let empty = "{ outcomes(groupBy: PROGRAM) { rows { programYear } asOf publishedAt floors { people } } }";
        assert_json!(sam.gql(empty, json!({})).await["outcomes"], {"asOf": null, "floors": {"people": 10}, "publishedAt": null, "rows": []});
        assert_json!(ada.gql(PUBLISH, json!({})).await["outcomesPublish"], {"publication": {"asOf": "2026-11-24", "publishedAt": "2026-11-24T20:00:00.000Z"}, "userErrors": []});
        for user in [&sam, &ada] {
            assert_eq!(told(user).await, json!([20, "2026-11-24"]));
        }
        // One more: nobody finds out by asking again, the agency itself included.
        complete(&t, &sam, &a, 1).await;
        for user in [&sam, &ada] {
            assert_eq!(told(user).await, json!([20, "2026-11-24"]));
        }
        // Nor by publishing after each change.
        for user in [&ada, &t.user(UserRole::Admin).await] {
            assert_json!(user.gql(PUBLISH, json!({})).await["outcomesPublish"], {"publication": null, "userErrors": [{"code": "STATE", "message": "Outcomes were published by hand today; that can be done once a day."}]});
        }
        assert_eq!(told(&sam).await, json!([20, "2026-11-24"]));
        t.clock.advance(TimeDelta::days(1));
        ada.gql(PUBLISH, json!({})).await;
        assert_eq!(told(&sam).await, json!([21, "2026-11-25"]));
        // Who published is on record; what stands in it is not.
        let query = "{ auditEntries(where: {subjectType: [OUTCOME_PUBLICATION]}) { nodes { action user { id } changes { field after } } } }";
        let entries = ada.gql(query, json!({})).await["auditEntries"]["nodes"].clone();
        let entries = entries.as_array().expect("entries");
        assert_eq!(entries.len(), 2);
        for entry in entries {
            assert_eq!(entry["user"]["id"], ada.id.to_string());
            assert!(!entry.to_string().contains("lines"), "{entry}");
        }
    }

    async fn administrators_publish_and_nobody_else(t: TestApp) {
        let agency = t.agency().await;
        for role in [UserRole::Viewer, UserRole::Staff, UserRole::Convener] {
            let user = t.user_of(agency, role).await;
            assert_json!(user.gql(PUBLISH, json!({})).await["outcomesPublish"]["userErrors"][0]["code"], "FORBIDDEN");
        }
        let blind: Vec<Action> = Action::ALL.iter().copied().filter(|action| *action != Action::OutcomePublish).collect();
        let blind = t.user_with(agency, UserRole::Admin, &blind).await;
        assert_json!(blind.gql(PUBLISH, json!({})).await["outcomesPublish"]["userErrors"][0]["code"], "FORBIDDEN");
        assert_eq!(publications(&t).await, 0);
        // Who publishes need not see anything: everybody's rows count.
        let sam = t.user(UserRole::Staff).await;
        let a = program(&sam, json!({ "name": "A" })).await;
        complete(&t, &sam, &a, 20).await;
        let only = t.user_with(agency, UserRole::Admin, &[Action::OutcomePublish]).await;
        assert_json!(only.gql(PUBLISH, json!({})).await["outcomesPublish"]["userErrors"], []);
        assert_eq!(told(&sam).await[0], 20);
    }

    async fn it_is_time_when_days_are_over_or_counts_have_to_reach_more(t: TestApp) {
        let due = async |t: &TestApp| ops::publish_due(&t.app.system("a test")).await.expect("the database answers");
        assert!(!due(&t).await, "there is nothing to count yet");
        let sam = t.user(UserRole::Staff).await;
        let a = program(&sam, json!({ "name": "A" })).await;
        complete(&t, &sam, &a, 20).await;
        assert!(due(&t).await, "nothing is published yet");
        assert!(!due(&t).await);
        t.clock.advance(TimeDelta::hours(4));
        assert!(due(&t).await, "the next day has begun");
        let weekly = api::config::PublicationFlags { publish_days: Some("7".to_owned()) };
        let t = t.restarted(Flags { publication: weekly, ..Flags::default() }).await;
        for day in 1..=7 {
            t.clock.advance(TimeDelta::days(1));
            assert_eq!(due(&t).await, day == 7, "after {day} days");
        }
        t.clock.advance(TimeDelta::seconds(1));
        let stricter = api::config::SuppressionFlags { suppress_people: Some("25".to_owned()), ..Default::default() };
        let t = t.restarted(Flags { suppression: stricter, ..Flags::default() }).await;
        let ada = t.user(UserRole::Admin).await;
        assert_eq!(told(&ada).await, json!([0, null]), "what was shown may be too small now");
        assert!(due(&t).await);
        assert_eq!(told(&ada).await, json!(["SMALL_N", "2026-12-02"]));
        assert!(!due(&t).await);
        // A server with laxer settings does not take that back before it is time.
        t.clock.advance(TimeDelta::seconds(1));
        let t = t.restarted(Flags::default()).await;
        assert!(!due(&t).await);
    }

    async fn a_publication_that_cannot_be_read_is_made_anew(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let a = program(&sam, json!({ "name": "A" })).await;
        complete(&t, &sam, &a, 20).await;
        publish(&t).await;
        let torn = outcome_publication::Entity::update_many().col_expr(outcome_publication::Column::Document, Expr::value("{"));
        torn.exec(t.app.db.maintenance()).await.expect("a torn row");
        let t = t.restarted(Flags::default()).await;
        let ada = t.user(UserRole::Admin).await;
        assert_eq!(told(&ada).await, json!([0, null]));
        t.clock.advance(TimeDelta::seconds(1));
        assert!(ops::publish_due(&t.app.system("a test")).await.expect("the database answers"));
        assert_eq!(told(&ada).await[0], 20);
    }

    async fn it_is_published_in_the_background(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let a = program(&sam, json!({ "name": "A" })).await;
        complete(&t, &sam, &a, 20).await;
        let published = async { while publications(&t).await == 0 { tokio::task::yield_now().await; } };
        upkeep::keep(Arc::clone(&t.app), published).await;
        assert_eq!(told(&sam).await[0], 20);
    }

    async fn an_evidence_file_of_a_past_day_tells_what_stood_published_then(t: TestApp) {
        let sam = t.user(UserRole::Convener).await;
        let a = program(&sam, json!({ "name": "A" })).await;
        complete(&t, &sam, &a, 20).await;
        publish(&t).await;
        complete(&t, &sam, &a, 15).await;
        t.clock.advance(TimeDelta::days(2));
        publish(&t).await;
        let completers = async |day: &str| {
            let file = sam.gql(FILE, json!({ "id": a, "asOf": day })).await["programEvidence"].take();
            let section = section(&file, "OUTCOMES").clone();
            json!([section["figures"][0]["value"], section["missing"]])
        };
        assert_eq!(completers("2026-11-23").await, json!([null, ["No outcomes that may be shown were published by then."]]));
        assert_eq!(completers("2026-11-24").await[0], "20.00");
        assert_eq!(completers("2026-11-25").await[0], "20.00");
        assert_eq!(completers("2026-11-26").await[0], "35.00");
    }

    async fn what_is_hidden_is_not_kept(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let a = program(&sam, json!({ "name": "A" })).await;
        let acme = employer(&sam, "Acme").await;
        let mut rows = Rows::of(&t, &sam);
        rows.complete(&a, "2026-08-15", 77);
        rows.hire(0..13, &acme, Some(true));
        rows.write().await;
        publish(&t).await;
        let answer = answer(&sam, "PROGRAM", json!({}), COUNTS).await;
        assert_eq!(short(&answer["total"]["hired"]), "FEW_EMPLOYERS");
        let kept = outcome_publication::Entity::find().one(t.app.db.read()).await.expect("a row").expect("a publication");
        assert!(kept.document.contains("[77,"), "{}", kept.document);
        let numbers: Vec<&str> = kept.document.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').collect();
        assert!(!numbers.contains(&"13"), "{}", kept.document);
    }
}
