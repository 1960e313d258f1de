//! Recording, changing and listing hires, and their trash.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{add, hired};
use crate::{
    completers::{completer, problems},
    engagements::employer,
    programs::program,
    referrals::referred,
    support::{User, assert_json, on_both},
};

const FIELDS: &str = "fragment F on Hire { completer { reference } program { name } programYear employer { name } establishment { name }
    occupation { code } startedOn endedOn hourlyWage { amount } hoursPerWeek isInField source note version permissions { canUpdate } }";
const RECORD: &str = "mutation($input: HireRecordInput!) { hireRecord(input: $input) { hire { id } userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: HireUpdateInput!) { hireUpdate(id: $id, version: $version, input: $input) {
    hire { startedOn endedOn version } changes { field before after isRestricted } userErrors { code path message } } }";

/// A worksite of an employer; the id.
async fn site(user: &User<'_>, employer: &Value, name: &str) -> Value {
    let query = "mutation($e: ID!, $name: String!) { establishmentCreate(input: {employerId: $e, name: $name}) { establishment { id } } }";
    let data = user.gql(query, json!({ "e": employer, "name": name })).await;
    data["establishmentCreate"]["establishment"]["id"].clone()
}

on_both! {
    async fn a_hire_names_everything_about_the_work(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let ana = completer(&sam, &p, "S-1", json!({})).await;
        let acme = employer(&sam, "Acme").await;
        let north = site(&sam, &acme, "North").await;
        let more = json!({ "establishmentId": north, "socCode": " 29-1141.00 ", "endedOn": "2025-02-01", "hourlyWage": "31.5", "hoursPerWeek": "37.5",
            "isInField": true, "source": "EMPLOYER", "note": "Nights" });
        let id = hired(&sam, &ana, &acme, more).await;
        let query = format!("query($id: ID!) {{ hire(id: $id) {{ ...F }} node(id: $id) {{ __typename id }} }} {FIELDS}");
        let seen = sam.gql(&query, json!({ "id": id })).await;
        assert_eq!(seen["node"], json!({ "__typename": "Hire", "id": id }));
        assert_json!(seen["hire"], {"completer": {"reference": "S-1"}, "employer": {"name": "Acme"}, "endedOn": "2025-02-01", "establishment": {"name": "North"}, "hourlyWage": {"amount": "31.50"}, "hoursPerWeek": "37.50", "isInField": true, "note": "Nights", "occupation": {"code": "29-1141"}, "permissions": {"canUpdate": true}, "program": {"name": "Nursing"}, "programYear": 2023, "source": "EMPLOYER", "startedOn": "2024-07-15", "version": 1});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let (ana, ben) = (completer(&sam, &p, "S-1", json!({})).await, completer(&sam, &p, "S-2", json!({})).await);
        let (acme, bolt) = (employer(&sam, "Acme").await, employer(&sam, "Bolt").await);
        let elsewhere = site(&sam, &bolt, "South").await;
        let (of_ben, to_bolt) = (referred(&sam, &ben, &acme, json!({})).await, referred(&sam, &ana, &bolt, json!({})).await);
        let led = referred(&sam, &ana, &acme, json!({})).await;
        hired(&sam, &ana, &acme, json!({ "startedOn": "2025-01-01", "referralId": led })).await;
        let plain = json!({ "completerId": ana, "employerId": acme, "socCode": "29-1141", "startedOn": "2024-07-15" });
        let mut seen = Vec::new();
        for (user, more) in [
            (&sam, json!({ "socCode": "nurse", "startedOn": "1989-12-31", "hourlyWage": "0", "hoursPerWeek": "168.01", "note": "DOB 1/2/1990" })),
            (&sam, json!({ "startedOn": "2026-11-26", "hourlyWage": "1000.01", "hoursPerWeek": "-1" })),
            (&sam, json!({ "endedOn": "2024-07-14" })),
            (&sam, json!({ "completerId": "nonsense" })),
            (&sam, json!({ "employerId": "nonsense", "establishmentId": "nonsense" })),
            (&sam, json!({ "establishmentId": elsewhere })),
            (&sam, json!({ "referralId": "nonsense" })),
            (&sam, json!({ "referralId": of_ben })),
            (&sam, json!({ "referralId": to_bolt })),
            (&sam, json!({ "referralId": led })),
            (&sam, json!({ "startedOn": "2025-01-01" })),
            (&vera, json!({})),
        ] {
            let mut input = plain.clone();
            add(&mut input, &more);
            seen.push(problems(&user.gql(RECORD, json!({ "input": input })).await["hireRecord"]));
        }
        assert_json!(json!(seen), [["INVALID input.socCode", "INVALID input.startedOn", "INVALID input.hourlyWage", "INVALID input.hoursPerWeek", "PERSONAL_DATA input.note"], ["INVALID input.startedOn", "INVALID input.hourlyWage", "INVALID input.hoursPerWeek"], ["INVALID input.endedOn"], ["NOT_FOUND input.completerId"], ["NOT_FOUND input.employerId", "NOT_FOUND input.establishmentId"], ["INVALID input.establishmentId"], ["NOT_FOUND input.referralId"], ["INVALID input.referralId"], ["INVALID input.referralId"], ["STATE input.referralId"], ["DUPLICATE input.startedOn"], ["NOT_FOUND input.completerId"]]);
    }

    async fn a_hire_is_changed_and_given_back_by_the_trash(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let ana = completer(&sam, &p, "S-1", json!({})).await;
        let (acme, bolt) = (employer(&sam, "Acme").await, employer(&sam, "Bolt").await);
        let north = site(&sam, &acme, "North").await;
        let led = referred(&sam, &ana, &bolt, json!({})).await;
        let of_bolt = hired(&sam, &ana, &bolt, json!({ "referralId": led })).await;
        let id = hired(&sam, &ana, &acme, json!({ "establishmentId": north, "hourlyWage": "20" })).await;
        hired(&sam, &ana, &acme, json!({ "startedOn": "2025-01-01" })).await;
        let mut seen = Vec::new();
        for (id, version, input) in [
            (&id, 1, json!({ "endedOn": "2024-12-31", "hourlyWage": "21" })),
            (&id, 1, json!({ "endedOn": null })),
        ] {
            seen.push(sam.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await["hireUpdate"].clone());
        }
        assert_json!(json!(seen), [{"changes": [{"after": "2024-12-31", "before": null, "field": "endedOn", "isRestricted": false}, {"after": null, "before": null, "field": "hourlyWage", "isRestricted": true}], "hire": {"endedOn": "2024-12-31", "startedOn": "2024-07-15", "version": 2}, "userErrors": []}, {"changes": [], "hire": {"endedOn": "2024-12-31", "startedOn": "2024-07-15", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}]);
        let mut seen = Vec::new();
        for (id, version, input) in [
            (&id, 2, json!({ "startedOn": "2025-01-01", "endedOn": null })),
            (&id, 2, json!({ "startedOn": "2025-01-02" })),
            (&id, 2, json!({ "employerId": bolt, "startedOn": "2024-08-01" })),
            (&of_bolt, 1, json!({ "employerId": acme, "startedOn": "2024-08-01" })),
        ] {
            seen.push(problems(&sam.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await["hireUpdate"]));
        }
        assert_json!(json!(seen), [["DUPLICATE input.startedOn"], ["INVALID input.endedOn"], ["INVALID input.establishmentId"], ["INVALID input.employerId"]]);
        let trash = "mutation($id: ID!, $version: Int!) { hireTrash(id: $id, version: $version) { hire { trashedAt } userErrors { code path message } } }";
        let restore = "mutation($id: ID!, $version: Int!) { hireRestore(id: $id, version: $version) { hire { trashedAt } userErrors { code path message } } }";
        let mut seen = Vec::new();
        for (query, version) in [(restore, 2), (trash, 1), (trash, 2), (trash, 3), (UPDATE, 3)] {
            let data = sam.gql(query, json!({ "id": id, "version": version, "input": {} })).await;
            seen.push(problems(data.as_object().expect("data").values().next().expect("a payload")));
        }
        assert_json!(json!(seen), [["STATE id"], ["CONFLICT version"], [], ["STATE id"], ["STATE id"]]);
        let again = hired(&sam, &ana, &acme, json!({})).await;
        assert_eq!(problems(&sam.gql(restore, json!({ "id": id, "version": 3 })).await["hireRestore"]), ["DUPLICATE id"]);
        sam.gql(trash, json!({ "id": again, "version": 1 })).await;
        assert_json!(sam.gql(restore, json!({ "id": id, "version": 3 })).await["hireRestore"], {"hire": {"trashedAt": null}, "userErrors": []});
    }

    async fn of_two_who_write_at_once_one_is_told(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let acme = employer(&sam, "Acme").await;
        let trash = "mutation($id: ID!) { completerTrash(id: $id, version: 1) { userErrors { code path message } } }";
        for n in 0..5 {
            let id = completer(&sam, &p, &format!("S-{n}"), json!({})).await;
            let led = referred(&sam, &id, &acme, json!({})).await;
            let hire = |day: &str| json!({ "input": { "completerId": id, "employerId": acme, "referralId": led, "socCode": "29-1141", "startedOn": day } });
            let (one, other) = tokio::join!(sam.gql(RECORD, hire("2024-08-01")), sam.gql(RECORD, hire("2024-08-02")));
            let mut both = [problems(&one["hireRecord"]), problems(&other["hireRecord"])];
            both.sort();
            assert_json!(json!(both), [[], ["STATE input.referralId"]]);
            let id = completer(&sam, &p, &format!("T-{n}"), json!({})).await;
            let input = json!({ "completerId": id, "employerId": acme, "socCode": "29-1141", "startedOn": "2024-08-01" });
            let (hired, trashed) = tokio::join!(sam.gql(RECORD, json!({ "input": input })), sam.gql(trash, json!({ "id": id })));
            let both = [problems(&hired["hireRecord"]), problems(&trashed["completerTrash"])];
            let is_told = both == [vec![], vec!["REFERENCED id".to_owned()]] || both == [vec!["STATE input.completerId".to_owned()], vec![]];
            assert!(is_told, "{both:?}");
        }
    }

    async fn what_hires_copy_follows_the_completer(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (p, q) = (program(&sam, json!({ "name": "Nursing" })).await, program(&sam, json!({ "name": "Welding" })).await);
        let ana = completer(&sam, &p, "S-1", json!({})).await;
        let acme = employer(&sam, "Acme").await;
        let id = hired(&sam, &ana, &acme, json!({})).await;
        let update = "mutation($id: ID!, $p: ID!) { completerUpdate(id: $id, version: 1, input: {programId: $p, completedOn: \"2025-07-01\"}) { userErrors { code } } }";
        sam.gql(update, json!({ "id": ana, "p": q })).await;
        let query = "query($id: ID!) { hire(id: $id) { program { name } programYear version } }";
        assert_json!(sam.gql(query, json!({ "id": id })).await["hire"], {"program": {"name": "Welding"}, "programYear": 2025, "version": 1});
        let count = "query($p: ID!) { hires(where: {programId: $p}) { totalCount { value } } }";
        assert_eq!(sam.gql(count, json!({ "p": q })).await["hires"]["totalCount"]["value"], 1);
        assert_eq!(sam.gql(count, json!({ "p": p })).await["hires"]["totalCount"]["value"], 0);
    }

    async fn lists_find_hires(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let (ana, ben) = (completer(&sam, &p, "S-1", json!({})).await, completer(&sam, &p, "S-2", json!({ "completedOn": "2025-08-01" })).await);
        let (acme, bolt) = (employer(&sam, "Acme").await, employer(&sam, "Bolt").await);
        hired(&sam, &ana, &acme, json!({ "isInField": true })).await;
        hired(&sam, &ana, &bolt, json!({ "startedOn": "2025-03-01", "isInField": false, "socCode": "51-4121" })).await;
        hired(&sam, &ben, &bolt, json!({ "startedOn": "2025-09-01", "source": "WAGE_RECORD" })).await;
        let query = "query($where: HireWhere, $order: [HireOrder!]) { hires(where: $where, orderBy: $order) { nodes { startedOn } totalCount { value } } }";
        let mut seen = Vec::new();
        for (filter, order) in [
            (json!({}), Value::Null),
            (json!({}), json!([{ "startedOn": "ASC" }])),
            (json!({ "completerId": ana }), Value::Null),
            (json!({ "employerId": bolt }), Value::Null),
            (json!({ "programYear": [2025] }), Value::Null),
            (json!({ "socCode": ["51-4121"] }), Value::Null),
            (json!({ "isInField": false }), Value::Null),
            (json!({ "not": { "isInField": true } }), Value::Null),
            (json!({ "source": ["WAGE_RECORD"] }), Value::Null),
            (json!({ "startedOn": { "to": "2025-03-01" } }), Value::Null),
        ] {
            let data = sam.gql(query, json!({ "where": filter, "order": order })).await;
            let nodes = data["hires"]["nodes"].as_array().expect("nodes");
            assert_eq!(data["hires"]["totalCount"]["value"], nodes.len());
            let days: Vec<&str> = nodes.iter().filter_map(|node| node["startedOn"].as_str()).collect();
            seen.push(days.join(" "));
        }
        assert_json!(json!(seen), ["2025-09-01 2025-03-01 2024-07-15", "2024-07-15 2025-03-01 2025-09-01", "2025-03-01 2024-07-15", "2025-09-01 2025-03-01", "2025-09-01", "2025-03-01", "2025-03-01", "2025-09-01 2025-03-01", "2025-09-01", "2025-03-01 2024-07-15"]);
    }
}
