//! Recording, correcting and trashing advice.

use entities::user_account::UserRole;
use serde_json::json;

use super::{recorded, step};
use crate::{
    contributions::employer,
    support::{assert_json, on_both},
};

const RECORD: &str = "mutation($input: RecommendationRecordInput!) {
    recommendationRecord(input: $input) {
        recommendation { text saidOn closeByOn disposition isOverdue employer { name } agency { id } steps { disposition happenedOn user { id } } version }
        userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: RecommendationUpdateInput!) {
    recommendationUpdate(id: $id, version: $version, input: $input) {
        recommendation { text saidOn closeByOn version } changes { field before after } userErrors { code path message } } }";

on_both! {
    async fn advice_is_recorded_as_it_was_said(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let input = json!({ "text": " Teach *TIG* welding ", "saidOn": "2026-02-28", "employerId": acme });
        let mut data = sam.gql(RECORD, json!({ "input": input })).await["recommendationRecord"].clone();
        assert_eq!(data["recommendation"]["agency"]["id"], sam.agency_id.to_string());
        assert_eq!(data["recommendation"]["steps"][0]["user"]["id"], sam.id.to_string());
        data["recommendation"]["agency"].take();
        data["recommendation"]["steps"][0]["user"].take();
        assert_json!(data, {"recommendation": {"agency": null, "closeByOn": "2027-02-28", "disposition": "PROPOSED", "employer": {"name": "Acme"}, "isOverdue": false, "saidOn": "2026-02-28", "steps": [{"disposition": "PROPOSED", "happenedOn": "2026-02-28", "user": null}], "text": "Teach *TIG* welding", "version": 1}, "userErrors": []});
    }

    async fn what_cannot_be_recorded_says_why(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let nobody = "recommendation_00000000000000000000000000000000";
        let mut answers = Vec::new();
        for input in [
            json!({ "text": " ", "saidOn": "1899-12-31", "employerId": acme }),
            json!({ "text": "Teach", "saidOn": "2026-11-26", "employerId": acme }),
            json!({ "text": "Teach", "saidOn": "2026-11-20" }),
            json!({ "text": "Teach", "saidOn": "2026-11-20", "employerId": nobody, "contactId": nobody, "programId": nobody, "meetingId": nobody, "partnershipId": nobody, "topicId": nobody, "agencyId": nobody }),
        ] {
            answers.push(sam.gql(RECORD, json!({ "input": input })).await["recommendationRecord"].clone());
        }
        assert_json!(json!(answers), [{"recommendation": null, "userErrors": [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "text"]}, {"code": "INVALID", "message": "This must be a day from 1900 to today.", "path": ["input", "saidOn"]}]}, {"recommendation": null, "userErrors": [{"code": "INVALID", "message": "This must be a day from 1900 to today.", "path": ["input", "saidOn"]}]}, {"recommendation": null, "userErrors": [{"code": "REQUIRED", "message": "Name the employer for which it was said, the partnership or the meeting.", "path": ["input", "employerId"]}]}, {"recommendation": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such agency.", "path": ["input", "agencyId"]}, {"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "employerId"]}, {"code": "NOT_FOUND", "message": "There is no such contact.", "path": ["input", "contactId"]}, {"code": "NOT_FOUND", "message": "There is no such program.", "path": ["input", "programId"]}, {"code": "NOT_FOUND", "message": "There is no such topic in use.", "path": ["input", "topicId"]}, {"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["input", "partnershipId"]}, {"code": "NOT_FOUND", "message": "There is no such meeting.", "path": ["input", "meetingId"]}]}]);
    }

    async fn a_viewer_records_nothing(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let acme = employer(&sam, "Acme").await;
        let input = json!({ "text": "Teach", "saidOn": "2026-11-20", "employerId": acme });
        assert_json!(vera.gql(RECORD, json!({ "input": input })).await["recommendationRecord"], {"recommendation": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
    }

    async fn a_correction_keeps_the_days_in_order(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = recorded(&sam, json!({ "text": "Teach", "saidOn": "2026-09-01", "employerId": acme })).await;
        let changed = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "text": "Teach TIG", "saidOn": "2026-08-01" } })).await;
        assert_json!(changed["recommendationUpdate"], {"changes": [{"after": "Teach TIG", "before": "Teach", "field": "text"}, {"after": "2026-08-01", "before": "2026-09-01", "field": "saidOn"}, {"after": "2027-08-01", "before": "2027-09-01", "field": "closeByOn"}], "recommendation": {"closeByOn": "2027-08-01", "saidOn": "2026-08-01", "text": "Teach TIG", "version": 2}, "userErrors": []});
        step(&sam, "Decide", &id, 2, json!({ "decision": "ACCEPTED", "on": "2026-08-10" })).await;
        let mut answers = Vec::new();
        for (version, input) in [
            (3, json!({ "saidOn": "2026-08-11" })),
            (3, json!({ "employerId": null })),
            (2, json!({ "text": "Teach MIG" })),
        ] {
            let data = sam.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await;
            answers.push(data["recommendationUpdate"].clone());
        }
        assert_json!(json!(answers), [{"changes": [], "recommendation": null, "userErrors": [{"code": "INVALID", "message": "This day lies after 2026-08-10, when it was decided.", "path": ["input", "saidOn"]}]}, {"changes": [], "recommendation": null, "userErrors": [{"code": "REQUIRED", "message": "Name the employer for which it was said, the partnership or the meeting.", "path": ["input", "employerId"]}]}, {"changes": [], "recommendation": {"closeByOn": "2027-08-01", "saidOn": "2026-08-01", "text": "Teach TIG", "version": 3}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}]);
    }

    async fn the_trash_holds_advice_until_it_is_restored(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = recorded(&sam, json!({ "text": "Teach", "saidOn": "2026-09-01", "employerId": acme })).await;
        let move_it = |name: &str| format!("mutation($id: ID!, $version: Int!) {{ it: recommendation{name}(id: $id, version: $version) {{
            recommendation {{ trashedAt version }} userErrors {{ code path message }} }} }}");
        let lists = "{ live: recommendations { nodes { text } } trash: recommendations(trashed: true) { nodes { text } } }";
        let gone = sam.gql(&move_it("Trash"), json!({ "id": id, "version": 1 })).await;
        assert_json!(gone["it"], {"recommendation": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        assert_json!(sam.gql(lists, json!({})).await, {"live": {"nodes": []}, "trash": {"nodes": [{"text": "Teach"}]}});
        let refused = step(&sam, "Decide", &id, 2, json!({ "decision": "ACCEPTED" })).await;
        assert_json!(refused["userErrors"], [{"code": "STATE", "message": "This recommendation is in the trash; restore it first.", "path": ["id"]}]);
        let again = sam.gql(&move_it("Trash"), json!({ "id": id, "version": 2 })).await;
        assert_json!(again["it"]["userErrors"], [{"code": "STATE", "message": "This recommendation is in the trash already.", "path": ["id"]}]);
        let back = sam.gql(&move_it("Restore"), json!({ "id": id, "version": 2 })).await;
        assert_json!(back["it"], {"recommendation": {"trashedAt": null, "version": 3}, "userErrors": []});
        let again = sam.gql(&move_it("Restore"), json!({ "id": id, "version": 3 })).await;
        assert_json!(again["it"]["userErrors"], [{"code": "STATE", "message": "This recommendation is not in the trash.", "path": ["id"]}]);
    }
}
