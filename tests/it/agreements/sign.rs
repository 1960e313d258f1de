//! Signing agreements.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::agreement;
use crate::{
    memberships::employer,
    partnerships::partnership,
    support::{assert_json, on_both},
};

const SIGN: &str = "mutation($id: ID!, $version: Int!, $input: AgreementSignInput!) { agreementSign(id: $id, version: $version, input: $input) {
    agreement { signedOn isInForce version parties { signedOn signedBy } } changes { field } userErrors { code path message } } }";

on_both! {
    async fn an_agreement_is_signed_when_all_parties_have_signed(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let acme = employer(&cora, "Acme").await;
        let input = json!({ "kind": "MOU", "title": "Together", "parties": [{ "employerId": acme }, { "agencyId": cora.agency_id.to_string() }] });
        let made = agreement(&cora, &p, input).await;
        let party = |place: usize| made["parties"][place]["id"].clone();
        let id = &made["id"];
        let mut answers: Vec<Value> = Vec::new();
        for (version, input) in [
            (1, json!({ "partyId": party(1), "signedOn": "2026-11-20", "signedBy": "Ann Lee" })),
            (1, json!({ "partyId": party(0) })),
            (2, json!({ "partyId": party(0), "signedOn": "2026-11-25" })),
            (2, json!({ "partyId": "nonsense" })),
            (2, json!({ "partyId": party(0), "signedBy": "x".repeat(201) })),
            (2, json!({ "partyId": party(0) })),
            (3, json!({ "partyId": party(0) })),
        ] {
            let data = cora.gql(SIGN, json!({ "id": id, "version": version, "input": input })).await;
            answers.push(data["agreementSign"].clone());
        }
        assert_json!(json!(answers), [{"agreement": {"isInForce": false, "parties": [{"signedBy": null, "signedOn": null}, {"signedBy": "Ann Lee", "signedOn": "2026-11-20"}], "signedOn": null, "version": 2}, "changes": [{"field": "parties"}], "userErrors": []}, {"agreement": {"isInForce": false, "parties": [{"signedBy": null, "signedOn": null}, {"signedBy": "Ann Lee", "signedOn": "2026-11-20"}], "signedOn": null, "version": 2}, "changes": [], "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"agreement": null, "changes": [], "userErrors": [{"code": "INVALID", "message": "This day has not come yet.", "path": ["input", "signedOn"]}]}, {"agreement": null, "changes": [], "userErrors": [{"code": "NOT_FOUND", "message": "There is no such party of this agreement.", "path": ["input", "partyId"]}]}, {"agreement": null, "changes": [], "userErrors": [{"code": "TOO_LONG", "message": "This has 201 characters; at most 200 are allowed.", "path": ["input", "signedBy"]}]}, {"agreement": {"isInForce": true, "parties": [{"signedBy": null, "signedOn": "2026-11-24"}, {"signedBy": "Ann Lee", "signedOn": "2026-11-20"}], "signedOn": "2026-11-24", "version": 3}, "changes": [{"field": "signedOn"}, {"field": "parties"}], "userErrors": []}, {"agreement": {"isInForce": true, "parties": [{"signedBy": null, "signedOn": "2026-11-24"}, {"signedBy": "Ann Lee", "signedOn": "2026-11-20"}], "signedOn": "2026-11-24", "version": 3}, "changes": [], "userErrors": []}]);
    }
}
