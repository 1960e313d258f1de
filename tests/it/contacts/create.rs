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
        assert_json!(data["contactCreate"], {"candidates": [], "contact": {"affiliations": {"nodes": [{"employer": {"name": "Acme"}, "isPrimary": true, "title": "HR manager"}]}, "createdAt": "2026-11-24T20:00:00.000Z", "doNotContact": false, "doNotContactReason": null, "emails": [{"address": "Ann.Lee@Example.org", "label": "work"}], "familyName": "Lee", "givenName": "Ann", "language": "en-US", "name": "Ann Lee", "note": "Knows everybody.", "permissions": {"canTrash": false, "canUpdate": true}, "phones": [{"label": null, "number": "(206) 555-0100 ext. 12"}, {"label": null, "number": "206 555 0199"}], "preferredChannel": "PHONE", "version": 1}, "userErrors": []});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let bad = "a@example.org\nBcc: b@example.org";
        let input = json!({
            "name": " ", "language": "English!", "emails": [{ "address": "a@example.org" }, { "address": "nobody" }, { "address": bad }],
            "phones": [{ "number": "" }, { "number": "1\n2" }], "affiliation": { "title": "x".repeat(501) },
        });
        let data = sam.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["contactCreate"], {"candidates": [], "contact": null, "userErrors": [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "name"]}, {"code": "INVALID", "message": "Write a language tag such as es or en-US.", "path": ["input", "language"]}, {"code": "INVALID", "message": "Write an e-mail address such as ann@example.org.", "path": ["input", "emails", "1", "address"]}, {"code": "INVALID", "message": "Write an e-mail address such as ann@example.org.", "path": ["input", "emails", "2", "address"]}, {"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "phones", "0", "number"]}, {"code": "INVALID", "message": "Write a telephone number on one line.", "path": ["input", "phones", "1", "number"]}, {"code": "TOO_LONG", "message": "This has 501 characters; at most 500 are allowed.", "path": ["input", "affiliation", "title"]}]});
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
        assert_json!(json!(errors), [[{"code": "REQUIRED", "message": "Give a name, or a given or family name.", "path": ["input", "name"]}], [{"code": "INVALID", "message": "A reason needs doNotContact: true.", "path": ["input", "doNotContactReason"]}], [{"code": "REQUIRED", "message": "Give an employer or an agency.", "path": ["input", "affiliation", "employerId"]}], [{"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "affiliation", "employerId"]}], [{"code": "LIMIT", "message": "A contact has 20 of them at most.", "path": ["input", "phones"]}]]);
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
        assert_json!(json!(outcomes), [[[{"name": "José Díaz"}], [{"code": "DUPLICATE", "message": "Contacts of this name with the same e-mail address or employer exist; choose one of the candidates, or insist.", "path": ["input", "name"]}], null], [[{"name": "José Díaz"}], [{"code": "DUPLICATE", "message": "Contacts of this name with the same e-mail address or employer exist; choose one of the candidates, or insist.", "path": ["input", "name"]}], null], [[], [], "Jose Diaz"], [[], [], "Dora Diaz"], [[], [], "Bea Gone"]]);
        let again = json!({ "name": "José Díaz", "emails": mail });
        let data = sam.gql(CREATE, json!({ "input": again, "insist": true })).await;
        assert_eq!(data["contactCreate"]["contact"]["name"], "José Díaz");
    }

    async fn a_viewer_adds_nothing(t: TestApp) {
        let vera = t.user(UserRole::Viewer).await;
        let data = vera.gql(CREATE, json!({ "input": { "name": "Ann Lee" } })).await;
        assert_json!(data["contactCreate"], {"candidates": [], "contact": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
        let count = vera.gql("{ contacts { totalCount { value } } }", json!({})).await;
        assert_eq!(count, json!({ "contacts": { "totalCount": { "value": 0 } } }));
        assert_ne!(data["contactCreate"]["userErrors"], Value::Null);
    }
}
