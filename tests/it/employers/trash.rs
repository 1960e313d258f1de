//! What the trash refuses, and what it remembers.

use entities::user_account::UserRole;
use serde_json::json;

use crate::{partnerships::partnership, support::on_both};

const TRASH: &str = "mutation($id: ID!) { employerTrash(id: $id, version: 1) { employer { trashedAt } userErrors { code message path } } }";

on_both! {
    async fn a_member_of_a_partnership_is_not_put_into_the_trash(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let health = partnership(&cora, "Health", "SECTOR").await;
        let create = "mutation { employerCreate(input: {name: \"Acme\"}) { employer { id } } }";
        let acme = cora.gql(create, json!({})).await["employerCreate"]["employer"]["id"].clone();
        let join = "mutation($p: ID!, $e: ID!) { membershipStart(partnershipId: $p, input: {employerId: $e}) { membership { id version } } }";
        let member = cora.gql(join, json!({ "p": health, "e": acme })).await["membershipStart"]["membership"].clone();
        let told = cora.gql(TRASH, json!({ "id": acme })).await["employerTrash"]["userErrors"].clone();
        let message = "This employer is a member of Health; end the membership first.";
        assert_eq!(told, json!([{ "code": "REFERENCED", "message": message, "path": ["id"] }]));
        let leave = "mutation($id: ID!, $version: Int!) { membershipTrash(id: $id, version: $version) { userErrors { code } } }";
        cora.gql(leave, json!({ "id": member["id"], "version": member["version"] })).await;
        let told = cora.gql(TRASH, json!({ "id": acme })).await["employerTrash"]["userErrors"].clone();
        assert_eq!(told, json!([]));
    }

    async fn a_name_in_the_trash_is_a_candidate_to_be_restored(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let create = "mutation { employerCreate(input: {name: \"Acme\"}) { employer { id } candidates { id trashedAt } userErrors { code message } } }";
        let acme = cora.gql(create, json!({})).await["employerCreate"]["employer"]["id"].clone();
        cora.gql(TRASH, json!({ "id": acme })).await;
        let again = cora.gql(create, json!({})).await["employerCreate"].clone();
        let message = "Employers of this name exist, perhaps in the trash; choose or restore one of the candidates, or insist.";
        assert_eq!(again["userErrors"], json!([{ "code": "DUPLICATE", "message": message }]));
        assert_eq!(again["candidates"][0]["id"], acme);
        assert!(again["candidates"][0]["trashedAt"].is_string());
    }

    async fn restoring_into_a_name_that_is_taken_warns_as_creating_does(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let create = "mutation($insist: Boolean!) { employerCreate(input: {name: \"Acmé\"}, allowDuplicates: $insist) { employer { id } } }";
        let old = cora.gql(create, json!({ "insist": false })).await["employerCreate"]["employer"]["id"].clone();
        cora.gql(TRASH, json!({ "id": old })).await;
        let new = cora.gql(create, json!({ "insist": true })).await["employerCreate"]["employer"]["id"].clone();
        let restore = "mutation($id: ID!, $version: Int!, $insist: Boolean! = false) { employerRestore(id: $id, version: $version, allowDuplicates: $insist) {
            employer { id trashedAt } candidates { id } userErrors { code path message } } }";
        let told = cora.gql(restore, json!({ "id": old, "version": 2 })).await["employerRestore"].clone();
        let message = "Live employers have this name; look at the candidates, give one of them another name, or insist.";
        assert_eq!(told, json!({
            "employer": null, "candidates": [{ "id": new }], "userErrors": [{ "code": "DUPLICATE", "path": ["id"], "message": message }],
        }));
        let lost = cora.gql(restore, json!({ "id": old, "version": 1 })).await["employerRestore"].clone();
        assert_eq!(lost["userErrors"][0]["code"], "CONFLICT");
        let back = cora.gql(restore, json!({ "id": old, "version": 2, "insist": true })).await["employerRestore"].clone();
        assert_eq!(back, json!({ "employer": { "id": old, "trashedAt": null }, "candidates": [], "userErrors": [] }));
    }

    async fn one_in_the_trash_beside_it_is_no_reason_not_to_restore(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let create = "mutation { employerCreate(input: {name: \"Acme\"}, allowDuplicates: true) { employer { id } } }";
        let mut last = json!(null);
        for _ in 0..7 {
            last = cora.gql(create, json!({})).await["employerCreate"]["employer"]["id"].clone();
            cora.gql(TRASH, json!({ "id": last })).await;
        }
        let restore = "mutation($id: ID!) { employerRestore(id: $id, version: 2) { employer { id } userErrors { code } } }";
        let back = cora.gql(restore, json!({ "id": last })).await["employerRestore"].clone();
        assert_eq!(back, json!({ "employer": { "id": last }, "userErrors": [] }));
    }

    async fn the_team_is_chosen_among_those_one_may_see(t: TestApp) {
        use api::policy::Action;
        let (cora, agency) = (t.user(UserRole::Convener).await, t.agency().await);
        let blind = t.user_with(agency, UserRole::Convener, &[Action::EmployerRead, Action::EmployerUpdate]).await;
        let create = "mutation { employerCreate(input: {name: \"Acme\"}) { employer { id } } }";
        let acme = cora.gql(create, json!({})).await["employerCreate"]["employer"]["id"].clone();
        let lead = "mutation($id: ID!, $user: ID!, $agency: ID!) { employerUpdate(id: $id, version: 1, input: {leadUserId: $user, leadAgencyId: $agency}) { userErrors { code path } } }";
        let variables = json!({ "id": acme, "user": cora.id.to_string(), "agency": agency.to_string() });
        let told = blind.gql(lead, variables.clone()).await["employerUpdate"]["userErrors"].clone();
        assert_eq!(told, json!([
            { "code": "NOT_FOUND", "path": ["input", "leadAgencyId"] },
            { "code": "NOT_FOUND", "path": ["input", "leadUserId"] },
        ]));
        assert_eq!(cora.gql(lead, variables).await["employerUpdate"]["userErrors"], json!([]));
    }
}
