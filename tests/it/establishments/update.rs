//! Changing establishments, closing them, and the trash.

use entities::user_account::UserRole;
use serde_json::json;

use super::{employer, site};
use crate::support::{assert_json, on_both};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: EstablishmentUpdateInput!) {
    establishmentUpdate(id: $id, version: $version, input: $input) {
        establishment { name state postalCode closedOn version externalReferences { system value } }
        changes { field before after }
        userErrors { code path message }
    }
}";
const CLOSE: &str = "mutation($id: ID!, $version: Int!, $on: Date!) {
    establishmentClose(id: $id, version: $version, closedOn: $on) {
        establishment { closedOn version } userErrors { code path message } }
}";
const TRASH: &str = "mutation($id: ID!, $version: Int!) {
    establishmentTrash(id: $id, version: $version) { establishment { version trashedAt } userErrors { code message } }
}";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) {
    establishmentRestore(id: $id, version: $version) { establishment { version trashedAt } userErrors { code message } }
}";

on_both! {
    async fn a_change_is_told_field_by_field(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let references = json!([{ "system": "hub", "value": "7" }, { "system": "crm", "value": "1" }]);
        let id = site(&sam, &acme, json!({ "name": "Plant", "state": "NJ", "externalReferences": references })).await;
        let input = json!({
            "name": "Old plant", "postalCode": "8360", "sizeClass": "FROM_0_TO_4",
            "externalReferences": [{ "system": "hub", "value": "8" }, { "system": "crm", "value": "1" }],
        });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": input })).await;
        assert_json!(data["establishmentUpdate"], {"changes": [{"after": "Old plant", "before": "Plant", "field": "name"}, {"after": "08360", "before": null, "field": "postalCode"}, {"after": "FROM_0_TO_4", "before": null, "field": "sizeClass"}, {"after": "crm: 1, hub: 8", "before": "crm: 1, hub: 7", "field": "externalReferences"}], "establishment": {"closedOn": null, "externalReferences": [{"system": "crm", "value": "1"}, {"system": "hub", "value": "8"}], "name": "Old plant", "postalCode": "08360", "state": "NJ", "version": 2}, "userErrors": []});
        let cleared = json!({ "state": null, "externalReferences": [] });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": cleared })).await;
        assert_json!(data["establishmentUpdate"], {"changes": [{"after": null, "before": "NJ", "field": "state"}, {"after": null, "before": "crm: 1, hub: 8", "field": "externalReferences"}], "establishment": {"closedOn": null, "externalReferences": [], "name": "Old plant", "postalCode": "08360", "state": null, "version": 3}, "userErrors": []});
    }

    async fn a_lost_race_is_a_conflict_with_the_stored_record(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = site(&sam, &acme, json!({ "name": "Plant" })).await;
        sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "West" } })).await;
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "East" } })).await;
        assert_json!(data["establishmentUpdate"], {"changes": [], "establishment": {"closedOn": null, "externalReferences": [], "name": "West", "postalCode": null, "state": null, "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let only = json!({ "externalReferences": [{ "system": "hub", "value": "1" }] });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": only })).await;
        assert_eq!(data["establishmentUpdate"]["userErrors"][0]["code"], "CONFLICT");
    }

    async fn a_site_closes_once_and_not_before_it_opened(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = site(&sam, &acme, json!({ "name": "Plant", "openedOn": "2020-01-01" })).await;
        let mut answers = Vec::new();
        for (version, on) in [(1, "2019-12-31"), (9, "2026-01-31"), (1, "2026-01-31"), (2, "2026-02-01")] {
            answers.push(sam.gql(CLOSE, json!({ "id": id, "version": version, "on": on })).await["establishmentClose"].take());
        }
        assert_json!(json!(answers), [{"establishment": null, "userErrors": [{"code": "INVALID", "message": "An establishment cannot close before it opens.", "path": ["closedOn"]}]}, {"establishment": {"closedOn": null, "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"establishment": {"closedOn": "2026-01-31", "version": 2}, "userErrors": []}, {"establishment": null, "userErrors": [{"code": "STATE", "message": "This establishment is closed already; change the day with an update.", "path": ["id"]}]}]);
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "openedOn": "2026-02-01" } })).await;
        assert_json!(data["establishmentUpdate"]["userErrors"], [{"code": "INVALID", "message": "An establishment cannot close before it opens.", "path": ["input", "closedOn"]}]);
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "closedOn": null } })).await;
        assert_json!(data["establishmentUpdate"]["establishment"]["closedOn"], null);
    }

    async fn the_trash_gives_back(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let id = site(&cora, &acme, json!({ "name": "Plant" })).await;
        let gone = cora.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        assert_json!(gone["establishmentTrash"], {"establishment": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        let listed = "query($id: ID!) { live: establishments { nodes { name } } trash: establishments(trashed: true) { nodes { name } }
            employer(id: $id) { establishments { nodes { name } totalCount { value } } } }";
        assert_json!(cora.gql(listed, json!({ "id": acme })).await, {"employer": {"establishments": {"nodes": [], "totalCount": {"value": 0}}}, "live": {"nodes": []}, "trash": {"nodes": [{"name": "Plant"}]}});
        let refused = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "name": "B" } })).await;
        assert_json!(refused["establishmentUpdate"]["userErrors"], [{"code": "STATE", "message": "This establishment is in the trash; restore it first.", "path": ["id"]}]);
        let again = cora.gql(TRASH, json!({ "id": id, "version": 2 })).await;
        assert_json!(again["establishmentTrash"]["userErrors"], [{"code": "STATE", "message": "This establishment is in the trash already."}]);
        let back = cora.gql(RESTORE, json!({ "id": id, "version": 2 })).await;
        assert_json!(back["establishmentRestore"], {"establishment": {"trashedAt": null, "version": 3}, "userErrors": []});
    }

    async fn a_site_of_a_trashed_employer_stays_in_the_trash(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let id = site(&cora, &acme, json!({ "name": "Plant" })).await;
        cora.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        let trash = "mutation($id: ID!) { employerTrash(id: $id, version: 1) { userErrors { message } } }";
        cora.gql(trash, json!({ "id": acme })).await;
        let data = cora.gql(RESTORE, json!({ "id": id, "version": 2 })).await;
        assert_json!(data["establishmentRestore"]["userErrors"], [{"code": "STATE", "message": "The employer of this establishment is in the trash; restore it first."}]);
    }

    async fn who_may_not_is_told_so(t: TestApp) {
        let (vera, sam) = (t.user(UserRole::Viewer).await, t.user(UserRole::Staff).await);
        let acme = employer(&sam, "Acme").await;
        let id = site(&sam, &acme, json!({ "name": "Plant" })).await;
        let data = vera.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "B" } })).await;
        assert_eq!(data["establishmentUpdate"]["userErrors"][0]["code"], "FORBIDDEN");
        let data = vera.gql(CLOSE, json!({ "id": id, "version": 1, "on": "2026-01-01" })).await;
        assert_eq!(data["establishmentClose"]["userErrors"][0]["code"], "FORBIDDEN");
        let data = sam.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        assert_eq!(data["establishmentTrash"]["userErrors"][0]["code"], "FORBIDDEN");
        let unknown = "establishment_00000000000000000000000000000007";
        let data = sam.gql(UPDATE, json!({ "id": unknown, "version": 1, "input": {} })).await;
        assert_eq!(data["establishmentUpdate"]["userErrors"][0]["code"], "NOT_FOUND");
        let query = "query($id: ID!) { establishment(id: $id) { name } }";
        assert_eq!(sam.gql(query, json!({ "id": unknown })).await, json!({ "establishment": null }));
    }
}
