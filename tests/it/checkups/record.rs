//! Recording check-ups, and their trash.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{RECORD, questionnaire};
use crate::{
    partnerships::partnership,
    priorities::codes,
    support::{assert_json, on_both},
};

const TRASH: &str = "mutation($id: ID!, $version: Int!) { checkupTrash(id: $id, version: $version) { checkup { version trashedAt } userErrors { code message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { checkupRestore(id: $id, version: $version) { checkup { version trashedAt } userErrors { code message } } }";

on_both! {
    async fn staff_record_what_was_answered(t: TestApp) {
        let (ada, cora, sam) = (t.user(UserRole::Admin).await, t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let (of, questions) = questionnaire(&ada).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let ann = cora.gql("mutation { contactCreate(input: {name: \"Ann Lee\"}) { contact { id } } }", json!({})).await["contactCreate"]["contact"]["id"].clone();
        let answers = json!([{ "questionId": questions[2], "text": " Hire " }, { "questionId": questions[0], "score": 4, "text": "Better" }, { "questionId": questions[1], "isYes": false }]);
        let mut data = sam.gql(RECORD, json!({ "p": p, "input": { "questionnaireId": of, "contactId": ann, "answeredOn": "2026-11-01", "answers": answers } })).await;
        let id = data["checkupRecord"]["checkup"]["id"].clone();
        data["checkupRecord"]["checkup"]["id"] = Value::Null;
        assert_json!(data["checkupRecord"], {"checkup": {"answeredOn": "2026-11-01", "answers": [{"isYes": null, "question": {"position": 1}, "score": 4, "text": "Better"}, {"isYes": false, "question": {"position": 2}, "score": null, "text": null}, {"isYes": null, "question": {"position": 3}, "score": null, "text": "Hire"}], "contact": {"name": "Ann Lee"}, "id": null, "questionnaire": {"title": "Small"}, "version": 1}, "userErrors": []});
        let list = "query($p: ID!) { partnership(id: $p) { checkups { nodes { answeredOn user { role } } totalCount { value } } } }";
        assert_json!(cora.gql(list, json!({ "p": p })).await["partnership"]["checkups"], {"nodes": [{"answeredOn": "2026-11-01", "user": {"role": "STAFF"}}], "totalCount": {"value": 1}});
        let mut found = Vec::new();
        for (query, version) in [(RESTORE, 1), (TRASH, 1), (TRASH, 2), (RESTORE, 1), (RESTORE, 2)] {
            let data = sam.gql(query, json!({ "id": id, "version": version })).await;
            found.push(data.as_object().unwrap().values().next().unwrap().clone());
        }
        assert_json!(json!(found), [{"checkup": null, "userErrors": [{"code": "STATE", "message": "This check-up is not in the trash."}]}, {"checkup": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []}, {"checkup": null, "userErrors": [{"code": "STATE", "message": "This check-up is in the trash already."}]}, {"checkup": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again."}]}, {"checkup": {"trashedAt": null, "version": 3}, "userErrors": []}]);
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let (ada, cora, vera) = (t.user(UserRole::Admin).await, t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        let (of, questions) = questionnaire(&ada).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let good = json!([{ "questionId": questions[0], "score": 4 }]);
        let mut errors = Vec::new();
        for (user, p, input) in [
            (&cora, &p, json!({ "questionnaireId": of, "answers": [] })),
            (&cora, &p, json!({ "questionnaireId": of, "answers": [{ "questionId": questions[0], "score": 6 }, { "questionId": questions[0], "score": 1 }, { "questionId": "nonsense", "score": 1 }, { "questionId": questions[1], "score": 1 }, { "questionId": questions[2] }] })),
            (&cora, &p, json!({ "questionnaireId": of, "answers": good, "answeredOn": "2026-11-25" })),
            (&cora, &p, json!({ "questionnaireId": of, "answers": good, "contactId": "nonsense" })),
            (&cora, &p, json!({ "questionnaireId": "nonsense", "answers": good })),
            (&cora, &json!("nonsense"), json!({ "questionnaireId": of, "answers": good })),
            (&vera, &p, json!({ "questionnaireId": of, "answers": good })),
        ] {
            let data = user.gql(RECORD, json!({ "p": p, "input": input })).await;
            errors.push(data["checkupRecord"]["userErrors"].clone());
        }
        ada.gql("mutation($id: ID!) { questionnaireRetire(id: $id, version: 1) { userErrors { code } } }", json!({ "id": of })).await;
        let data = cora.gql(RECORD, json!({ "p": p, "input": { "questionnaireId": of, "answers": good } })).await;
        errors.push(data["checkupRecord"]["userErrors"].clone());
        assert_json!(json!(errors), [[{"code": "REQUIRED", "message": "Answer at least one question.", "path": ["input", "answers"]}], [{"code": "INVALID", "message": "Write a score from 1 to 5.", "path": ["input", "answers", "0", "score"]}, {"code": "DUPLICATE", "message": "This question is answered twice.", "path": ["input", "answers", "1", "questionId"]}, {"code": "NOT_FOUND", "message": "There is no such question in this questionnaire.", "path": ["input", "answers", "2", "questionId"]}, {"code": "INVALID", "message": "Answer yes or no.", "path": ["input", "answers", "3", "score"]}, {"code": "INVALID", "message": "Answer in words.", "path": ["input", "answers", "4", "text"]}], [{"code": "INVALID", "message": "This day has not come yet.", "path": ["input", "answeredOn"]}], [{"code": "NOT_FOUND", "message": "There is no such contact.", "path": ["input", "contactId"]}], [{"code": "NOT_FOUND", "message": "There is no such questionnaire.", "path": ["input", "questionnaireId"]}], [{"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["partnershipId"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "STATE", "message": "This questionnaire is out of use.", "path": ["input", "questionnaireId"]}]]);
    }

    async fn unknown_is_not_found_and_viewers_are_forbidden(t: TestApp) {
        let (ada, vera) = (t.user(UserRole::Admin).await, t.user(UserRole::Viewer).await);
        let (of, questions) = questionnaire(&ada).await;
        let p = partnership(&ada, "Health", "SECTOR").await;
        let input = json!({ "questionnaireId": of, "answers": [{ "questionId": questions[0], "score": 4 }] });
        let id = ada.gql(RECORD, json!({ "p": p, "input": input })).await["checkupRecord"]["checkup"]["id"].clone();
        assert_eq!(codes(&ada, &json!("nonsense"), &[TRASH, RESTORE]).await, ["NOT_FOUND"; 2]);
        assert_eq!(codes(&vera, &id, &[TRASH, RESTORE]).await, ["FORBIDDEN"; 2]);
    }
}
