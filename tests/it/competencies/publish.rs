//! Publishing editions.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{PUBLISH, edition, list};
use crate::support::{assert_json, on_both};

on_both! {
    async fn an_edition_holds_its_competencies_in_order(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let id = list(&sam, "Welding skills").await;
        edition(&sam, &id, "2026", "2026-06-01").await;
        edition(&sam, &id, "2024", "2024-06-01").await;
        let input = json!({ "edition": " 2026b ", "competencies": [{ "text": " Welds " }] });
        let mut data = sam.gql(PUBLISH, json!({ "list": id, "input": input })).await["competencyEditionPublish"].take();
        let newest = data["competencyEdition"]["id"].take();
        data["competencyEdition"]["competencies"][0]["id"] = Value::Null;
        assert_json!(data, {"competencyEdition": {"competencies": [{"code": null, "id": null, "position": 1, "text": "Welds"}], "edition": "2026b", "id": null, "list": {"title": "Welding skills"}, "publishedOn": "2026-11-24"}, "userErrors": []});
        let query = "query($id: ID!) { competencyList(id: $id) { title editions { edition publishedOn competencies { position code text } } } }";
        assert_json!(vera.gql(query, json!({ "id": id })).await, {"competencyList": {"editions": [{"competencies": [{"code": null, "position": 1, "text": "Welds"}], "edition": "2026b", "publishedOn": "2026-11-24"}, {"competencies": [{"code": "A.1", "position": 1, "text": "Reads a drawing"}, {"code": null, "position": 2, "text": "Measures"}], "edition": "2026", "publishedOn": "2026-06-01"}, {"competencies": [{"code": "A.1", "position": 1, "text": "Reads a drawing"}, {"code": null, "position": 2, "text": "Measures"}], "edition": "2024", "publishedOn": "2024-06-01"}], "title": "Welding skills"}});
        let found = vera.gql("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", json!({ "ids": [id, newest] })).await;
        assert_eq!(found["nodes"], json!([{ "id": id }, { "id": newest }]));
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let id = list(&sam, "Welding skills").await;
        edition(&sam, &id, "2026", "2026-06-01").await;
        let gone = list(&sam, "Gone").await;
        sam.gql("mutation($id: ID!) { competencyListTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": gone })).await;
        let plain = json!({ "edition": "2027", "competencies": [{ "text": "A" }] });
        let many: Vec<Value> = (0..301).map(|n| json!({ "text": n.to_string() })).collect();
        let mut errors = Vec::new();
        for (user, list, input) in [
            (&sam, &id, json!({ "edition": " ", "publishedOn": "2026-12-01", "competencies": [] })),
            (&sam, &id, json!({ "edition": "x".repeat(201), "competencies": [{ "text": "A" }, { "text": " ", "code": "x".repeat(201) }, { "text": "x".repeat(501) }] })),
            (&sam, &id, json!({ "edition": "A", "competencies": many })),
            (&sam, &id, json!({ "edition": "2026", "competencies": [{ "text": "A" }] })),
            (&sam, &gone, plain.clone()),
            (&sam, &json!("nonsense"), plain.clone()),
            (&vera, &id, plain),
        ] {
            let data = user.gql(PUBLISH, json!({ "list": list, "input": input })).await;
            errors.push(data["competencyEditionPublish"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "edition"]}, {"code": "INVALID", "message": "This day has not come yet.", "path": ["input", "publishedOn"]}, {"code": "REQUIRED", "message": "An edition has one competency at least.", "path": ["input", "competencies"]}], [{"code": "TOO_LONG", "message": "This has 201 characters; at most 200 are allowed.", "path": ["input", "edition"]}, {"code": "TOO_LONG", "message": "This has 201 characters; at most 200 are allowed.", "path": ["input", "competencies", "1", "code"]}, {"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "competencies", "1", "text"]}, {"code": "TOO_LONG", "message": "This has 501 characters; at most 500 are allowed.", "path": ["input", "competencies", "2", "text"]}], [{"code": "LIMIT", "message": "An edition has 300 competencies at most.", "path": ["input", "competencies"]}], [{"code": "DUPLICATE", "message": "The list has an edition of this name.", "path": ["input", "edition"]}], [{"code": "STATE", "message": "This list is in the trash; restore it first.", "path": ["competencyListId"]}], [{"code": "NOT_FOUND", "message": "There is no such list.", "path": ["competencyListId"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]]);
    }
}
