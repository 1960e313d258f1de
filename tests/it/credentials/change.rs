//! Adding and changing credentials, and their trash.

use entities::user_account::UserRole;
use serde_json::json;

use super::{UPDATE, credential};
use crate::support::{assert_json, on_both};

const CREATE: &str = "mutation($input: CredentialCreateInput!) { credentialCreate(input: $input) {
    credential { name kind issuerName issuerAgency { kind } registryCtid pirlType renewalMonths description version permissions { canUpdate canTrash } }
    userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { credentialTrash(id: $id, version: $version) {
    credential { version trashedAt } userErrors { code path message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { credentialRestore(id: $id, version: $version) {
    credential { version trashedAt } userErrors { code path message } } }";
const CTID: &str = "CE-534EC203-be18-49e1-a806-7e01d1d0ee3c";

on_both! {
    async fn staff_keep_the_list(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let input = json!({ "name": " Registered Nurse ", "kind": "LICENSE", "issuerName": "State board", "registryCtid": CTID, "pirlType": 4, "renewalMonths": 24, "description": "May practise" });
        let mut seen = vec![sam.gql(CREATE, json!({ "input": input })).await["credentialCreate"].clone()];
        let input = json!({ "name": "Welding", "kind": "CERTIFICATE", "issuerAgencyId": sam.agency_id.to_string() });
        seen.push(sam.gql(CREATE, json!({ "input": input })).await["credentialCreate"].clone());
        assert_json!(json!(seen), [{"credential": {"registryCtid": "ce-534ec203-be18-49e1-a806-7e01d1d0ee3c", "description": "May practise", "issuerAgency": null, "issuerName": "State board", "kind": "LICENSE", "name": "Registered Nurse", "permissions": {"canTrash": true, "canUpdate": true}, "pirlType": 4, "renewalMonths": 24, "version": 1}, "userErrors": []}, {"credential": {"registryCtid": null, "description": null, "issuerAgency": {"kind": "COLLEGE"}, "issuerName": null, "kind": "CERTIFICATE", "name": "Welding", "permissions": {"canTrash": true, "canUpdate": true}, "pirlType": null, "renewalMonths": null, "version": 1}, "userErrors": []}]);
        let id = credential(&sam, "Badge", json!({ "kind": "BADGE" })).await;
        let found = sam.gql("query($id: ID!) { credential(id: $id) { name } node(id: $id) { __typename id } }", json!({ "id": id })).await;
        assert_eq!(found["node"]["id"], id);
        assert_eq!(found["credential"]["name"], "Badge");
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let nowhere = "agency_00000000000000000000000000000007";
        let many: Vec<String> = (0..51).map(|n| format!("credential_{n:032}")).collect();
        let mut errors = Vec::new();
        for (user, input) in [
            (&sam, json!({ "name": " ", "kind": "LICENSE", "registryCtid": "ce-1", "pirlType": 9, "renewalMonths": 0, "issuerName": "x".repeat(201), "description": "x".repeat(20_001), "leadsToIds": many })),
            (&sam, json!({ "name": "A", "kind": "LICENSE", "issuerAgencyId": nowhere })),
            (&sam, json!({ "name": "A", "kind": "LICENSE", "issuerAgencyId": sam.agency_id.to_string(), "issuerName": "B" })),
            (&sam, json!({ "name": "A", "kind": "LICENSE", "leadsToIds": ["credential_00000000000000000000000000000007"] })),
            (&vera, json!({ "name": "A", "kind": "LICENSE" })),
        ] {
            errors.push(user.gql(CREATE, json!({ "input": input })).await["credentialCreate"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "name"]}, {"code": "TOO_LONG", "message": "This has 201 characters; at most 200 are allowed.", "path": ["input", "issuerName"]}, {"code": "TOO_LONG", "message": "This has 20001 characters; at most 20000 are allowed.", "path": ["input", "description"]}, {"code": "INVALID", "message": "Write a CTID: ce- and a UUID, such as ce-534ec203-be18-49e1-a806-7e01d1d0ee3c.", "path": ["input", "registryCtid"]}, {"code": "INVALID", "message": "Write a number from 0 to 8.", "path": ["input", "pirlType"]}, {"code": "INVALID", "message": "Write a number from 1 to 1200.", "path": ["input", "renewalMonths"]}, {"code": "LIMIT", "message": "A credential leads to 50 others at most.", "path": ["input", "leadsToIds"]}], [{"code": "NOT_FOUND", "message": "There is no such agency.", "path": ["input", "issuerAgencyId"]}], [{"code": "INVALID", "message": "Name the agency or somebody else, not both.", "path": ["input", "issuerName"]}], [{"code": "NOT_FOUND", "message": "There is no such credential.", "path": ["input", "leadsToIds"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]]);
    }

    async fn name_kind_and_issuer_name_one_live_credential(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = credential(&sam, "Nurse", json!({ "issuerName": "Board", "registryCtid": CTID })).await;
        credential(&sam, "Nurse", json!({})).await;
        credential(&sam, "Nurse", json!({ "issuerName": "Board", "kind": "CERTIFICATION" })).await;
        credential(&sam, "Nurse", json!({ "issuerAgencyId": sam.agency_id.to_string() })).await;
        let other = credential(&sam, "Aide", json!({ "issuerName": "Board" })).await;
        let mut errors = Vec::new();
        for input in [
            json!({ "name": "NURSE", "kind": "LICENSE", "issuerName": " board " }),
            json!({ "name": "Nurse", "kind": "LICENSE", "issuerAgencyId": sam.agency_id.to_string() }),
            json!({ "name": "Else", "kind": "LICENSE", "registryCtid": CTID }),
        ] {
            errors.push(sam.gql(CREATE, json!({ "input": input })).await["credentialCreate"]["userErrors"].clone());
        }
        for input in [json!({ "name": "nurse" }), json!({ "registryCtid": CTID })] {
            errors.push(sam.gql(UPDATE, json!({ "id": other, "version": 1, "input": input })).await["credentialUpdate"]["userErrors"].clone());
        }
        sam.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        errors.push(sam.gql(UPDATE, json!({ "id": other, "version": 1, "input": { "name": "nurse" } })).await["credentialUpdate"]["userErrors"].clone());
        errors.push(sam.gql(RESTORE, json!({ "id": id, "version": 2 })).await["credentialRestore"]["userErrors"].clone());
        assert_json!(json!(errors), [[{"code": "DUPLICATE", "message": "A live credential has this name, kind and issuer.", "path": ["input", "name"]}], [{"code": "DUPLICATE", "message": "A live credential has this name, kind and issuer.", "path": ["input", "name"]}], [{"code": "DUPLICATE", "message": "A live credential has this CTID.", "path": ["input", "registryCtid"]}], [{"code": "DUPLICATE", "message": "A live credential has this name, kind and issuer.", "path": ["input", "name"]}], [{"code": "DUPLICATE", "message": "A live credential has this CTID.", "path": ["input", "registryCtid"]}], [], [{"code": "DUPLICATE", "message": "A live credential has this name, kind and issuer.", "path": ["id"]}]]);
    }

    async fn a_change_is_told_and_denied_to_viewers(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let id = credential(&sam, "Nurse", json!({ "issuerName": "Board", "renewalMonths": 24 })).await;
        let mut seen = Vec::new();
        for (user, id, version, input) in [
            (&sam, &id, 1, json!({ "kind": "CERTIFICATION", "renewalMonths": null, "issuerName": null })),
            (&sam, &id, 1, json!({ "name": "A" })),
            (&vera, &id, 2, json!({ "name": "A" })),
            (&sam, &json!("credential_00000000000000000000000000000007"), 1, json!({ "name": "A" })),
        ] {
            seen.push(user.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await["credentialUpdate"].clone());
        }
        for (user, query, version) in [(&sam, RESTORE, 2), (&vera, TRASH, 2), (&sam, TRASH, 7), (&sam, TRASH, 2), (&sam, TRASH, 3), (&sam, UPDATE, 3), (&sam, RESTORE, 3)] {
            seen.push(user.gql(query, json!({ "id": id, "version": version, "input": {} })).await);
        }
        assert_json!(json!(seen), [{"changes": [{"after": "CERTIFICATION", "before": "LICENSE", "field": "kind"}, {"after": null, "before": "Board", "field": "issuerName"}, {"after": null, "before": "24", "field": "renewalMonths"}], "credential": {"registryCtid": null, "issuerName": null, "kind": "CERTIFICATION", "leadsTo": [], "name": "Nurse", "renewalMonths": null, "version": 2}, "userErrors": []}, {"changes": [], "credential": {"registryCtid": null, "issuerName": null, "kind": "CERTIFICATION", "leadsTo": [], "name": "Nurse", "renewalMonths": null, "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"changes": [], "credential": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"changes": [], "credential": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}, {"credentialRestore": {"credential": null, "userErrors": [{"code": "STATE", "message": "This credential is not in the trash.", "path": ["id"]}]}}, {"credentialTrash": {"credential": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}}, {"credentialTrash": {"credential": {"trashedAt": null, "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}}, {"credentialTrash": {"credential": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 3}, "userErrors": []}}, {"credentialTrash": {"credential": null, "userErrors": [{"code": "STATE", "message": "This credential is in the trash already.", "path": ["id"]}]}}, {"credentialUpdate": {"changes": [], "credential": null, "userErrors": [{"code": "STATE", "message": "This credential is in the trash; restore it first.", "path": ["id"]}]}}, {"credentialRestore": {"credential": {"trashedAt": null, "version": 4}, "userErrors": []}}]);
    }
}
