//! Adding agreements.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::CREATE;
use crate::{
    memberships::employer,
    partnerships::partnership,
    support::{assert_json, on_both},
};

on_both! {
    async fn an_agreement_has_parties_and_sections(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let acme = employer(&cora, "Acme").await;
        let input = json!({ "kind": "MOU", "title": " Working together ", "startsOn": "2026-01-01", "endsOn": "2026-12-31", "reviewByOn": "2026-10-01",
            "parties": [{ "employerId": acme, "signedOn": "2026-01-02", "signedBy": "Ann Lee, CEO" }, { "agencyId": cora.agency_id.to_string(), "signedOn": "2026-01-05" }],
            "sections": [{ "heading": "Purpose", "body": "To train" }, { "heading": "Money" }] });
        let mut data = cora.gql(CREATE, json!({ "p": p, "input": input })).await;
        data["agreementCreate"]["agreement"]["id"] = Value::Null;
        for place in 0..2 {
            data["agreementCreate"]["agreement"]["parties"][place]["id"] = Value::Null;
        }
        assert_json!(data["agreementCreate"], {"agreement": {"endsOn": "2026-12-31", "id": null, "isInForce": true, "kind": "MOU", "parties": [{"agency": null, "employer": {"name": "Acme"}, "id": null, "signedBy": "Ann Lee, CEO", "signedOn": "2026-01-02"}, {"agency": {"kind": "COLLEGE"}, "employer": null, "id": null, "signedBy": null, "signedOn": "2026-01-05"}], "permissions": {"canTrash": true, "canUpdate": true}, "reviewByOn": "2026-10-01", "sections": [{"body": "To train", "heading": "Purpose", "position": 1}, {"body": null, "heading": "Money", "position": 2}], "signedOn": "2026-01-05", "startsOn": "2026-01-01", "title": "Working together", "version": 1}, "userErrors": []});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let acme = employer(&cora, "Acme").await;
        let agency = cora.agency_id.to_string();
        let mut errors = Vec::new();
        for input in [
            json!({ "kind": "MOU", "title": "", "sections": [{ "heading": " " }],
                "parties": [{ "employerId": acme }, { "employerId": acme, "agencyId": agency }, {}, { "employerId": acme }, { "agencyId": agency, "signedBy": "Ann" }] }),
            json!({ "kind": "MOU", "title": "A", "startsOn": "2026-02-01", "endsOn": "2026-01-31",
                "parties": [{ "employerId": "nonsense" }, { "agencyId": "nonsense" }, { "agencyId": agency, "signedOn": "2026-11-25" }] }),
        ] {
            let data = cora.gql(CREATE, json!({ "p": p, "input": input })).await;
            errors.push(data["agreementCreate"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "title"]}, {"code": "INVALID", "message": "Name the employer or the agency that is the party, and not both.", "path": ["input", "parties", "1"]}, {"code": "INVALID", "message": "Name the employer or the agency that is the party, and not both.", "path": ["input", "parties", "2"]}, {"code": "DUPLICATE", "message": "This party is named twice.", "path": ["input", "parties", "3"]}, {"code": "REQUIRED", "message": "Name the day it signed.", "path": ["input", "parties", "4", "signedOn"]}, {"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "sections", "0", "heading"]}], [{"code": "INVALID", "message": "It cannot end before it starts.", "path": ["input", "endsOn"]}, {"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "parties", "0", "employerId"]}, {"code": "NOT_FOUND", "message": "There is no such agency.", "path": ["input", "parties", "1", "agencyId"]}, {"code": "INVALID", "message": "This day has not come yet.", "path": ["input", "parties", "2", "signedOn"]}]]);
        assert_json!(cora.gql("{ agreements { totalCount { value } } agreement(id: \"nonsense\") { title } }", json!({})).await, {"agreement": null, "agreements": {"totalCount": {"value": 0}}});
    }

    async fn only_conveners_add_them_to_a_live_partnership(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let p = partnership(&cora, "Health", "SECTOR").await;
        let input = json!({ "kind": "OTHER", "title": "A" });
        let denied = sam.gql(CREATE, json!({ "p": p, "input": input })).await;
        let unknown = cora.gql(CREATE, json!({ "p": "nonsense", "input": input })).await;
        let trash = "mutation($p: ID!) { partnershipTrash(id: $p, version: 1) { userErrors { code } } }";
        cora.gql(trash, json!({ "p": p })).await;
        let trashed = cora.gql(CREATE, json!({ "p": p, "input": input })).await;
        assert_json!(json!([denied, unknown, trashed].map(|data| data["agreementCreate"]["userErrors"].clone())), [[{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["partnershipId"]}], [{"code": "STATE", "message": "This partnership is in the trash; restore it first.", "path": ["partnershipId"]}]]);
    }
}
