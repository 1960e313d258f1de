//! Adding and changing agencies, and the trash.

use entities::{ids::AgencyId, user_account::UserRole};
use serde_json::{Value, json};

use crate::support::{User, assert_json, on_both};

const CREATE: &str = "mutation($input: AgencyCreateInput!) {
    agencyCreate(input: $input) {
        agency { name kind region website version createdAt parent { name } permissions { canUpdate canTrash } }
        userErrors { code path message }
    }
}";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: AgencyUpdateInput!) {
    agencyUpdate(id: $id, version: $version, input: $input) {
        agency { name kind region version }
        changes { field before after }
        userErrors { code path message }
    }
}";
const TRASH: &str = "mutation($id: ID!, $version: Int!) {
    agencyTrash(id: $id, version: $version) { agency { version trashedAt } userErrors { code path message } }
}";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) {
    agencyRestore(id: $id, version: $version) { agency { version trashedAt } userErrors { code path message } }
}";

async fn agency(user: &User<'_>, name: &str, kind: &str) -> Value {
    let query = "mutation($input: AgencyCreateInput!) { agencyCreate(input: $input) { agency { id } } }";
    let input = json!({ "name": name, "kind": kind });
    user.gql(query, json!({ "input": input })).await["agencyCreate"]["agency"]["id"].clone()
}

