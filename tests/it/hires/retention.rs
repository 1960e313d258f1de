//! Retention with the same employer, as a completer shows it.

use api::config::{CompleterFlags, Flags};
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{employed, number};
use crate::{
    completers::completer,
    engagements::employer,
    programs::program,
    support::{User, assert_json, on_both},
};

const FOLLOW: &str = "mutation($from: ID!, $to: ID!, $on: Date!) {
    successionRecord(input: {predecessorId: $from, successorId: $to, succeededOn: $on}) { userErrors { message } } }";

/// What each completer shows.
async fn shown(user: &User<'_>) -> Vec<Value> {
    let query = "{ completers(orderBy: [{updatedAt: ASC}]) { nodes { reference employmentAfterExit { isSameEmployer } } } }";
    let data = user.gql(query, json!({})).await;
    let nodes = data["completers"]["nodes"].as_array().expect("nodes");
    let one = |node: &Value| json!([node["reference"], node["employmentAfterExit"]["isSameEmployer"]]);
    nodes.iter().map(one).collect()
}

on_both! {
    async fn the_worked_case_is_two_of_four_and_a_successor_counts_where_it_is_switched_on(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let mut employers = Vec::new();
        for (name, fein) in [("One", "91-0000001"), ("Two", "91-0000002"), ("Three", "91-0000003"), ("Nine", "91-0000009"), ("One again", "91-0000001")] {
            let id = employer(&sam, name).await;
            let number = number(&sam, &id, "FEIN", fein).await;
            employers.push(json!({ "employerId": id, "identifierId": number }));
        }
        let [one, two, three, nine, again] = <[Value; 5]>::try_from(employers).expect("five");
        let none = json!({ "isNoneFound": true });
        for (reference, second, fourth) in [
            ("P1", vec![&one], vec![&again]),
            ("P2", vec![&one], vec![&nine]),
            ("P3", vec![&two], vec![&none]),
            ("P4", vec![&one, &three], vec![&three]),
            ("P5", vec![&one], vec![]),
            ("P6", vec![&none], vec![&one]),
        ] {
            let id = completer(&sam, &p, reference, json!({ "exitedOn": "2023-08-15" })).await;
            for (quarter, found) in [("Q2", second), ("Q4", fourth)] {
                for more in found {
                    employed(&sam, &id, quarter, more.clone()).await;
                }
            }
        }
        let expected = json!([["P1", true], ["P2", false], ["P3", false], ["P4", true], ["P5", null], ["P6", null]]);
        assert_eq!(json!(shown(&sam).await), expected);
        sam.gql(FOLLOW, json!({ "from": one["employerId"], "to": nine["employerId"], "on": "2024-05-01" })).await;
        assert_eq!(json!(shown(&sam).await), expected);
        let agency = sam.agency_id;
        let completers = CompleterFlags { successor_counts: Some("on".to_owned()), ..CompleterFlags::default() };
        let t = t.restarted(Flags { completers, ..Flags::default() }).await;
        let sam = t.user_of(agency, UserRole::Staff).await;
        assert_json!(json!(shown(&sam).await), [["P1", true], ["P2", true], ["P3", false], ["P4", true], ["P5", null], ["P6", null]]);
    }

    async fn numbers_of_two_systems_are_not_compared(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let (acme, bolt) = (employer(&sam, "Acme").await, employer(&sam, "Bolt").await);
        let mut found = Vec::new();
        for (id, system, value) in [
            (&acme, "FEIN", "91-0000001"),
            (&acme, "FEIN", "91-0000002"),
            (&acme, "STATE_UI_ACCOUNT", "WA 100-001"),
            (&bolt, "STATE_UI_ACCOUNT", "WA 100-002"),
        ] {
            let number = number(&sam, id, system, value).await;
            found.push(json!({ "employerId": id, "identifierId": number }));
        }
        for (reference, fourth) in [("P1", 0), ("P2", 1), ("P3", 2), ("P4", 3)] {
            let id = completer(&sam, &p, reference, json!({ "exitedOn": "2023-08-15" })).await;
            employed(&sam, &id, "Q2", found[0].clone()).await;
            employed(&sam, &id, "Q4", found[fourth].clone()).await;
        }
        // The same number; another of the same system; an account of the same record; an account of another.
        assert_json!(json!(shown(&sam).await), [["P1", true], ["P2", false], ["P3", true], ["P4", false]]);
    }

    async fn a_successor_of_after_the_fourth_quarter_does_not_count(t: TestApp) {
        let completers = CompleterFlags { successor_counts: Some("on".to_owned()), ..CompleterFlags::default() };
        let t = t.restarted(Flags { completers, ..Flags::default() }).await;
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let mut employers = Vec::new();
        for name in ["Acme", "Bolt", "Coil"] {
            employers.push(employer(&sam, name).await);
        }
        for (to, on) in [(1, "2024-09-30"), (2, "2024-10-01")] {
            let data = sam.gql(FOLLOW, json!({ "from": employers[0], "to": employers[to], "on": on })).await;
            assert_json!(data, {"successionRecord": {"userErrors": []}});
        }
        // The fourth quarters end on 30 September and on 31 December 2024.
        for (reference, exited_on, to) in [("P1", "2023-08-15", 1), ("P2", "2023-09-30", 2), ("P3", "2023-10-01", 2)] {
            let id = completer(&sam, &p, reference, json!({ "exitedOn": exited_on })).await;
            employed(&sam, &id, "Q2", json!({ "employerId": employers[0] })).await;
            employed(&sam, &id, "Q4", json!({ "employerId": employers[to] })).await;
        }
        assert_json!(json!(shown(&sam).await), [["P1", true], ["P2", false], ["P3", true]]);
    }
}
