//! Changing partnerships, and the trash.

use entities::user_account::UserRole;
use serde_json::json;

use super::partnership;
use crate::support::{assert_json, on_both};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: PartnershipUpdateInput!) {
    partnershipUpdate(id: $id, version: $version, input: $input) {
        partnership { name phase region naicsPrefixes version }
        changes { field before after } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { partnershipTrash(id: $id, version: $version) { partnership { version trashedAt } userErrors { code message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { partnershipRestore(id: $id, version: $version) { partnership { version trashedAt } userErrors { code message } } }";

on_both! {
    async fn a_change_is_told_field_by_field(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = partnership(&cora, "Health", "SECTOR").await;
        let input = json!({ "phase": "LAUNCH", "region": "North", "naicsPrefixes": ["621", "622"] });
        let data = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": input })).await;
        assert_json!(data["partnershipUpdate"], {"changes": [{"after": "LAUNCH", "before": "SUPPORT_TEAM", "field": "phase"}, {"after": "North", "before": null, "field": "region"}, {"after": "621, 622", "before": null, "field": "naicsPrefixes"}], "partnership": {"naicsPrefixes": ["621", "622"], "name": "Health", "phase": "LAUNCH", "region": "North", "version": 2}, "userErrors": []});
        let data = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "naicsPrefixes": ["622"], "region": null } })).await;
        assert_json!(data["partnershipUpdate"], {"changes": [{"after": null, "before": "North", "field": "region"}, {"after": "622", "before": "621, 622", "field": "naicsPrefixes"}], "partnership": {"naicsPrefixes": ["622"], "name": "Health", "phase": "LAUNCH", "region": null, "version": 3}, "userErrors": []});
        let data = cora.gql(UPDATE, json!({ "id": id, "version": 3, "input": { "naicsPrefixes": ["62"] } })).await;
        assert_json!(data["partnershipUpdate"], {"changes": [{"after": "62", "before": "622", "field": "naicsPrefixes"}], "partnership": {"naicsPrefixes": ["62"], "name": "Health", "phase": "LAUNCH", "region": null, "version": 4}, "userErrors": []});
        let conflict = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "Other" } })).await;
        assert_json!(conflict["partnershipUpdate"], {"changes": [], "partnership": {"naicsPrefixes": ["62"], "name": "Health", "phase": "LAUNCH", "region": null, "version": 4}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let stale = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "naicsPrefixes": ["11"] } })).await;
        assert_json!(stale["partnershipUpdate"]["userErrors"][0]["code"], "CONFLICT");
    }

    async fn employers_bar_it_from_being_cross_agency(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = partnership(&cora, "Health", "SECTOR").await;
        let employer = cora.gql("mutation { employerCreate(input: {name: \"Acme\"}) { employer { id } } }", json!({})).await;
        let start = "mutation($p: ID!, $e: ID!) { membershipStart(partnershipId: $p, input: {employerId: $e}) { userErrors { code } } }";
        cora.gql(start, json!({ "p": id, "e": employer["employerCreate"]["employer"]["id"] })).await;
        let data = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "kind": "CROSS_AGENCY" } })).await;
        assert_json!(data["partnershipUpdate"]["userErrors"], [{"code": "STATE", "message": "Employers are members of it; a cross-agency partnership has agencies only.", "path": ["input", "kind"]}]);
    }

    async fn the_trash_gives_back(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = partnership(&cora, "Health", "SECTOR").await;
        assert_json!(cora.gql(TRASH, json!({ "id": id, "version": 1 })).await["partnershipTrash"], {"partnership": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        assert_json!(cora.gql(TRASH, json!({ "id": id, "version": 2 })).await["partnershipTrash"], {"partnership": null, "userErrors": [{"code": "STATE", "message": "This partnership is in the trash already."}]});
        let lists = "{ live: partnerships { nodes { name } } trash: partnerships(trashed: true) { nodes { name } } }";
        assert_json!(cora.gql(lists, json!({})).await, {"live": {"nodes": []}, "trash": {"nodes": [{"name": "Health"}]}});
        let refused = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "name": "B" } })).await;
        assert_json!(refused["partnershipUpdate"]["userErrors"], [{"code": "STATE", "message": "This partnership is in the trash; restore it first.", "path": ["id"]}]);
        assert_json!(cora.gql(RESTORE, json!({ "id": id, "version": 2 })).await["partnershipRestore"], {"partnership": {"trashedAt": null, "version": 3}, "userErrors": []});
    }

    async fn unknown_is_not_found_and_staff_are_forbidden(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let id = partnership(&cora, "Health", "SECTOR").await;
        for (user, id, code) in [(&cora, json!("nonsense"), "NOT_FOUND"), (&sam, id, "FORBIDDEN")] {
            let data = user.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "B" } })).await;
            assert_eq!(data["partnershipUpdate"]["userErrors"][0]["code"], code);
            for query in [TRASH, RESTORE] {
                let data = user.gql(query, json!({ "id": id, "version": 1 })).await;
                let payload = data.as_object().unwrap().values().next().unwrap();
                assert_eq!(payload["userErrors"][0]["code"], code);
            }
        }
    }
}
