//! Changing agreements, and the trash.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::agreement;
use crate::{
    memberships::employer,
    partnerships::partnership,
    support::{assert_json, on_both},
};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: AgreementUpdateInput!) { agreementUpdate(id: $id, version: $version, input: $input) {
    agreement { title signedOn endsOn isInForce version parties { employer { name } agency { kind } signedOn } sections { position heading } }
    changes { field before after } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { agreementTrash(id: $id, version: $version) { agreement { version trashedAt } userErrors { code message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { agreementRestore(id: $id, version: $version) { agreement { version trashedAt } userErrors { code message } } }";

on_both! {
    async fn parties_named_again_keep_their_signatures(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let (acme, bolt) = (employer(&cora, "Acme").await, employer(&cora, "Bolt").await);
        let input = json!({ "kind": "MOU", "title": "Together", "parties": [{ "employerId": acme, "signedOn": "2026-01-02" }] });
        let id = agreement(&cora, &p, input).await["id"].clone();
        let mut added = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "parties": [{ "employerId": acme }, { "employerId": bolt }], "endsOn": "2026-12-31" } })).await;
        let parties = &mut added["agreementUpdate"]["changes"][2];
        assert_eq!(parties["after"], format!("{} signed 2026-01-02, {}", acme.as_str().unwrap(), bolt.as_str().unwrap()));
        (parties["before"], parties["after"]) = (Value::Null, Value::Null);
        assert_json!(added["agreementUpdate"], {"agreement": {"endsOn": "2026-12-31", "isInForce": false, "parties": [{"agency": null, "employer": {"name": "Acme"}, "signedOn": "2026-01-02"}, {"agency": null, "employer": {"name": "Bolt"}, "signedOn": null}], "sections": [], "signedOn": null, "title": "Together", "version": 2}, "changes": [{"after": null, "before": "2026-01-02", "field": "signedOn"}, {"after": "2026-12-31", "before": null, "field": "endsOn"}, {"after": null, "before": null, "field": "parties"}], "userErrors": []});
        let same = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "parties": [{ "employerId": acme }, { "employerId": bolt }] } })).await;
        assert_json!(same["agreementUpdate"]["changes"], []);
        let signed = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "sections": [{ "heading": "Money" }], "endsOn": "2027-12-31" } })).await;
        assert_json!(signed["agreementUpdate"], {"agreement": null, "changes": [], "userErrors": [{"code": "STATE", "message": "Somebody has signed this; what was agreed stays. Add an agreement that amends it.", "path": ["input", "sections"]}]});
        let conflict = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "title": "Other" } })).await;
        assert_json!(conflict["agreementUpdate"]["userErrors"], [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]);
        assert_eq!(conflict["agreementUpdate"]["agreement"]["version"], 2);
    }

    async fn sections_change_until_somebody_signs(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let input = json!({ "kind": "DATA_SHARING", "title": "Data", "startsOn": "2026-01-01", "sections": [{ "heading": "Purpose", "body": "To count" }] });
        let id = agreement(&cora, &p, input).await["id"].clone();
        let changed = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "sections": [{ "heading": "Purpose" }, { "heading": "Care" }] } })).await;
        assert_json!(changed["agreementUpdate"], {"agreement": {"endsOn": null, "isInForce": false, "parties": [], "sections": [{"heading": "Purpose", "position": 1}, {"heading": "Care", "position": 2}], "signedOn": null, "title": "Data", "version": 2}, "changes": [{"after": "Purpose: \nCare: ", "before": "Purpose: To count", "field": "sections"}], "userErrors": []});
        let bad = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "endsOn": "2025-12-31", "parties": [{ "employerId": "nonsense" }] } })).await;
        assert_json!(bad["agreementUpdate"]["userErrors"], [{"code": "INVALID", "message": "It cannot end before it starts.", "path": ["input", "endsOn"]}, {"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "parties", "0", "employerId"]}]);
    }

    async fn the_trash_gives_back(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let id = agreement(&cora, &p, json!({ "kind": "MOU", "title": "Together" })).await["id"].clone();
        assert_json!(cora.gql(TRASH, json!({ "id": id, "version": 1 })).await["agreementTrash"], {"agreement": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        assert_json!(cora.gql(TRASH, json!({ "id": id, "version": 2 })).await["agreementTrash"]["userErrors"], [{"code": "STATE", "message": "This agreement is in the trash already."}]);
        let lists = "query($p: ID!) { live: agreements { nodes { title } } trash: agreements(trashed: true) { nodes { title } } partnership(id: $p) { agreements { nodes { title } } } }";
        assert_json!(cora.gql(lists, json!({ "p": p })).await, {"live": {"nodes": []}, "partnership": {"agreements": {"nodes": []}}, "trash": {"nodes": [{"title": "Together"}]}});
        let refused = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "title": "B" } })).await;
        assert_json!(refused["agreementUpdate"]["userErrors"], [{"code": "STATE", "message": "This agreement is in the trash; restore it first.", "path": ["id"]}]);
        assert_json!(cora.gql(RESTORE, json!({ "id": id, "version": 2 })).await["agreementRestore"], {"agreement": {"trashedAt": null, "version": 3}, "userErrors": []});
        assert_json!(cora.gql(RESTORE, json!({ "id": id, "version": 3 })).await["agreementRestore"]["userErrors"], [{"code": "STATE", "message": "This agreement is not in the trash."}]);
    }

    async fn unknown_is_not_found_and_staff_are_forbidden(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let p = partnership(&cora, "Health", "SECTOR").await;
        let id = agreement(&cora, &p, json!({ "kind": "MOU", "title": "Together" })).await["id"].clone();
        let update = "mutation($id: ID!, $version: Int!) { agreementUpdate(id: $id, version: $version, input: {title: \"B\"}) { userErrors { code } } }";
        let sign = "mutation($id: ID!, $version: Int!) { agreementSign(id: $id, version: $version, input: {partyId: \"nonsense\"}) { userErrors { code } } }";
        for (user, id, code) in [(&cora, json!("nonsense"), "NOT_FOUND"), (&sam, id, "FORBIDDEN")] {
            for query in [update, sign, TRASH, RESTORE] {
                let data = user.gql(query, json!({ "id": id, "version": 1 })).await;
                let payload = data.as_object().unwrap().values().next().unwrap();
                assert_eq!(payload["userErrors"][0]["code"], code, "{query}");
            }
        }
    }
}
