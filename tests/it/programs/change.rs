//! Adding and changing programs, and the trash.

use entities::user_account::UserRole;
use serde_json::json;

use super::program;
use crate::support::{assert_json, on_both};

const CREATE: &str = "mutation($input: ProgramCreateInput!) {
    programCreate(input: $input) {
        program { name school county sectorLabel version externalReferences { system value } permissions { canUpdate canTrash } }
        userErrors { code path message }
    }
}";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: ProgramUpdateInput!) {
    programUpdate(id: $id, version: $version, input: $input) {
        program { name school version } changes { field before after } userErrors { code path message }
    }
}";
const TRASH: &str = "mutation($id: ID!, $version: Int!) {
    programTrash(id: $id, version: $version) { program { version trashedAt } userErrors { code path message } }
}";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) {
    programRestore(id: $id, version: $version) { program { version trashedAt } userErrors { code path message } }
}";

on_both! {
    async fn a_program_is_added_to_ones_own_agency(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let input = json!({
            "name": " Health Academy ", "school": "El Diamante High", "county": "Tulare", "sectorLabel": "Health",
            "externalReferences": [{ "system": "cte", "value": "42" }],
        });
        let data = sam.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["programCreate"], {"program": {"county": "Tulare", "externalReferences": [{"system": "cte", "value": "42"}], "name": "Health Academy", "permissions": {"canTrash": true, "canUpdate": true}, "school": "El Diamante High", "sectorLabel": "Health", "version": 1}, "userErrors": []});
        let owner = sam.gql("{ programs { nodes { agency { id } } } }", json!({})).await;
        assert_eq!(owner["programs"]["nodes"][0]["agency"]["id"], sam.agency_id.to_string());
    }

    async fn agency_name_and_school_name_one_live_program(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let id = program(&sam, json!({ "name": "Health", "school": "North" })).await;
        program(&sam, json!({ "name": "Health" })).await;
        program(&kim, json!({ "name": "Health", "school": "North" })).await;
        let again = json!({ "input": { "name": "HEALTH", "school": " north " } });
        assert_json!(sam.gql(CREATE, again.clone()).await["programCreate"], {"program": null, "userErrors": [{"code": "DUPLICATE", "message": "A live program of this agency has this name at this school.", "path": ["input", "name"]}]});
        let other = program(&sam, json!({ "name": "Law", "school": "North" })).await;
        let data = sam.gql(UPDATE, json!({ "id": other, "version": 1, "input": { "name": "health" } })).await;
        assert_json!(data["programUpdate"]["userErrors"], [{"code": "DUPLICATE", "message": "A live program of this agency has this name at this school.", "path": ["input", "name"]}]);
        sam.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        assert_json!(sam.gql(CREATE, again).await["programCreate"]["userErrors"], []);
        let data = sam.gql(RESTORE, json!({ "id": id, "version": 2 })).await;
        assert_json!(data["programRestore"], {"program": null, "userErrors": [{"code": "DUPLICATE", "message": "A live program of this agency has this name at this school.", "path": ["id"]}]});
    }

    async fn a_change_is_told_and_a_lost_race_is_a_conflict(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = program(&sam, json!({ "name": "Health", "school": "North" })).await;
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "Healthcare", "school": null } })).await;
        assert_json!(data["programUpdate"], {"changes": [{"after": "Healthcare", "before": "Health", "field": "name"}, {"after": null, "before": "North", "field": "school"}], "program": {"name": "Healthcare", "school": null, "version": 2}, "userErrors": []});
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "Law" } })).await;
        assert_json!(data["programUpdate"], {"changes": [], "program": {"name": "Healthcare", "school": null, "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "name": " " } })).await;
        assert_json!(data["programUpdate"]["userErrors"], [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "name"]}]);
    }

    async fn another_agencys_program_is_seen_and_not_changed(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let (vera, ada) = (t.user_of(sam.agency_id, UserRole::Viewer).await, t.user(UserRole::Admin).await);
        let id = program(&sam, json!({ "name": "Health" })).await;
        let input = json!({ "id": id, "version": 1, "input": { "name": "Law" } });
        for user in [&kim, &vera] {
            let data = user.gql(UPDATE, input.clone()).await;
            assert_eq!(data["programUpdate"]["userErrors"][0]["code"], "FORBIDDEN");
            let data = user.gql(TRASH, json!({ "id": id, "version": 1 })).await;
            assert_eq!(data["programTrash"]["userErrors"][0]["code"], "FORBIDDEN");
            let given = json!({ "name": "Law", "agencyId": sam.agency_id.to_string() });
            let data = user.gql(CREATE, json!({ "input": given })).await;
            assert_eq!(data["programCreate"]["userErrors"][0]["code"], "FORBIDDEN");
            let seen = user.gql("{ programs { nodes { name permissions { canUpdate } } } }", json!({})).await;
            assert_json!(seen["programs"]["nodes"], [{"name": "Health", "permissions": {"canUpdate": false}}]);
        }
        assert_eq!(ada.gql(UPDATE, input).await["programUpdate"]["program"]["name"], "Law");
        let nowhere = json!({ "name": "Law", "agencyId": "agency_00000000000000000000000000000007" });
        let data = ada.gql(CREATE, json!({ "input": nowhere })).await;
        assert_json!(data["programCreate"]["userErrors"], [{"code": "NOT_FOUND", "message": "There is no such agency.", "path": ["input", "agencyId"]}]);
    }

    async fn the_trash_gives_back(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = program(&sam, json!({ "name": "Health" })).await;
        assert_json!(sam.gql(RESTORE, json!({ "id": id, "version": 1 })).await["programRestore"]["userErrors"], [{"code": "STATE", "message": "This program is not in the trash.", "path": ["id"]}]);
        assert_json!(sam.gql(TRASH, json!({ "id": id, "version": 1 })).await["programTrash"], {"program": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        assert_json!(sam.gql(TRASH, json!({ "id": id, "version": 2 })).await["programTrash"]["userErrors"], [{"code": "STATE", "message": "This program is in the trash already.", "path": ["id"]}]);
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "name": "Law" } })).await;
        assert_json!(data["programUpdate"]["userErrors"], [{"code": "STATE", "message": "This program is in the trash; restore it first.", "path": ["id"]}]);
        let listed = "{ live: programs { nodes { name } } trash: programs(trashed: true) { nodes { name } } }";
        assert_json!(sam.gql(listed, json!({})).await, {"live": {"nodes": []}, "trash": {"nodes": [{"name": "Health"}]}});
        assert_json!(sam.gql(RESTORE, json!({ "id": id, "version": 2 })).await["programRestore"], {"program": {"trashedAt": null, "version": 3}, "userErrors": []});
        let unknown = "program_00000000000000000000000000000007";
        let data = sam.gql(TRASH, json!({ "id": unknown, "version": 1 })).await;
        assert_eq!(data["programTrash"]["userErrors"][0]["code"], "NOT_FOUND");
    }
}
