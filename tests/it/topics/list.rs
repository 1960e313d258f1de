//! Adding, changing and retiring topics, and the list that Guildhall ships with.

use api::topics::ops::seed;
use entities::user_account::UserRole;
use serde_json::json;

use crate::{
    contributions::employer,
    support::{assert_json, on_both},
};

const CREATE: &str = "mutation($input: TopicCreateInput!) {
    topicCreate(input: $input) { topic { id key label position version } userErrors { code path } } }";

on_both! {
    async fn topics_are_seeded_once_and_stay_as_they_were_left(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        seed(&t.app.system("test")).await.expect("seeds");
        let list = "{ topics { id key label version } }";
        let first = ada.gql(list, json!({})).await["topics"].clone();
        assert_eq!(first.as_array().unwrap().len(), 9);
        let update = "mutation($id: ID!) { topicUpdate(id: $id, version: 1, input: {label: \"Skills\"}) { changes { field before after } userErrors { code } } }";
        let changed = ada.gql(update, json!({ "id": first[0]["id"] })).await;
        assert_json!(changed["topicUpdate"], {"changes": [{"after": "Skills", "before": "Skills and competencies", "field": "label"}], "userErrors": []});
        seed(&t.app.system("test")).await.expect("seeds");
        let again = ada.gql(list, json!({})).await["topics"].clone();
        assert_eq!(again.as_array().unwrap().len(), 9);
        assert_eq!(again[0]["label"], "Skills");
    }

    async fn a_key_is_taken_once_and_has_a_shape(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let mut answers = Vec::new();
        for input in [
            json!({ "key": "SPACE", "label": "Space" }),
            json!({ "key": "SPACE", "label": "Space again" }),
            json!({ "key": "space", "label": " " }),
        ] {
            let mut data = ada.gql(CREATE, json!({ "input": input })).await;
            if let Some(topic) = data["topicCreate"]["topic"].as_object_mut() {
                topic.remove("id");
            }
            answers.push(data["topicCreate"].clone());
        }
        assert_json!(json!(answers), [{"topic": {"key": "SPACE", "label": "Space", "position": 0, "version": 1}, "userErrors": []}, {"topic": null, "userErrors": [{"code": "DUPLICATE", "path": ["input", "key"]}]}, {"topic": null, "userErrors": [{"code": "INVALID", "path": ["input", "key"]}, {"code": "REQUIRED", "path": ["input", "label"]}]}]);
    }

    async fn a_retired_topic_is_chosen_no_more(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let input = json!({ "key": "SPACE", "label": "Space" });
        let id = ada.gql(CREATE, json!({ "input": input })).await["topicCreate"]["topic"]["id"].clone();
        let retire = "mutation($id: ID!) { topicRetire(id: $id, version: 1) { topic { retiredAt } userErrors { code } } }";
        assert_json!(ada.gql(retire, json!({ "id": id })).await["topicRetire"], {"topic": {"retiredAt": "2026-11-24T20:00:00.000Z"}, "userErrors": []});
        let again = ada.gql(retire, json!({ "id": id })).await;
        assert_json!(again["topicRetire"], {"topic": null, "userErrors": [{"code": "STATE"}]});
        let employer = employer(&ada, "Acme").await;
        let record = "mutation($input: RecommendationRecordInput!) { recommendationRecord(input: $input) { userErrors { code path message } } }";
        let input = json!({ "text": "Orbit", "saidOn": "2026-11-01", "employerId": employer, "topicId": id });
        assert_json!(ada.gql(record, json!({ "input": input })).await["recommendationRecord"], {"userErrors": [{"code": "NOT_FOUND", "message": "There is no such topic in use.", "path": ["input", "topicId"]}]});
        let lists = "{ inUse: topics { key } all: topics(includeRetired: true) { key } }";
        assert_json!(ada.gql(lists, json!({})).await, {"all": [{"key": "SPACE"}], "inUse": []});
        let back = "mutation($id: ID!) { topicUnretire(id: $id, version: 2) { topic { retiredAt version } userErrors { code } } }";
        assert_json!(ada.gql(back, json!({ "id": id })).await["topicUnretire"], {"topic": {"retiredAt": null, "version": 3}, "userErrors": []});
    }

    async fn only_administrators_keep_the_list(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let data = cora.gql(CREATE, json!({ "input": { "key": "SPACE", "label": "Space" } })).await;
        assert_json!(data["topicCreate"], {"topic": null, "userErrors": [{"code": "FORBIDDEN", "path": []}]});
    }
}
