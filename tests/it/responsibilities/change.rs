//! Adding and changing responsibilities, and their trash.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{CREATE, responsibility};
use crate::{
    partnerships::partnership,
    support::{assert_json, on_both},
};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: ResponsibilityUpdateInput!) { responsibilityUpdate(id: $id, version: $version, input: $input) {
    responsibility { title description position retiredOn version } changes { field before after } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { responsibilityTrash(id: $id, version: $version) { responsibility { version trashedAt } userErrors { code message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { responsibilityRestore(id: $id, version: $version) { responsibility { version trashedAt } userErrors { code message } } }";

on_both! {
    async fn responsibilities_are_added_and_changed_in_their_order(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let mut data = cora.gql(CREATE, json!({ "p": p, "input": { "title": " Recruit students ", "description": "Each term" } })).await;
        let id = data["responsibilityCreate"]["responsibility"]["id"].clone();
        data["responsibilityCreate"]["responsibility"]["id"] = Value::Null;
        assert_json!(data["responsibilityCreate"], {"responsibility": {"description": "Each term", "id": null, "permissions": {"canTrash": true, "canUpdate": true}, "position": 1, "retiredOn": null, "title": "Recruit students", "version": 1}, "userErrors": []});
        responsibility(&cora, &p, "Find funds").await;
        let input = json!({ "title": "Recruit adults", "description": null, "position": 9, "retiredOn": "2027-01-01" });
        let changed = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": input })).await;
        assert_json!(changed["responsibilityUpdate"], {"changes": [{"after": "Recruit adults", "before": "Recruit students", "field": "title"}, {"after": null, "before": "Each term", "field": "description"}, {"after": "9", "before": "1", "field": "position"}, {"after": "2027-01-01", "before": null, "field": "retiredOn"}], "responsibility": {"description": null, "position": 9, "retiredOn": "2027-01-01", "title": "Recruit adults", "version": 2}, "userErrors": []});
        let conflict = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "title": "Other" } })).await;
        assert_json!(conflict["responsibilityUpdate"], {"changes": [], "responsibility": {"description": null, "position": 9, "retiredOn": "2027-01-01", "title": "Recruit adults", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let bad = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "title": " " } })).await;
        assert_json!(bad["responsibilityUpdate"]["userErrors"], [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "title"]}]);
        let list = "query($p: ID!) { partnership(id: $p) { responsibilities { title position } } }";
        assert_json!(cora.gql(list, json!({ "p": p })).await["partnership"]["responsibilities"], [{"position": 2, "title": "Find funds"}, {"position": 9, "title": "Recruit adults"}]);
    }

    async fn the_trash_gives_back(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let id = responsibility(&cora, &p, "Recruit students").await;
        assert_json!(cora.gql(TRASH, json!({ "id": id, "version": 1 })).await["responsibilityTrash"], {"responsibility": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        assert_json!(cora.gql(TRASH, json!({ "id": id, "version": 2 })).await["responsibilityTrash"]["userErrors"], [{"code": "STATE", "message": "This responsibility is in the trash already."}]);
        let lists = "query($p: ID!) { partnership(id: $p) { live: responsibilities { title } trash: responsibilities(trashed: true) { title } } }";
        assert_json!(cora.gql(lists, json!({ "p": p })).await["partnership"], {"live": [], "trash": [{"title": "Recruit students"}]});
        let refused = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "title": "B" } })).await;
        assert_json!(refused["responsibilityUpdate"]["userErrors"], [{"code": "STATE", "message": "This responsibility is in the trash; restore it first.", "path": ["id"]}]);
        assert_json!(cora.gql(RESTORE, json!({ "id": id, "version": 2 })).await["responsibilityRestore"], {"responsibility": {"trashedAt": null, "version": 3}, "userErrors": []});
        assert_json!(cora.gql(RESTORE, json!({ "id": id, "version": 3 })).await["responsibilityRestore"]["userErrors"], [{"code": "STATE", "message": "This responsibility is not in the trash."}]);
    }

    async fn unknown_is_not_found_and_staff_are_forbidden(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let p = partnership(&cora, "Health", "SECTOR").await;
        let id = responsibility(&cora, &p, "Recruit students").await;
        for (user, id, code) in [(&cora, json!("nonsense"), "NOT_FOUND"), (&sam, id, "FORBIDDEN")] {
            for query in [UPDATE, TRASH, RESTORE] {
                let mut variables = json!({ "id": id, "version": 1 });
                if query == UPDATE {
                    variables["input"] = json!({ "title": "B" });
                }
                let data = user.gql(query, variables).await;
                let payload = data.as_object().unwrap().values().next().unwrap();
                assert_eq!(payload["userErrors"][0]["code"], code, "{query}");
            }
        }
        let denied = sam.gql(CREATE, json!({ "p": p, "input": { "title": "B" } })).await;
        let unknown = cora.gql(CREATE, json!({ "p": "nonsense", "input": { "title": "B" } })).await;
        assert_json!(json!([denied["responsibilityCreate"]["userErrors"], unknown["responsibilityCreate"]["userErrors"]]), [[{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["partnershipId"]}]]);
        assert_json!(cora.gql("{ responsibility(id: \"nonsense\") { title } }", json!({})).await, {"responsibility": null});
    }
}
