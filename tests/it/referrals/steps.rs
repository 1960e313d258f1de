//! The stages of a referral, its history, its trash, and the hire that ends it.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::referred;
use crate::{
    completers::{completer, problems},
    engagements::employer,
    hires::hired,
    programs::program,
    support::{User, assert_json, on_both},
};

const MOVE: &str = "mutation($id: ID!, $version: Int!, $input: ReferralMoveInput!) { referralMove(id: $id, version: $version, input: $input) {
    referral { stage stageOn nextStages version } userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: ReferralUpdateInput!) { referralUpdate(id: $id, version: $version, input: $input) {
    referral { referredOn stageOn note version } changes { field before after } userErrors { code path message } } }";
const READ: &str =
    "query($id: ID!) { referral(id: $id) { stage stageOn referredOn nextStages version hire { startedOn }
    steps { stage happenedOn user { id } } completer { reference } employer { name } } }";

/// A completer and an employer.
async fn pair(sam: &User<'_>) -> (Value, Value) {
    let p = program(sam, json!({ "name": "Nursing" })).await;
    (
        completer(sam, &p, "S-1", json!({})).await,
        employer(sam, "Acme").await,
    )
}

/// What is stored, who took the steps checked and taken out.
async fn read(sam: &User<'_>, id: &Value) -> Value {
    let mut seen = sam.gql(READ, json!({ "id": id })).await["referral"].take();
    for step in seen["steps"].as_array_mut().expect("steps") {
        assert_eq!(step["user"].take(), json!({ "id": sam.id.to_string() }));
    }
    seen
}

