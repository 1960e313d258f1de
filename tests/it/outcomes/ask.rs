//! Asking for outcomes: groups, filters, who may, and how many statements it takes.

use api::policy::Action;
use entities::user_account::UserRole;
use sea_orm::DbBackend;
use serde_json::{Value, json};

use super::{COUNTS, Rows, answer, ask, publish, short};
use crate::{
    programs::program,
    support::{assert_json, on_both},
};

/// The groups in short, each with its completers.
fn groups(answer: &Value) -> Value {
    let group = |row: &Value| {
        json!([
            row["program"]["name"],
            row["provider"].is_object(),
            row["programYear"],
            short(&row["completers"])
        ])
    };
    let rows = answer["rows"].as_array().expect("a list").iter();
    let mut groups: Vec<Value> = rows.map(group).collect();
    groups.sort_by_key(ToString::to_string);
    groups.push(group(&answer["total"]));
    json!(groups)
}

on_both! {
    async fn groups_are_programs_providers_and_program_years(t: TestApp) {
        let (sam, cora) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let a = program(&sam, json!({ "name": "A" })).await;
        let b = program(&sam, json!({ "name": "B" })).await;
        let c = program(&cora, json!({ "name": "C" })).await;
        let mut rows = Rows::of(&t, &sam);
        rows.complete(&a, "2026-06-30", 10);
        rows.complete(&a, "2026-07-01", 11);
        rows.complete(&b, "2026-08-15", 20);
        rows.write().await;
        let mut rows = Rows::of(&t, &cora);
        rows.complete(&c, "2026-08-15", 40);
        rows.write().await;
        let completers = "completers { value reason }";
        let agency = sam.agency_id.to_string();
        for (by, filter, expected) in [
            ("PROGRAM", json!({}), json!([["A", false, null, 21], ["B", false, null, 20], ["C", false, null, 40], [null, false, null, 81]])),
            ("PROVIDER", json!({}), json!([[null, true, null, 40], [null, true, null, 41], [null, false, null, 81]])),
            ("PROGRAM_YEAR", json!({}), json!([[null, false, 2025, 10], [null, false, 2026, 71], [null, false, null, 81]])),
            ("PROGRAM", json!({ "programYear": 2026 }), json!([["A", false, 2026, 11], ["B", false, 2026, 20], ["C", false, 2026, 40], [null, false, 2026, 71]])),
            ("PROGRAM", json!({ "agencyId": agency }), json!([["A", false, null, 21], ["B", false, null, 20], [null, true, null, 41]])),
            ("PROGRAM_YEAR", json!({ "agencyId": agency }), json!([[null, true, 2025, 10], [null, true, 2026, 31], [null, true, null, 41]])),
            ("PROGRAM_YEAR", json!({ "programId": a }), json!([["A", false, 2025, 10], ["A", false, 2026, 11], ["A", false, null, 21]])),
            ("PROVIDER", json!({ "programYear": 2025 }), json!([[null, true, 2025, 10], [null, false, 2025, 10]])),
            ("PROGRAM", json!({ "programYear": 1999 }), json!([[null, false, 1999, 0]])),
        ] {
            let answer = ask(&sam, by, filter.clone(), completers).await;
            assert_eq!(groups(&answer), expected, "{by} {filter}");
        }
    }

    async fn who_may_not_see_programs_does_not_ask_for_one(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let a = program(&sam, json!({ "name": "A" })).await;
        let blind = t.user_with(sam.agency_id, UserRole::Admin, &[Action::OutcomeRead]).await;
        let without = t.user_with(sam.agency_id, UserRole::Admin, &[Action::AgencyRead, Action::CompleterRead]).await;
        let query = "query($where: OutcomeWhere) { outcomes(groupBy: PROGRAM, where: $where) { total { completers { value } } } }";
        for (user, filter, is_answered) in [
            (&blind, json!({}), true),
            (&blind, json!({ "programId": a }), false),
            (&blind, json!({ "agencyId": sam.agency_id.to_string() }), false),
            (&without, json!({}), false),
        ] {
            let body = user.ask(query, json!({ "where": filter })).await.json();
            assert_eq!(body["data"]["outcomes"].is_object(), is_answered, "{body}");
            if !is_answered {
                assert_eq!(body["errors"][0]["extensions"]["code"], "FORBIDDEN");
            }
        }
        let query = "query($id: ID!) { outcomes(groupBy: PROVIDER, where: { programId: $id }) { total { completers { value } } } }";
        let body = sam.ask(query, json!({ "id": a })).await.json();
        assert!(body["errors"][0]["message"].as_str().unwrap().contains("A program has one provider"), "{body}");
    }

    async fn skill_gains_are_counted_by_participant(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (a, b) = (program(&sam, json!({ "name": "A" })).await, program(&sam, json!({ "name": "B" })).await);
        let record = "mutation($input: SkillGainRecordInput!) { skillGainRecord(input: $input) { userErrors { message } } }";
        for n in 0..12 {
            for on in ["2026-07-05", "2026-08-01"] {
                let input = json!({ "participantReference": format!("P-{n}"), "programId": a, "gainType": "EFL", "achievedOn": on });
                assert_json!(sam.gql(record, json!({ "input": input })).await, {"skillGainRecord": {"userErrors": []}});
            }
        }
        let open = json!({ "participantReference": "P-99", "programId": b, "gainType": "MILESTONE", "milestone": "Done" });
        sam.gql(record, json!({ "input": open })).await;
        let answer = ask(&sam, "PROGRAM", json!({}), "completers { value reason } skillGains { value reason }").await;
        assert_json!(answer["rows"], [{"completers": {"reason": null, "value": 0}, "program": {"name": "A"}, "programYear": null, "provider": null, "skillGains": {"reason": null, "value": 12}}]);
        let answer = ask(&sam, "PROGRAM", json!({ "programId": b }), COUNTS).await;
        assert_eq!((answer["rows"].clone(), short(&answer["total"]["skillGains"])), (json!([]), json!("NOT_AVAILABLE")));
    }

    async fn it_takes_a_fixed_number_of_statements(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (mut seen, mut published) = (Vec::new(), Vec::new());
        for round in 0..2 {
            for n in 0..(1 + 9 * round) {
                let program = program(&sam, json!({ "name": format!("P {round} {n}") })).await;
                let mut rows = Rows::of(&t, &sam);
                rows.complete(&program, "2026-08-15", 30);
                rows.completers.iter_mut().for_each(|row| row.reference_search = row.id.to_string());
                rows.write().await;
            }
            published.push(t.statements(publish(&t)).await.0);
            for _ in 0..2 {
                seen.push(t.statements(answer(&sam, "PROGRAM", json!({}), COUNTS)).await.0);
            }
        }
        // Completers, programs, hires and their employers, employment and its employers, retention, skill gains; then the
        // publication and the audit, and on PostgreSQL the lock of publications.
        let lock = u64::from(t.app.db.backend() == DbBackend::Postgres);
        assert_eq!(published, [10 + lock; 2]);
        // The token, what stands published, its counts where they were not read yet, and the programs of the rows.
        assert_eq!(seen, [4, 3, 4, 3]);
    }
}
