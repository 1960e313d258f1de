//! Adding employers.

use entities::user_account::UserRole;
use serde_json::json;

use crate::support::{assert_json, on_both};

const CREATE: &str = "mutation($input: EmployerCreateInput!, $insist: Boolean = false) {
    employerCreate(input: $input, allowDuplicates: $insist) {
        employer { name status naicsCode website tags fairChance version createdAt permissions { canUpdate canTrash } }
        candidates { name }
        userErrors { code path message }
    }
}";

on_both! {
    async fn an_employer_is_added(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let input = json!({
            "name": "  Jenny Lynn's Café ", "naicsCode": "722515", "website": "https://jenny.example",
            "tags": ["Food", "food", "Hospitality"], "status": "ACTIVE",
        });
        let data = sam.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["employerCreate"], {"candidates": [], "employer": {"createdAt": "2026-11-24T20:00:00.000Z", "fairChance": "UNKNOWN", "naicsCode": "722515", "name": "Jenny Lynn's Café", "permissions": {"canTrash": false, "canUpdate": true}, "status": "ACTIVE", "tags": ["Food", "Hospitality"], "version": 1, "website": "https://jenny.example/"}, "userErrors": []});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let input = json!({
            "name": " ", "naicsCode": "62-63", "website": "nowhere", "fidelityBondCount": -1, "tags": ["ok", ""],
        });
        let data = sam.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["employerCreate"], {"candidates": [], "employer": null, "userErrors": [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "name"]}, {"code": "INVALID", "message": "Write a NAICS code of 2 to 6 digits, or one of the sectors 31-33, 44-45, 48-49.", "path": ["input", "naicsCode"]}, {"code": "INVALID", "message": "Write a web address such as https://example.org.", "path": ["input", "website"]}, {"code": "INVALID", "message": "This must not be negative.", "path": ["input", "fidelityBondCount"]}, {"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "tags", "1"]}]});
    }

    async fn a_name_like_a_live_employers_is_a_duplicate_unless_insisted(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        sam.gql(CREATE, json!({ "input": { "name": "Valley Hospital" } })).await;
        let again = json!({ "name": "VALLEY  hospital" });
        let data = sam.gql(CREATE, json!({ "input": again })).await;
        assert_json!(data["employerCreate"], {"candidates": [{"name": "Valley Hospital"}], "employer": null, "userErrors": [{"code": "DUPLICATE", "message": "Employers of this name exist, perhaps in the trash; choose or restore one of the candidates, or insist.", "path": ["input", "name"]}]});
        let data = sam.gql(CREATE, json!({ "input": again, "insist": true })).await;
        assert_eq!(data["employerCreate"]["employer"]["name"], "VALLEY  hospital");
    }

    async fn a_viewer_adds_nothing(t: TestApp) {
        let vera = t.user(UserRole::Viewer).await;
        let data = vera.gql(CREATE, json!({ "input": { "name": "Valley Hospital" } })).await;
        assert_json!(data["employerCreate"], {"candidates": [], "employer": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
        let count = vera.gql("{ employers { totalCount { value isExact } } }", json!({})).await;
        assert_json!(count, {"employers": {"totalCount": {"isExact": true, "value": 0}}});
    }
}
