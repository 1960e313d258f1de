//! The list of role types.

use entities::user_account::UserRole;
use serde_json::json;

use super::{role, seed};
use crate::support::{assert_json, on_both};

const CREATE: &str = "mutation($input: RoleTypeCreateInput!) { roleTypeCreate(input: $input) {
    roleType { key label side sourceStatus isToolkitPage35 position version } userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: RoleTypeUpdateInput!) {
    roleTypeUpdate(id: $id, version: $version, input: $input) {
        roleType { label version } changes { field before after } userErrors { code path message } } }";
const RETIRE: &str = "mutation($id: ID!, $version: Int!) { roleTypeRetire(id: $id, version: $version) {
    roleType { retiredAt version } userErrors { code message } } }";
const UNRETIRE: &str = "mutation($id: ID!, $version: Int!) { roleTypeUnretire(id: $id, version: $version) {
    roleType { retiredAt version } userErrors { code message } } }";

on_both! {
    async fn the_list_begins_with_page_35_and_an_administrators_edit_stays(t: TestApp) {
        seed(&t).await;
        let ada = t.user(UserRole::Admin).await;
        let list = "{ roleTypes { key isToolkitPage35 side sourceStatus } }";
        assert_json!(ada.gql(list, json!({})).await["roleTypes"], [{"isToolkitPage35": true, "key": "REAL_PROJECTS", "side": "EMPLOYER", "sourceStatus": "CONFIRMED"}, {"isToolkitPage35": true, "key": "AFFIRM_KSA", "side": "EMPLOYER", "sourceStatus": "CONFIRMED"}, {"isToolkitPage35": true, "key": "AFFIRM_CREDENTIALS", "side": "EMPLOYER", "sourceStatus": "CONFIRMED"}, {"isToolkitPage35": true, "key": "HELP_DESIGN", "side": "EMPLOYER", "sourceStatus": "CONFIRMED"}, {"isToolkitPage35": true, "key": "ASSIST_INSTRUCTION", "side": "EMPLOYER", "sourceStatus": "CONFIRMED"}, {"isToolkitPage35": true, "key": "HIRE_COMPLETERS", "side": "EMPLOYER", "sourceStatus": "CONFIRMED"}, {"isToolkitPage35": false, "key": "SHARE_FORECAST", "side": "EMPLOYER", "sourceStatus": "CONFIRMED"}, {"isToolkitPage35": false, "key": "UPDATE_JOB_DESCRIPTIONS", "side": "EMPLOYER", "sourceStatus": "CONFIRMED"}, {"isToolkitPage35": false, "key": "HOST_WBL", "side": "EMPLOYER", "sourceStatus": "CONFIRMED"}, {"isToolkitPage35": false, "key": "DONATE_EQUIPMENT", "side": "EMPLOYER", "sourceStatus": "CONFIRMED"}, {"isToolkitPage35": false, "key": "DONATE_FUNDS", "side": "EMPLOYER", "sourceStatus": "UNVERIFIED"}, {"isToolkitPage35": false, "key": "SERVE_ON_BOARD", "side": "BOTH", "sourceStatus": "CONFIRMED"}, {"isToolkitPage35": false, "key": "CHAMPION_PRIORITY", "side": "EMPLOYER", "sourceStatus": "UNVERIFIED"}, {"isToolkitPage35": false, "key": "SIGN_MOU", "side": "BOTH", "sourceStatus": "CONFIRMED"}, {"isToolkitPage35": false, "key": "RECEIVE_TRAINING", "side": "EMPLOYER", "sourceStatus": "CONFIRMED"}, {"isToolkitPage35": false, "key": "VALIDATE_PATHWAY_MAP", "side": "EMPLOYER", "sourceStatus": "CONFIRMED"}]);
        let id = role(&ada, "HIRE_COMPLETERS").await;
        let changed = ada.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "label": "Hire our graduates" } })).await;
        assert_json!(changed["roleTypeUpdate"], {"changes": [{"after": "Hire our graduates", "before": "Hire people who finish the programs", "field": "label"}], "roleType": {"label": "Hire our graduates", "version": 2}, "userErrors": []});
        seed(&t).await;
        let again = ada.gql("{ roleTypes(includeRetired: true) { key } roleType(key: \"HIRE_COMPLETERS\") { label source version } }", json!({})).await;
        assert_eq!(again["roleTypes"].as_array().unwrap().len(), 16);
        assert_json!(again["roleType"], {"label": "Hire our graduates", "source": "Career Pathways Toolkit: A Guide for System Development (US DOL, 2015), page 35", "version": 2});
    }

    async fn a_role_type_is_added_once_and_only_well_formed(t: TestApp) {
        seed(&t).await;
        let ada = t.user(UserRole::Admin).await;
        let good = json!({ "key": "MENTOR_TEACHERS", "label": " Mentor teachers ", "side": "BOTH", "source": "Our board" });
        assert_json!(ada.gql(CREATE, json!({ "input": good })).await["roleTypeCreate"], {"roleType": {"isToolkitPage35": false, "key": "MENTOR_TEACHERS", "label": "Mentor teachers", "position": 16, "side": "BOTH", "sourceStatus": "UNVERIFIED", "version": 1}, "userErrors": []});
        assert_json!(ada.gql(CREATE, json!({ "input": good })).await["roleTypeCreate"], {"roleType": null, "userErrors": [{"code": "DUPLICATE", "message": "A role type has this key already.", "path": ["input", "key"]}]});
        let bad = json!({ "key": "mentor", "label": " ", "side": "BOTH", "source": "", "position": -1 });
        assert_json!(ada.gql(CREATE, json!({ "input": bad })).await["roleTypeCreate"], {"roleType": null, "userErrors": [{"code": "INVALID", "message": "Write capital letters, digits and underscores, a letter first, such as HOST_WBL.", "path": ["input", "key"]}, {"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "label"]}, {"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "source"]}, {"code": "INVALID", "message": "This must not be negative.", "path": ["input", "position"]}]});
    }

    async fn a_retired_role_type_leaves_the_list_and_comes_back(t: TestApp) {
        seed(&t).await;
        let ada = t.user(UserRole::Admin).await;
        let id = role(&ada, "SIGN_MOU").await;
        assert_json!(ada.gql(RETIRE, json!({ "id": id, "version": 1 })).await["roleTypeRetire"], {"roleType": {"retiredAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        assert_eq!(ada.gql(RETIRE, json!({ "id": id, "version": 2 })).await["roleTypeRetire"]["userErrors"][0]["code"], "STATE");
        assert_eq!(ada.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "label": "x" } })).await["roleTypeUpdate"]["userErrors"][0]["code"], "CONFLICT");
        assert_eq!(ada.gql("{ roleTypes { key } }", json!({})).await["roleTypes"].as_array().unwrap().len(), 15);
        assert_json!(ada.gql(UNRETIRE, json!({ "id": id, "version": 2 })).await["roleTypeUnretire"], {"roleType": {"retiredAt": null, "version": 3}, "userErrors": []});
    }

    async fn others_than_administrators_change_nothing(t: TestApp) {
        seed(&t).await;
        let cora = t.user(UserRole::Convener).await;
        let id = role(&cora, "SIGN_MOU").await;
        let input = json!({ "key": "X", "label": "x", "side": "BOTH", "source": "x" });
        for (query, variables) in [
            (CREATE, json!({ "input": input })),
            (UPDATE, json!({ "id": id, "version": 1, "input": { "label": "x" } })),
            (RETIRE, json!({ "id": id, "version": 1 })),
            (UNRETIRE, json!({ "id": id, "version": 1 })),
        ] {
            let data = cora.gql(query, variables).await;
            let payload = data.as_object().unwrap().values().next().unwrap().clone();
            assert_eq!(payload["userErrors"][0]["code"], "FORBIDDEN");
            assert!(payload["roleType"].is_null());
        }
        assert_eq!(cora.gql(UPDATE, json!({ "id": "nonsense", "version": 1, "input": {} })).await["roleTypeUpdate"]["userErrors"][0]["code"], "NOT_FOUND");
        let both = cora.ask("{ roleType { key } }", json!({})).await.json();
        assert_eq!(both["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    }
}
