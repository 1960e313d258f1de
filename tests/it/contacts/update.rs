//! Changing people, and the trash.

use entities::user_account::UserRole;
use serde_json::json;

use super::{contact, employer, people};
use crate::support::{assert_json, on_both};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: ContactUpdateInput!) {
    contactUpdate(id: $id, version: $version, input: $input) {
        contact { name emails { address label } phones { number } doNotContact doNotContactReason version }
        changes { field before after }
        userErrors { code path message }
    }
}";
const TRASH: &str = "mutation($id: ID!, $version: Int!) {
    contactTrash(id: $id, version: $version) { contact { version trashedAt } userErrors { code path } }
}";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) {
    contactRestore(id: $id, version: $version) { contact { version trashedAt } userErrors { code path } }
}";

on_both! {
    async fn a_change_is_told_field_by_field_and_lists_replace(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = contact(&sam, json!({
            "givenName": "Ann", "familyName": "Lee", "emails": [{ "address": "ann@example.org" }], "phones": [{ "number": "555-0100" }],
        })).await;
        let input = json!({ "familyName": "Smith", "emails": [{ "address": "smith@example.org", "label": "new" }, { "address": "ann@example.org" }] });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": input })).await;
        assert_json!(data["contactUpdate"], {"changes": [{"after": "Ann Smith", "before": "Ann Lee", "field": "name"}, {"after": "Smith", "before": "Lee", "field": "familyName"}, {"after": "smith@example.org (new), ann@example.org", "before": "ann@example.org", "field": "emails"}], "contact": {"doNotContact": false, "doNotContactReason": null, "emails": [{"address": "smith@example.org", "label": "new"}, {"address": "ann@example.org", "label": null}], "name": "Ann Smith", "phones": [{"number": "555-0100"}], "version": 2}, "userErrors": []});
        let only_lists = json!({ "phones": [] });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": only_lists })).await;
        assert_json!(data["contactUpdate"]["changes"], [{"after": null, "before": "555-0100", "field": "phones"}]);
        assert_eq!(data["contactUpdate"]["contact"]["version"], 3);
        let same = json!({ "phones": [], "name": "Ann Smith" });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 3, "input": same })).await;
        assert_eq!(data["contactUpdate"]["contact"]["version"], 3);
    }

    async fn a_name_of_its_own_does_not_follow_its_parts(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = contact(&sam, json!({ "name": "Dr. Ann Lee", "givenName": "Ann", "familyName": "Lee" })).await;
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "familyName": null } })).await;
        assert_eq!(data["contactUpdate"]["contact"]["name"], "Dr. Ann Lee");
    }

    async fn a_wish_not_to_be_contacted_has_a_reason_and_can_be_taken_back(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = contact(&sam, json!({ "name": "Ann Lee" })).await;
        let mut seen = Vec::new();
        for (version, input) in [
            (1, json!({ "doNotContactReason": "Too many calls." })),
            (1, json!({ "doNotContact": true, "doNotContactReason": "Too many calls." })),
            (2, json!({ "doNotContact": false })),
        ] {
            let data = sam.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await["contactUpdate"].take();
            seen.push(json!([data["contact"]["doNotContact"], data["contact"]["doNotContactReason"], data["userErrors"]]));
        }
        assert_json!(json!(seen), [[null, null, [{"code": "INVALID", "message": "A reason needs doNotContact: true.", "path": ["input", "doNotContactReason"]}]], [true, "Too many calls.", []], [false, null, []]]);
    }

    async fn a_lost_race_is_a_conflict_with_the_stored_record(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = contact(&sam, json!({ "name": "Ann Lee" })).await;
        sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "Ann West" } })).await;
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "emails": [{ "address": "a@example.org" }] } })).await;
        assert_json!(data["contactUpdate"], {"changes": [], "contact": {"doNotContact": false, "doNotContactReason": null, "emails": [], "name": "Ann West", "phones": [], "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
    }

    async fn who_may_not_is_told_so_and_ids_cannot_be_probed(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let id = contact(&sam, json!({ "name": "Ann Lee" })).await;
        let data = vera.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "B" } })).await;
        assert_json!(data["contactUpdate"]["userErrors"], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]);
        let data = sam.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        assert_json!(data["contactTrash"], {"contact": null, "userErrors": [{"code": "FORBIDDEN", "path": []}]});
        for id in ["contact_00000000000000000000000000000007", "nonsense", "employer_00000000000000000000000000000007"] {
            let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": {} })).await;
            assert_eq!(data["contactUpdate"]["userErrors"][0]["code"], "NOT_FOUND", "{id}");
            let both = "query($id: ID!) { contact(id: $id) { name } affiliation(id: $id) { title } }";
            assert_eq!(sam.gql(both, json!({ "id": id })).await, json!({ "contact": null, "affiliation": null }));
        }
    }

    async fn the_trash_gives_back(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let id = contact(&cora, json!({ "name": "Ann Lee", "affiliation": { "employerId": acme } })).await;
        let gone = cora.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        let again = cora.gql(TRASH, json!({ "id": id, "version": 2 })).await;
        assert_json!(json!([gone["contactTrash"], again["contactTrash"]]), [{"contact": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []}, {"contact": null, "userErrors": [{"code": "STATE", "path": ["id"]}]}]);
        let listed = "{ live: contacts { nodes { name } } trash: contacts(trashed: true) { nodes { name } } }";
        assert_json!(cora.gql(listed, json!({})).await, {"live": {"nodes": []}, "trash": {"nodes": [{"name": "Ann Lee"}]}});
        assert_eq!(people(&cora, &acme, "").await, Vec::<String>::new());
        let refused = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "name": "B" } })).await;
        assert_json!(refused["contactUpdate"]["userErrors"], [{"code": "STATE", "message": "This contact is in the trash; restore it first.", "path": ["id"]}]);
        let back = cora.gql(RESTORE, json!({ "id": id, "version": 2 })).await;
        let again = cora.gql(RESTORE, json!({ "id": id, "version": 3 })).await;
        assert_json!(json!([back["contactRestore"], again["contactRestore"]]), [{"contact": {"trashedAt": null, "version": 3}, "userErrors": []}, {"contact": null, "userErrors": [{"code": "STATE", "path": ["id"]}]}]);
        assert_eq!(people(&cora, &acme, "").await, ["Ann Lee, -"]);
    }
}
