//! The list of questionnaires.

use api::questionnaires::ops::seed;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::questionnaire;
use crate::support::{assert_json, on_both};

const CREATE: &str = "mutation($input: QuestionnaireCreateInput!) { questionnaireCreate(input: $input) { questionnaire { id } userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: QuestionnaireUpdateInput!) { questionnaireUpdate(id: $id, version: $version, input: $input) {
    questionnaire { key title source version questions { position text kind } } changes { field before after } userErrors { code path message } } }";
const RETIRE: &str = "mutation($id: ID!, $version: Int!) { questionnaireRetire(id: $id, version: $version) { questionnaire { retiredAt version } userErrors { code message } } }";
const UNRETIRE: &str = "mutation($id: ID!, $version: Int!) { questionnaireUnretire(id: $id, version: $version) { questionnaire { retiredAt version } userErrors { code message } } }";

on_both! {
    async fn two_are_shipped_with_their_sources(t: TestApp) {
        let vera = t.user(UserRole::Viewer).await;
        for _ in 0..2 {
            seed(&t.app.system("test")).await.expect("seeds");
        }
        let (count, data) = t.statements(vera.gql("{ questionnaires { key title source questions { position kind } } }", json!({}))).await;
        assert_json!(data["questionnaires"], [{"key": "BEFORE_WE_BEGIN", "questions": [{"kind": "SCORE", "position": 1}, {"kind": "SCORE", "position": 2}, {"kind": "SCORE", "position": 3}, {"kind": "SCORE", "position": 4}, {"kind": "SCORE", "position": 5}, {"kind": "SCORE", "position": 6}, {"kind": "YES_NO", "position": 7}, {"kind": "YES_NO", "position": 8}, {"kind": "TEXT", "position": 9}], "source": "Own wording, after the pre-partnership check-up of the Career Pathways Toolkit workbook (US DOL), worksheet 1.1d", "title": "Before we begin"}, {"key": "PARTNERSHIP_HEALTH", "questions": [{"kind": "SCORE", "position": 1}, {"kind": "SCORE", "position": 2}, {"kind": "SCORE", "position": 3}, {"kind": "SCORE", "position": 4}, {"kind": "SCORE", "position": 5}, {"kind": "SCORE", "position": 6}, {"kind": "SCORE", "position": 7}, {"kind": "SCORE", "position": 8}, {"kind": "YES_NO", "position": 9}, {"kind": "YES_NO", "position": 10}, {"kind": "TEXT", "position": 11}], "source": "Own wording, after the checklist for existing partnerships of the Career Pathways Toolkit workbook (US DOL), worksheet 1.1e", "title": "How our partnership does"}]);
        // The token, the list, the questions.
        assert_eq!(count, 3);
    }

    async fn administrators_keep_the_list(t: TestApp) {
        let (ada, cora) = (t.user(UserRole::Admin).await, t.user(UserRole::Convener).await);
        let (id, _) = questionnaire(&ada).await;
        let mut errors = Vec::new();
        for (user, input) in [
            (&ada, json!({ "key": "small", "title": "", "source": "Ours", "questions": [{ "text": " ", "kind": "SCORE" }] })),
            (&ada, json!({ "key": "OTHER", "title": "Other", "source": "Ours", "questions": [] })),
            (&ada, json!({ "key": "SMALL", "title": "Other", "source": "Ours", "questions": [{ "text": "A", "kind": "SCORE" }] })),
            (&cora, json!({ "key": "OTHER", "title": "Other", "source": "Ours", "questions": [{ "text": "A", "kind": "SCORE" }] })),
        ] {
            let data = user.gql(CREATE, json!({ "input": input })).await;
            errors.push(data["questionnaireCreate"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "INVALID", "message": "Write capital letters, digits and underscores, a letter first, such as PARTNERSHIP_HEALTH.", "path": ["input", "key"]}, {"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "title"]}, {"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "questions", "0", "text"]}], [{"code": "REQUIRED", "message": "Ask at least one question.", "path": ["input", "questions"]}], [{"code": "DUPLICATE", "message": "A questionnaire has this key already.", "path": ["input", "key"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]]);
        let changed = ada.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "title": "Smaller" } })).await;
        assert_json!(changed["questionnaireUpdate"], {"changes": [{"after": "Smaller", "before": "Small", "field": "title"}], "questionnaire": {"key": "SMALL", "questions": [{"kind": "SCORE", "position": 1, "text": "We do well."}, {"kind": "YES_NO", "position": 2, "text": "We met."}, {"kind": "TEXT", "position": 3, "text": "What next?"}], "source": "Ours", "title": "Smaller", "version": 2}, "userErrors": []});
        let conflict = ada.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "title": "Other" } })).await;
        assert_json!(conflict["questionnaireUpdate"]["userErrors"], [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]);
        let mut answers: Vec<Value> = Vec::new();
        for (query, version) in [(RETIRE, 2), (RETIRE, 3), (UNRETIRE, 3), (UNRETIRE, 4)] {
            let data = ada.gql(query, json!({ "id": id, "version": version })).await;
            answers.push(data.as_object().unwrap().values().next().unwrap().clone());
        }
        assert_json!(json!(answers), [{"questionnaire": {"retiredAt": "2026-11-24T20:00:00.000Z", "version": 3}, "userErrors": []}, {"questionnaire": null, "userErrors": [{"code": "STATE", "message": "This questionnaire is out of use already."}]}, {"questionnaire": {"retiredAt": null, "version": 4}, "userErrors": []}, {"questionnaire": null, "userErrors": [{"code": "STATE", "message": "This questionnaire is in use."}]}]);
        ada.gql(RETIRE, json!({ "id": id, "version": 4 })).await;
        let lists = "{ inUse: questionnaires { key } all: questionnaires(retired: true) { key } }";
        assert_json!(cora.gql(lists, json!({})).await, {"all": [{"key": "SMALL"}], "inUse": []});
        let update = "mutation($id: ID!, $version: Int!) { questionnaireUpdate(id: $id, version: $version, input: {title: \"A\"}) { userErrors { code } } }";
        let mutations = [update, RETIRE, UNRETIRE];
        assert_eq!(crate::priorities::codes(&ada, &json!("nonsense"), &mutations).await, ["NOT_FOUND"; 3]);
        assert_eq!(crate::priorities::codes(&cora, &id, &mutations).await, ["FORBIDDEN"; 3]);
        assert_json!(cora.gql("{ questionnaire(id: \"nonsense\") { key } checkup(id: \"nonsense\") { id } }", json!({})).await, {"checkup": null, "questionnaire": null});
    }
}
