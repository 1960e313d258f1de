//! Recording and changing skill gains, their trash, and who may not.

use entities::{audit_entry, subject_type::SubjectType, user_account::UserRole};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use super::{RECORD, RESTORE, TRASH, UPDATE, gain, person, taught};
use crate::{
    engagements::employer,
    support::{assert_json, on_both},
};

on_both! {
    async fn a_gain_is_recorded(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let program = taught(&sam, "IET").await;
        let acme = employer(&sam, "Acme").await;
        let ann = person(&sam, "Ann Ash", &acme).await;
        let mut seen = Vec::new();
        for input in [
            json!({ "participantReference": " P-1 ", "programId": program, "gainType": "TRANSCRIPT", "achievedOn": "2026-06-30", "evidence": " 12 credits " }),
            json!({ "participantReference": "P-1", "programId": program, "gainType": "MILESTONE", "milestone": "Reads drawings", "agreedOn": "2026-09-01",
                "shownAs": "M. K.", "employerId": acme, "contactId": ann }),
        ] {
            let mut made = sam.gql(RECORD, json!({ "input": input })).await["skillGainRecord"].take();
            assert!(made["skillGain"]["id"].take().is_string());
            seen.push(made);
        }
        assert_json!(json!(seen), [{"skillGain": {"achievedOn": "2026-06-30", "agreedOn": null, "attestState": "NOT_ASKED", "contact": null, "employer": null, "evidence": "12 credits", "gainType": "TRANSCRIPT", "id": null, "isCounted": true, "milestone": null, "participantReference": "P-1", "permissions": {"canTrash": true, "canUpdate": true}, "program": {"name": "Welding IET"}, "programYear": 2025, "shownAs": null, "version": 1, "warnings": []}, "userErrors": []}, {"skillGain": {"achievedOn": null, "agreedOn": "2026-09-01", "attestState": "NOT_ASKED", "contact": {"name": "Ann Ash"}, "employer": {"name": "Acme"}, "evidence": null, "gainType": "MILESTONE", "id": null, "isCounted": false, "milestone": "Reads drawings", "participantReference": "P-1", "permissions": {"canTrash": true, "canUpdate": true}, "program": {"name": "Welding IET"}, "programYear": null, "shownAs": "M. K.", "version": 1, "warnings": []}, "userErrors": []}]);
    }

    async fn what_does_not_fit_is_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let program = taught(&sam, "IET").await;
        let nobody = |prefix: &str| json!(format!("{prefix}_00000000000000000000000000000007"));
        let acme = employer(&sam, "Acme").await;
        let ann = person(&sam, "Ann Ash", &acme).await;
        let mut seen = Vec::new();
        for (reference, more) in [
            (" ", json!({})),
            ("P", json!({ "achievedOn": null })),
            ("P", json!({ "achievedOn": "2026-11-26" })),
            ("P", json!({ "achievedOn": "1989-12-31" })),
            ("P", json!({ "milestone": "Reads drawings" })),
            ("P", json!({ "gainType": "MILESTONE" })),
            ("P", json!({ "gainType": "MILESTONE", "milestone": "x".repeat(501), "shownAs": "x".repeat(201) })),
            ("P", json!({ "gainType": "MILESTONE", "milestone": "Done", "agreedOn": "2026-11-02" })),
            ("123-45-6789", json!({ "evidence": "born 1/2/1990" })),
            ("P", json!({ "programId": nobody("program"), "employerId": nobody("employer"), "contactId": nobody("contact") })),
            ("P", json!({ "contactId": ann })),
        ] {
            let mut input = json!({ "participantReference": reference, "programId": program, "gainType": "EFL", "achievedOn": "2026-11-01" });
            for (name, value) in more.as_object().unwrap() {
                input[name] = value.clone();
            }
            let data = sam.gql(RECORD, json!({ "input": input })).await["skillGainRecord"].take();
            assert_eq!(data["skillGain"], Value::Null, "{data}");
            let errors = data["userErrors"].as_array().unwrap().iter();
            seen.push(errors.map(|error| json!([error["code"], error["path"][1]])).collect::<Vec<_>>());
        }
        assert_json!(json!(seen), [[["REQUIRED", "participantReference"]], [["REQUIRED", "achievedOn"]], [["INVALID", "achievedOn"]], [["INVALID", "achievedOn"]], [["INVALID", "milestone"]], [["REQUIRED", "milestone"]], [["TOO_LONG", "shownAs"], ["TOO_LONG", "milestone"]], [["INVALID", "agreedOn"]], [["PERSONAL_DATA", "participantReference"], ["PERSONAL_DATA", "evidence"]], [["NOT_FOUND", "programId"], ["NOT_FOUND", "employerId"], ["NOT_FOUND", "contactId"]], [["REQUIRED", "employerId"]]]);
    }

    async fn a_gain_is_changed_and_given_back_by_the_trash(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let program = taught(&sam, "CTE").await;
        let id = gain(&sam, &program, "P-1", json!({})).await;
        let mut seen = Vec::new();
        for (version, input) in [
            (1, json!({ "gainType": "MILESTONE", "milestone": "Reads drawings", "achievedOn": "2027-01-01" })),
            (1, json!({ "gainType": "MILESTONE", "milestone": "Reads drawings", "achievedOn": null })),
            (1, json!({ "evidence": "Late" })),
            (2, json!({ "milestone": null })),
            (2, json!({ "achievedOn": "2026-07-01" })),
            (3, json!({ "achievedOn": "2026-07-01" })),
        ] {
            seen.push(sam.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await["skillGainUpdate"].take());
        }
        assert_json!(json!(seen), [{"changes": [], "skillGain": null, "userErrors": [{"code": "INVALID", "message": "Write a day from 1990 to today.", "path": ["input", "achievedOn"]}]}, {"changes": [{"after": null, "before": null, "field": "gainType", "isRestricted": true}, {"after": null, "before": null, "field": "milestone", "isRestricted": true}, {"after": null, "before": null, "field": "achievedOn", "isRestricted": true}, {"after": null, "before": null, "field": "programYear", "isRestricted": true}], "skillGain": {"achievedOn": null, "attestState": "NOT_ASKED", "milestone": "Reads drawings", "programYear": null, "version": 2}, "userErrors": []}, {"changes": [], "skillGain": {"achievedOn": null, "attestState": "NOT_ASKED", "milestone": "Reads drawings", "programYear": null, "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"changes": [], "skillGain": null, "userErrors": [{"code": "REQUIRED", "message": "Say what the milestone is.", "path": ["input", "milestone"]}]}, {"changes": [{"after": null, "before": null, "field": "achievedOn", "isRestricted": true}, {"after": null, "before": null, "field": "programYear", "isRestricted": true}], "skillGain": {"achievedOn": "2026-07-01", "attestState": "NOT_ASKED", "milestone": "Reads drawings", "programYear": 2026, "version": 3}, "userErrors": []}, {"changes": [], "skillGain": {"achievedOn": "2026-07-01", "attestState": "NOT_ASKED", "milestone": "Reads drawings", "programYear": 2026, "version": 3}, "userErrors": []}]);
        let mut seen = Vec::new();
        for (query, version) in [(RESTORE, 3), (TRASH, 9), (TRASH, 3), (TRASH, 4), (UPDATE, 4), (RESTORE, 4)] {
            let mut data = sam.gql(query, json!({ "id": id, "version": version, "input": {} })).await;
            let payload = data.as_object_mut().unwrap().values_mut().next().unwrap();
            seen.push(json!([payload["skillGain"]["trashedAt"], payload["userErrors"][0]["message"]]));
        }
        assert_json!(json!(seen), [[null, "This skill gain is not in the trash."], [null, "Somebody changed this record since you read it; look at it again."], ["2026-11-24T20:00:00.000Z", null], [null, "This skill gain is in the trash already."], [null, "This skill gain is in the trash; restore it first."], [null, null]]);
    }

    async fn a_participant_is_known_to_the_own_agency_alone(t: TestApp) {
        let (sam, other) = (t.user(UserRole::Staff).await, t.user(UserRole::Admin).await);
        let program = taught(&sam, "IET").await;
        let id = gain(&sam, &program, "P-1007", json!({ "evidence": "Test of June" })).await;
        let colleague = t.user_of(sam.agency_id, UserRole::Convener).await;
        let viewer = t.user_of(sam.agency_id, UserRole::Viewer).await;
        let query = "query($id: ID!) { skillGain(id: $id) { participantReference } node(id: $id) { id } nodes(ids: [$id]) { id }
            skillGains { nodes { id } totalCount { value } } found: skillGains(where: { participantReference: \"p-1007\" }) { totalCount { value } } }";
        let seen = colleague.gql(query, json!({ "id": id })).await;
        assert_json!(seen, {"skillGain": {"participantReference": "P-1007"}, "node": {"id": id}, "nodes": [{"id": id}],
            "skillGains": {"nodes": [{"id": id}], "totalCount": {"value": 1}}, "found": {"totalCount": {"value": 1}}});
        for stranger in [&other, &viewer] {
            let seen = stranger.gql(query, json!({ "id": id })).await;
            assert_json!(seen, {"skillGain": null, "node": null, "nodes": [null], "skillGains": {"nodes": [], "totalCount": {"value": 0}}, "found": {"totalCount": {"value": 0}}});
            for (query, name) in [(UPDATE, "skillGainUpdate"), (TRASH, "skillGainTrash")] {
                let data = stranger.gql(query, json!({ "id": id, "version": 1, "input": { "evidence": "x" } })).await;
                assert_eq!(data[name]["userErrors"][0]["code"], "NOT_FOUND");
            }
        }
        let input = json!({ "participantReference": "P", "programId": program, "gainType": "EFL", "achievedOn": "2026-11-01" });
        let data = viewer.gql(RECORD, json!({ "input": input })).await;
        assert_eq!(data["skillGainRecord"]["userErrors"][0]["code"], "FORBIDDEN");
        // What the audit keeps tells nothing of the person, the program or the gain.
        let entries = audit_entry::Entity::find().filter(audit_entry::Column::SubjectType.eq(SubjectType::SkillGain));
        let entries = entries.all(t.app.db.read()).await.unwrap();
        assert!(entries.iter().all(|entry| entry.employer_id.is_none()));
        let text: String = entries.iter().map(|entry| entry.changes.to_string()).collect();
        assert!(text.contains("participantReference"), "{text}");
        for word in ["1007", "Test of June", "2026-11-01", "EFL", program.as_str().unwrap()] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }
}
