//! Adding partnerships.

use api::sectors::ops::seed;
use entities::user_account::UserRole;
use serde_json::json;

use crate::support::{assert_json, on_both};

const CREATE: &str = "mutation($input: PartnershipCreateInput!) {
    partnershipCreate(input: $input) {
        partnership { name kind phase region startedOn naicsPrefixes sectors { key }
            conveners { agency { kind } fromOn endedOn isCurrent } members { nodes { id } } version permissions { canUpdate canTrash } }
        userErrors { code path message } } }";

on_both! {
    async fn a_partnership_is_added_with_what_it_covers_and_who_convenes_it(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        seed(&t.app.system("test")).await.expect("seeds");
        let sectors = cora.gql("{ sectors { id } }", json!({})).await;
        let other = t.agency().await.to_string();
        let input = json!({
            "name": " Valley  Health ", "kind": "SECTOR", "region": "Two counties", "startedOn": "2026-01-15",
            "naicsPrefixes": ["62", "31-33", "62"], "sectorIds": [sectors["sectors"][7]["id"], sectors["sectors"][0]["id"]],
            "conveners": [{ "agencyId": cora.agency_id.to_string(), "fromOn": "2026-01-01" }, { "agencyId": other, "fromOn": "2027-01-01" }],
        });
        let data = cora.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["partnershipCreate"], {"partnership": {"conveners": [{"agency": {"kind": "COLLEGE"}, "endedOn": null, "fromOn": "2026-01-01", "isCurrent": true}, {"agency": {"kind": "COLLEGE"}, "endedOn": null, "fromOn": "2027-01-01", "isCurrent": false}], "kind": "SECTOR", "members": {"nodes": []}, "naicsPrefixes": ["31-33", "62"], "name": "Valley  Health", "permissions": {"canTrash": true, "canUpdate": true}, "phase": "SUPPORT_TEAM", "region": "Two counties", "sectors": [{"key": "AGRICULTURE"}, {"key": "HEALTH_SCIENCE"}], "startedOn": "2026-01-15", "version": 1}, "userErrors": []});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let input = json!({ "name": "", "kind": "SECTOR", "naicsPrefixes": ["62", "6"], "conveners": [] });
        let values = cora.gql(CREATE, json!({ "input": input })).await;
        let agency = cora.agency_id.to_string();
        let input = json!({ "name": "Health", "kind": "SECTOR", "startedOn": "2026-02-01", "endedOn": "2026-01-01", "sectorIds": ["nonsense"],
            "conveners": [{ "agencyId": agency }, { "agencyId": agency }, { "agencyId": "nonsense" }] });
        let references = cora.gql(CREATE, json!({ "input": input })).await;
        let nobody = cora.gql(CREATE, json!({ "input": { "name": "Health", "kind": "SECTOR", "conveners": [] } })).await;
        let later = json!({ "name": "Health", "kind": "SECTOR", "conveners": [{ "agencyId": agency, "fromOn": "2027-01-01" }] });
        let later = cora.gql(CREATE, json!({ "input": later })).await;
        let errors = json!([values, references, nobody, later].map(|data| data["partnershipCreate"]["userErrors"].clone()));
        assert_json!(errors, [[{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "name"]}, {"code": "INVALID", "message": "Write a NAICS code of 2 to 6 digits, or one of the sectors 31-33, 44-45, 48-49.", "path": ["input", "naicsPrefixes", "1"]}], [{"code": "INVALID", "message": "It cannot end before it began.", "path": ["input", "endedOn"]}, {"code": "DUPLICATE", "message": "This agency is named twice.", "path": ["input", "conveners", "1", "agencyId"]}, {"code": "NOT_FOUND", "message": "There is no such agency.", "path": ["input", "conveners", "2", "agencyId"]}, {"code": "NOT_FOUND", "message": "There is no such sector.", "path": ["input", "sectorIds", "0"]}], [{"code": "REQUIRED", "message": "Name the agency that convenes it; only a dormant or closed partnership has none.", "path": ["input", "conveners"]}], [{"code": "STATE", "message": "One of the conveners must convene it today.", "path": ["input", "conveners"]}]]);
        assert_json!(cora.gql("{ partnerships { totalCount { value } } }", json!({})).await, {"partnerships": {"totalCount": {"value": 0}}});
    }

    async fn the_name_of_a_live_partnership_is_a_duplicate_unless_insisted(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let query = "mutation($input: PartnershipCreateInput!, $insist: Boolean = false) {
            partnershipCreate(input: $input, allowDuplicates: $insist) {
                partnership { name } candidates { name kind } userErrors { code path message } } }";
        let conveners = json!([{ "agencyId": cora.agency_id.to_string() }]);
        let mut input = json!({ "name": "Valley Health", "kind": "SECTOR", "conveners": conveners });
        cora.gql(query, json!({ "input": input })).await;
        input["name"] = json!("VALLEY  héalth");
        let refused = cora.gql(query, json!({ "input": input })).await["partnershipCreate"].take();
        let insisted = cora.gql(query, json!({ "input": input, "insist": true })).await["partnershipCreate"].take();
        assert_json!(json!([refused, insisted]), [{"candidates": [{"kind": "SECTOR", "name": "Valley Health"}], "partnership": null, "userErrors": [{"code": "DUPLICATE", "message": "Partnerships of this name exist; choose one of the candidates, or insist.", "path": ["input", "name"]}]}, {"candidates": [], "partnership": {"name": "VALLEY  héalth"}, "userErrors": []}]);
        // One in the trash does not count.
        input["name"] = json!("Metal");
        let metal = "mutation($input: PartnershipCreateInput!) { partnershipCreate(input: $input) { partnership { id } } }";
        let id = cora.gql(metal, json!({ "input": input })).await["partnershipCreate"]["partnership"]["id"].clone();
        cora.gql("mutation($id: ID!) { partnershipTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": id })).await;
        assert_json!(cora.gql(query, json!({ "input": input })).await["partnershipCreate"]["userErrors"], []);
    }

    async fn a_dormant_partnership_needs_nobody(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let input = json!({ "name": "Health", "kind": "ADVISORY_BOARD", "phase": "DORMANT", "conveners": [] });
        assert_json!(cora.gql(CREATE, json!({ "input": input })).await["partnershipCreate"]["userErrors"], []);
    }

    async fn staff_and_viewers_add_nothing(t: TestApp) {
        for role in [UserRole::Staff, UserRole::Viewer] {
            let user = t.user(role).await;
            let input = json!({ "name": "Health", "kind": "SECTOR", "conveners": [{ "agencyId": user.agency_id.to_string() }] });
            let data = user.gql(CREATE, json!({ "input": input })).await;
            assert_json!(data["partnershipCreate"], {"partnership": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
        }
    }
}
