//! The trend of answers over time.

use entities::user_account::UserRole;
use serde_json::json;

use super::{RECORD, questionnaire};
use crate::{
    partnerships::partnership,
    support::{assert_json, on_both},
};

const TREND: &str = "query($p: ID!, $q: ID!) { partnership(id: $p) { checkupTrend(questionnaireId: $q) { answeredOn checkups percent
    questions { question { position } answers percent } } } }";

on_both! {
    async fn the_trend_tells_each_question_and_all(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let (of, questions) = questionnaire(&ada).await;
        let p = partnership(&ada, "Health", "SECTOR").await;
        let mut last = json!(null);
        for (day, score, is_yes) in [("2026-06-01", 2, Some(true)), ("2026-01-01", 1, None), ("2026-06-01", 5, Some(false)), ("2026-11-01", 3, Some(true))] {
            let mut answers = vec![json!({ "questionId": questions[0], "score": score }), json!({ "questionId": questions[2], "text": "More" })];
            answers.extend(is_yes.map(|is_yes| json!({ "questionId": questions[1], "isYes": is_yes })));
            let data = ada.gql(RECORD, json!({ "p": p, "input": { "questionnaireId": of, "answeredOn": day, "answers": answers } })).await;
            last = data["checkupRecord"]["checkup"]["id"].clone();
        }
        let trash = "mutation($id: ID!) { checkupTrash(id: $id, version: 1) { userErrors { code } } }";
        ada.gql(trash, json!({ "id": last })).await;
        assert_json!(ada.gql(TREND, json!({ "p": p, "q": of })).await["partnership"]["checkupTrend"], [{"answeredOn": "2026-01-01", "checkups": 1, "percent": "0.00", "questions": [{"answers": 1, "percent": "0.00", "question": {"position": 1}}]}, {"answeredOn": "2026-06-01", "checkups": 2, "percent": "56.25", "questions": [{"answers": 2, "percent": "62.50", "question": {"position": 1}}, {"answers": 2, "percent": "50.00", "question": {"position": 2}}]}]);
        assert_json!(ada.gql(TREND, json!({ "p": p, "q": "nonsense" })).await["partnership"]["checkupTrend"], []);
    }

    async fn twenty_trends_take_as_many_statements_as_one(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let (of, questions) = questionnaire(&ada).await;
        for n in 0..20 {
            let p = partnership(&ada, &format!("Partnership {n:02}"), "SECTOR").await;
            let answers = json!([{ "questionId": questions[0], "score": 4 }]);
            ada.gql(RECORD, json!({ "p": p, "input": { "questionnaireId": of, "answers": answers } })).await;
        }
        let query = "query($first: Int, $q: ID!) { partnerships(first: $first) { nodes { checkupTrend(questionnaireId: $q) { percent } checkups { nodes { questionnaire { title questions { text } } answers { score } user { name } } } } } }";
        let (one, _) = t.statements(ada.gql(query, json!({ "first": 1, "q": of }))).await;
        let (twenty, _) = t.statements(ada.gql(query, json!({ "first": 20, "q": of }))).await;
        // The token and the page; questions and scores of the trend; check-ups, questionnaires, their questions, users, answers.
        assert_eq!((one, twenty), (9, 9));
    }
}
