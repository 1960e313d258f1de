//! Adding people.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{contact, employer};
use crate::support::{assert_json, on_both};

const CREATE: &str = "mutation($input: ContactCreateInput!, $insist: Boolean = false) {
    contactCreate(input: $input, allowDuplicates: $insist) {
        contact {
            name givenName familyName emails { address label } phones { number label } preferredChannel doNotContact
            doNotContactReason language note version createdAt permissions { canUpdate canTrash }
            affiliations { nodes { title isPrimary employer { name } } }
        }
        candidates { name }
        userErrors { code path message }
    }
}";

on_both! {
    async fn a_person_is_added_with_a_place(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let input = json!({
            "givenName": " Ann ", "familyName": "Lee", "preferredChannel": "PHONE", "language": "en-US", "note": "Knows everybody.",
            "emails": [{ "address": "Ann.Lee@Example.org", "label": "work" }, { "address": "ann.lee@example.org" }],
            "phones": [{ "number": "(206) 555-0100 ext. 12", "label": " " }, { "number": "206 555 0199" }],
            "affiliation": { "employerId": acme, "title": "HR manager", "isPrimary": true },
        });
        let data = sam.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["contactCreate"], "?");
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let bad = "a@example.org\nBcc: b@example.org";
        let input = json!({
            "name": " ", "language": "English!", "emails": [{ "address": "a@example.org" }, { "address": "nobody" }, { "address": bad }],
            "phones": [{ "number": "" }, { "number": "1\n2" }], "affiliation": { "title": "x".repeat(501) },
        });
        let data = sam.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["contactCreate"], "?");
        let mut errors = Vec::new();
        for input in [
            json!({}),
            json!({ "name": "Ann", "doNotContactReason": "Asked in May." }),
            json!({ "name": "Ann", "affiliation": {} }),
            json!({ "name": "Ann", "affiliation": { "employerId": "employer_00000000000000000000000000000007" } }),
            json!({ "name": "Ann", "phones": vec![json!({ "number": "1" }); 21] }),
        ] {
            errors.push(sam.gql(CREATE, json!({ "input": input })).await["contactCreate"]["userErrors"].clone());
        }
        assert_json!(json!(errors), "?");
        let count = sam.gql("{ contacts { totalCount { value } } }", json!({})).await;
        assert_eq!(count, json!({ "contacts": { "totalCount": { "value": 0 } } }));
    }

    async fn a_person_alike_is_a_duplicate_unless_insisted(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (acme, other) = (employer(&sam, "Acme").await, employer(&sam, "Other").await);
        let mail = json!([{ "address": "info@acme.example" }]);
        contact(&sam, json!({ "name": "José Díaz", "emails": mail, "affiliation": { "employerId": acme, "fromOn": "2024-01-01" } })).await;
        contact(&sam, json!({ "name": "Bea Gone", "affiliation": { "employerId": acme, "toOn": "2026-11-23" } })).await;
        let mut outcomes = Vec::new();
        for input in [
            json!({ "name": "JOSE  diaz", "emails": [{ "address": "INFO@acme.example" }] }),
            json!({ "name": "Jose Diaz", "affiliation": { "employerId": acme } }),
            // Another person of this name, another person of this inbox, one who has left.
            json!({ "name": "Jose Diaz", "affiliation": { "employerId": other } }),
            json!({ "name": "Dora Diaz", "emails": mail }),
            json!({ "name": "Bea Gone", "affiliation": { "employerId": acme } }),
        ] {
            let data = sam.gql(CREATE, json!({ "input": input })).await["contactCreate"].take();
            outcomes.push(json!([data["candidates"], data["userErrors"], data["contact"]["name"]]));
        }
        assert_json!(json!(outcomes), "?");
        let again = json!({ "name": "José Díaz", "emails": mail });
        let data = sam.gql(CREATE, json!({ "input": again, "insist": true })).await;
        assert_eq!(data["contactCreate"]["contact"]["name"], "José Díaz");
    }

    async fn a_viewer_adds_nothing(t: TestApp) {
        let vera = t.user(UserRole::Viewer).await;
        let data = vera.gql(CREATE, json!({ "input": { "name": "Ann Lee" } })).await;
        assert_json!(data["contactCreate"], "?");
        let count = vera.gql("{ contacts { totalCount { value } } }", json!({})).await;
        assert_eq!(count, json!({ "contacts": { "totalCount": { "value": 0 } } }));
        assert_ne!(data["contactCreate"]["userErrors"], Value::Null);
    }
}
