//! Adopting and retiring statements.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{ADOPT, statement};
use crate::{
    goals::goal,
    partnerships::partnership,
    support::{assert_json, on_both},
};

const RETIRE: &str = "mutation($id: ID!, $version: Int!, $on: Date) { statementRetire(id: $id, version: $version, retiredOn: $on) {
    statement { text retiredOn isCurrent version } userErrors { code path message } } }";
const HISTORY: &str = "query($p: ID!, $kind: StatementKind) { partnership(id: $p) { statements(kind: $kind) { kind text adoptedOn retiredOn previous { text } } } }";

on_both! {
    async fn a_new_vision_retires_the_old_one_and_the_history_stays(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        statement(&cora, &p, json!({ "kind": "VISION", "text": "Nurses for all", "adoptedOn": "2024-01-01" })).await;
        statement(&cora, &p, json!({ "kind": "MISSION", "text": "We train together", "adoptedOn": "2024-01-01" })).await;
        let mut data = cora.gql(ADOPT, json!({ "p": p, "input": { "kind": "VISION", "text": " Care near home ", "adoptedOn": "2026-06-01" } })).await;
        data["statementAdopt"]["statement"]["id"] = Value::Null;
        assert_json!(data["statementAdopt"], {"retired": {"isCurrent": false, "retiredOn": "2026-06-01", "text": "Nurses for all", "version": 2}, "statement": {"adoptedOn": "2026-06-01", "goal": null, "id": null, "isCurrent": true, "kind": "VISION", "previous": {"text": "Nurses for all"}, "retiredOn": null, "text": "Care near home", "version": 1}, "userErrors": []});
        let past = json!({ "kind": "VISION", "text": "A clinic", "adoptedOn": "2020-01-01", "retiredOn": "2024-01-01" });
        statement(&cora, &p, past).await;
        assert_json!(cora.gql(HISTORY, json!({ "p": p, "kind": "VISION" })).await["partnership"]["statements"], [{"adoptedOn": "2026-06-01", "kind": "VISION", "previous": {"text": "Nurses for all"}, "retiredOn": null, "text": "Care near home"}, {"adoptedOn": "2024-01-01", "kind": "VISION", "previous": null, "retiredOn": "2026-06-01", "text": "Nurses for all"}, {"adoptedOn": "2020-01-01", "kind": "VISION", "previous": null, "retiredOn": "2024-01-01", "text": "A clinic"}]);
        let slip = json!({ "kind": "VISION", "text": "Care close to home", "adoptedOn": "2026-06-01" });
        statement(&cora, &p, slip).await;
        assert_json!(cora.gql(HISTORY, json!({ "p": p })).await["partnership"]["statements"], [{"adoptedOn": "2026-06-01", "kind": "VISION", "previous": {"text": "Care near home"}, "retiredOn": null, "text": "Care close to home"}, {"adoptedOn": "2026-06-01", "kind": "VISION", "previous": {"text": "Nurses for all"}, "retiredOn": "2026-06-01", "text": "Care near home"}, {"adoptedOn": "2024-01-01", "kind": "MISSION", "previous": null, "retiredOn": null, "text": "We train together"}, {"adoptedOn": "2024-01-01", "kind": "VISION", "previous": null, "retiredOn": "2026-06-01", "text": "Nurses for all"}, {"adoptedOn": "2020-01-01", "kind": "VISION", "previous": null, "retiredOn": "2024-01-01", "text": "A clinic"}]);
    }

    async fn there_is_one_vision_at_a_time(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        statement(&cora, &p, json!({ "kind": "VISION", "text": "First", "adoptedOn": "2024-01-01" })).await;
        statement(&cora, &p, json!({ "kind": "VISION", "text": "Second", "adoptedOn": "2025-01-01" })).await;
        let mut errors = Vec::new();
        for days in [
            json!({ "adoptedOn": "2024-06-01" }),
            json!({ "adoptedOn": "2023-06-01", "retiredOn": "2024-06-01" }),
            json!({ "adoptedOn": "2025-06-01", "retiredOn": "2025-07-01" }),
            json!({ "adoptedOn": "2025-06-01", "retiredOn": "2025-05-01" }),
        ] {
            let mut input = json!({ "kind": "VISION", "text": "Third" });
            input.as_object_mut().unwrap().extend(days.as_object().unwrap().clone());
            let data = cora.gql(ADOPT, json!({ "p": p, "input": input })).await;
            errors.push(data["statementAdopt"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "INVALID", "message": "Another one holds at that time; say when this one was retired, or name a later day.", "path": ["input", "adoptedOn"]}], [{"code": "INVALID", "message": "Another one holds at that time; say when this one was retired, or name a later day.", "path": ["input", "adoptedOn"]}], [{"code": "INVALID", "message": "Another one holds at that time; say when this one was retired, or name a later day.", "path": ["input", "adoptedOn"]}], [{"code": "INVALID", "message": "It cannot be retired before it was adopted.", "path": ["input", "retiredOn"]}]]);
        assert_eq!(cora.gql(HISTORY, json!({ "p": p })).await["partnership"]["statements"].as_array().unwrap().len(), 2);
    }

    async fn strategies_are_many_serve_goals_and_replace_each_other(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let served = goal(&cora, &p, json!({ "title": "100 nurses" })).await;
        let other = partnership(&cora, "Metal", "SECTOR").await;
        let elsewhere = goal(&cora, &other, json!({ "title": "Welders" })).await;
        let first = statement(&cora, &p, json!({ "kind": "STRATEGY", "text": "Clinical seats", "goalId": served["id"], "adoptedOn": "2026-01-01" })).await;
        statement(&cora, &p, json!({ "kind": "STRATEGY", "text": "Child care" })).await;
        let input = json!({ "kind": "STRATEGY", "text": "Evening seats", "goalId": served["id"], "replacesId": first["id"], "adoptedOn": "2026-03-01" });
        let mut data = cora.gql(ADOPT, json!({ "p": p, "input": input })).await;
        data["statementAdopt"]["statement"]["id"] = Value::Null;
        assert_json!(data["statementAdopt"], {"retired": {"isCurrent": false, "retiredOn": "2026-03-01", "text": "Clinical seats", "version": 2}, "statement": {"adoptedOn": "2026-03-01", "goal": {"title": "100 nurses"}, "id": null, "isCurrent": true, "kind": "STRATEGY", "previous": {"text": "Clinical seats"}, "retiredOn": null, "text": "Evening seats", "version": 1}, "userErrors": []});
        let mut errors = Vec::new();
        for input in [
            json!({ "kind": "STRATEGY", "text": "", "goalId": served["id"] }),
            json!({ "kind": "STRATEGY", "text": "A", "goalId": elsewhere["id"] }),
            json!({ "kind": "STRATEGY", "text": "A", "replacesId": first["id"] }),
            json!({ "kind": "STRATEGY", "text": "A", "replacesId": "nonsense" }),
            json!({ "kind": "MISSION", "text": "A", "goalId": served["id"], "replacesId": first["id"] }),
        ] {
            let data = cora.gql(ADOPT, json!({ "p": p, "input": input })).await;
            errors.push(data["statementAdopt"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "text"]}], [{"code": "NOT_FOUND", "message": "There is no such goal of this partnership.", "path": ["input", "goalId"]}], [{"code": "STATE", "message": "This strategy is retired already.", "path": ["input", "replacesId"]}], [{"code": "NOT_FOUND", "message": "There is no such strategy of this partnership.", "path": ["input", "replacesId"]}], [{"code": "INVALID", "message": "Only a strategy serves a goal.", "path": ["input", "goalId"]}, {"code": "INVALID", "message": "Only a strategy names what it replaces; the former vision or mission is retired anyway.", "path": ["input", "replacesId"]}]]);
        let query = "query($id: ID!) { goal(id: $id) { strategies { text retiredOn } } }";
        assert_json!(cora.gql(query, json!({ "id": served["id"] })).await["goal"]["strategies"], [{"retiredOn": null, "text": "Evening seats"}, {"retiredOn": "2026-03-01", "text": "Clinical seats"}]);
    }

    async fn a_statement_is_retired_once(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let id = statement(&cora, &p, json!({ "kind": "MISSION", "text": "We train", "adoptedOn": "2026-01-01" })).await["id"].clone();
        let early = cora.gql(RETIRE, json!({ "id": id, "version": 1, "on": "2025-12-31" })).await;
        assert_json!(early["statementRetire"], {"statement": null, "userErrors": [{"code": "INVALID", "message": "It cannot be retired before it was adopted.", "path": ["retiredOn"]}]});
        let conflict = cora.gql(RETIRE, json!({ "id": id, "version": 7 })).await;
        assert_json!(conflict["statementRetire"], {"statement": {"isCurrent": true, "retiredOn": null, "text": "We train", "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let retired = cora.gql(RETIRE, json!({ "id": id, "version": 1 })).await;
        assert_json!(retired["statementRetire"], {"statement": {"isCurrent": false, "retiredOn": "2026-11-24", "text": "We train", "version": 2}, "userErrors": []});
        let again = cora.gql(RETIRE, json!({ "id": id, "version": 2 })).await;
        assert_json!(again["statementRetire"]["userErrors"], [{"code": "STATE", "message": "This statement is retired already.", "path": ["id"]}]);
    }

    async fn only_conveners_change_a_charter_of_a_live_partnership(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let p = partnership(&cora, "Health", "SECTOR").await;
        let id = statement(&cora, &p, json!({ "kind": "MISSION", "text": "We train" })).await["id"].clone();
        let input = json!({ "kind": "VISION", "text": "Care" });
        let mut errors = Vec::new();
        for (user, p) in [(&sam, &p), (&cora, &json!("nonsense"))] {
            let data = user.gql(ADOPT, json!({ "p": p, "input": input })).await;
            errors.push(data["statementAdopt"]["userErrors"].clone());
        }
        for (user, id) in [(&sam, &id), (&cora, &json!("nonsense"))] {
            let data = user.gql(RETIRE, json!({ "id": id, "version": 1 })).await;
            errors.push(data["statementRetire"]["userErrors"].clone());
        }
        let trash = "mutation($p: ID!) { partnershipTrash(id: $p, version: 1) { userErrors { code } } }";
        cora.gql(trash, json!({ "p": p })).await;
        let data = cora.gql(ADOPT, json!({ "p": p, "input": input })).await;
        errors.push(data["statementAdopt"]["userErrors"].clone());
        assert_json!(json!(errors), [[{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["partnershipId"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}], [{"code": "STATE", "message": "This partnership is in the trash; restore it first.", "path": ["partnershipId"]}]]);
    }
}
