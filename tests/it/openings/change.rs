//! Recording and changing openings, and their trash.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{RECORD, input, opening};
use crate::{
    credentials::credential,
    engagements::employer,
    support::{User, assert_json, on_both},
};

const WHOLE: &str = "query($id: ID!) { opening(id: $id) {
    kind employer { name } socCode occupation { title } title positions filled demand opensOn closesOn
    wageLow { amount } wageHigh { amount currency } minimumEducation source asOf note visibility
    agency { kind } author { role } requirements { credential { name } text strength } version
    permissions { canUpdate canTrash } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: OpeningUpdateInput!) {
    openingUpdate(id: $id, version: $version, input: $input) {
        opening { positions filled visibility requirements { text } version }
        changes { field before after isRestricted } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { openingTrash(id: $id, version: $version) {
    opening { version trashedAt } userErrors { code path message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { openingRestore(id: $id, version: $version) {
    opening { version trashedAt } userErrors { code path message } } }";

async fn refused(user: &User<'_>, input: Value) -> Value {
    let data = user.gql(RECORD, json!({ "input": input })).await;
    assert_eq!(data["openingRecord"]["opening"], Value::Null, "{data}");
    let errors = data["openingRecord"]["userErrors"]
        .as_array()
        .expect("errors")
        .clone();
    let told = errors.iter().map(|error| {
        let path: Vec<&str> = error["path"]
            .as_array()
            .expect("a path")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        json!(format!(
            "{} {}",
            error["code"].as_str().expect("a code"),
            path.join(".")
        ))
    });
    told.collect()
}

on_both! {
    async fn an_opening_tells_what_is_sought_and_what_is_asked_for(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let license = credential(&sam, "Registered nurse", json!({})).await;
        let id = opening(&sam, &acme, json!({
            "socCode": "29-1141.01", "title": " Night nurse ", "closesOn": "2027-01-31", "wageLow": "31.5", "wageHigh": "40",
            "minimumEducation": "ASSOCIATE", "filled": 1, "note": "Two wards", "requirements": [
                { "credentialId": license, "strength": "REQUIRED_AT_HIRING" }, { "text": " Nights ", "strength": "PREFERRED" } ],
        })).await;
        let seen = sam.gql(WHOLE, json!({ "id": id })).await;
        assert_json!(seen["opening"], {
            "kind": "OPENING", "employer": {"name": "Acme"}, "socCode": "29-1141", "occupation": null, "title": "Night nurse",
            "positions": 5, "filled": 1, "demand": "NEW", "opensOn": "2026-12-01", "closesOn": "2027-01-31",
            "wageLow": {"amount": "31.50"}, "wageHigh": {"amount": "40.00", "currency": "USD"}, "minimumEducation": "ASSOCIATE",
            "source": "Talk with the plant manager", "asOf": "2026-11-20", "note": "Two wards", "visibility": "AGENCY",
            "agency": {"kind": "COLLEGE"}, "author": {"role": "STAFF"}, "requirements": [
                {"credential": {"name": "Registered nurse"}, "text": null, "strength": "REQUIRED_AT_HIRING"},
                {"credential": null, "text": "Nights", "strength": "PREFERRED"}],
            "version": 1, "permissions": {"canUpdate": true, "canTrash": true}});
        let listed = sam.gql("query($id: ID!) { employer(id: $id) { openings { nodes { title } totalCount { value } } } node(id: $id) { id } }", json!({ "id": acme })).await;
        assert_json!(listed["employer"]["openings"], {"nodes": [{"title": "Night nurse"}], "totalCount": {"value": 1}});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let vera = t.user_of(sam.agency_id, UserRole::Viewer).await;
        let acme = employer(&sam, "Acme").await;
        let nobody = |kind: &str| json!(format!("{kind}_{}", "0".repeat(32)));
        let long = "x".repeat(501);
        for (input, expected) in [
            (json!({ "socCode": "29-1140" }), json!(["INVALID input.socCode"])),
            (json!({ "socCode": "nurse", "positions": 0, "source": " ", "asOf": "2026-11-27" }),
             json!(["REQUIRED input.source", "INVALID input.socCode", "INVALID input.positions", "INVALID input.asOf"])),
            (json!({ "positions": 100_001 }), json!(["INVALID input.positions"])),
            (json!({ "filled": 6 }), json!(["INVALID input.filled"])),
            (json!({ "filled": -1 }), json!(["INVALID input.filled"])),
            (json!({ "closesOn": "2026-11-30" }), json!(["INVALID input.closesOn"])),
            (json!({ "kind": "FORECAST" }), json!(["REQUIRED input.closesOn"])),
            (json!({ "wageLow": "0" }), json!(["INVALID input.wageLow"])),
            (json!({ "wageLow": "20", "wageHigh": "19.99" }), json!(["INVALID input.wageHigh"])),
            (json!({ "employerId": nobody("employer"), "establishmentId": nobody("establishment") }),
             json!(["NOT_FOUND input.employerId", "NOT_FOUND input.establishmentId"])),
            (json!({ "title": "x".repeat(201), "source": long }), json!(["TOO_LONG input.title", "TOO_LONG input.source"])),
            (json!({ "note": "Ask for 123-45-6789" }), json!(["PERSONAL_DATA input.note"])),
            (json!({ "requirements": [{ "strength": "REQUIRED" }, { "text": "A", "credentialId": nobody("credential"), "strength": "REQUIRED" }] }),
             json!(["INVALID input.requirements.0", "INVALID input.requirements.1"])),
            (json!({ "requirements": [{ "text": "Born on 3 May 1994", "strength": "REQUIRED" }] }),
             json!(["PERSONAL_DATA input.requirements.0.text"])),
            (json!({ "requirements": [{ "credentialId": nobody("credential"), "strength": "REQUIRED" }] }),
             json!(["NOT_FOUND input.requirements.0.credentialId"])),
            (json!({ "requirements": vec![json!({ "text": "A", "strength": "PREFERRED" }); 51] }), json!(["LIMIT input.requirements"])),
            (json!({ "agencyId": kim.agency_id.to_string() }), json!(["FORBIDDEN "])),
        ] {
            assert_eq!(refused(&sam, super::input(&acme, input.clone())).await, expected, "{input}");
        }
        assert_json!(refused(&vera, input(&acme, json!({}))).await, ["FORBIDDEN "]);
        let site = "mutation($id: ID!) { establishmentCreate(input: {employerId: $id, name: \"Elsewhere\"}) { establishment { id } userErrors { message } } }";
        let other = sam.gql(site, json!({ "id": employer(&sam, "Other").await })).await["establishmentCreate"]["establishment"]["id"].clone();
        assert_json!(refused(&sam, input(&acme, json!({ "establishmentId": other }))).await, ["INVALID input.establishmentId"]);
        let count = sam.gql("{ openings { totalCount { value } } }", json!({})).await;
        assert_eq!(count["openings"]["totalCount"]["value"], 0, "nothing was written");
    }

    async fn occupations_are_held_against_the_current_list(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        crate::codes::load(&t).await;
        let acme = employer(&sam, "Acme").await;
        assert_json!(refused(&sam, input(&acme, json!({ "socCode": "99-1239" }))).await, ["NOT_FOUND input.socCode"]);
    }

    async fn a_change_keeps_no_words_in_the_audit(t: TestApp) {
        let (sam, ada) = (t.user(UserRole::Staff).await, t.user(UserRole::Admin).await);
        let (kim, colleague) = (t.user(UserRole::Convener).await, t.user_of(sam.agency_id, UserRole::Staff).await);
        let id = opening(&sam, &employer(&sam, "Acme").await, json!({ "visibility": "NETWORK", "note": "Quiet" })).await;
        let mut seen = Vec::new();
        for (user, version, input) in [
            (&kim, 1, json!({ "positions": 7 })),
            (&colleague, 1, json!({ "visibility": "RESTRICTED" })),
            (&sam, 1, json!({ "positions": 7, "filled": 2, "demand": "REPLACEMENT", "note": "Secret", "requirements": [{ "text": "A", "strength": "REQUIRED" }] })),
            (&sam, 2, json!({ "requirements": [{ "text": "A", "strength": "REQUIRED" }], "positions": 7 })),
            (&sam, 2, json!({ "requirements": [] })),
            (&sam, 3, json!({ "positions": 1 })),
            (&sam, 1, json!({ "positions": 8 })),
        ] {
            seen.push(user.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await["openingUpdate"].clone());
        }
        let (forbidden, changed) = (json!("FORBIDDEN"), &seen[2]);
        assert_eq!((&seen[0]["userErrors"][0]["code"], &seen[1]["userErrors"][0]["code"]), (&forbidden, &forbidden));
        assert_eq!(seen[1]["userErrors"][0]["path"], json!(["input", "visibility"]));
        assert_json!(changed["opening"], {"positions": 7, "filled": 2, "visibility": "NETWORK", "requirements": [{"text": "A"}], "version": 2});
        assert_json!(changed["changes"], [
            {"field": "positions", "before": null, "after": null, "isRestricted": true},
            {"field": "demand", "before": "NEW", "after": "REPLACEMENT", "isRestricted": false},
            {"field": "note", "before": null, "after": null, "isRestricted": true},
            {"field": "filled", "before": null, "after": null, "isRestricted": true},
            {"field": "requirements", "before": null, "after": null, "isRestricted": true}]);
        assert_json!(json!([seen[3]["changes"], seen[3]["opening"]["version"]]), [[], 2]);
        assert_json!(json!([seen[4]["opening"]["requirements"], seen[4]["opening"]["version"]]), [[], 3]);
        assert_eq!(seen[5]["userErrors"][0]["path"], json!(["input", "filled"]));
        assert_json!(json!([seen[6]["userErrors"][0]["code"], seen[6]["opening"]["positions"]]), ["CONFLICT", 7]);
        let audit = ada.gql("{ auditEntries(first: 50) { nodes { changes { field before after } } } }", json!({})).await.to_string();
        assert!(audit.contains("requirements") && !audit.contains("Secret") && !audit.contains("Quiet"), "{audit}");
    }

    async fn the_trash_gives_back(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let id = opening(&sam, &employer(&sam, "Acme").await, json!({ "visibility": "NETWORK" })).await;
        let mut seen = Vec::new();
        for (user, query, version) in [(&sam, RESTORE, 1), (&kim, TRASH, 1), (&sam, TRASH, 7), (&sam, TRASH, 1), (&sam, TRASH, 2), (&sam, UPDATE, 2)] {
            let mut data = user.gql(query, json!({ "id": id, "version": version, "input": { "positions": 2 } })).await;
            let answer = data.as_object_mut().unwrap().values_mut().next().unwrap().take();
            seen.push(json!([answer["opening"]["version"], answer["userErrors"][0]["code"]]));
        }
        assert_json!(json!(seen), [[null, "STATE"], [null, "FORBIDDEN"], [1, "CONFLICT"], [2, null], [null, "STATE"], [null, "STATE"]]);
        let lists = "{ live: openings { nodes { id } } gone: openings(trashed: true) { nodes { id } } }";
        let listed = sam.gql(lists, json!({})).await;
        assert_eq!(listed, json!({ "live": { "nodes": [] }, "gone": { "nodes": [{ "id": id }] } }));
        let back = sam.gql(RESTORE, json!({ "id": id, "version": 2 })).await;
        assert_json!(back["openingRestore"], {"opening": {"version": 3, "trashedAt": null}, "userErrors": []});
    }
}
