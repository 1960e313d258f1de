//! Changing employers, and the trash.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use crate::support::{User, assert_json, on_both};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: EmployerUpdateInput!) {
    employerUpdate(id: $id, version: $version, input: $input) {
        employer { name legalName tags version parent { name } }
        changes { field before after }
        userErrors { code path message }
    }
}";
const TRASH: &str = "mutation($id: ID!, $version: Int!) {
    employerTrash(id: $id, version: $version) { employer { version trashedAt } userErrors { code message } }
}";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) {
    employerRestore(id: $id, version: $version) { employer { version trashedAt } userErrors { code message } }
}";

async fn employer(user: &User<'_>, name: &str) -> Value {
    let query = "mutation($name: String!) { employerCreate(input: {name: $name}) { employer { id } } }";
    user.gql(query, json!({ "name": name })).await["employerCreate"]["employer"]["id"].clone()
}

on_both! {
    async fn a_change_is_told_field_by_field(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (id, parent) = (employer(&sam, "Acme").await, employer(&sam, "Acme Holdings").await);
        let input = json!({ "legalName": "Acme, Inc.", "parentId": parent, "tags": ["Metal"] });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": input })).await;
        let changes = json!([
            { "field": "legalName", "before": null, "after": "Acme, Inc." },
            { "field": "parent", "before": null, "after": parent },
            { "field": "tags", "before": null, "after": "Metal" },
        ]);
        assert_eq!(data["employerUpdate"]["changes"], changes);
        assert_json!(data["employerUpdate"]["employer"], {"legalName": "Acme, Inc.", "name": "Acme", "parent": {"name": "Acme Holdings"}, "tags": ["Metal"], "version": 2});
    }

    async fn a_lost_race_is_a_conflict_with_the_stored_record(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = employer(&sam, "Acme").await;
        sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "Acme West" } })).await;
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "Acme East" } })).await;
        assert_json!(data["employerUpdate"], {"changes": [], "employer": {"legalName": null, "name": "Acme West", "parent": null, "tags": [], "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
    }

    async fn a_change_that_changes_nothing_writes_nothing(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = employer(&sam, "Acme").await;
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "Acme" } })).await;
        assert_eq!(data["employerUpdate"]["employer"]["version"], 1);
        assert_eq!(data["employerUpdate"]["changes"], json!([]));
    }

    async fn an_employer_is_never_below_itself(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (top, below) = (employer(&sam, "Top").await, employer(&sam, "Below").await);
        sam.gql(UPDATE, json!({ "id": below, "version": 1, "input": { "parentId": top } })).await;
        let data = sam.gql(UPDATE, json!({ "id": top, "version": 1, "input": { "parentId": below } })).await;
        assert_json!(data["employerUpdate"]["userErrors"], [{"code": "INVALID", "message": "An employer cannot be below itself.", "path": ["input", "parentId"]}]);
    }

    async fn the_trash_gives_back(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = employer(&cora, "Acme").await;
        let gone = cora.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        assert_json!(gone["employerTrash"], {"employer": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        let listed = "{ live: employers { nodes { name } } trash: employers(trashed: true) { nodes { name } } }";
        assert_json!(cora.gql(listed, json!({})).await, {"live": {"nodes": []}, "trash": {"nodes": [{"name": "Acme"}]}});
        let refused = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "name": "B" } })).await;
        assert_json!(refused["employerUpdate"]["userErrors"], [{"code": "STATE", "message": "This employer is in the trash; restore it first.", "path": ["id"]}]);
        let back = cora.gql(RESTORE, json!({ "id": id, "version": 2 })).await;
        assert_json!(back["employerRestore"], {"employer": {"trashedAt": null, "version": 3}, "userErrors": []});
    }

    async fn unknown_and_malformed_ids_look_the_same(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let unknown = format!("employer_{}", "0".repeat(31) + "7");
        for id in [unknown.as_str(), "nonsense", "contact_00000000000000000000000000000007"] {
            let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": {} })).await;
            assert_eq!(data["employerUpdate"]["userErrors"][0]["code"], "NOT_FOUND", "{id}");
            assert_eq!(sam.gql("query($id: ID!) { employer(id: $id) { name } }", json!({ "id": id })).await, json!({ "employer": null }));
        }
    }
}