on_both! {
    async fn an_agency_is_added(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let district = agency(&cora, "Valley District", "SCHOOL_DISTRICT").await;
        let input = json!({ "name": " Valley High ", "kind": "SCHOOL", "parentId": district, "region": "King County", "website": "https://valley.example" });
        let data = cora.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["agencyCreate"], {"agency": {"createdAt": "2026-11-24T20:00:00.000Z", "kind": "SCHOOL", "name": "Valley High", "parent": {"name": "Valley District"}, "permissions": {"canTrash": false, "canUpdate": false}, "region": "King County", "version": 1, "website": "https://valley.example/"}, "userErrors": []});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let input = json!({ "name": " ", "kind": "SCHOOL", "website": "nowhere" });
        let data = cora.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["agencyCreate"], {"agency": null, "userErrors": [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "name"]}, {"code": "INVALID", "message": "Write a web address such as https://example.org.", "path": ["input", "website"]}]});
        let input = json!({ "name": "Valley High", "kind": "SCHOOL", "parentId": "agency_00000000000000000000000000000007" });
        let data = cora.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["agencyCreate"], {"agency": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such agency.", "path": ["input", "parentId"]}]});
    }

    async fn the_name_of_a_live_agency_of_the_kind_is_a_duplicate(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let first = agency(&ada, "Valley Library", "LIBRARY").await;
        let again = json!({ "name": "VALLEY  library", "kind": "LIBRARY" });
        let data = ada.gql(CREATE, json!({ "input": again })).await;
        assert_json!(data["agencyCreate"], {"agency": null, "userErrors": [{"code": "DUPLICATE", "message": "A live agency of this kind has this name.", "path": ["input", "name"]}]});
        let other = agency(&ada, "Valley Library", "COLLEGE").await;
        let data = ada.gql(UPDATE, json!({ "id": other, "version": 1, "input": { "kind": "LIBRARY" } })).await;
        assert_eq!(data["agencyUpdate"]["userErrors"][0]["code"], "DUPLICATE");
        ada.gql(TRASH, json!({ "id": first, "version": 1 })).await;
        let data = ada.gql(UPDATE, json!({ "id": other, "version": 1, "input": { "kind": "LIBRARY" } })).await;
        assert_eq!(data["agencyUpdate"]["agency"]["kind"], "LIBRARY");
        let data = ada.gql(RESTORE, json!({ "id": first, "version": 2 })).await;
        assert_json!(data["agencyRestore"], {"agency": null, "userErrors": [{"code": "DUPLICATE", "message": "A live agency of this kind has this name.", "path": ["id"]}]});
    }

    async fn a_change_is_told_field_by_field_and_a_lost_race_is_a_conflict(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let id = agency(&ada, "Valley Board", "WORKFORCE_BOARD").await;
        let input = json!({ "name": "Valley Workforce Board", "region": "South" });
        let data = ada.gql(UPDATE, json!({ "id": id, "version": 1, "input": input })).await;
        assert_json!(data["agencyUpdate"], {"agency": {"kind": "WORKFORCE_BOARD", "name": "Valley Workforce Board", "region": "South", "version": 2}, "changes": [{"after": "Valley Workforce Board", "before": "Valley Board", "field": "name"}, {"after": "South", "before": null, "field": "region"}], "userErrors": []});
        let data = ada.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "region": null } })).await;
        assert_json!(data["agencyUpdate"], {"agency": {"kind": "WORKFORCE_BOARD", "name": "Valley Workforce Board", "region": "South", "version": 2}, "changes": [], "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let data = ada.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "parentId": id } })).await;
        assert_json!(data["agencyUpdate"]["userErrors"], [{"code": "INVALID", "message": "An agency cannot be below itself.", "path": ["input", "parentId"]}]);
    }

    async fn people_change_their_own_agency_only(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let vera = t.user_of(sam.agency_id, UserRole::Viewer).await;
        let other = t.agency().await;
        let change = async |user: &User<'_>, id: AgencyId| {
            let vars = json!({ "id": id.to_string(), "version": 1, "input": { "region": "West" } });
            user.gql(UPDATE, vars).await["agencyUpdate"]["userErrors"].clone()
        };
        assert_json!(change(&vera, sam.agency_id).await, [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]);
        assert_json!(change(&sam, other).await, [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]);
        assert_json!(change(&sam, sam.agency_id).await, []);
        let data = sam.gql(CREATE, json!({ "input": { "name": "Valley", "kind": "UNION" } })).await;
        assert_json!(data["agencyCreate"], {"agency": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
        let cora = t.user(UserRole::Convener).await;
        let data = cora.gql(TRASH, json!({ "id": cora.agency_id.to_string(), "version": 1 })).await;
        assert_json!(data["agencyTrash"], {"agency": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
    }

    async fn the_trash_gives_back(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let id = agency(&ada, "Valley Union", "UNION").await;
        let gone = ada.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        assert_json!(gone["agencyTrash"], {"agency": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        let listed = "{ live: agencies(where: {kind: [UNION]}) { nodes { name } } trash: agencies(trashed: true) { nodes { name } } }";
        assert_json!(ada.gql(listed, json!({})).await, {"live": {"nodes": []}, "trash": {"nodes": [{"name": "Valley Union"}]}});
        let twice = ada.gql(TRASH, json!({ "id": id, "version": 2 })).await;
        assert_json!(twice["agencyTrash"]["userErrors"], [{"code": "STATE", "message": "This agency is in the trash already.", "path": ["id"]}]);
        let refused = ada.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "name": "B" } })).await;
        assert_json!(refused["agencyUpdate"]["userErrors"], [{"code": "STATE", "message": "This agency is in the trash; restore it first.", "path": ["id"]}]);
        let back = ada.gql(RESTORE, json!({ "id": id, "version": 2 })).await;
        assert_json!(back["agencyRestore"], {"agency": {"trashedAt": null, "version": 3}, "userErrors": []});
        let twice = ada.gql(RESTORE, json!({ "id": id, "version": 3 })).await;
        assert_json!(twice["agencyRestore"]["userErrors"], [{"code": "STATE", "message": "This agency is not in the trash.", "path": ["id"]}]);
    }

    async fn what_is_in_use_stays_out_of_the_trash(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let own = ada.agency_id.to_string();
        let data = ada.gql(TRASH, json!({ "id": own, "version": 1 })).await;
        assert_json!(data["agencyTrash"]["userErrors"], [{"code": "REFERENCED", "message": "People who work for it can still sign in; move them or end their access first.", "path": ["id"]}]);
        let parent = agency(&ada, "Valley District", "SCHOOL_DISTRICT").await;
        let input = json!({ "name": "Valley High", "kind": "SCHOOL", "parentId": parent });
        ada.gql(CREATE, json!({ "input": input })).await;
        let data = ada.gql(TRASH, json!({ "id": parent, "version": 1 })).await;
        assert_json!(data["agencyTrash"]["userErrors"], [{"code": "REFERENCED", "message": "Other agencies name it as their parent; give them another parent first.", "path": ["id"]}]);
    }

    async fn unknown_and_malformed_ids_look_the_same(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        for id in ["agency_00000000000000000000000000000007", "nonsense", "user_00000000000000000000000000000007"] {
            for (name, query) in [("agencyTrash", TRASH), ("agencyRestore", RESTORE)] {
                let data = ada.gql(query, json!({ "id": id, "version": 1 })).await;
                assert_eq!(data[name]["userErrors"][0]["code"], "NOT_FOUND", "{id}");
            }
            let data = ada.gql(UPDATE, json!({ "id": id, "version": 1, "input": {} })).await;
            assert_eq!(data["agencyUpdate"]["userErrors"][0]["code"], "NOT_FOUND", "{id}");
            let found = ada.gql("query($id: ID!) { agency(id: $id) { name } user(id: $id) { name } }", json!({ "id": id })).await;
            assert_eq!(found, json!({ "agency": null, "user": null }));
        }
    }
}
