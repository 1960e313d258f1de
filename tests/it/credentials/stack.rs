//! Credentials that lead to others, and programs that award them.

use entities::user_account::UserRole;
use serde_json::json;

use super::{UPDATE, credential};
use crate::{
    programs::program,
    support::{assert_json, on_both},
};

on_both! {
    async fn a_ladder_leads_up_and_never_back(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let rn = credential(&sam, "Registered nurse", json!({})).await;
        let lpn = credential(&sam, "Practical nurse", json!({ "leadsToIds": [rn] })).await;
        let cna = credential(&sam, "Nursing assistant", json!({ "leadsToIds": [lpn] })).await;
        let query = "query($id: ID!) { credential(id: $id) { leadsTo { name leadsTo { name } } buildsOn { name buildsOn { name } } } }";
        let mut seen = vec![sam.gql(query, json!({ "id": lpn })).await];
        for (id, version, next) in [(&rn, 1, json!([cna])), (&cna, 1, json!([cna])), (&cna, 1, json!([rn, lpn])), (&cna, 2, json!([lpn, rn])), (&cna, 2, json!([]))] {
            let mut data = sam.gql(UPDATE, json!({ "id": id, "version": version, "input": { "leadsToIds": next } })).await["credentialUpdate"].take();
            for change in data["changes"].as_array_mut().unwrap() {
                for side in ["before", "after"] {
                    let count = change[side].as_str().map(|ids| ids.split(", ").count());
                    change[side] = json!(count);
                }
            }
            seen.push(data);
        }
        assert_json!(json!(seen), [{"credential": {"buildsOn": [{"buildsOn": [], "name": "Nursing assistant"}], "leadsTo": [{"leadsTo": [], "name": "Registered nurse"}]}}, {"changes": [], "credential": null, "userErrors": [{"code": "INVALID", "message": "This would lead back to where it began: Registered nurse → Nursing assistant → Practical nurse → Registered nurse.", "path": ["input", "leadsToIds"]}]}, {"changes": [], "credential": null, "userErrors": [{"code": "INVALID", "message": "This would lead back to where it began: Nursing assistant → Nursing assistant.", "path": ["input", "leadsToIds"]}]}, {"changes": [{"after": 2, "before": 1, "field": "leadsTo"}], "credential": {"registryCtid": null, "issuerName": null, "kind": "LICENSE", "leadsTo": [{"name": "Practical nurse"}, {"name": "Registered nurse"}], "name": "Nursing assistant", "renewalMonths": null, "version": 2}, "userErrors": []}, {"changes": [], "credential": {"registryCtid": null, "issuerName": null, "kind": "LICENSE", "leadsTo": [{"name": "Practical nurse"}, {"name": "Registered nurse"}], "name": "Nursing assistant", "renewalMonths": null, "version": 2}, "userErrors": []}, {"changes": [{"after": null, "before": 2, "field": "leadsTo"}], "credential": {"registryCtid": null, "issuerName": null, "kind": "LICENSE", "leadsTo": [], "name": "Nursing assistant", "renewalMonths": null, "version": 3}, "userErrors": []}]);
        // What is in the trash is left out, and back with it.
        sam.gql("mutation($id: ID!) { credentialTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": rn })).await;
        let left = sam.gql(query, json!({ "id": lpn })).await;
        assert_json!(left["credential"]["leadsTo"], []);
    }

    async fn programs_award_credentials(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let (aide, nurse) = (credential(&sam, "Aide", json!({})).await, credential(&sam, "Nurse", json!({})).await);
        let p = program(&sam, json!({ "name": "Nursing", "credentialIds": [nurse, aide, nurse] })).await;
        program(&sam, json!({ "name": "Welding" })).await;
        let query = "query($where: ProgramWhere) { programs(where: $where) { nodes { name credentials { name } } } }";
        let mut seen = vec![
            vera.gql(query, json!({})).await,
            vera.gql(query, json!({ "where": { "credentialId": [aide] } })).await,
        ];
        let update = "mutation($id: ID!, $version: Int!, $input: ProgramUpdateInput!) { programUpdate(id: $id, version: $version, input: $input) {
            program { version credentials { name } } userErrors { code path message } } }";
        let many: Vec<String> = (0..51).map(|n| format!("credential_{n:032}")).collect();
        for (version, ids) in [(1, json!([aide])), (2, json!(["credential_00000000000000000000000000000007", aide])), (2, json!(many)), (2, json!([]))] {
            seen.push(sam.gql(update, json!({ "id": p, "version": version, "input": { "credentialIds": ids } })).await);
        }
        assert_json!(json!(seen), [{"programs": {"nodes": [{"credentials": [{"name": "Aide"}, {"name": "Nurse"}], "name": "Nursing"}, {"credentials": [], "name": "Welding"}]}}, {"programs": {"nodes": [{"credentials": [{"name": "Aide"}, {"name": "Nurse"}], "name": "Nursing"}]}}, {"programUpdate": {"program": {"credentials": [{"name": "Aide"}], "version": 2}, "userErrors": []}}, {"programUpdate": {"program": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such credential.", "path": ["input", "credentialIds"]}]}}, {"programUpdate": {"program": null, "userErrors": [{"code": "LIMIT", "message": "A program has 50 credentials at most.", "path": ["input", "credentialIds"]}]}}, {"programUpdate": {"program": {"credentials": [], "version": 3}, "userErrors": []}}]);
    }
}
