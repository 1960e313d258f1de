//! Recording and changing completers, and their trash.

use api::config::{CompleterFlags, Flags};
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{RECORD, completer, problems};
use crate::{
    cohorts::cohort,
    credentials::credential,
    engagements::employer,
    programs::program,
    support::{TestApp, assert_json, on_both},
};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: CompleterUpdateInput!) { completerUpdate(id: $id, version: $version, input: $input) {
    completer { reference completedOn programYear exitedOn isExcluded version } changes { field before after isRestricted } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { completerTrash(id: $id, version: $version) {
    completer { version trashedAt } userErrors { code path message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { completerRestore(id: $id, version: $version) {
    completer { version trashedAt } userErrors { code path message } } }";
const MANY: &str = "mutation($input: [CompleterRecordInput!]!) { completersRecord(input: $input) {
    completers { reference } userErrors { code path message } } }";

/// The application with names of completers kept.
async fn keeping_names(t: TestApp) -> TestApp {
    let completers = CompleterFlags {
        completer_names: Some("on".to_owned()),
        ..CompleterFlags::default()
    };
    t.restarted(Flags {
        completers,
        ..Flags::default()
    })
    .await
}

on_both! {
    async fn nobody_adds_to_the_counts_of_another_agency(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let theirs = program(&kim, json!({ "name": "Nursing" })).await;
        let input = json!({ "reference": "P-1", "programId": theirs, "completedOn": "2024-06-12" });
        let data = sam.gql(RECORD, json!({ "input": input })).await;
        assert_eq!(problems(&data["completerRecord"]), ["INVALID input.programId"]);
        let gain = "mutation($input: SkillGainRecordInput!) { skillGainRecord(input: $input) { skillGain { id } userErrors { code path message } } }";
        let input = json!({ "participantReference": "P-1", "programId": theirs, "gainType": "EFL", "achievedOn": "2026-11-01" });
        let data = sam.gql(gain, json!({ "input": input })).await;
        assert_eq!(problems(&data["skillGainRecord"]), ["INVALID input.programId"]);
    }

    async fn an_agency_records_whom_it_served(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing assistant" })).await;
        let spring = cohort(&sam, &p, json!({ "name": "Spring 2024", "startsOn": "2024-01-08" })).await;
        let license = credential(&sam, "Certified nursing assistant", json!({})).await;
        let input = json!({
            "reference": " S-0017 ", "programId": p, "cohortId": spring, "completedOn": "2024-06-30", "credentialId": license,
            "credentialOn": "2024-07-09", "exitedOn": "2024-07-01", "isExcluded": true, "note": "Wants night shifts."
        });
        let mut data = sam.gql(RECORD, json!({ "input": input })).await["completerRecord"].take();
        let id = data["completer"]["id"].take();
        assert_json!(data, {"completer": {"cohort": {"name": "Spring 2024"}, "completedOn": "2024-06-30", "credential": {"name": "Certified nursing assistant"}, "credentialOn": "2024-07-09", "exitedOn": "2024-07-01", "id": null, "isExcluded": true, "name": null, "note": "Wants night shifts.", "permissions": {"canTrash": true, "canUpdate": true, "hiddenFields": ["name"]}, "program": {"name": "Nursing assistant"}, "programYear": 2023, "reference": "S-0017", "version": 1}, "userErrors": []});
        let seen = sam.gql("query($id: ID!) { completer(id: $id) { reference agency { id } } node(id: $id) { __typename id } }", json!({ "id": id })).await;
        assert_eq!(seen["node"], json!({ "__typename": "Completer", "id": id }));
        assert_eq!(seen["completer"], json!({ "reference": "S-0017", "agency": { "id": sam.agency_id.to_string() } }));
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let (p, other) = (program(&sam, json!({ "name": "Nursing" })).await, program(&sam, json!({ "name": "Welding" })).await);
        let spring = cohort(&sam, &other, json!({ "name": "Spring", "startsOn": "2024-01-08" })).await;
        completer(&sam, &p, "S-1", json!({})).await;
        let plain = json!({ "reference": "S-2", "programId": p, "completedOn": "2024-06-30" });
        let with = |more: Value| {
            let mut input = plain.clone();
            for (name, value) in more.as_object().expect("an object") {
                input[name] = value.clone();
            }
            input
        };
        let mut seen = Vec::new();
        for (user, input) in [
            (&sam, with(json!({ "reference": " ", "note": "x".repeat(20_001) }))),
            (&sam, with(json!({ "reference": "x".repeat(201), "completedOn": "1989-12-31", "exitedOn": "2026-11-26", "credentialOn": "1900-01-01" }))),
            (&sam, with(json!({ "reference": "123-45-6789" }))),
            (&sam, with(json!({ "note": "born on 3 May 1994" }))),
            (&sam, with(json!({ "reference": "s-1" }))),
            (&sam, with(json!({ "name": "Ana Reyes" }))),
            (&sam, with(json!({ "programId": "nonsense", "cohortId": "nonsense", "credentialId": "nonsense" }))),
            (&sam, with(json!({ "cohortId": spring }))),
            (&sam, with(json!({ "credentialOn": "2024-07-01" }))),
            (&vera, with(json!({}))),
        ] {
            let data = user.gql(RECORD, json!({ "input": input })).await["completerRecord"].take();
            assert_eq!(data["completer"], Value::Null);
            seen.push(problems(&data));
        }
        assert_json!(json!(seen), [["REQUIRED input.reference", "TOO_LONG input.note"], ["TOO_LONG input.reference", "INVALID input.completedOn", "INVALID input.credentialOn", "INVALID input.exitedOn"], ["PERSONAL_DATA input.reference"], ["PERSONAL_DATA input.note"], ["DUPLICATE input.reference"], ["INVALID input.name"], ["NOT_FOUND input.programId", "NOT_FOUND input.credentialId", "NOT_FOUND input.cohortId"], ["INVALID input.cohortId"], ["REQUIRED input.credentialId"], ["FORBIDDEN "]]);
        let told = sam.gql(RECORD, json!({ "input": with(json!({ "reference": "s-1", "name": "Ana Reyes" })) })).await.to_string();
        assert!(told.contains("This deployment keeps no names of completers.") && !told.contains("Ana"), "{told}");
        let told = sam.gql(RECORD, json!({ "input": with(json!({ "reference": "S-1" })) })).await.to_string();
        assert!(told.contains("Your agency has a completer of this program under this reference.") && !told.contains("S-1"), "{told}");
        // Who completes two programs keeps the reference, and is found for each.
        let second = completer(&sam, &other, "S-1", json!({})).await;
        let found = sam.gql("{ completers(where: {reference: {eq: \"s-1\"}}) { nodes { program { name } } totalCount { value } } }", json!({})).await;
        assert_eq!(found["completers"]["totalCount"]["value"], 2, "{found}");
        let update = "mutation($id: ID!, $p: ID!) { completerUpdate(id: $id, version: 1, input: {programId: $p}) { userErrors { code path } } }";
        let data = sam.gql(update, json!({ "id": second, "p": p })).await;
        assert_eq!(problems(&data["completerUpdate"]), ["DUPLICATE input.reference"]);
        // Another agency refers to its own as it likes.
        let kim = t.user(UserRole::Staff).await;
        let theirs = program(&kim, json!({ "name": "Nursing" })).await;
        completer(&kim, &theirs, "S-1", json!({})).await;
    }

    async fn many_are_recorded_together_or_none(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let vera = t.user_of(sam.agency_id, UserRole::Viewer).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let one = |reference: String| json!({ "reference": reference, "programId": p, "completedOn": "2024-06-30" });
        let list = |count: usize| (0..count).map(|n| one(format!("S-{n}"))).collect::<Vec<_>>();
        let mut seen = Vec::new();
        for (user, input) in [
            (&sam, list(0)),
            (&sam, list(101)),
            (&vera, list(2)),
            (&sam, vec![one("A".into()), one(" ".into()), json!({ "reference": "B", "programId": p, "completedOn": "2030-01-01" })]),
            (&sam, vec![one("A".into()), one("B".into()), one("a".into())]),
            (&sam, vec![one("A".into()), json!({ "reference": "B", "programId": "nonsense", "completedOn": "2024-06-30" })]),
        ] {
            let data = user.gql(MANY, json!({ "input": input })).await["completersRecord"].take();
            assert_eq!(data["completers"], json!([]));
            seen.push(problems(&data));
        }
        assert_json!(json!(seen), [["REQUIRED input"], ["LIMIT input"], ["FORBIDDEN "], ["REQUIRED input.1.reference", "INVALID input.2.completedOn"], ["DUPLICATE input.2.reference"], ["NOT_FOUND input.1.programId"]]);
        let count = "{ completers { totalCount { value } } }";
        assert_eq!(sam.gql(count, json!({})).await["completers"]["totalCount"]["value"], 0);
        let data = sam.gql(MANY, json!({ "input": list(100) })).await["completersRecord"].take();
        assert_eq!(problems(&data), Vec::<String>::new());
        assert_eq!(data["completers"][99], json!({ "reference": "S-99" }));
        assert_eq!(sam.gql(count, json!({})).await["completers"]["totalCount"]["value"], 100);
    }

    async fn a_completer_is_changed_by_its_agency(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Admin).await);
        let vera = t.user_of(sam.agency_id, UserRole::Viewer).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let id = completer(&sam, &p, "S-1", json!({ "completedOn": "2024-06-30" })).await;
        completer(&sam, &p, "S-2", json!({})).await;
        let mut seen = Vec::new();
        for (user, version, input) in [
            (&kim, 1, json!({ "isExcluded": true })),
            (&vera, 1, json!({ "isExcluded": true })),
            (&sam, 1, json!({ "reference": "s-2" })),
            (&sam, 1, json!({ "reference": "S-3", "completedOn": "2024-07-01", "exitedOn": "2024-08-02", "note": "Moved" })),
            (&sam, 1, json!({ "reference": "S-4" })),
            (&sam, 2, json!({ "exitedOn": null, "isExcluded": true })),
        ] {
            let data = user.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await;
            seen.push(data["completerUpdate"].clone());
        }
        assert_json!(json!(seen), [{"changes": [], "completer": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}, {"changes": [], "completer": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}, {"changes": [], "completer": null, "userErrors": [{"code": "DUPLICATE", "message": "Your agency has a completer of this program under this reference.", "path": ["input", "reference"]}]}, {"changes": [{"after": null, "before": null, "field": "reference", "isRestricted": true}, {"after": "2024-07-01", "before": "2024-06-30", "field": "completedOn", "isRestricted": false}, {"after": "2024", "before": "2023", "field": "programYear", "isRestricted": false}, {"after": "2024-08-02", "before": null, "field": "exitedOn", "isRestricted": false}, {"after": null, "before": null, "field": "note", "isRestricted": true}], "completer": {"completedOn": "2024-07-01", "exitedOn": "2024-08-02", "isExcluded": false, "programYear": 2024, "reference": "S-3", "version": 2}, "userErrors": []}, {"changes": [], "completer": {"completedOn": "2024-07-01", "exitedOn": "2024-08-02", "isExcluded": false, "programYear": 2024, "reference": "S-3", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"changes": [{"after": null, "before": "2024-08-02", "field": "exitedOn", "isRestricted": false}, {"after": "true", "before": "false", "field": "isExcluded", "isRestricted": false}], "completer": {"completedOn": "2024-07-01", "exitedOn": null, "isExcluded": true, "programYear": 2024, "reference": "S-3", "version": 3}, "userErrors": []}]);
    }

    async fn the_trash_gives_back_what_nothing_hangs_on(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let id = completer(&sam, &p, "S-1", json!({})).await;
        let acme = employer(&sam, "Acme").await;
        let refer = "mutation($c: ID!, $e: ID!) { referralRecord(input: {completerId: $c, employerId: $e, referredOn: \"2024-07-01\"}) { referral { id } userErrors { code path } } }";
        let made = sam.gql(refer, json!({ "c": id, "e": acme })).await["referralRecord"]["referral"]["id"].clone();
        let mut seen = Vec::new();
        for (user, query, version) in [(&sam, RESTORE, 1), (&kim, TRASH, 1), (&sam, TRASH, 1)] {
            let data = user.gql(query, json!({ "id": id, "version": version })).await;
            seen.push(problems(data.as_object().expect("data").values().next().expect("a payload")));
        }
        assert_json!(json!(seen), [["STATE id"], ["NOT_FOUND "], ["REFERENCED id"]]);
        sam.gql("mutation($id: ID!) { referralTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": made })).await;
        let mut seen = Vec::new();
        for (query, version) in [(TRASH, 7), (TRASH, 1), (TRASH, 2), (UPDATE, 2)] {
            seen.push(sam.gql(query, json!({ "id": id, "version": version, "input": { "isExcluded": true } })).await);
        }
        assert_json!(json!(seen), [{"completerTrash": {"completer": {"trashedAt": null, "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}}, {"completerTrash": {"completer": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []}}, {"completerTrash": {"completer": null, "userErrors": [{"code": "STATE", "message": "This completer is in the trash already.", "path": ["id"]}]}}, {"completerUpdate": {"changes": [], "completer": null, "userErrors": [{"code": "STATE", "message": "This completer is in the trash; restore it first.", "path": ["id"]}]}}]);
        assert_eq!(problems(&sam.gql(refer, json!({ "c": id, "e": acme })).await["referralRecord"]), ["STATE input.completerId"]);
        assert_eq!(sam.gql("{ completers(trashed: true) { nodes { reference } } }", json!({})).await["completers"]["nodes"], json!([{ "reference": "S-1" }]));
        let again = completer(&sam, &p, "S-1", json!({})).await;
        assert_eq!(problems(&sam.gql(RESTORE, json!({ "id": id, "version": 2 })).await["completerRestore"]), ["DUPLICATE id"]);
        sam.gql(TRASH, json!({ "id": again, "version": 1 })).await;
        assert_json!(sam.gql(RESTORE, json!({ "id": id, "version": 2 })).await["completerRestore"], {"completer": {"trashedAt": null, "version": 3}, "userErrors": []});
    }

    async fn names_are_kept_only_where_the_deployment_says_so(t: TestApp) {
        let t = keeping_names(t).await;
        let sam = t.user(UserRole::Staff).await;
        let agency = sam.agency_id;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let made = completer(&sam, &p, "S-1", json!({ "name": " Ana  Reyes " })).await;
        let query = "query($id: ID!) { completer(id: $id) { reference name permissions { hiddenFields } } }";
        assert_json!(sam.gql(query, json!({ "id": made })).await["completer"], {"name": "Ana  Reyes", "permissions": {"hiddenFields": []}, "reference": "S-1"});
        let (kim, ada) = (t.user(UserRole::Admin).await, t.user_of(agency, UserRole::Admin).await);
        assert_eq!(kim.gql(query, json!({ "id": made })).await["completer"], Value::Null);
        let audit = "{ auditEntries(where: {subjectType: [COMPLETER]}) { nodes { action changes { field before after isRestricted } } } }";
        let told = ada.gql(audit, json!({})).await.to_string();
        assert!(told.contains("\"field\":\"name\"") && !told.contains("Ana") && !told.contains("S-1"), "{told}");
        // Switched off again: what was kept is shown to nobody.
        let t = t.restarted(Flags::default()).await;
        let sam = t.user_of(agency, UserRole::Staff).await;
        assert_json!(sam.gql(query, json!({ "id": made })).await["completer"], {"name": null, "permissions": {"hiddenFields": ["name"]}, "reference": "S-1"});
        let update = json!({ "id": made, "version": 1, "input": { "name": "Ana" } });
        assert_eq!(problems(&sam.gql(UPDATE, update).await["completerUpdate"]), ["INVALID input.name"]);
        let update = json!({ "id": made, "version": 1, "input": { "name": null } });
        assert_eq!(problems(&sam.gql(UPDATE, update).await["completerUpdate"]), Vec::<String>::new());
    }
}
