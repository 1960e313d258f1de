//! Recording, changing and removing successions.

use entities::{audit_entry, subject_type::SubjectType, user_account::UserRole};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

use crate::support::{User, assert_json, on_both};

const RECORD: &str = "mutation($input: SuccessionRecordInput!) {
    successionRecord(input: $input) {
        succession { id predecessor { name } successor { name } succeededOn note version } userErrors { code path message }
    }
}";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: SuccessionUpdateInput!) {
    successionUpdate(id: $id, version: $version, input: $input) {
        succession { succeededOn note version } changes { field before after } userErrors { code path message }
    }
}";
const REMOVE: &str = "mutation($id: ID!, $version: Int!) {
    successionRemove(id: $id, version: $version) { succession { note version } userErrors { code path message } }
}";

/// An employer with this name.
async fn employer(user: &User<'_>, name: &str) -> Value {
    let query = "mutation($name: String!) { employerCreate(input: {name: $name}) { employer { id } } }";
    user.gql(query, json!({ "name": name })).await["employerCreate"]["employer"]["id"].clone()
}

async fn follows(user: &User<'_>, successor: &Value, predecessor: &Value) -> Value {
    let input = json!({ "predecessorId": predecessor, "successorId": successor, "succeededOn": "2024-07-01", "note": "Sold" });
    user.gql(RECORD, json!({ "input": input })).await["successionRecord"].take()
}

on_both! {
    async fn both_employers_show_the_succession(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (old, new) = (employer(&sam, "Old").await, employer(&sam, "New").await);
        let mut data = follows(&sam, &new, &old).await;
        data["succession"]["id"].take();
        assert_json!(data, {"succession": {"id": null, "note": "Sold", "predecessor": {"name": "Old"}, "succeededOn": "2024-07-01", "successor": {"name": "New"}, "version": 1}, "userErrors": []});
        let query = "{ employers { nodes { name predecessors { predecessor { name } succeededOn } successors { successor { name } note } } } }";
        assert_json!(sam.gql(query, json!({})).await["employers"]["nodes"], [{"name": "New", "predecessors": [{"predecessor": {"name": "Old"}, "succeededOn": "2024-07-01"}], "successors": []}, {"name": "Old", "predecessors": [], "successors": [{"note": "Sold", "successor": {"name": "New"}}]}]);
    }

    async fn nobody_follows_itself_not_even_in_a_circle(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (a, b, c) = (employer(&sam, "A").await, employer(&sam, "B").await, employer(&sam, "C").await);
        follows(&sam, &b, &a).await;
        follows(&sam, &c, &b).await;
        let mut answers = Vec::new();
        let nowhere = json!("employer_00000000000000000000000000000007");
        for (successor, predecessor) in [(&a, &a), (&a, &c), (&b, &a), (&nowhere, &a), (&c, &a)] {
            answers.push(follows(&sam, successor, predecessor).await["userErrors"].clone());
        }
        assert_json!(json!(answers), [[{"code": "INVALID", "message": "An employer cannot follow itself.", "path": ["input", "successorId"]}], [{"code": "INVALID", "message": "The predecessor followed this employer: that would be a circle.", "path": ["input", "successorId"]}], [{"code": "DUPLICATE", "message": "That this employer follows the other one is on record already.", "path": ["input", "successorId"]}], [{"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "successorId"]}], []]);
    }

    async fn a_change_is_told_and_a_lost_race_is_a_conflict(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (old, new) = (employer(&sam, "Old").await, employer(&sam, "New").await);
        let id = follows(&sam, &new, &old).await["succession"]["id"].clone();
        let input = json!({ "succeededOn": "2024-08-01", "note": null });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": input })).await;
        assert_json!(data["successionUpdate"], {"changes": [{"after": "2024-08-01", "before": "2024-07-01", "field": "succeededOn"}, {"after": null, "before": "Sold", "field": "note"}], "succession": {"note": null, "succeededOn": "2024-08-01", "version": 2}, "userErrors": []});
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "note": "Merged" } })).await;
        assert_json!(data["successionUpdate"], {"changes": [], "succession": {"note": null, "succeededOn": "2024-08-01", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "note": "x".repeat(20_001) } })).await;
        assert_eq!(data["successionUpdate"]["userErrors"][0]["code"], "TOO_LONG");
    }

    async fn a_removed_succession_stays_in_the_audit_of_both(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (old, new) = (employer(&sam, "Old").await, employer(&sam, "New").await);
        let id = follows(&sam, &new, &old).await["succession"]["id"].clone();
        assert_json!(sam.gql(REMOVE, json!({ "id": id, "version": 7 })).await["successionRemove"], {"succession": {"note": "Sold", "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        assert_json!(sam.gql(REMOVE, json!({ "id": id, "version": 1 })).await["successionRemove"], {"succession": {"note": "Sold", "version": 1}, "userErrors": []});
        assert_json!(sam.gql(REMOVE, json!({ "id": id, "version": 1 })).await["successionRemove"]["userErrors"], [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]);
        let entries = audit_entry::Entity::find()
            .filter(audit_entry::Column::SubjectType.eq(SubjectType::Succession))
            .order_by_asc(audit_entry::Column::Id)
            .all(t.app.db.read())
            .await
            .unwrap();
        let shown = |action: &str| {
            let of = entries.iter().filter(|entry| entry.action == action);
            of.map(|entry| json!(entry.employer_id.map(|id| id.to_string()))).collect::<Vec<_>>()
        };
        assert_eq!(shown("CREATED"), [old.clone(), new.clone()]);
        assert_eq!(shown("REMOVED"), [old.clone(), new.clone()]);
        let fields: Vec<_> = entries[3].changes.as_array().unwrap().iter().map(|change| json!([change["field"], change["before"]])).collect();
        assert_eq!(fields, [json!(["predecessor", old]), json!(["successor", new]), json!(["succeededOn", "2024-07-01"]), json!(["note", "Sold"])]);
    }

    async fn a_viewer_changes_nothing(t: TestApp) {
        let (vera, sam) = (t.user(UserRole::Viewer).await, t.user(UserRole::Staff).await);
        let (old, new) = (employer(&sam, "Old").await, employer(&sam, "New").await);
        assert_json!(follows(&vera, &new, &old).await, {"succession": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
        let id = follows(&sam, &new, &old).await["succession"]["id"].clone();
        let data = vera.gql(UPDATE, json!({ "id": id, "version": 1, "input": {} })).await;
        assert_eq!(data["successionUpdate"]["userErrors"][0]["code"], "FORBIDDEN");
        let data = vera.gql(REMOVE, json!({ "id": id, "version": 1 })).await;
        assert_eq!(data["successionRemove"]["userErrors"][0]["code"], "FORBIDDEN");
    }
}
