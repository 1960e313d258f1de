//! Adding and changing maps and their steps, and the trash.

use api::policy::Action;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{ADD_STEP, Drawn, UPDATE_STEP, ladder};
use crate::support::{User, assert_json, on_both};

const CREATE: &str = "mutation($input: PathwayMapCreateInput!) { pathwayMapCreate(input: $input) {
    pathwayMap { title region sector { key } note version agency { kind } steps { id } edges { id } entrySteps { id } permissions { canUpdate canTrash } }
    userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: PathwayMapUpdateInput!) { pathwayMapUpdate(id: $id, version: $version, input: $input) {
    pathwayMap { title region note version } changes { field before after } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { pathwayMapTrash(id: $id, version: $version) {
    pathwayMap { version trashedAt } userErrors { code path message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { pathwayMapRestore(id: $id, version: $version) {
    pathwayMap { version trashedAt } userErrors { code path message } } }";
const NONE: &str = "pathway_map_00000000000000000000000000000007";

on_both! {
    async fn staff_draw_maps_and_viewers_do_not(t: TestApp) {
        let (sam, vera, ada) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await, t.user(UserRole::Admin).await);
        let mut seen = Vec::new();
        for (user, input) in [
            (&sam, json!({ "title": " Nursing ", "region": " Alder Valley ", "note": "Draft" })),
            (&sam, json!({ "title": " ", "region": "x".repeat(201) })),
            (&ada, json!({ "title": "A", "agencyId": "agency_00000000000000000000000000000007", "sectorId": "nonsense" })),
            (&sam, json!({ "title": "A", "note": "SSN 123-45-6789" })),
            (&vera, json!({ "title": "A" })),
        ] {
            seen.push(user.gql(CREATE, json!({ "input": input })).await["pathwayMapCreate"].clone());
        }
        assert_json!(json!(seen), [{"pathwayMap": {"agency": {"kind": "COLLEGE"}, "edges": [], "entrySteps": [], "note": "Draft", "permissions": {"canTrash": true, "canUpdate": true}, "region": "Alder Valley", "sector": null, "steps": [], "title": "Nursing", "version": 1}, "userErrors": []}, {"pathwayMap": null, "userErrors": [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "title"]}, {"code": "TOO_LONG", "message": "This has 201 characters; at most 200 are allowed.", "path": ["input", "region"]}]}, {"pathwayMap": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such agency.", "path": ["input", "agencyId"]}, {"code": "NOT_FOUND", "message": "There is no such sector.", "path": ["input", "sectorId"]}]}, {"pathwayMap": null, "userErrors": [{"code": "PERSONAL_DATA", "message": "This holds what looks like a Social Security number. Such numbers are not kept here: take it out.", "path": ["input", "note"]}]}, {"pathwayMap": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}]);
    }

    async fn a_map_is_drawn_for_ones_own_agency(t: TestApp) {
        let (sam, cora, ada) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await, t.user(UserRole::Admin).await);
        let token = t.user_with(sam.agency_id, UserRole::Staff, &[Action::PathwayRead, Action::PathwayManage, Action::AgencyRead]).await;
        let of = |user: &User<'_>| json!(user.agency_id.to_string());
        let mut seen = Vec::new();
        for (user, agency) in [(&sam, of(&sam)), (&sam, of(&cora)), (&cora, of(&sam)), (&ada, of(&sam)), (&token, of(&sam))] {
            let data = user.gql(CREATE, json!({ "input": { "title": "A", "agencyId": agency } })).await;
            let errors = data["pathwayMapCreate"]["userErrors"].as_array().unwrap();
            seen.push(json!([data["pathwayMapCreate"]["pathwayMap"]["title"], errors.iter().map(|error| &error["code"]).collect::<Vec<_>>()]));
        }
        assert_json!(json!(seen), [["A", []], [null, ["FORBIDDEN"]], [null, ["FORBIDDEN"]], ["A", []], [null, ["FORBIDDEN"]]]);
        // Everybody who may change maps changes it; nobody but administrators gives it to another agency.
        let map = Drawn::new(&sam, json!({ "title": "Nursing" })).await;
        let mut seen = Vec::new();
        for (user, version, input) in [
            (&sam, 1, json!({ "agencyId": of(&cora) })),
            (&cora, 1, json!({ "title": "Care", "agencyId": of(&sam) })),
            (&token, 2, json!({ "agencyId": of(&cora) })),
            (&cora, 2, json!({ "agencyId": of(&cora) })),
            (&ada, 3, json!({ "agencyId": of(&sam) })),
        ] {
            let data = user.gql(UPDATE, json!({ "id": map.id, "version": version, "input": input })).await["pathwayMapUpdate"].clone();
            let codes: Vec<&Value> = data["userErrors"].as_array().unwrap().iter().map(|error| &error["code"]).collect();
            seen.push(json!([data["pathwayMap"]["version"], codes]));
        }
        assert_json!(json!(seen), [[null, ["FORBIDDEN"]], [2, []], [null, ["FORBIDDEN"]], [3, []], [4, []]]);
    }

    async fn a_map_is_changed_and_given_back_by_the_trash(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let mut map = Drawn::new(&sam, json!({ "title": "Nursing", "region": "North" })).await;
        map.step(json!({ "socCode": "29-1141" })).await;
        let mut seen = Vec::new();
        for (user, id, version, input) in [
            (&sam, &map.id, 2, json!({ "title": "Care", "region": null })),
            (&sam, &map.id, 2, json!({ "title": "Else" })),
            (&vera, &map.id, 3, json!({ "title": "Else" })),
            (&sam, &json!(NONE), 1, json!({})),
        ] {
            seen.push(user.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await["pathwayMapUpdate"].clone());
        }
        for (user, query, version) in [(&sam, RESTORE, 3), (&vera, TRASH, 3), (&sam, TRASH, 7), (&sam, TRASH, 3), (&sam, TRASH, 4), (&sam, UPDATE, 4)] {
            seen.push(user.gql(query, json!({ "id": map.id, "version": version, "input": {} })).await);
        }
        let step = json!({ "map": map.id, "version": 4, "input": { "socCode": "29-2061" } });
        seen.push(sam.gql(ADD_STEP, step).await);
        seen.push(sam.gql(RESTORE, json!({ "id": map.id, "version": 4 })).await);
        assert_json!(json!(seen), [{"changes": [{"after": "Care", "before": "Nursing", "field": "title"}, {"after": null, "before": "North", "field": "region"}], "pathwayMap": {"note": null, "region": null, "title": "Care", "version": 3}, "userErrors": []}, {"changes": [], "pathwayMap": {"note": null, "region": null, "title": "Care", "version": 3}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"changes": [], "pathwayMap": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"changes": [], "pathwayMap": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}, {"pathwayMapRestore": {"pathwayMap": null, "userErrors": [{"code": "STATE", "message": "This map is not in the trash.", "path": ["id"]}]}}, {"pathwayMapTrash": {"pathwayMap": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}}, {"pathwayMapTrash": {"pathwayMap": {"trashedAt": null, "version": 3}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}}, {"pathwayMapTrash": {"pathwayMap": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 4}, "userErrors": []}}, {"pathwayMapTrash": {"pathwayMap": null, "userErrors": [{"code": "STATE", "message": "This map is in the trash already.", "path": ["id"]}]}}, {"pathwayMapUpdate": {"changes": [], "pathwayMap": null, "userErrors": [{"code": "STATE", "message": "This map is in the trash; restore it first.", "path": ["id"]}]}}, {"pathwayStepAdd": {"pathwayMap": null, "pathwayStep": null, "userErrors": [{"code": "STATE", "message": "This map is in the trash; restore it first.", "path": ["pathwayMapId"]}]}}, {"pathwayMapRestore": {"pathwayMap": {"trashedAt": null, "version": 5}, "userErrors": []}}]);
    }

    async fn a_step_has_an_occupation_and_a_wage_with_its_source(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        crate::codes::load(&t).await;
        let map = Drawn::new(&sam, json!({ "title": "Nursing" })).await;
        let wage = json!({ "socCode": "29-1141", "wageLow": "36.5", "wageHigh": "52", "wageSource": " OEWS ", "wageAsOf": "2026-05-01" });
        let mut seen = Vec::new();
        for (user, id, version, input) in [
            (&sam, &map.id, 1, wage.clone()),
            (&sam, &map.id, 1, json!({ "socCode": "29-1211" })),
            (&sam, &map.id, 2, json!({ "socCode": "29-1141" })),
            (&sam, &map.id, 2, json!({ "socCode": "29-1141.00", "title": "Charge nurse", "position": 7 })),
            (&sam, &map.id, 3, json!({ "socCode": "29-1140", "wageLow": "0", "wageHigh": "1000.01", "position": -1, "title": "x".repeat(201) })),
            (&sam, &map.id, 3, json!({ "socCode": "29-9999", "wageLow": "20", "wageHigh": "19.99" })),
            (&sam, &map.id, 3, json!({ "socCode": "29-1211", "wageSource": "OEWS", "wageAsOf": "2026-12-01" })),
            (&vera, &map.id, 3, json!({ "socCode": "29-1211" })),
            (&sam, &json!(NONE), 1, wage),
        ] {
            let mut data = user.gql(ADD_STEP, json!({ "map": id, "version": version, "input": input })).await["pathwayStepAdd"].take();
            if data["pathwayStep"].is_object() {
                data["pathwayStep"]["id"] = Value::Null;
            }
            seen.push(data);
        }
        assert_json!(json!(seen), [{"pathwayMap": {"version": 2}, "pathwayStep": {"id": null, "level": 1, "name": "Registered Nurses", "occupation": {"code": "29-1141"}, "position": 0, "title": null, "wage": "$36.50–$52.00 an hour", "wageAsOf": "2026-05-01", "wageHigh": {"amount": "52.00"}, "wageLow": {"amount": "36.50"}, "wageSource": "OEWS"}, "userErrors": []}, {"pathwayMap": {"version": 2}, "pathwayStep": null, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"pathwayMap": null, "pathwayStep": null, "userErrors": [{"code": "DUPLICATE", "message": "This map has a step of this occupation; give it a title of its own.", "path": ["input", "socCode"]}]}, {"pathwayMap": {"version": 3}, "pathwayStep": {"id": null, "level": 1, "name": "Charge nurse", "occupation": {"code": "29-1141"}, "position": 7, "title": "Charge nurse", "wage": null, "wageAsOf": null, "wageHigh": null, "wageLow": null, "wageSource": null}, "userErrors": []}, {"pathwayMap": null, "pathwayStep": null, "userErrors": [{"code": "INVALID", "message": "Write the SOC code of a detailed occupation, such as 29-1141.", "path": ["input", "socCode"]}, {"code": "TOO_LONG", "message": "This has 201 characters; at most 200 are allowed.", "path": ["input", "title"]}, {"code": "INVALID", "message": "A wage an hour lies between 0.01 and 1000.00 dollars.", "path": ["input", "wageLow"]}, {"code": "INVALID", "message": "A wage an hour lies between 0.01 and 1000.00 dollars.", "path": ["input", "wageHigh"]}, {"code": "INVALID", "message": "This must not be negative.", "path": ["input", "position"]}]}, {"pathwayMap": null, "pathwayStep": null, "userErrors": [{"code": "NOT_FOUND", "message": "The current SOC list does not have 29-9999.", "path": ["input", "socCode"]}, {"code": "INVALID", "message": "This must not be more than the high end.", "path": ["input", "wageLow"]}, {"code": "REQUIRED", "message": "A wage has a source and a day.", "path": ["input", "wageSource"]}, {"code": "REQUIRED", "message": "A wage has a source and a day.", "path": ["input", "wageAsOf"]}]}, {"pathwayMap": null, "pathwayStep": null, "userErrors": [{"code": "INVALID", "message": "This day has not come yet.", "path": ["input", "wageAsOf"]}, {"code": "INVALID", "message": "This is of a wage: give one, or leave this out.", "path": ["input", "wageSource"]}, {"code": "INVALID", "message": "This is of a wage: give one, or leave this out.", "path": ["input", "wageAsOf"]}]}, {"pathwayMap": null, "pathwayStep": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"pathwayMap": null, "pathwayStep": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such map.", "path": ["pathwayMapId"]}]}]);
    }

    async fn a_step_is_changed_and_goes_when_no_edge_is_at_it(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let ladder = ladder(&sam).await;
        let version = ladder.map.version;
        let mut seen = Vec::new();
        for (user, version, input) in [
            (&sam, version, json!({ "title": "Aide", "wageHigh": null, "position": 3 })),
            (&sam, version + 1, json!({ "title": "Aide" })),
            (&sam, version + 1, json!({ "wageLow": null })),
            (&sam, version + 1, json!({ "wageLow": null, "wageSource": null, "wageAsOf": null })),
            (&vera, version + 2, json!({})),
        ] {
            let mut data = user.gql(UPDATE_STEP, json!({ "id": ladder.steps[0], "version": version, "input": input })).await["pathwayStepUpdate"].take();
            if let Some(now) = data["pathwayMap"]["version"].as_i64() {
                data["pathwayMap"]["version"] = json!(now - i64::from(ladder.map.version));
            }
            seen.push(data);
        }
        let remove = "mutation($id: ID!, $version: Int!) { pathwayStepRemove(id: $id, version: $version) { pathwayMap { steps { name } } userErrors { code path message } } }";
        let gone = "mutation($id: ID!, $version: Int!) { pathwayEdgeRemove(id: $id, version: $version) { pathwayMap { edges { to { name } } } userErrors { code path message } } }";
        for (user, query, id, version) in [
            (&sam, remove, &ladder.steps[0], version + 2),
            (&vera, gone, &ladder.edges[0], version + 2),
            (&sam, gone, &ladder.edges[0], version + 1),
            (&sam, gone, &ladder.edges[0], version + 2),
            (&sam, gone, &ladder.edges[0], version + 3),
            (&vera, remove, &ladder.steps[0], version + 3),
            (&sam, remove, &ladder.steps[0], version + 3),
        ] {
            seen.push(user.gql(query, json!({ "id": id, "version": version })).await);
        }
        assert_json!(json!(seen), [{"pathwayMap": {"version": 1}, "pathwayStep": {"name": "Aide", "occupation": {"code": "31-1131"}, "position": 3, "title": "Aide", "wage": "from $17.20 an hour", "wageAsOf": "2026-05-01", "wageSource": "OEWS, state"}, "userErrors": []}, {"pathwayMap": {"version": 1}, "pathwayStep": {"name": "Aide", "occupation": {"code": "31-1131"}, "position": 3, "title": "Aide", "wage": "from $17.20 an hour", "wageAsOf": "2026-05-01", "wageSource": "OEWS, state"}, "userErrors": []}, {"pathwayMap": null, "pathwayStep": null, "userErrors": [{"code": "INVALID", "message": "This is of a wage: give one, or leave this out.", "path": ["input", "wageSource"]}, {"code": "INVALID", "message": "This is of a wage: give one, or leave this out.", "path": ["input", "wageAsOf"]}]}, {"pathwayMap": {"version": 2}, "pathwayStep": {"name": "Aide", "occupation": {"code": "31-1131"}, "position": 3, "title": "Aide", "wage": null, "wageAsOf": null, "wageSource": null}, "userErrors": []}, {"pathwayMap": null, "pathwayStep": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"pathwayStepRemove": {"pathwayMap": null, "userErrors": [{"code": "REFERENCED", "message": "Edges lead to this step or from it; remove them first.", "path": ["id"]}]}}, {"pathwayEdgeRemove": {"pathwayMap": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}}, {"pathwayEdgeRemove": {"pathwayMap": {"edges": [{"to": {"name": "Licensed practical nurse"}}, {"to": {"name": "Registered nurse"}}]}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}}, {"pathwayEdgeRemove": {"pathwayMap": {"edges": [{"to": {"name": "Registered nurse"}}]}, "userErrors": []}}, {"pathwayEdgeRemove": {"pathwayMap": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}}, {"pathwayStepRemove": {"pathwayMap": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}}, {"pathwayStepRemove": {"pathwayMap": {"steps": [{"name": "Licensed practical nurse"}, {"name": "Registered nurse"}]}, "userErrors": []}}]);
    }

    async fn what_changes_a_part_is_in_the_audit_of_the_map(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let ladder = ladder(&ada).await;
        let query = "query($id: ID!) { auditEntries(first: 100, where: { subjectId: $id }) { nodes { action changes { field before after isRestricted } } } }";
        let entries = ada.gql(query, json!({ "id": ladder.map.id })).await["auditEntries"]["nodes"].take();
        let fields: Vec<String> = entries.as_array().unwrap().iter().rev().map(|entry| format!("{} {}", entry["action"].as_str().unwrap(), entry["changes"][0]["field"].as_str().unwrap())).collect();
        assert_eq!(fields[1..], ["UPDATED steps", "UPDATED steps", "UPDATED steps", "UPDATED edges", "UPDATED edges", "UPDATED validations", "UPDATED validations"]);
        let step = &entries[entries.as_array().unwrap().len() - 2]["changes"][0];
        assert_json!(*step, {"after": "31-1131, Nursing assistant, from 17.20, to 21.40, OEWS, state, 2026-05-01, position 0", "before": null, "field": "steps", "isRestricted": false});
    }
}
