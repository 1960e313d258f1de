//! Recording and changing contributions, and the trash.

use api::roles;
use entities::user_account::UserRole;
use serde_json::json;

use super::{contribution, employer};
use crate::support::{assert_json, on_both};

const RECORD: &str = "mutation($input: ContributionRecordInput!) {
    contributionRecord(input: $input) {
        contribution { employer { name } agency { id } roleType { key } activity contributedOn eventName people hours
            internshipHours cash { amount currency } equipment { amount } amount { amount } note recordedFrom version
            permissions { canUpdate canTrash } }
        userErrors { code path message }
    }
}";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: ContributionUpdateInput!) {
    contributionUpdate(id: $id, version: $version, input: $input) {
        contribution { people hours contributedOn version }
        changes { field before after }
        userErrors { code path message }
    }
}";
const TRASH: &str = "mutation($id: ID!, $version: Int!) {
    contributionTrash(id: $id, version: $version) { contribution { version trashedAt } userErrors { code message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) {
    contributionRestore(id: $id, version: $version) { contribution { version trashedAt } userErrors { code message } } }";

on_both! {
    async fn a_contribution_is_recorded_for_the_actors_agency(t: TestApp) {
        roles::ops::seed(&t.app.system("test")).await.expect("role types");
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let role = sam.gql("{ roleType(key: \"ASSIST_INSTRUCTION\") { id } }", json!({})).await;
        let input = json!({
            "employerId": acme, "roleTypeId": role["roleType"]["id"], "activity": "GUEST_SPEAKER",
            "contributedOn": "2026-10-01", "eventName": " Career day ", "people": 2, "hours": "3.5",
            "cash": "100.10", "equipment": 20, "note": "",
        });
        let mut data = sam.gql(RECORD, json!({ "input": input })).await;
        let agency = data["contributionRecord"]["contribution"]["agency"]["id"].take();
        assert_eq!(agency, sam.agency_id.to_string());
        assert_json!(data["contributionRecord"], {"contribution": {"activity": "GUEST_SPEAKER", "agency": {"id": null}, "amount": {"amount": "120.10"}, "cash": {"amount": "100.10", "currency": "USD"}, "contributedOn": "2026-10-01", "employer": {"name": "Acme"}, "equipment": {"amount": "20.00"}, "eventName": "Career day", "hours": "3.50", "internshipHours": "0.00", "note": null, "people": 2, "permissions": {"canTrash": true, "canUpdate": true}, "recordedFrom": "API", "roleType": {"key": "ASSIST_INSTRUCTION"}, "version": 1}, "userErrors": []});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let input = json!({
            "employerId": acme, "contributedOn": "2027-01-01", "people": -1, "hours": "-0.01", "internshipHours": "1000000.01",
            "cash": -1, "scholarship": "90000000000000000.00", "eventName": "x".repeat(501),
        });
        let data = sam.gql(RECORD, json!({ "input": input })).await;
        assert_json!(data["contributionRecord"]["userErrors"], [{"code": "INVALID", "message": "This must be a day from 1900 to today.", "path": ["input", "contributedOn"]}, {"code": "TOO_LONG", "message": "This has 501 characters; at most 500 are allowed.", "path": ["input", "eventName"]}, {"code": "INVALID", "message": "This must not be negative.", "path": ["input", "people"]}, {"code": "INVALID", "message": "This must not be negative.", "path": ["input", "hours"]}, {"code": "INVALID", "message": "This must not be more than 1000000.00.", "path": ["input", "internshipHours"]}, {"code": "INVALID", "message": "This must not be negative.", "path": ["input", "cash"]}, {"code": "INVALID", "message": "This must not be more than 1000000000.00.", "path": ["input", "scholarship"]}]);
        let unknown = json!({
            "employerId": "employer_00000000000000000000000000000007", "programId": "nonsense", "roleTypeId": "nonsense",
            "partnershipId": "nonsense",
        });
        let data = sam.gql(RECORD, json!({ "input": unknown })).await;
        assert_json!(data["contributionRecord"]["userErrors"], [{"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "employerId"]}, {"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["input", "partnershipId"]}, {"code": "NOT_FOUND", "message": "There is no such role type.", "path": ["input", "roleTypeId"]}, {"code": "NOT_FOUND", "message": "There is no such program.", "path": ["input", "programId"]}]);
    }

    async fn only_the_agency_whose_record_it_is_changes_it(t: TestApp) {
        let (sam, sue, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let acme = employer(&sam, "Acme").await;
        let id = contribution(&sam, json!({ "employerId": acme, "people": 1 })).await;
        let mut seen = Vec::new();
        for (who, query, variables) in [
            (&sue, UPDATE, json!({ "id": id, "version": 1, "input": { "people": 2 } })),
            (&sue, TRASH, json!({ "id": id, "version": 1 })),
            (&sue, RESTORE, json!({ "id": id, "version": 1 })),
            (&sam, UPDATE, json!({ "id": id, "version": 1, "input": { "agencyId": sue.agency_id.to_string() } })),
            (&sam, RECORD, json!({ "input": { "employerId": acme, "agencyId": sue.agency_id.to_string() } })),
            (&vera, RECORD, json!({ "input": { "employerId": acme } })),
        ] {
            let data = who.gql(query, variables).await;
            let payload = data.as_object().unwrap().values().next().unwrap().clone();
            assert!(payload["contribution"].is_null());
            seen.push(payload["userErrors"][0]["code"].clone());
        }
        assert_json!(json!(seen), ["FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
        let data = sue.gql("query($id: ID!) { contribution(id: $id) { people permissions { canUpdate } } contributions { totalCount { value } } }", json!({ "id": id })).await;
        assert_json!(data, {"contribution": {"people": 1, "permissions": {"canUpdate": false}}, "contributions": {"totalCount": {"value": 1}}});
    }

    async fn a_change_is_told_and_a_lost_race_is_a_conflict(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = contribution(&sam, json!({ "employerId": acme, "people": 1, "contributedOn": "2026-01-02" })).await;
        let input = json!({ "people": 2, "hours": "4", "contributedOn": null });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": input })).await;
        assert_json!(data["contributionUpdate"], {"changes": [{"after": null, "before": "2026-01-02", "field": "contributedOn"}, {"after": "2", "before": "1", "field": "people"}, {"after": "4.00", "before": "0.00", "field": "hours"}], "contribution": {"contributedOn": null, "hours": "4.00", "people": 2, "version": 2}, "userErrors": []});
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "people": 3 } })).await;
        assert_json!(data["contributionUpdate"], {"changes": [], "contribution": {"contributedOn": null, "hours": "4.00", "people": 2, "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let unknown = "contribution_00000000000000000000000000000007";
        let data = sam.gql(UPDATE, json!({ "id": unknown, "version": 1, "input": {} })).await;
        assert_eq!(data["contributionUpdate"]["userErrors"][0]["code"], "NOT_FOUND");
    }

    async fn the_trash_gives_back(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = contribution(&sam, json!({ "employerId": acme, "people": 1 })).await;
        let gone = sam.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        assert_json!(gone["contributionTrash"], {"contribution": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        let counts = "{ live: contributions { totalCount { value } } trash: contributions(trashed: true) { totalCount { value } } contributionTotals { count } }";
        assert_json!(sam.gql(counts, json!({})).await, {"contributionTotals": [{"count": 0}], "live": {"totalCount": {"value": 0}}, "trash": {"totalCount": {"value": 1}}});
        let refused = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "people": 2 } })).await;
        assert_eq!(refused["contributionUpdate"]["userErrors"][0]["code"], "STATE");
        let back = sam.gql(RESTORE, json!({ "id": id, "version": 2 })).await;
        assert_json!(back["contributionRestore"], {"contribution": {"trashedAt": null, "version": 3}, "userErrors": []});
    }
}
