//! The matrix and its gaps.

use entities::user_account::UserRole;
use serde_json::json;

use super::{assignment, responsibility};
use crate::{
    memberships::{employer, membership},
    partnerships::partnership,
    support::{assert_json, on_both},
};

const MATRIX: &str = "query($p: ID!, $day: Date) { partnership(id: $p) { responsibilityMatrix(activeOn: $day) { activeOn
    rows { responsibility { title } hasLead cells { kind membership { employer { name } agency { kind } } } }
    members { employer { name } agency { kind } } withoutLead { title } membersWithoutAny { employer { name } } } } }";

on_both! {
    async fn the_matrix_of_a_day_shows_its_gaps(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let (acme, bolt, care) = (employer(&cora, "Acme").await, employer(&cora, "Bolt").await, employer(&cora, "Care").await);
        let agency = membership(&cora, &p, json!({ "agencyId": cora.agency_id.to_string() })).await;
        let acme = membership(&cora, &p, json!({ "employerId": acme, "leftOn": "2026-06-01" })).await;
        let bolt = membership(&cora, &p, json!({ "employerId": bolt })).await;
        membership(&cora, &p, json!({ "employerId": care, "joinedOn": "2026-01-01" })).await;
        let recruit = responsibility(&cora, &p, "Recruit students").await;
        let fund = responsibility(&cora, &p, "Find funds").await;
        responsibility(&cora, &p, "Keep the books").await;
        assignment(&cora, &recruit, json!({ "membershipId": bolt, "kind": "SUPPORT", "fromOn": "2026-01-01" })).await;
        assignment(&cora, &recruit, json!({ "membershipId": agency, "kind": "LEAD", "fromOn": "2026-01-01" })).await;
        assignment(&cora, &fund, json!({ "membershipId": acme, "kind": "LEAD", "fromOn": "2026-01-01" })).await;
        assert_json!(cora.gql(MATRIX, json!({ "p": p, "day": "2026-03-01" })).await["partnership"]["responsibilityMatrix"], {"activeOn": "2026-03-01", "members": [{"agency": {"kind": "COLLEGE"}, "employer": null}, {"agency": null, "employer": {"name": "Acme"}}, {"agency": null, "employer": {"name": "Bolt"}}, {"agency": null, "employer": {"name": "Care"}}], "membersWithoutAny": [{"employer": {"name": "Care"}}], "rows": [{"cells": [{"kind": "LEAD", "membership": {"agency": {"kind": "COLLEGE"}, "employer": null}}, {"kind": "SUPPORT", "membership": {"agency": null, "employer": {"name": "Bolt"}}}], "hasLead": true, "responsibility": {"title": "Recruit students"}}, {"cells": [{"kind": "LEAD", "membership": {"agency": null, "employer": {"name": "Acme"}}}], "hasLead": true, "responsibility": {"title": "Find funds"}}, {"cells": [], "hasLead": false, "responsibility": {"title": "Keep the books"}}], "withoutLead": [{"title": "Keep the books"}]});
        assert_json!(cora.gql(MATRIX, json!({ "p": p })).await["partnership"]["responsibilityMatrix"], {"activeOn": "2026-11-24", "members": [{"agency": {"kind": "COLLEGE"}, "employer": null}, {"agency": null, "employer": {"name": "Bolt"}}, {"agency": null, "employer": {"name": "Care"}}], "membersWithoutAny": [{"employer": {"name": "Care"}}], "rows": [{"cells": [{"kind": "LEAD", "membership": {"agency": {"kind": "COLLEGE"}, "employer": null}}, {"kind": "SUPPORT", "membership": {"agency": null, "employer": {"name": "Bolt"}}}], "hasLead": true, "responsibility": {"title": "Recruit students"}}, {"cells": [], "hasLead": false, "responsibility": {"title": "Find funds"}}, {"cells": [], "hasLead": false, "responsibility": {"title": "Keep the books"}}], "withoutLead": [{"title": "Find funds"}, {"title": "Keep the books"}]});
    }

    async fn the_matrices_of_twenty_partnerships_take_three_statements(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        for n in 0..20 {
            let p = partnership(&cora, &format!("Partnership {n:02}"), "SECTOR").await;
            let member = membership(&cora, &p, json!({ "agencyId": cora.agency_id.to_string() })).await;
            let id = responsibility(&cora, &p, "Recruit students").await;
            assignment(&cora, &id, json!({ "membershipId": member, "kind": "LEAD" })).await;
        }
        let query = "query($first: Int) { partnerships(first: $first) { nodes { responsibilityMatrix { rows { responsibility { title } cells { kind membership { seat } } }
            members { seat } withoutLead { title } membersWithoutAny { seat } } } } }";
        let (one, _) = t.statements(cora.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(cora.gql(query, json!({ "first": 20 }))).await;
        // The token and the page; responsibilities, assignments, members.
        assert_eq!((one, twenty), (5, 5));
    }
}
