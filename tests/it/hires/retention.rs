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
        let follow = "mutation($from: ID!, $to: ID!) { successionRecord(input: {predecessorId: $from, successorId: $to, succeededOn: \"2024-05-01\"}) { userErrors { message } } }";
        sam.gql(follow, json!({ "from": one["employerId"], "to": nine["employerId"] })).await;
        assert_eq!(json!(shown(&sam).await), expected);
        let agency = sam.agency_id;
        let completers = CompleterFlags { successor_counts: Some("on".to_owned()), ..CompleterFlags::default() };
        let t = t.restarted(Flags { completers, ..Flags::default() }).await;
        let sam = t.user_of(agency, UserRole::Staff).await;
        assert_json!(json!(shown(&sam).await), [["P1", true], ["P2", true], ["P3", false], ["P4", true], ["P5", null], ["P6", null]]);
    }
}
