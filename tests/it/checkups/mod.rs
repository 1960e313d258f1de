//! Questionnaires, check-ups and their trend.

mod questionnaires;
mod record;
mod trend;

use serde_json::{Value, json};

use crate::support::User;

pub(crate) const RECORD: &str = "mutation($p: ID!, $input: CheckupRecordInput!) { checkupRecord(partnershipId: $p, input: $input) {
    checkup { id answeredOn version questionnaire { title } contact { name } answers { question { position } score isYes text } } userErrors { code path message } } }";

/// The id of a small questionnaire, and the ids of its questions: a score, a yes or no, and one in words.
pub(crate) async fn questionnaire(admin: &User<'_>) -> (Value, Vec<Value>) {
    let query = "mutation($input: QuestionnaireCreateInput!) { questionnaireCreate(input: $input) { questionnaire { id questions { id } } userErrors { code } } }";
    let questions = json!([{ "text": "We do well.", "kind": "SCORE" }, { "text": "We met.", "kind": "YES_NO" }, { "text": "What next?", "kind": "TEXT" }]);
    let input = json!({ "key": "SMALL", "title": "Small", "source": "Ours", "questions": questions });
    let data = admin.gql(query, json!({ "input": input })).await;
    let made = &data["questionnaireCreate"]["questionnaire"];
    let ids = made["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|question| question["id"].clone());
    (made["id"].clone(), ids.collect())
}
