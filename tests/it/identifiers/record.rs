//! Recording identifiers.

use entities::user_account::UserRole;
use serde_json::json;

use super::{RECORD, employer, identifier};
use crate::support::{assert_json, on_both};

on_both! {
    async fn a_number_is_recorded_in_the_form_of_its_system(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let site = "mutation($id: ID!) { establishmentCreate(input: {employerId: $id, name: \"Plant\"}) { establishment { id } } }";
        let site = sam.gql(site, json!({ "id": acme })).await["establishmentCreate"]["establishment"]["id"].clone();
        let input = json!({ "employerId": acme, "system": "FEIN", "value": " 12-3456789 ", "fromOn": "2020-01-01", "establishmentId": site });
        assert_json!(sam.gql(RECORD, json!({ "input": input })).await["identifierRecord"], {"candidates": [], "identifier": {"confidentiality": "RESTRICTED", "establishment": {"name": "Plant"}, "fromOn": "2020-01-01", "permissions": {"canTrash": false, "canUpdate": true}, "system": "FEIN", "toOn": null, "value": "12-3456789", "version": 1}, "userErrors": []});
        let mut answers = Vec::new();
        for (system, value) in [("UEI", "zqgghjh74dw7"), ("LEI", "5493001KJTIIGC8Y1R12"), ("CIK", "320193"), ("DUNS", "12-345-6789"),
            ("STATE_UI_ACCOUNT", "wa 123-456"), ("QCEW_REPORTING_UNIT", "1")] {
            let input = json!({ "employerId": acme, "system": system, "value": value });
            let data = sam.gql(RECORD, json!({ "input": input })).await["identifierRecord"]["identifier"].take();
            answers.push(json!([data["value"], data["confidentiality"]]));
        }
        assert_json!(json!(answers), [["ZQGGHJH74DW7", "PUBLIC"], ["5493001KJTIIGC8Y1R12", "PUBLIC"], ["0000320193", "PUBLIC"], ["123456789", "RESTRICTED"], ["WA 123-456", "RESTRICTED"], ["00001", "RESTRICTED"]]);
    }

    async fn every_problem_is_named_and_no_number_is_repeated(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let input = json!({ "employerId": acme, "system": "FEIN", "value": "987654", "fromOn": "2020-01-02", "toOn": "2020-01-01",
            "establishmentId": "establishment_00000000000000000000000000000007" });
        let answer = sam.ask(RECORD, json!({ "input": input })).await;
        assert!(!answer.text.contains("987654"), "{}", answer.text);
        assert_json!(answer.json()["data"]["identifierRecord"]["userErrors"], [{"code": "NOT_FOUND", "message": "The employer has no such establishment.", "path": ["input", "establishmentId"]}, {"code": "INVALID", "message": "A FEIN has nine digits, such as 12-3456789.", "path": ["input", "value"]}, {"code": "INVALID", "message": "An identifier cannot end before it begins.", "path": ["input", "toOn"]}]);
        let mut answers = Vec::new();
        for (system, value) in [("LEI", "5493001KJTIIGC8Y1R21"), ("UEI", "ZQGGHJH74DWO"), ("CIK", "x"), ("DUNS", "000000000"),
            ("STATE_UI_ACCOUNT", "none"), ("QCEW_REPORTING_UNIT", "123456"), ("FEIN", " ")] {
            let input = json!({ "employerId": acme, "system": system, "value": value });
            let data = sam.gql(RECORD, json!({ "input": input })).await["identifierRecord"].take();
            answers.push(data["userErrors"].clone());
        }
        assert_json!(json!(answers), [[{"code": "INVALID", "message": "An LEI has eighteen letters and digits and two check digits; look for a mistyped character.", "path": ["input", "value"]}], [{"code": "INVALID", "message": "A UEI has twelve letters and digits, without O and I.", "path": ["input", "value"]}], [{"code": "INVALID", "message": "A CIK has one to ten digits.", "path": ["input", "value"]}], [{"code": "INVALID", "message": "A DUNS number has nine digits.", "path": ["input", "value"]}], [{"code": "INVALID", "message": "A state UI account has letters, digits, blanks, points, slashes and hyphens, with a digit: 30 characters at most.", "path": ["input", "value"]}], [{"code": "INVALID", "message": "A QCEW reporting unit has one to five digits.", "path": ["input", "value"]}], [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "value"]}]]);
        let input = json!({ "employerId": "employer_00000000000000000000000000000007", "system": "CIK", "value": "1" });
        assert_json!(sam.gql(RECORD, json!({ "input": input })).await["identifierRecord"]["userErrors"], [{"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "employerId"]}]);
    }

    async fn a_known_number_is_a_duplicate_unless_insisted(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (acme, other) = (employer(&sam, "Acme").await, employer(&sam, "Other").await);
        identifier(&sam, &acme, "FEIN", "123456789", "RESTRICTED").await;
        for owner in [&other, &acme] {
            let input = json!({ "employerId": owner, "system": "FEIN", "value": "12-3456789" });
            assert_json!(sam.gql(RECORD, json!({ "input": input })).await["identifierRecord"], {"candidates": [{"name": "Acme"}], "identifier": null, "userErrors": [{"code": "DUPLICATE", "message": "This number is on record already; look at the candidates, or insist.", "path": ["input", "value"]}]});
        }
        let input = json!({ "employerId": other, "system": "FEIN", "value": "12-3456789" });
        let data = sam.gql(RECORD, json!({ "input": input, "insist": true })).await;
        assert_eq!(data["identifierRecord"]["identifier"]["value"], "12-3456789");
        // A firm may have several, and reporting units are counted by each firm for itself.
        for (owner, system, value) in [(&acme, "FEIN", "234567890"), (&acme, "QCEW_REPORTING_UNIT", "1"), (&other, "QCEW_REPORTING_UNIT", "1")] {
            let input = json!({ "employerId": owner, "system": system, "value": value });
            let data = sam.gql(RECORD, json!({ "input": input })).await;
            assert_json!(data["identifierRecord"]["userErrors"], []);
        }
    }

    async fn a_number_that_one_may_not_see_is_not_told(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let (acme, other) = (employer(&sam, "Acme").await, employer(&sam, "Other").await);
        identifier(&kim, &acme, "FEIN", "123456789", "UC_CONFIDENTIAL").await;
        let input = json!({ "employerId": other, "system": "FEIN", "value": "123456789" });
        let data = sam.gql(RECORD, json!({ "input": input })).await;
        assert_eq!(data["identifierRecord"]["userErrors"], json!([]));
        identifier(&kim, &acme, "UEI", "ZQGGHJH74DW7", "PUBLIC").await;
        let input = json!({ "employerId": other, "system": "UEI", "value": "ZQGGHJH74DW7" });
        let data = sam.gql(RECORD, json!({ "input": input })).await;
        assert_eq!(data["identifierRecord"]["candidates"], json!([{ "name": "Acme" }]));
    }

    async fn a_viewer_records_nothing(t: TestApp) {
        let (vera, sam) = (t.user(UserRole::Viewer).await, t.user(UserRole::Staff).await);
        let acme = employer(&sam, "Acme").await;
        let input = json!({ "employerId": acme, "system": "CIK", "value": "320193" });
        assert_json!(vera.gql(RECORD, json!({ "input": input })).await["identifierRecord"], {"candidates": [], "identifier": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
    }
}
