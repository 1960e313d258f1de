//! Adding establishments.

use entities::user_account::UserRole;
use serde_json::json;

use super::{employer, site};
use crate::support::{assert_json, on_both};

const CREATE: &str = "mutation($input: EstablishmentCreateInput!) {
    establishmentCreate(input: $input) {
        establishment {
            name street city state postalCode countyFips naicsCode sizeClass openedOn closedOn version
            employer { name } externalReferences { system value } permissions { canUpdate canTrash }
        }
        userErrors { code path message }
    }
}";

on_both! {
    async fn an_establishment_is_added(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let input = json!({
            "employerId": acme, "name": " Vineland  plant ", "street": "1 Main St", "city": "Vineland", "state": "nj",
            "postalCode": "8360", "countyFips": "34011", "naicsCode": "31-33", "sizeClass": "FROM_50_TO_99",
            "openedOn": "2019-03-01", "externalReferences": [{ "system": "Salesforce", "value": "0012" }],
        });
        let data = sam.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["establishmentCreate"], {"establishment": {"city": "Vineland", "closedOn": null, "countyFips": "34011", "employer": {"name": "Acme"}, "externalReferences": [{"system": "salesforce", "value": "0012"}], "naicsCode": "31-33", "name": "Vineland  plant", "openedOn": "2019-03-01", "permissions": {"canTrash": false, "canUpdate": true}, "postalCode": "08360", "sizeClass": "FROM_50_TO_99", "state": "NJ", "street": "1 Main St", "version": 1}, "userErrors": []});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let input = json!({
            "employerId": acme, "name": "", "state": "Jersey", "countyFips": "6107", "naicsCode": "1",
            "externalReferences": [{ "system": "a", "value": "1" }, { "system": "A", "value": "1" }, { "system": "", "value": "2" }],
        });
        let data = sam.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["establishmentCreate"]["userErrors"], [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "name"]}, {"code": "INVALID", "message": "Write a state or territory with two letters, such as WA.", "path": ["input", "state"]}, {"code": "INVALID", "message": "Write a county FIPS code of five digits, such as 53033.", "path": ["input", "countyFips"]}, {"code": "INVALID", "message": "Write a NAICS code of 2 to 6 digits, or one of the sectors 31-33, 44-45, 48-49.", "path": ["input", "naicsCode"]}, {"code": "DUPLICATE", "message": "This reference is given twice.", "path": ["input", "externalReferences", "1", "value"]}, {"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "externalReferences", "2", "system"]}]);
        let input = json!({
            "employerId": "employer_00000000000000000000000000000007", "name": "Plant",
            "postalCode": "8360", "openedOn": "2020-01-01", "closedOn": "2019-12-31",
        });
        let data = sam.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["establishmentCreate"]["userErrors"], [{"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "employerId"]}, {"code": "INVALID", "message": "Write a ZIP code of five digits, such as 08360, or ZIP+4, such as 08360-1234. A leading zero is put back only where the state tells that it is missing.", "path": ["input", "postalCode"]}, {"code": "INVALID", "message": "An establishment cannot close before it opens.", "path": ["input", "closedOn"]}]);
    }

    async fn a_lost_zero_comes_back_only_where_the_state_tells(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let mut answers = Vec::new();
        for (state, code) in [("NJ", "8360"), ("CA", "8360"), ("CA", "93274-1234"), ("CT", "6510"), ("WA", "9810")] {
            let input = json!({ "employerId": acme, "name": "Plant", "state": state, "postalCode": code });
            let data = sam.gql(CREATE, json!({ "input": input })).await["establishmentCreate"].take();
            answers.push(json!([data["establishment"]["postalCode"], data["userErrors"][0]["code"]]));
        }
        assert_json!(json!(answers), [["08360", null], [null, "INVALID"], ["93274-1234", null], ["06510", null], [null, "INVALID"]]);
    }

    async fn an_external_reference_names_one_establishment(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let references = json!([{ "system": "hub", "value": "7" }]);
        site(&sam, &acme, json!({ "name": "One", "externalReferences": references })).await;
        let more = json!([{ "system": "hub", "value": "8" }, { "system": "HUB", "value": "7" }]);
        let input = json!({ "employerId": acme, "name": "Two", "externalReferences": more });
        let data = sam.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["establishmentCreate"], {"establishment": null, "userErrors": [{"code": "DUPLICATE", "message": "Another record, perhaps one in the trash, has this reference already.", "path": ["input", "externalReferences", "1", "value"]}]});
        let query = "{ establishments { nodes { name } } }";
        assert_json!(sam.gql(query, json!({})).await, {"establishments": {"nodes": [{"name": "One"}]}});
    }

    async fn an_employer_in_the_trash_gets_no_establishment(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let trash = "mutation($id: ID!) { employerTrash(id: $id, version: 1) { userErrors { message } } }";
        cora.gql(trash, json!({ "id": acme })).await;
        let data = cora.gql(CREATE, json!({ "input": { "employerId": acme, "name": "Plant" } })).await;
        assert_json!(data["establishmentCreate"]["userErrors"], [{"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "employerId"]}]);
    }

    async fn a_viewer_adds_nothing(t: TestApp) {
        let (vera, sam) = (t.user(UserRole::Viewer).await, t.user(UserRole::Staff).await);
        let acme = employer(&sam, "Acme").await;
        let data = vera.gql(CREATE, json!({ "input": { "employerId": acme, "name": "Plant" } })).await;
        assert_json!(data["establishmentCreate"], {"establishment": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
        let count = vera.gql("{ establishments { totalCount { value } } }", json!({})).await;
        assert_eq!(count["establishments"]["totalCount"]["value"], 0);
    }
}
