//! Whether a program is a career pathway: the seven parts of the law's definition.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::program;
use crate::support::{assert_json, on_both};

const ANSWER: &str = "mutation($id: ID!, $version: Int!, $input: ChecklistAnswerInput!) {
    programChecklistAnswer(id: $id, version: $version, input: $input) {
        program { version careerPathwayChecklist { part answer evidence checkedOn } }
        changes { field before after } userErrors { code path message } } }";

on_both! {
    async fn all_seven_parts_are_there_answered_or_not(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = program(&sam, json!({ "name": "A" })).await;
        let query = "query($id: ID!) { program(id: $id) { careerPathwayChecklist { part requirement lawReference answer } } }";
        assert_json!(sam.gql(query, json!({ "id": id })).await["program"]["careerPathwayChecklist"], [{"answer": null, "lawReference": "WIOA section 3(7)(A), 29 U.S.C. 3102(7)(A)", "part": "A", "requirement": "It is in line with the skills that industries of the region need."}, {"answer": null, "lawReference": "WIOA section 3(7)(B), 29 U.S.C. 3102(7)(B)", "part": "B", "requirement": "It prepares people for a range of education options, registered apprenticeship among them."}, {"answer": null, "lawReference": "WIOA section 3(7)(C), 29 U.S.C. 3102(7)(C)", "part": "C", "requirement": "It counsels people toward the goals they have in education and work."}, {"answer": null, "lawReference": "WIOA section 3(7)(D), 29 U.S.C. 3102(7)(D)", "part": "D", "requirement": "Where it fits, workforce preparation and training for an occupation are taught at the same time and in context."}, {"answer": null, "lawReference": "WIOA section 3(7)(E), 29 U.S.C. 3102(7)(E)", "part": "E", "requirement": "It is organized so that people get ahead in education and work as fast as they can."}, {"answer": null, "lawReference": "WIOA section 3(7)(F), 29 U.S.C. 3102(7)(F)", "part": "F", "requirement": "It leads to a secondary diploma or its equivalent, and to at least one recognized postsecondary credential."}, {"answer": null, "lawReference": "WIOA section 3(7)(G), 29 U.S.C. 3102(7)(G)", "part": "G", "requirement": "It helps people enter an occupation or a cluster of occupations, or rise in it."}]);
    }

    async fn an_answer_is_given_changed_and_taken_back(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = program(&sam, json!({ "name": "A" })).await;
        let mut seen = Vec::new();
        for (version, input) in [
            (1, json!({ "part": "F", "answer": "PARTLY", "evidence": " GED only " })),
            (2, json!({ "part": "F", "answer": "PARTLY", "evidence": "GED only", "checkedOn": "2026-11-24" })),
            (2, json!({ "part": "F", "answer": "YES", "evidence": "GED and CNA", "checkedOn": "2026-11-01" })),
            (3, json!({ "part": "B", "answer": "NO" })),
            (4, json!({ "part": "F" })),
        ] {
            let mut data = sam.gql(ANSWER, json!({ "id": id, "version": version, "input": input })).await;
            let checklist = data["programChecklistAnswer"]["program"]["careerPathwayChecklist"].take();
            let answered: Vec<Value> = checklist.as_array().unwrap().iter().filter(|part| !part["answer"].is_null()).cloned().collect();
            data["programChecklistAnswer"]["program"]["careerPathwayChecklist"] = json!(answered);
            seen.push(data["programChecklistAnswer"].clone());
        }
        assert_json!(json!(seen), [{"changes": [{"after": "PARTLY on 2026-11-24: GED only", "before": null, "field": "careerPathwayChecklist.F"}], "program": {"careerPathwayChecklist": [{"answer": "PARTLY", "checkedOn": "2026-11-24", "evidence": "GED only", "part": "F"}], "version": 2}, "userErrors": []}, {"changes": [], "program": {"careerPathwayChecklist": [{"answer": "PARTLY", "checkedOn": "2026-11-24", "evidence": "GED only", "part": "F"}], "version": 2}, "userErrors": []}, {"changes": [{"after": "YES on 2026-11-01: GED and CNA", "before": "PARTLY on 2026-11-24: GED only", "field": "careerPathwayChecklist.F"}], "program": {"careerPathwayChecklist": [{"answer": "YES", "checkedOn": "2026-11-01", "evidence": "GED and CNA", "part": "F"}], "version": 3}, "userErrors": []}, {"changes": [{"after": "NO on 2026-11-24", "before": null, "field": "careerPathwayChecklist.B"}], "program": {"careerPathwayChecklist": [{"answer": "NO", "checkedOn": "2026-11-24", "evidence": null, "part": "B"}, {"answer": "YES", "checkedOn": "2026-11-01", "evidence": "GED and CNA", "part": "F"}], "version": 4}, "userErrors": []}, {"changes": [{"after": null, "before": "YES on 2026-11-01: GED and CNA", "field": "careerPathwayChecklist.F"}], "program": {"careerPathwayChecklist": [{"answer": "NO", "checkedOn": "2026-11-24", "evidence": null, "part": "B"}], "version": 5}, "userErrors": []}]);
    }

    async fn what_is_wrong_is_told(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let vera = t.user_of(sam.agency_id, UserRole::Viewer).await;
        let id = program(&sam, json!({ "name": "A" })).await;
        let gone = program(&sam, json!({ "name": "B" })).await;
        sam.gql("mutation($id: ID!) { programTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": gone })).await;
        let plain = json!({ "part": "A", "answer": "YES" });
        let mut errors = Vec::new();
        for (user, id, version, input) in [
            (&sam, &id, 1, json!({ "part": "A", "answer": "YES", "evidence": "x".repeat(20_001) })),
            (&sam, &id, 1, json!({ "part": "A", "answer": "YES", "checkedOn": "2026-12-01" })),
            (&sam, &id, 7, plain.clone()),
            (&sam, &gone, 2, plain.clone()),
            (&sam, &json!("nonsense"), 1, plain.clone()),
            (&kim, &id, 1, plain.clone()),
            (&vera, &id, 1, plain),
        ] {
            let data = user.gql(ANSWER, json!({ "id": id, "version": version, "input": input })).await;
            errors.push(data["programChecklistAnswer"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "TOO_LONG", "message": "This has 20001 characters; at most 20000 are allowed.", "path": ["input", "evidence"]}], [{"code": "INVALID", "message": "This day has not come yet.", "path": ["input", "checkedOn"]}], [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}], [{"code": "STATE", "message": "This program is in the trash; restore it first.", "path": ["id"]}], [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]]);
    }
}
