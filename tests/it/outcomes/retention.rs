//! Employment and retention after exit: who counts, what the same employer is, and what is not due.

use api::config::{CompleterFlags, Flags};
use entities::{
    confidentiality::Confidentiality,
    employer_identifier::{self, IdentifierSystem},
    employment::ExitQuarter::{Q2, Q4},
    ids::{EmployerId, IdentifierId},
    user_account::UserRole,
};
use serde_json::{Value, json};

use super::{COUNTS, Rows, ask, id, insert, short};
use crate::{
    engagements::employer,
    programs::program,
    support::{TestApp, User, assert_json, on_both},
};

/// A FEIN of an employer.
async fn fein(t: &TestApp, user: &User<'_>, employer: &Value, value: &str) -> IdentifierId {
    number(t, user, employer, (IdentifierSystem::Fein, value)).await
}

/// A number of an employer in a system.
async fn number(
    t: &TestApp,
    user: &User<'_>,
    employer: &Value,
    (system, value): (IdentifierSystem, &str),
) -> IdentifierId {
    let (number, now) = (t.app.ids.next::<IdentifierId>(), t.clock.now());
    let row = employer_identifier::Model {
        id: number,
        employer_id: id::<EmployerId>(employer),
        establishment_id: None,
        system,
        value: value.to_owned(),
        from_on: None,
        to_on: None,
        confidentiality: Confidentiality::UcConfidential,
        agency_id: user.agency_id,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    insert::<employer_identifier::Entity>(t, vec![row]).await;
    number
}

/// The counts after exit in short.
fn after_exit(row: &Value) -> Value {
    let retention = &row["retention"];
    json!([
        short(&row["employedQ2"]),
        short(&row["employedQ4"]),
        short(&retention["numerator"]),
        short(&retention["denominator"]),
        if retention["rate"]["percent"].is_null() {
            retention["rate"]["reason"].clone()
        } else {
            retention["rate"]["percent"].clone()
        }
    ])
}

on_both! {
    async fn retention_is_with_the_same_employer(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let a = program(&sam, json!({ "name": "A" })).await;
        let mut employers = Vec::new();
        for name in ["Acme", "Bolt", "Coil", "Acme East"] {
            employers.push(employer(&sam, name).await);
        }
        let [acme, bolt, coil, east] = [0, 1, 2, 3].map(|n| employers[n].clone());
        let (acme_1, east_1) = (fein(&t, &sam, &acme, "911111111").await, fein(&t, &sam, &east, "911111111").await);
        let (coil_2, coil_3) = (fein(&t, &sam, &coil, "922222222").await, fein(&t, &sam, &coil, "933333333").await);
        let mut rows = Rows::of(&t, &sam);
        rows.complete(&a, "2025-05-01", 24);
        rows.exit(0..24, "2025-05-15");
        rows.completers[23].is_excluded = true;
        // Sixteen in the second quarter.
        rows.employ(0..5, Q2, &acme, None);
        rows.employ(5..6, Q2, &acme, Some(acme_1));
        rows.employ(6..11, Q2, &bolt, None);
        rows.employ(11..14, Q2, &coil, Some(coil_2));
        rows.employ(14..16, Q2, &coil, None);
        // The same record; the same number at another record; another employer; another number at the same record; a number
        // in one quarter only; nobody.
        rows.employ(0..5, Q4, &acme, None);
        rows.employ(5..6, Q4, &east, Some(east_1));
        rows.employ(6..10, Q4, &bolt, None);
        rows.employ(10..11, Q4, &coil, None);
        rows.employ(11..12, Q4, &coil, Some(coil_3));
        rows.employ(12..14, Q4, &coil, Some(coil_2));
        rows.employ(14..15, Q4, &coil, Some(coil_2));
        // Who is left out by an exclusion counts nowhere; subsidized work is no employment of the measures.
        rows.employ(23..24, Q2, &acme, None);
        rows.employ(23..24, Q4, &acme, None);
        rows.employ(20..21, Q2, &acme, None);
        rows.employ(20..21, Q4, &acme, None);
        for row in rows.employment.iter_mut().rev().take(2) {
            row.is_unsubsidized = false;
        }
        rows.write().await;
        let answer = ask(&sam, "PROGRAM", json!({}), COUNTS).await;
        // Five, one, four, two and one recur, of sixteen; fifteen were employed in the fourth.
        assert_json!(after_exit(&answer["total"]), [16, 15, 13, 16, "81.25"]);
        assert_json!(after_exit(&answer["rows"][0]), [16, 15, 13, 16, "81.25"]);
    }

    async fn numbers_of_two_systems_are_not_compared(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let a = program(&sam, json!({ "name": "A" })).await;
        let mut employers = Vec::new();
        for name in ["Acme", "Bolt", "Coil"] {
            employers.push(employer(&sam, name).await);
        }
        let [acme, bolt, coil] = [0, 1, 2].map(|n| employers[n].clone());
        let (one, other) = (fein(&t, &sam, &acme, "911111111").await, fein(&t, &sam, &acme, "922222222").await);
        let account = number(&t, &sam, &acme, (IdentifierSystem::StateUiAccount, "911111111")).await;
        let mut rows = Rows::of(&t, &sam);
        rows.complete(&a, "2025-05-01", 24);
        rows.exit(0..24, "2025-05-15");
        rows.employ(0..6, Q2, &acme, Some(one));
        rows.employ(6..11, Q2, &bolt, None);
        rows.employ(11..16, Q2, &coil, None);
        // An account of the same record is no other number; another FEIN is.
        rows.employ(0..5, Q4, &acme, Some(account));
        rows.employ(5..6, Q4, &acme, Some(other));
        rows.employ(6..10, Q4, &bolt, None);
        rows.employ(10..11, Q4, &coil, None);
        rows.employ(11..15, Q4, &coil, None);
        rows.employ(15..16, Q4, &bolt, None);
        rows.write().await;
        let answer = ask(&sam, "PROGRAM", json!({}), COUNTS).await;
        assert_json!(after_exit(&answer["total"]), [16, 16, 13, 16, "81.25"]);
    }

    async fn a_successor_counts_from_its_day_on(t: TestApp) {
        let completers = CompleterFlags { successor_counts: Some("on".to_owned()), ..CompleterFlags::default() };
        let t = t.restarted(Flags { completers, ..Flags::default() }).await;
        let sam = t.user(UserRole::Staff).await;
        let a = program(&sam, json!({ "name": "A" })).await;
        let mut employers = Vec::new();
        for name in ["Acme", "Bolt", "Coil", "Dowel", "Eave"] {
            employers.push(employer(&sam, name).await);
        }
        let follow = "mutation($from: ID!, $to: ID!, $on: Date!) { successionRecord(input: {predecessorId: $from, successorId: $to, succeededOn: $on}) { userErrors { message } } }";
        for (from, to, on) in [(0, 3, "2026-06-30"), (3, 4, "2026-07-01")] {
            let data = sam.gql(follow, json!({ "from": employers[from], "to": employers[to], "on": on })).await;
            assert_json!(data, {"successionRecord": {"userErrors": []}});
        }
        let mut rows = Rows::of(&t, &sam);
        rows.complete(&a, "2025-05-01", 24);
        rows.exit(0..24, "2025-05-15");
        // The fourth quarter after this exit ends on 30 September 2026, not on 30 June.
        rows.exit(5..6, "2025-08-15");
        // Dowel follows Acme in time for all, Eave follows Dowel in time for one of the two that it employs.
        for (people, quarter, number) in [
            (0..6, Q2, 0), (6..11, Q2, 1), (11..16, Q2, 2),
            (0..3, Q4, 0), (3..4, Q4, 3), (4..6, Q4, 4), (6..10, Q4, 1), (10..11, Q4, 0), (11..15, Q4, 2), (15..16, Q4, 1),
        ] {
            rows.employ(people, quarter, &employers[number], None);
        }
        rows.write().await;
        let answer = ask(&sam, "PROGRAM", json!({}), COUNTS).await;
        assert_json!(after_exit(&answer["total"]), [16, 16, 13, 16, "81.25"]);
    }

    async fn a_successor_is_the_same_employer_where_the_setting_says_so(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let a = program(&sam, json!({ "name": "A" })).await;
        let mut employers = Vec::new();
        for name in ["Acme", "Bolt", "Coil", "Dowel", "Eave"] {
            employers.push(employer(&sam, name).await);
        }
        let follow = "mutation($from: ID!, $to: ID!) { successionRecord(input: {predecessorId: $from, successorId: $to, succeededOn: \"2025-09-01\"}) { userErrors { message } } }";
        // Dowel follows Acme, and Eave follows Dowel.
        for (from, to) in [(0, 3), (3, 4)] {
            let data = sam.gql(follow, json!({ "from": employers[from], "to": employers[to] })).await;
            assert_json!(data, {"successionRecord": {"userErrors": []}});
        }
        let mut rows = Rows::of(&t, &sam);
        rows.complete(&a, "2025-05-01", 24);
        rows.exit(0..24, "2025-05-15");
        for (people, quarter, number) in [
            (0..6, Q2, 0), (6..11, Q2, 1), (11..16, Q2, 2),
            (0..4, Q4, 0), (4..5, Q4, 3), (5..6, Q4, 4), (6..10, Q4, 1), (10..11, Q4, 0), (11..15, Q4, 2), (15..16, Q4, 1),
        ] {
            rows.employ(people, quarter, &employers[number], None);
        }
        rows.write().await;
        let answer = ask(&sam, "PROGRAM", json!({}), COUNTS).await;
        assert_json!(after_exit(&answer["total"]), [16, 16, 12, 16, "75.00"]);
        let completers = CompleterFlags { successor_counts: Some("on".to_owned()), ..CompleterFlags::default() };
        let t = t.restarted(Flags { completers, ..Flags::default() }).await;
        let sam = t.user(UserRole::Staff).await;
        let answer = ask(&sam, "PROGRAM", json!({}), COUNTS).await;
        assert_json!(after_exit(&answer["total"]), [16, 16, 14, 16, "87.50"]);
    }

    async fn what_is_not_due_says_so(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let a = program(&sam, json!({ "name": "A" })).await;
        let mut employers = Vec::new();
        for name in ["Acme", "Bolt", "Coil"] {
            employers.push(employer(&sam, name).await);
        }
        let mut rows = Rows::of(&t, &sam);
        rows.complete(&a, "2026-08-15", 30);
        rows.complete(&a, "2026-02-15", 30);
        rows.complete(&a, "2025-02-15", 30);
        // On 24 November 2026 the second quarter after an exit of March has ended, the fourth has not.
        rows.exit(30..60, "2026-03-31");
        rows.exit(60..90, "2025-03-31");
        for first in [30, 60] {
            for (n, employer) in employers.iter().enumerate() {
                let from = first + 7 * n;
                rows.employ(from..from + 7, Q2, employer, None);
            }
        }
        rows.employ(60..66, Q4, &employers[0], None);
        rows.employ(67..73, Q4, &employers[1], None);
        rows.employ(74..79, Q4, &employers[2], None);
        rows.write().await;
        let answer = ask(&sam, "PROGRAM_YEAR", json!({}), COUNTS).await;
        let years: Vec<Value> = answer["rows"].as_array().unwrap().iter().map(|row| json!([row["programYear"], after_exit(row)])).collect();
        assert_json!(json!(years), [[2024, [21, 17, 17, 21, "80.95"]], [2025, [21, "NOT_YET_DUE", "NOT_YET_DUE", "NOT_YET_DUE", "NOT_YET_DUE"]], [2026, ["NOT_YET_DUE", "NOT_YET_DUE", "NOT_YET_DUE", "NOT_YET_DUE", "NOT_YET_DUE"]]]);
        assert_json!(after_exit(&answer["total"]), [42, 17, 17, 21, "80.95"]);
    }
}
