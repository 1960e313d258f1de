//! Moving a person from one place to another.

use entities::user_account::UserRole;
use serde_json::json;

use super::{contact, employer, people, start};
use crate::support::{assert_json, on_both};

const MOVE: &str = "mutation($contact: ID!, $from: ID!, $version: Int!, $input: ContactMoveInput!) {
    contactMove(contactId: $contact, fromAffiliationId: $from, version: $version, input: $input) {
        ended { title fromOn toOn isCurrent version employer { name } }
        started { title fromOn toOn isCurrent isPrimary version employer { name } }
        userErrors { code path message }
    }
}";

on_both! {
    async fn one_ends_and_the_other_starts(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (acme, best) = (employer(&sam, "Acme").await, employer(&sam, "Best").await);
        let ann = contact(&sam, json!({ "name": "Ann" })).await;
        let from = start(&sam, json!({ "contactId": ann, "employerId": acme, "title": "Buyer", "fromOn": "2020-01-01" })).await;
        let input = json!({ "toEmployerId": best, "on": "2026-11-01", "title": "Head buyer", "isPrimary": true });
        let data = sam.gql(MOVE, json!({ "contact": ann, "from": from, "version": 1, "input": input })).await;
        assert_json!(data["contactMove"], {"ended": {"employer": {"name": "Acme"}, "fromOn": "2020-01-01", "isCurrent": false, "title": "Buyer", "toOn": "2026-10-31", "version": 2}, "started": {"employer": {"name": "Best"}, "fromOn": "2026-11-01", "isCurrent": true, "isPrimary": true, "title": "Head buyer", "toOn": null, "version": 1}, "userErrors": []});
        let march = "(activeOn: \"2026-03-01\")";
        assert_json!(json!([
            people(&sam, &acme, "").await, people(&sam, &acme, march).await, people(&sam, &best, "").await, people(&sam, &best, march).await,
        ]), [[], ["Ann, Buyer"], ["Ann*, Head buyer"], []]);
        let query = "query($id: ID!) { contact(id: $id) {
            affiliations { nodes { employer { name } } } all: affiliations(history: true) { nodes { employer { name } } } } }";
        assert_json!(sam.gql(query, json!({ "id": ann })).await, {"contact": {"affiliations": {"nodes": [{"employer": {"name": "Best"}}]}, "all": {"nodes": [{"employer": {"name": "Best"}}, {"employer": {"name": "Acme"}}]}}});
        let again = json!({ "contact": ann, "from": from, "version": 2, "input": { "toEmployerId": acme } });
        assert_json!(sam.gql(MOVE, again).await["contactMove"]["userErrors"], [{"code": "STATE", "message": "This affiliation has ended already.", "path": ["id"]}]);
    }

    async fn a_move_that_cannot_be_leaves_everything_as_it_was(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let acme = employer(&sam, "Acme").await;
        let (ann, bea) = (contact(&sam, json!({ "name": "Ann" })).await, contact(&sam, json!({ "name": "Bea" })).await);
        let from = start(&sam, json!({ "contactId": ann, "employerId": acme, "fromOn": "2026-11-01" })).await;
        let agency = sam.agency_id.to_string();
        let mut errors = Vec::new();
        for (contact, version, input) in [
            (&ann, 1, json!({ "toEmployerId": "nothing" })),
            (&ann, 1, json!({ "toEmployerId": acme, "toAgencyId": agency })),
            (&ann, 1, json!({})),
            (&ann, 1, json!({ "toAgencyId": agency, "toEstablishmentId": "nothing" })),
            (&ann, 1, json!({ "toAgencyId": agency, "on": "2026-11-01" })),
            (&ann, 9, json!({ "toAgencyId": agency })),
            (&bea, 1, json!({ "toAgencyId": agency })),
        ] {
            let data = sam.gql(MOVE, json!({ "contact": contact, "from": from, "version": version, "input": input })).await;
            errors.push(data["contactMove"].clone());
        }
        assert_json!(json!(errors), [{"ended": null, "started": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "toEmployerId"]}]}, {"ended": null, "started": null, "userErrors": [{"code": "INVALID", "message": "Give an employer or an agency, not both.", "path": ["input", "toAgencyId"]}]}, {"ended": null, "started": null, "userErrors": [{"code": "REQUIRED", "message": "Give an employer or an agency.", "path": ["input", "toEmployerId"]}]}, {"ended": null, "started": null, "userErrors": [{"code": "INVALID", "message": "Only an employer has establishments.", "path": ["input", "toEstablishmentId"]}]}, {"ended": null, "started": null, "userErrors": [{"code": "INVALID", "message": "The last day there would be before the first one.", "path": ["input", "on"]}]}, {"ended": {"employer": {"name": "Acme"}, "fromOn": "2026-11-01", "isCurrent": true, "title": null, "toOn": null, "version": 1}, "started": null, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"ended": null, "started": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}]);
        let denied = vera.gql(MOVE, json!({ "contact": ann, "from": from, "version": 1, "input": { "toAgencyId": agency } })).await;
        assert_eq!(denied["contactMove"]["userErrors"][0]["code"], "FORBIDDEN");
        assert_eq!(people(&sam, &acme, "").await, ["Ann, -"]);
    }
}