on_both! {
    async fn a_referral_only_goes_forward(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (ana, acme) = pair(&sam).await;
        let id = referred(&sam, &ana, &acme, json!({})).await;
        let mut seen = Vec::new();
        for (version, input) in [
            (1, json!({ "stage": "HIRED" })),
            (1, json!({ "stage": "REFERRED" })),
            (1, json!({ "stage": "INTERVIEWED", "on": "2024-06-30" })),
            (1, json!({ "stage": "INTERVIEWED", "on": "2026-11-26" })),
            (1, json!({ "stage": "INTERVIEWED", "on": "2024-07-08" })),
            (1, json!({ "stage": "OFFERED" })),
            (2, json!({ "stage": "REFERRED" })),
            (2, json!({ "stage": "OFFERED" })),
            (3, json!({ "stage": "NOT_SELECTED" })),
            (4, json!({ "stage": "WITHDRAWN" })),
        ] {
            let data = sam.gql(MOVE, json!({ "id": id, "version": version, "input": input })).await["referralMove"].take();
            seen.push(json!([data["referral"]["stage"], problems(&data)]));
        }
        assert_json!(json!(seen), [[null, ["STATE input.stage"]], [null, ["STATE input.stage"]], [null, ["INVALID input.on"]], [null, ["INVALID input.on"]], ["INTERVIEWED", []], ["INTERVIEWED", ["CONFLICT version"]], [null, ["STATE input.stage"]], ["OFFERED", []], ["NOT_SELECTED", []], [null, ["STATE input.stage"]]]);
        assert_json!(read(&sam, &id).await, {"completer": {"reference": "S-1"}, "employer": {"name": "Acme"}, "hire": null, "nextStages": [], "referredOn": "2024-07-01", "stage": "NOT_SELECTED", "stageOn": "2026-11-24", "steps": [{"happenedOn": "2024-07-01", "stage": "REFERRED", "user": null}, {"happenedOn": "2024-07-08", "stage": "INTERVIEWED", "user": null}, {"happenedOn": "2026-11-24", "stage": "OFFERED", "user": null}, {"happenedOn": "2026-11-24", "stage": "NOT_SELECTED", "user": null}], "version": 4});
    }

    async fn recording_and_changing_names_every_problem(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let (ana, acme) = pair(&sam).await;
        let record = "mutation($input: ReferralRecordInput!) { referralRecord(input: $input) { referral { id } userErrors { code path message } } }";
        let mut seen = Vec::new();
        for (user, input) in [
            (&sam, json!({ "completerId": "nonsense", "employerId": acme, "referredOn": "2024-07-01" })),
            (&sam, json!({ "completerId": ana, "employerId": "nonsense", "referredOn": "2024-07-01" })),
            (&sam, json!({ "completerId": ana, "employerId": acme, "referredOn": "2027-01-01", "note": "SSN 123456789" })),
            (&vera, json!({ "completerId": ana, "employerId": acme, "referredOn": "2024-07-01" })),
        ] {
            seen.push(problems(&user.gql(record, json!({ "input": input })).await["referralRecord"]));
        }
        let id = referred(&sam, &ana, &acme, json!({ "note": "By phone" })).await;
        sam.gql(MOVE, json!({ "id": id, "version": 1, "input": { "stage": "INTERVIEWED", "on": "2024-07-08" } })).await;
        for (version, input) in [(2, json!({ "referredOn": "2024-07-09" })), (1, json!({ "note": null }))] {
            seen.push(problems(&sam.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await["referralUpdate"]));
        }
        assert_json!(json!(seen), [["NOT_FOUND input.completerId"], ["NOT_FOUND input.employerId"], ["PERSONAL_DATA input.note", "INVALID input.referredOn"], ["NOT_FOUND input.completerId"], ["INVALID input.referredOn"], ["CONFLICT version"]]);
        let changed = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "referredOn": "2024-07-08", "note": null } })).await;
        assert_json!(changed["referralUpdate"], {"changes": [{"after": "2024-07-08", "before": "2024-07-01", "field": "referredOn"}, {"after": null, "before": null, "field": "note"}], "referral": {"note": null, "referredOn": "2024-07-08", "stageOn": "2024-07-08", "version": 3}, "userErrors": []});
        assert_eq!(read(&sam, &id).await["steps"][0]["happenedOn"], "2024-07-08");
    }

    async fn a_hire_ends_a_referral_and_its_trash_takes_that_back(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (ana, acme) = pair(&sam).await;
        let id = referred(&sam, &ana, &acme, json!({})).await;
        sam.gql(MOVE, json!({ "id": id, "version": 1, "input": { "stage": "OFFERED", "on": "2024-07-20" } })).await;
        let hire = hired(&sam, &ana, &acme, json!({ "referralId": id, "startedOn": "2024-08-01" })).await;
        let seen = read(&sam, &id).await;
        assert_json!(json!([seen["stage"], seen["stageOn"], seen["hire"], seen["nextStages"]]), ["HIRED", "2024-08-01", {"startedOn": "2024-08-01"}, []]);
        let trash = "mutation($id: ID!, $version: Int!) { referralTrash(id: $id, version: $version) { userErrors { code path message } } }";
        assert_eq!(problems(&sam.gql(trash, json!({ "id": id, "version": 3 })).await["referralTrash"]), ["REFERENCED id"]);
        let trash_hire = "mutation($id: ID!, $version: Int!) { hireTrash(id: $id, version: $version) { hire { version } userErrors { code path message } } }";
        sam.gql(trash_hire, json!({ "id": hire, "version": 1 })).await;
        let seen = read(&sam, &id).await;
        assert_json!(json!([seen["stage"], seen["stageOn"], seen["hire"], seen["steps"].as_array().map(Vec::len)]), ["OFFERED", "2024-07-20", null, 4]);
        let restore = "mutation($id: ID!, $version: Int!) { hireRestore(id: $id, version: $version) { hire { version } userErrors { code path message } } }";
        assert_json!(sam.gql(restore, json!({ "id": hire, "version": 2 })).await["hireRestore"], {"hire": {"version": 3}, "userErrors": []});
        assert_eq!(read(&sam, &id).await["stage"], "HIRED");
        sam.gql(trash_hire, json!({ "id": hire, "version": 3 })).await;
        assert_eq!(read(&sam, &id).await["stage"], "OFFERED");
        sam.gql(MOVE, json!({ "id": id, "version": 6, "input": { "stage": "WITHDRAWN" } })).await;
        assert_eq!(problems(&sam.gql(restore, json!({ "id": hire, "version": 4 })).await["hireRestore"]), ["STATE id"]);
        assert_json!(sam.gql(trash, json!({ "id": id, "version": 7 })).await["referralTrash"], {"userErrors": []});
        let back = "mutation($id: ID!) { referralRestore(id: $id, version: 8) { referral { stage trashedAt } userErrors { code path message } } }";
        assert_json!(sam.gql(back, json!({ "id": id })).await["referralRestore"], {"referral": {"stage": "WITHDRAWN", "trashedAt": null}, "userErrors": []});
    }

    async fn lists_find_referrals(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (ana, acme) = pair(&sam).await;
        let bolt = employer(&sam, "Bolt").await;
        let first = referred(&sam, &ana, &acme, json!({})).await;
        referred(&sam, &ana, &bolt, json!({ "referredOn": "2024-09-01" })).await;
        sam.gql(MOVE, json!({ "id": first, "version": 1, "input": { "stage": "INTERVIEWED" } })).await;
        let query = "query($where: ReferralWhere, $trashed: Boolean) { referrals(where: $where, trashed: $trashed) { nodes { employer { name } } totalCount { value } } }";
        let mut seen = Vec::new();
        for (filter, trashed) in [
            (json!({}), false),
            (json!({ "stage": ["INTERVIEWED", "OFFERED"] }), false),
            (json!({ "completerId": ana, "employerId": bolt }), false),
            (json!({ "referredOn": { "to": "2024-08-31" } }), false),
            (json!({}), true),
        ] {
            let data = sam.gql(query, json!({ "where": filter, "trashed": trashed })).await;
            let nodes = data["referrals"]["nodes"].as_array().expect("nodes").clone();
            assert_eq!(data["referrals"]["totalCount"]["value"], nodes.len());
            seen.push(nodes.iter().map(|node| node["employer"]["name"].clone()).collect::<Vec<_>>());
        }
        assert_json!(json!(seen), [["Bolt", "Acme"], ["Acme"], ["Bolt"], ["Acme"], []]);
    }
}
