//! The way of a recommendation: decided, implemented, reported back, reopened.

use entities::user_account::UserRole;
use serde_json::json;

use super::{recorded, step};
use crate::{
    contributions::employer,
    support::{assert_json, on_both},
};

on_both! {
    async fn advice_goes_its_way_and_closes_when_reported_back(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = recorded(&sam, json!({ "text": "Teach TIG welding", "saidOn": "2026-09-01", "employerId": acme })).await;
        let answer = step(&sam, "Decide", &id, 1, json!({ "decision": "ACCEPTED_MODIFIED", "on": "2026-09-15", "acceptedText": "TIG as an evening module" })).await;
        assert_json!(answer, {"recommendation": {"acceptedText": "TIG as an evening module", "closedOn": null, "decidedOn": "2026-09-15", "decision": "ACCEPTED_MODIFIED", "disposition": "ACCEPTED_MODIFIED", "implementation": null, "implementedOn": null, "nextDispositions": ["ACCEPTED", "DECLINED", "DEFERRED", "IMPLEMENTED"], "reason": null, "report": null, "reportedBackOn": null, "steps": [{"disposition": "PROPOSED", "happenedOn": "2026-09-01", "note": null}, {"disposition": "ACCEPTED_MODIFIED", "happenedOn": "2026-09-15", "note": null}], "version": 2}, "userErrors": []});
        let answer = step(&sam, "Implement", &id, 2, json!({ "on": "2026-10-20", "implementation": "Module WLD 142 runs on Tuesdays" })).await;
        assert_json!(answer["recommendation"], {"acceptedText": "TIG as an evening module", "closedOn": null, "decidedOn": "2026-09-15", "decision": "ACCEPTED_MODIFIED", "disposition": "IMPLEMENTED", "implementation": "Module WLD 142 runs on Tuesdays", "implementedOn": "2026-10-20", "nextDispositions": ["REPORTED_BACK"], "reason": null, "report": null, "reportedBackOn": null, "steps": [{"disposition": "PROPOSED", "happenedOn": "2026-09-01", "note": null}, {"disposition": "ACCEPTED_MODIFIED", "happenedOn": "2026-09-15", "note": null}, {"disposition": "IMPLEMENTED", "happenedOn": "2026-10-20", "note": "Module WLD 142 runs on Tuesdays"}], "version": 3});
        let answer = step(&sam, "ReportBack", &id, 3, json!({ "on": "2026-11-02", "report": "Told at the fall meeting" })).await;
        assert_json!(answer["recommendation"], {"acceptedText": "TIG as an evening module", "closedOn": "2026-11-02", "decidedOn": "2026-09-15", "decision": "ACCEPTED_MODIFIED", "disposition": "REPORTED_BACK", "implementation": "Module WLD 142 runs on Tuesdays", "implementedOn": "2026-10-20", "nextDispositions": [], "reason": null, "report": "Told at the fall meeting", "reportedBackOn": "2026-11-02", "steps": [{"disposition": "PROPOSED", "happenedOn": "2026-09-01", "note": null}, {"disposition": "ACCEPTED_MODIFIED", "happenedOn": "2026-09-15", "note": null}, {"disposition": "IMPLEMENTED", "happenedOn": "2026-10-20", "note": "Module WLD 142 runs on Tuesdays"}, {"disposition": "REPORTED_BACK", "happenedOn": "2026-11-02", "note": "Told at the fall meeting"}], "version": 4});
    }

    async fn what_is_declined_says_why_and_is_closed(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = recorded(&sam, json!({ "text": "Buy a foundry", "saidOn": "2026-09-01", "employerId": acme })).await;
        let answer = step(&sam, "Decide", &id, 1, json!({ "decision": "DECLINED" })).await;
        assert_json!(answer, {"recommendation": null, "userErrors": [{"code": "REQUIRED", "message": "Say why: whoever gave the advice will read it.", "path": ["input", "reason"]}]});
        let answer = step(&sam, "Decide", &id, 1, json!({ "decision": "DEFERRED", "reason": "The budget is decided in May", "on": "2026-09-02" })).await;
        assert_json!(answer["recommendation"]["closedOn"], null);
        let answer = step(&sam, "Decide", &id, 2, json!({ "decision": "DECLINED", "reason": "No building can carry it", "on": "2026-10-01" })).await;
        assert_json!(answer["recommendation"], {"acceptedText": null, "closedOn": "2026-10-01", "decidedOn": "2026-10-01", "decision": "DECLINED", "disposition": "DECLINED", "implementation": null, "implementedOn": null, "nextDispositions": ["REPORTED_BACK"], "reason": "No building can carry it", "report": null, "reportedBackOn": null, "steps": [{"disposition": "PROPOSED", "happenedOn": "2026-09-01", "note": null}, {"disposition": "DEFERRED", "happenedOn": "2026-09-02", "note": "The budget is decided in May"}, {"disposition": "DECLINED", "happenedOn": "2026-10-01", "note": "No building can carry it"}], "version": 3});
        let answer = step(&sam, "ReportBack", &id, 3, json!({ "report": "Explained by telephone" })).await;
        assert_json!(answer["recommendation"], {"acceptedText": null, "closedOn": "2026-10-01", "decidedOn": "2026-10-01", "decision": "DECLINED", "disposition": "REPORTED_BACK", "implementation": null, "implementedOn": null, "nextDispositions": [], "reason": "No building can carry it", "report": "Explained by telephone", "reportedBackOn": "2026-11-24", "steps": [{"disposition": "PROPOSED", "happenedOn": "2026-09-01", "note": null}, {"disposition": "DEFERRED", "happenedOn": "2026-09-02", "note": "The budget is decided in May"}, {"disposition": "DECLINED", "happenedOn": "2026-10-01", "note": "No building can carry it"}, {"disposition": "REPORTED_BACK", "happenedOn": "2026-11-24", "note": "Explained by telephone"}], "version": 4});
    }

    async fn a_step_that_is_not_due_is_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = recorded(&sam, json!({ "text": "Teach TIG welding", "saidOn": "2026-09-01", "employerId": acme })).await;
        let mut answers = Vec::new();
        for (name, input) in [
            ("Implement", json!({})),
            ("ReportBack", json!({ "report": "Done" })),
            ("ReportBack", json!({ "report": " " })),
            ("Decide", json!({ "decision": "ACCEPTED", "on": "2026-08-31" })),
            ("Decide", json!({ "decision": "ACCEPTED", "on": "2026-12-01" })),
            ("Decide", json!({ "decision": "ACCEPTED", "acceptedText": "Otherwise" })),
            ("Decide", json!({ "decision": "ACCEPTED_MODIFIED", "reason": "Costs" })),
        ] {
            answers.push(step(&sam, name, &id, 1, input).await["userErrors"].clone());
        }
        assert_json!(json!(answers), [[{"code": "STATE", "message": "It is not accepted: decide about it first.", "path": ["id"]}], [{"code": "STATE", "message": "It is not accepted: decide about it first.", "path": ["id"]}], [{"code": "REQUIRED", "message": "Say what they were told.", "path": ["input", "report"]}], [{"code": "INVALID", "message": "This day lies before 2026-09-01, when it was said.", "path": ["input", "on"]}], [{"code": "INVALID", "message": "This day lies in the future.", "path": ["input", "on"]}], [{"code": "INVALID", "message": "Only advice that is accepted in another form has one.", "path": ["input", "acceptedText"]}], [{"code": "REQUIRED", "message": "Say in which form it is accepted.", "path": ["input", "acceptedText"]}]]);
        step(&sam, "Decide", &id, 1, json!({ "decision": "ACCEPTED" })).await;
        let conflict = step(&sam, "Implement", &id, 1, json!({})).await;
        assert_json!(json!([conflict["recommendation"]["disposition"], conflict["userErrors"][0]["code"]]), ["ACCEPTED", "CONFLICT"]);
    }

    async fn reopening_keeps_the_history(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let id = recorded(&sam, json!({ "text": "Teach TIG welding", "saidOn": "2026-09-01", "employerId": acme })).await;
        let reopen = "mutation($id: ID!, $version: Int!, $reason: String!) { recommendationReopen(id: $id, version: $version, reason: $reason) {
            recommendation { disposition decision reason closedOn steps { disposition note } } userErrors { code path message } } }";
        let early = sam.gql(reopen, json!({ "id": id, "version": 1, "reason": "A slip" })).await;
        assert_json!(early["recommendationReopen"], {"recommendation": null, "userErrors": [{"code": "STATE", "message": "Nothing has been decided about it yet.", "path": ["id"]}]});
        step(&sam, "Decide", &id, 1, json!({ "decision": "DECLINED", "reason": "No money" })).await;
        let back = sam.gql(reopen, json!({ "id": id, "version": 2, "reason": "A grant came" })).await;
        assert_json!(back["recommendationReopen"], {"recommendation": {"closedOn": null, "decision": null, "disposition": "PROPOSED", "reason": null, "steps": [{"disposition": "PROPOSED", "note": null}, {"disposition": "DECLINED", "note": "No money"}, {"disposition": "PROPOSED", "note": "A grant came"}]}, "userErrors": []});
        let empty = sam.gql(reopen, json!({ "id": id, "version": 3, "reason": "" })).await;
        assert_json!(empty["recommendationReopen"]["userErrors"], [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["reason"]}]);
    }

    async fn the_agency_that_has_to_answer_answers(t: TestApp) {
        let (sam, eve, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let acme = employer(&sam, "Acme").await;
        // Eve hears what Sam's college has to answer.
        let id = recorded(&eve, json!({ "text": "Teach TIG welding", "saidOn": "2026-09-01", "employerId": acme, "agencyId": sam.agency_id.to_string() })).await;
        for user in [&eve, &vera] {
            let refused = step(user, "Decide", &id, 1, json!({ "decision": "ACCEPTED" })).await;
            assert_json!(refused, {"recommendation": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
        }
        let can = "query($id: ID!) { recommendation(id: $id) { canAnswer permissions { canUpdate canTrash } } }";
        let seen = [sam.gql(can, json!({ "id": id })).await, eve.gql(can, json!({ "id": id })).await, vera.gql(can, json!({ "id": id })).await];
        assert_json!(json!(seen), [
            {"recommendation": {"canAnswer": true, "permissions": {"canTrash": true, "canUpdate": true}}},
            {"recommendation": {"canAnswer": false, "permissions": {"canTrash": false, "canUpdate": true}}},
            {"recommendation": {"canAnswer": false, "permissions": {"canTrash": false, "canUpdate": false}}}
        ]);
        let answer = step(&sam, "Decide", &id, 1, json!({ "decision": "ACCEPTED" })).await;
        assert_json!(answer["userErrors"], []);
    }
}
