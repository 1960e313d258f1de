//! Where people work: starting, changing, ending, one primary at a time, and the trash.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{START, contact, employer, people, start};
use crate::support::{assert_json, on_both};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: AffiliationUpdateInput!) {
    affiliationUpdate(id: $id, version: $version, input: $input) {
        affiliation { title fromOn toOn isCurrent isPrimary version } changes { field before after } userErrors { code path message }
    }
}";
const END: &str = "mutation($id: ID!, $version: Int!, $on: Date) {
    affiliationEnd(id: $id, version: $version, on: $on) {
        affiliation { toOn isCurrent version } changes { field before after } userErrors { code path message }
    }
}";
const TRASH: &str = "mutation($id: ID!, $version: Int!) {
    affiliationTrash(id: $id, version: $version) { affiliation { version trashedAt } userErrors { code path } }
}";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) {
    affiliationRestore(id: $id, version: $version) { affiliation { version trashedAt isPrimary } userErrors { code path } }
}";

on_both! {
    async fn an_affiliation_is_started_at_an_employer_or_an_agency(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let ann = contact(&sam, json!({ "name": "Ann Lee" })).await;
        let site = "mutation($id: ID!) { establishmentCreate(input: {employerId: $id, name: \"North\"}) { establishment { id } } }";
        let site = sam.gql(site, json!({ "id": acme })).await["establishmentCreate"]["establishment"]["id"].clone();
        let input = json!({ "contactId": ann, "employerId": acme, "establishmentId": site, "title": " Buyer ", "fromOn": "2025-03-01" });
        let data = sam.gql(START, json!({ "input": input })).await;
        let mut first = data["affiliationStart"].clone();
        assert!(first["affiliation"]["id"].as_str().unwrap().starts_with("affiliation_"));
        first["affiliation"]["id"].take();
        assert_json!(first, {"affiliation": {"agency": null, "contact": {"name": "Ann Lee"}, "employer": {"name": "Acme"}, "establishment": {"name": "North"}, "fromOn": "2025-03-01", "id": null, "isCurrent": true, "isPrimary": false, "title": "Buyer", "toOn": null, "version": 1}, "userErrors": []});
        let agency = sam.agency_id.to_string();
        let input = json!({ "contactId": ann, "agencyId": agency, "title": "Board member", "isPrimary": true });
        let data = sam.gql(START, json!({ "input": input })).await;
        assert_eq!(data["affiliationStart"]["affiliation"]["agency"]["id"], json!(agency));
        let query = "query($id: ID!) { agency(id: $id) { contacts { nodes { title contact { name } } totalCount { value } } } }";
        assert_json!(sam.gql(query, json!({ "id": agency })).await, {"agency": {"contacts": {"nodes": [{"contact": {"name": "Ann Lee"}, "title": "Board member"}], "totalCount": {"value": 1}}}});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let (acme, other) = (employer(&sam, "Acme").await, employer(&sam, "Other").await);
        let ann = contact(&sam, json!({ "name": "Ann Lee" })).await;
        let site = "mutation($id: ID!) { establishmentCreate(input: {employerId: $id, name: \"North\"}) { establishment { id } } }";
        let site = sam.gql(site, json!({ "id": other })).await["establishmentCreate"]["establishment"]["id"].clone();
        let agency = sam.agency_id.to_string();
        let mut errors = Vec::new();
        for input in [
            json!({ "contactId": ann }),
            json!({ "contactId": ann, "employerId": acme, "agencyId": agency }),
            json!({ "contactId": "nobody", "employerId": acme }),
            json!({ "contactId": ann, "employerId": "nothing" }),
            json!({ "contactId": ann, "agencyId": "nothing" }),
            json!({ "contactId": ann, "employerId": acme, "establishmentId": site }),
            json!({ "contactId": ann, "agencyId": agency, "establishmentId": site }),
            json!({ "contactId": ann, "employerId": acme, "establishmentId": "nothing" }),
            json!({ "contactId": ann, "employerId": acme, "fromOn": "2026-02-01", "toOn": "2026-01-31" }),
            json!({ "contactId": ann, "employerId": acme, "title": "x".repeat(501) }),
        ] {
            errors.push(sam.gql(START, json!({ "input": input })).await["affiliationStart"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "REQUIRED", "message": "Give an employer or an agency.", "path": ["input", "employerId"]}], [{"code": "INVALID", "message": "Give an employer or an agency, not both.", "path": ["input", "agencyId"]}], [{"code": "NOT_FOUND", "message": "There is no such contact.", "path": ["input", "contactId"]}], [{"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "employerId"]}], [{"code": "NOT_FOUND", "message": "There is no such agency.", "path": ["input", "agencyId"]}], [{"code": "INVALID", "message": "This establishment belongs to another employer.", "path": ["input", "establishmentId"]}], [{"code": "INVALID", "message": "Only an employer has establishments.", "path": ["input", "establishmentId"]}], [{"code": "NOT_FOUND", "message": "There is no such establishment.", "path": ["input", "establishmentId"]}], [{"code": "INVALID", "message": "The last day there is before the first one.", "path": ["input", "toOn"]}], [{"code": "TOO_LONG", "message": "This has 501 characters; at most 500 are allowed.", "path": ["input", "title"]}]]);
        let input = json!({ "contactId": ann, "employerId": acme });
        let denied = vera.gql(START, json!({ "input": input })).await;
        assert_eq!(denied["affiliationStart"]["userErrors"][0]["code"], "FORBIDDEN");
        assert_eq!(people(&sam, &acme, "(history: true)").await, Vec::<String>::new());
    }

    async fn the_same_affiliation_twice_at_a_time_is_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let ann = contact(&sam, json!({ "name": "Ann Lee" })).await;
        start(&sam, json!({ "contactId": ann, "employerId": acme, "title": "Buyer", "fromOn": "2020-01-01", "toOn": "2022-12-31" })).await;
        let mut codes = Vec::new();
        for (title, from, to) in [
            ("buyer", Some("2022-12-31"), None),
            ("Buyer", None, None),
            ("Seller", Some("2022-01-01"), None),
            ("Buyer", Some("2023-01-01"), Some("2023-12-31")),
        ] {
            let input = json!({ "contactId": ann, "employerId": acme, "title": title, "fromOn": from, "toOn": to });
            codes.push(sam.gql(START, json!({ "input": input })).await["affiliationStart"]["userErrors"].clone());
        }
        assert_json!(json!(codes), [[{"code": "DUPLICATE", "message": "This person has the same affiliation at that time already.", "path": ["input"]}], [{"code": "DUPLICATE", "message": "This person has the same affiliation at that time already.", "path": ["input"]}], [], []]);
    }

    async fn one_is_primary_at_a_time_and_the_past_keeps_its_mark(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let mut ids = Vec::new();
        for (name, from, to) in [("Old", "2015-01-01", Some("2019-12-31")), ("Ann", "2020-01-01", None), ("Bea", "2025-01-01", None)] {
            let person = contact(&sam, json!({ "name": name })).await;
            ids.push(start(&sam, json!({ "contactId": person, "employerId": acme, "fromOn": from, "toOn": to, "isPrimary": true })).await);
        }
        assert_eq!(people(&sam, &acme, "(history: true)").await, ["Bea*, -", "Old*, -", "Ann, -"]);
        let back = sam.gql(UPDATE, json!({ "id": ids[1], "version": 2, "input": { "isPrimary": true } })).await;
        assert_json!(back["affiliationUpdate"], {"affiliation": {"fromOn": "2020-01-01", "isCurrent": true, "isPrimary": true, "title": null, "toOn": null, "version": 3}, "changes": [{"after": "true", "before": "false", "field": "isPrimary"}], "userErrors": []});
        assert_eq!(people(&sam, &acme, "").await, ["Ann*, -", "Bea, -"]);
        // Taken from Bea by somebody else's change: her row counts it.
        let stale = sam.gql(UPDATE, json!({ "id": ids[2], "version": 1, "input": { "title": "Buyer" } })).await;
        assert_eq!(stale["affiliationUpdate"]["userErrors"][0]["code"], "CONFLICT");
        assert_eq!(stale["affiliationUpdate"]["affiliation"]["isPrimary"], false);
        // Who comes after the last day of another one takes nothing from it.
        sam.gql(END, json!({ "id": ids[1], "version": 3, "on": "2026-12-31" })).await;
        let next = contact(&sam, json!({ "name": "Next" })).await;
        start(&sam, json!({ "contactId": next, "employerId": acme, "fromOn": "2027-01-01", "isPrimary": true })).await;
        assert_eq!(people(&sam, &acme, "(activeOn: \"2026-12-31\")").await, ["Ann*, -", "Bea, -"]);
        assert_eq!(people(&sam, &acme, "(activeOn: \"2027-01-01\")").await, ["Next*, -", "Bea, -"]);
    }

    async fn an_end_is_the_last_day(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let ann = contact(&sam, json!({ "name": "Ann Lee" })).await;
        let id = start(&sam, json!({ "contactId": ann, "employerId": acme, "fromOn": "2026-01-10" })).await;
        let mut seen = Vec::new();
        for (version, on) in [
            (1, json!("2026-01-09")),
            (2, json!("2026-11-01")),
            (1, Value::Null),
            (2, json!("2026-11-01")),
            (3, json!("2026-10-01")),
        ] {
            seen.push(sam.gql(END, json!({ "id": id, "version": version, "on": on })).await["affiliationEnd"].take());
        }
        assert_json!(json!(seen), [{"affiliation": null, "changes": [], "userErrors": [{"code": "INVALID", "message": "The last day there would be before the first one.", "path": ["on"]}]}, {"affiliation": {"isCurrent": true, "toOn": null, "version": 1}, "changes": [], "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"affiliation": {"isCurrent": true, "toOn": "2026-11-24", "version": 2}, "changes": [{"after": "2026-11-24", "before": null, "field": "toOn"}], "userErrors": []}, {"affiliation": {"isCurrent": false, "toOn": "2026-11-01", "version": 3}, "changes": [{"after": "2026-11-01", "before": "2026-11-24", "field": "toOn"}], "userErrors": []}, {"affiliation": null, "changes": [], "userErrors": [{"code": "STATE", "message": "This affiliation has ended already.", "path": ["id"]}]}]);
        let reopened = sam.gql(UPDATE, json!({ "id": id, "version": 3, "input": { "toOn": null, "fromOn": null } })).await;
        assert_json!(reopened["affiliationUpdate"], {"affiliation": {"fromOn": null, "isCurrent": true, "isPrimary": false, "title": null, "toOn": null, "version": 4}, "changes": [{"after": null, "before": "2026-01-10", "field": "fromOn"}, {"after": null, "before": "2026-11-01", "field": "toOn"}], "userErrors": []});
    }

    async fn the_trash_gives_back_but_not_the_mark(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let acme = employer(&sam, "Acme").await;
        let (ann, bea) = (contact(&sam, json!({ "name": "Ann" })).await, contact(&sam, json!({ "name": "Bea" })).await);
        let id = start(&sam, json!({ "contactId": ann, "employerId": acme, "isPrimary": true })).await;
        let denied = vera.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        assert_eq!(denied["affiliationTrash"]["userErrors"][0]["code"], "FORBIDDEN");
        let gone = sam.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        let again = sam.gql(TRASH, json!({ "id": id, "version": 2 })).await;
        assert_json!(json!([gone["affiliationTrash"], again["affiliationTrash"]]), [{"affiliation": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []}, {"affiliation": null, "userErrors": [{"code": "STATE", "path": ["id"]}]}]);
        let refused = sam.gql(END, json!({ "id": id, "version": 2 })).await;
        assert_json!(refused["affiliationEnd"]["userErrors"], [{"code": "STATE", "message": "This affiliation is in the trash; restore it first.", "path": ["id"]}]);
        start(&sam, json!({ "contactId": bea, "employerId": acme, "isPrimary": true })).await;
        let back = sam.gql(RESTORE, json!({ "id": id, "version": 2 })).await;
        let again = sam.gql(RESTORE, json!({ "id": id, "version": 3 })).await;
        assert_json!(json!([back["affiliationRestore"], again["affiliationRestore"]]), [{"affiliation": {"isPrimary": false, "trashedAt": null, "version": 3}, "userErrors": []}, {"affiliation": null, "userErrors": [{"code": "STATE", "path": ["id"]}]}]);
        // A twin that was added meanwhile keeps the other one in the trash.
        sam.gql(TRASH, json!({ "id": id, "version": 3 })).await;
        start(&sam, json!({ "contactId": ann, "employerId": acme })).await;
        let twin = sam.gql(RESTORE, json!({ "id": id, "version": 4 })).await;
        assert_eq!(twin["affiliationRestore"]["userErrors"][0]["code"], "DUPLICATE");
    }

    async fn ids_cannot_be_probed(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for id in ["affiliation_00000000000000000000000000000007", "nonsense"] {
            for (query, field) in [(UPDATE, "affiliationUpdate"), (END, "affiliationEnd"), (TRASH, "affiliationTrash"), (RESTORE, "affiliationRestore")] {
                let data = sam.gql(query, json!({ "id": id, "version": 1, "input": {} })).await;
                assert_eq!(data[field]["userErrors"][0]["code"], "NOT_FOUND", "{field}");
            }
        }
    }
}
