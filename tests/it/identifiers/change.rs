//! Changing and ending identifiers.

use entities::{audit_entry, subject_type::SubjectType, user_account::UserRole};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::{employer, identifier};
use crate::support::{assert_json, on_both};

const UPDATE: &str =
    "mutation($id: ID!, $version: Int!, $input: IdentifierUpdateInput!, $insist: Boolean = false) {
    identifierUpdate(id: $id, version: $version, input: $input, allowDuplicates: $insist) {
        identifier { value fromOn toOn confidentiality version } candidates { name }
        changes { field before after isRestricted } userErrors { code path message }
    }
}";
const END: &str = "mutation($id: ID!, $version: Int!, $on: Date!) {
    identifierEnd(id: $id, version: $version, endedOn: $on) { identifier { toOn version } userErrors { code path message } }
}";

on_both! {
    async fn a_change_names_the_number_and_does_not_repeat_it(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (acme, other) = (employer(&sam, "Acme").await, employer(&sam, "Other").await);
        let id = identifier(&sam, &acme, "FEIN", "123456789", "RESTRICTED").await;
        let input = json!({ "value": "98-7654321", "fromOn": "2020-01-01", "confidentiality": "AGENCY" });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": input })).await;
        assert_json!(data["identifierUpdate"], {"candidates": [], "changes": [{"after": null, "before": null, "field": "value", "isRestricted": true}, {"after": "2020-01-01", "before": null, "field": "fromOn", "isRestricted": false}, {"after": "AGENCY", "before": "RESTRICTED", "field": "confidentiality", "isRestricted": false}], "identifier": {"confidentiality": "AGENCY", "fromOn": "2020-01-01", "toOn": null, "value": "98-7654321", "version": 2}, "userErrors": []});
        for input in [json!({ "value": "98-765432" }), json!({ "value": "" }), json!({ "toOn": "2019-12-31" })] {
            let data = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": input })).await;
            assert_json!(data["identifierUpdate"]["identifier"], null);
        }
        identifier(&sam, &other, "FEIN", "123456789", "RESTRICTED").await;
        let back = json!({ "value": "123456789" });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": back })).await;
        assert_json!(data["identifierUpdate"], {"candidates": [{"name": "Other"}], "changes": [], "identifier": null, "userErrors": [{"code": "DUPLICATE", "message": "This number is on record already; look at the candidates, or insist.", "path": ["input", "value"]}]});
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": back, "insist": true })).await;
        assert_eq!(data["identifierUpdate"]["identifier"]["value"], "12-3456789");
    }

    async fn no_number_is_in_the_audit_and_no_closed_one_on_the_timeline(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = identifier(&sam, &acme, "FEIN", "123456789", "RESTRICTED").await;
        sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "value": "987654321" } })).await;
        identifier(&sam, &acme, "UEI", "ZQGGHJH74DW7", "PUBLIC").await;
        let entries = audit_entry::Entity::find()
            .filter(audit_entry::Column::SubjectType.eq(SubjectType::Identifier))
            .order_by_asc(audit_entry::Column::Id)
            .all(t.app.db.read())
            .await
            .unwrap();
        let text = format!("{entries:?}");
        for number in ["123456789", "987654321", "ZQGGHJH74DW7"] {
            assert!(!text.contains(number), "{text}");
        }
        let shown: Vec<_> = entries.iter().map(|entry| entry.employer_id.is_some()).collect();
        assert_eq!(shown, [false, false, true]);
        assert_json!(entries[1].changes, [{"after": null, "before": null, "field": "value", "is_restricted": true}]);
    }

    async fn an_identifier_ends_once(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = identifier(&sam, &acme, "CIK", "1", "PUBLIC").await;
        sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "fromOn": "2020-01-01" } })).await;
        let mut answers = Vec::new();
        for (version, on) in [(2, "2019-12-31"), (1, "2026-06-30"), (2, "2026-06-30"), (3, "2026-07-01")] {
            answers.push(sam.gql(END, json!({ "id": id, "version": version, "on": on })).await["identifierEnd"].take());
        }
        assert_json!(json!(answers), [{"identifier": null, "userErrors": [{"code": "INVALID", "message": "An identifier cannot end before it begins.", "path": ["endedOn"]}]}, {"identifier": {"toOn": null, "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"identifier": {"toOn": "2026-06-30", "version": 3}, "userErrors": []}, {"identifier": null, "userErrors": [{"code": "STATE", "message": "This identifier has ended already; change the day with an update.", "path": ["id"]}]}]);
    }

    async fn what_another_agency_recorded_is_not_changed(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let (pat, ada) = (t.user_of(sam.agency_id, UserRole::Staff).await, t.user(UserRole::Admin).await);
        let acme = employer(&sam, "Acme").await;
        let closed = identifier(&sam, &acme, "FEIN", "123456789", "RESTRICTED").await;
        let open = identifier(&sam, &acme, "CIK", "1", "PUBLIC").await;
        let mut answers = Vec::new();
        for (user, id) in [(&kim, &closed), (&kim, &open), (&pat, &closed), (&ada, &open)] {
            let data = user.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "fromOn": "2020-01-01" } })).await;
            answers.push(data["identifierUpdate"]["userErrors"].clone());
            let data = user.gql(END, json!({ "id": id, "version": 9, "on": "2026-01-01" })).await;
            answers.push(data["identifierEnd"]["userErrors"][0]["code"].clone());
        }
        assert_json!(json!(answers), [[{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}], "NOT_FOUND", [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], "FORBIDDEN", [], "CONFLICT", [], "CONFLICT"]);
    }
}
