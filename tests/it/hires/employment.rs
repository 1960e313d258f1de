//! Employment in the second and fourth quarter after exit.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{add, employed, number};
use crate::{
    completers::{completer, problems},
    engagements::employer,
    programs::program,
    support::{assert_json, on_both},
};

const RECORD: &str = "mutation($input: EmploymentRecordInput!) { employmentRecord(input: $input) {
    employment { id } userErrors { code path message params { name value } } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: EmploymentUpdateInput!) { employmentUpdate(id: $id, version: $version, input: $input) {
    employment { isUnsubsidized evidence foundOn version } changes { field before after } userErrors { code path message } } }";
const REMOVE: &str = "mutation($id: ID!, $version: Int!) { employmentRemove(id: $id, version: $version) {
    employment { evidence } userErrors { code path message } } }";
const READ: &str = "query($id: ID!) { completer(id: $id) { employmentAfterExit { isSameEmployer secondQuarterProgramYear fourthQuarterProgramYear
    quarters { quarter from to isDue isNoneFound employment { employer { name } isNoneFound identifier { value } isUnsubsidized evidence foundOn note version } } } } }";

on_both! {
    async fn quarters_are_counted_from_the_exit(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let mut seen = Vec::new();
        for (reference, exit) in [("S-1", "2023-12-31"), ("S-2", "2024-01-01"), ("S-3", "2026-06-30")] {
            let id = completer(&sam, &p, reference, json!({ "exitedOn": exit })).await;
            let after = sam.gql(READ, json!({ "id": id })).await["completer"]["employmentAfterExit"].take();
            let quarters: Vec<Value> = after["quarters"].as_array().expect("quarters").iter().map(|q| json!([q["quarter"], q["from"], q["to"], q["isDue"]])).collect();
            seen.push(json!([after["secondQuarterProgramYear"], after["fourthQuarterProgramYear"], quarters]));
        }
        assert_json!(json!(seen), [[2024, 2024, [["Q2", "2024-04-01", "2024-06-30", true], ["Q4", "2024-10-01", "2024-12-31", true]]], [2024, 2025, [["Q2", "2024-07-01", "2024-09-30", true], ["Q4", "2025-01-01", "2025-03-31", true]]], [2026, 2027, [["Q2", "2026-10-01", "2026-12-31", true], ["Q4", "2027-04-01", "2027-06-30", false]]]]);
        let none = completer(&sam, &p, "S-4", json!({})).await;
        assert_eq!(sam.gql(READ, json!({ "id": none })).await["completer"]["employmentAfterExit"], Value::Null);
    }

    async fn several_employers_of_a_quarter_are_recorded_and_that_none_was_found(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let ana = completer(&sam, &p, "S-1", json!({ "exitedOn": "2023-12-31" })).await;
        let (acme, bolt) = (employer(&sam, "Acme").await, employer(&sam, "Bolt").await);
        let fein = number(&sam, &acme, "FEIN", "91-1234567").await;
        employed(&sam, &ana, "Q2", json!({ "employerId": acme, "identifierId": fein, "evidence": "UI_WAGE_RECORD", "foundOn": "2024-11-02" })).await;
        employed(&sam, &ana, "Q2", json!({ "employerId": bolt, "isUnsubsidized": false, "note": "Work study" })).await;
        employed(&sam, &ana, "Q4", json!({ "isNoneFound": true, "evidence": "UI_WAGE_RECORD" })).await;
        let after = sam.gql(READ, json!({ "id": ana })).await["completer"]["employmentAfterExit"].take();
        assert_eq!(after["isSameEmployer"], false);
        assert_json!(after["quarters"], [{"employment": [{"employer": {"name": "Acme"}, "evidence": "UI_WAGE_RECORD", "foundOn": "2024-11-02", "identifier": {"value": "91-1234567"}, "isNoneFound": false, "isUnsubsidized": true, "note": null, "version": 1}, {"employer": {"name": "Bolt"}, "evidence": "PAY_STUB", "foundOn": "2026-11-24", "identifier": null, "isNoneFound": false, "isUnsubsidized": false, "note": "Work study", "version": 1}], "from": "2024-04-01", "isDue": true, "isNoneFound": false, "quarter": "Q2", "to": "2024-06-30"}, {"employment": [{"employer": null, "evidence": "UI_WAGE_RECORD", "foundOn": "2026-11-24", "identifier": null, "isNoneFound": true, "isUnsubsidized": false, "note": null, "version": 1}], "from": "2024-10-01", "isDue": true, "isNoneFound": true, "quarter": "Q4", "to": "2024-12-31"}]);
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let ana = completer(&sam, &p, "S-1", json!({ "exitedOn": "2024-01-01" })).await;
        let (inside, late) = (completer(&sam, &p, "S-2", json!({})).await, completer(&sam, &p, "S-3", json!({ "exitedOn": "2026-06-30" })).await);
        let (acme, bolt) = (employer(&sam, "Acme").await, employer(&sam, "Bolt").await);
        let (of_bolt, duns) = (number(&sam, &bolt, "FEIN", "91-7654321").await, number(&sam, &acme, "DUNS", "123456789").await);
        employed(&sam, &ana, "Q2", json!({ "employerId": acme })).await;
        employed(&sam, &ana, "Q4", json!({ "isNoneFound": true })).await;
        let plain = json!({ "completerId": ana, "quarter": "Q2", "employerId": bolt, "evidence": "SURVEY" });
        let mut seen = Vec::new();
        for (user, more) in [
            (&sam, json!({ "completerId": "nonsense" })),
            (&sam, json!({ "completerId": inside })),
            (&sam, json!({ "completerId": late, "quarter": "Q4" })),
            (&sam, json!({ "employerId": null })),
            (&sam, json!({ "isNoneFound": true })),
            (&sam, json!({ "employerId": "nonsense", "identifierId": "nonsense" })),
            (&sam, json!({ "identifierId": of_bolt, "employerId": acme, "quarter": "Q2" })),
            (&sam, json!({ "identifierId": duns, "employerId": acme })),
            (&sam, json!({ "foundOn": "2024-06-30", "note": "123-45-6789" })),
            (&sam, json!({ "foundOn": "2026-11-26" })),
            (&sam, json!({ "employerId": acme })),
            (&sam, json!({ "employerId": null, "isNoneFound": true })),
            (&sam, json!({ "quarter": "Q4" })),
            (&sam, json!({ "quarter": "Q4", "employerId": null, "isNoneFound": true })),
            (&vera, json!({})),
        ] {
            let mut input = plain.clone();
            add(&mut input, &more);
            seen.push(problems(&user.gql(RECORD, json!({ "input": input })).await["employmentRecord"]));
        }
        assert_json!(json!(seen), [["NOT_FOUND input.completerId"], ["STATE input.completerId"], ["STATE input.quarter"], ["REQUIRED input.employerId"], ["INVALID input.isNoneFound"], ["NOT_FOUND input.employerId", "NOT_FOUND input.identifierId"], ["INVALID input.identifierId"], ["INVALID input.identifierId"], ["PERSONAL_DATA input.note", "INVALID input.foundOn"], ["INVALID input.foundOn"], ["DUPLICATE input.employerId"], ["STATE input.isNoneFound"], ["STATE input.employerId"], ["DUPLICATE input.employerId"], ["NOT_FOUND input.completerId"]]);
        let early = json!({ "completerId": late, "quarter": "Q4", "employerId": acme, "evidence": "SURVEY" });
        let told = sam.gql(RECORD, json!({ "input": early })).await["employmentRecord"]["userErrors"][0].clone();
        assert_json!(told, {"code": "STATE", "message": "This quarter is not yet due: it begins on 2027-04-01.", "params": [{"name": "from", "value": "2027-04-01"}], "path": ["input", "quarter"]});
        t.clock.advance(chrono::TimeDelta::days(128));
        let colleague = t.user_of(sam.agency_id, UserRole::Staff).await;
        employed(&colleague, &late, "Q4", json!({ "employerId": acme })).await;
    }

    async fn a_number_that_the_writer_may_not_read_is_not_there(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let ana = completer(&sam, &p, "S-1", json!({ "exitedOn": "2023-12-31" })).await;
        let acme = employer(&sam, "Acme").await;
        let secret = "mutation($e: ID!) { identifierRecord(input: {employerId: $e, system: FEIN, value: \"91-1234567\", confidentiality: UC_CONFIDENTIAL}) { identifier { id } } }";
        let secret = kim.gql(secret, json!({ "e": acme })).await["identifierRecord"]["identifier"]["id"].clone();
        let input = json!({ "completerId": ana, "quarter": "Q2", "employerId": acme, "identifierId": secret, "evidence": "SURVEY" });
        assert_eq!(problems(&sam.gql(RECORD, json!({ "input": input })).await["employmentRecord"]), ["NOT_FOUND input.identifierId"]);
    }

    async fn employment_is_changed_and_removed(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let ana = completer(&sam, &p, "S-1", json!({ "exitedOn": "2023-12-31" })).await;
        let acme = employer(&sam, "Acme").await;
        let id = employed(&sam, &ana, "Q2", json!({ "employerId": acme })).await;
        let none = employed(&sam, &ana, "Q4", json!({ "isNoneFound": true })).await;
        assert_eq!(sam.gql("query($id: ID!) { node(id: $id) { __typename id } }", json!({ "id": id })).await["node"], json!({ "__typename": "Employment", "id": id }));
        let changed = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "isUnsubsidized": false, "evidence": "EMPLOYER_CONFIRMATION", "foundOn": "2024-07-01" } })).await;
        assert_json!(changed["employmentUpdate"], {"changes": [{"after": "false", "before": "true", "field": "isUnsubsidized"}, {"after": "EMPLOYER_CONFIRMATION", "before": "PAY_STUB", "field": "evidence"}, {"after": "2024-07-01", "before": "2026-11-24", "field": "foundOn"}], "employment": {"evidence": "EMPLOYER_CONFIRMATION", "foundOn": "2024-07-01", "isUnsubsidized": false, "version": 2}, "userErrors": []});
        let mut seen = Vec::new();
        for (id, version, input) in [
            (&id, 1, json!({ "isUnsubsidized": true })),
            (&id, 2, json!({ "foundOn": "2024-03-31" })),
            (&none, 1, json!({ "isUnsubsidized": true })),
        ] {
            seen.push(problems(&sam.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await["employmentUpdate"]));
        }
        // The quarters after another exit would be others: it stays in its quarter while employment is on record.
        let exit = "mutation($id: ID!, $version: Int!, $on: Date) { completerUpdate(id: $id, version: $version, input: {exitedOn: $on}) { completer { version } userErrors { code path } } }";
        for (version, on) in [(1, json!("2024-01-01")), (1, Value::Null), (1, json!("2023-10-01"))] {
            seen.push(problems(&sam.gql(exit, json!({ "id": ana, "version": version, "on": on })).await["completerUpdate"]));
        }
        let trash = "mutation($id: ID!) { completerTrash(id: $id, version: 2) { userErrors { code path } } }";
        seen.push(problems(&sam.gql(trash, json!({ "id": ana })).await["completerTrash"]));
        for (id, version) in [(&id, 1), (&id, 2), (&id, 2), (&none, 1)] {
            seen.push(problems(&sam.gql(REMOVE, json!({ "id": id, "version": version })).await["employmentRemove"]));
        }
        assert_json!(json!(seen), [["CONFLICT version"], ["INVALID input.foundOn"], ["INVALID input.isUnsubsidized"], ["STATE input.exitedOn"], ["STATE input.exitedOn"], [], ["REFERENCED id"], ["CONFLICT version"], [], ["NOT_FOUND "], []]);
        assert_eq!(problems(&sam.gql(exit, json!({ "id": ana, "version": 2, "on": "2024-01-01" })).await["completerUpdate"]), Vec::<String>::new());
    }
}
