//! Adding, changing and listing lists of competencies, and their trash.

use entities::user_account::UserRole;
use serde_json::json;

use super::{edition, list};
use crate::support::{assert_json, on_both};

const CREATE: &str = "mutation($input: CompetencyListCreateInput!) { competencyListCreate(input: $input) {
    competencyList { title kind source version editions { edition } permissions { canUpdate } } userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: CompetencyListUpdateInput!) { competencyListUpdate(id: $id, version: $version, input: $input) {
    competencyList { title kind source version } changes { field before after } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { competencyListTrash(id: $id, version: $version) {
    competencyList { version trashedAt } userErrors { code path message } } }";
const RESTORE: &str =
    "mutation($id: ID!, $version: Int!) { competencyListRestore(id: $id, version: $version) {
    competencyList { version trashedAt } userErrors { code path message } } }";

on_both! {
    async fn a_list_is_added(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let plain = json!({ "title": " Career readiness ", "kind": "FOUNDATIONAL", "source": " US Department of Education " });
        let mut seen = Vec::new();
        for (user, input) in [
            (&sam, plain.clone()),
            (&sam, json!({ "title": "CAREER READINESS", "kind": "TECHNICAL", "source": "A" })),
            (&sam, json!({ "title": " ", "kind": "TECHNICAL", "source": "x".repeat(501) })),
            (&vera, plain),
        ] {
            seen.push(user.gql(CREATE, json!({ "input": input })).await["competencyListCreate"].clone());
        }
        assert_json!(json!(seen), [{"competencyList": {"editions": [], "kind": "FOUNDATIONAL", "permissions": {"canUpdate": true}, "source": "US Department of Education", "title": "Career readiness", "version": 1}, "userErrors": []}, {"competencyList": null, "userErrors": [{"code": "DUPLICATE", "message": "A live list has this title.", "path": ["input", "title"]}]}, {"competencyList": null, "userErrors": [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "title"]}, {"code": "TOO_LONG", "message": "This has 501 characters; at most 500 are allowed.", "path": ["input", "source"]}]}, {"competencyList": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}]);
    }

    async fn a_list_is_changed_and_given_back_by_the_trash(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let id = list(&sam, "Skills").await;
        list(&sam, "Taken").await;
        let mut seen = Vec::new();
        for (user, id, version, input) in [
            (&sam, &id, 1, json!({ "title": "Welding", "kind": "EMPLOYABILITY" })),
            (&sam, &id, 1, json!({ "title": "Else" })),
            (&sam, &id, 2, json!({ "title": "taken" })),
            (&vera, &id, 2, json!({ "title": "Else" })),
            (&sam, &json!("competency_list_00000000000000000000000000000007"), 1, json!({})),
        ] {
            seen.push(user.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await["competencyListUpdate"].clone());
        }
        for (user, query, version) in [(&sam, RESTORE, 2), (&vera, TRASH, 2), (&sam, TRASH, 7), (&sam, TRASH, 2), (&sam, TRASH, 3), (&sam, UPDATE, 3)] {
            seen.push(user.gql(query, json!({ "id": id, "version": version, "input": {} })).await);
        }
        list(&sam, "Welding").await;
        seen.push(sam.gql(RESTORE, json!({ "id": id, "version": 3 })).await);
        assert_json!(json!(seen), [{"changes": [{"after": "Welding", "before": "Skills", "field": "title"}, {"after": "EMPLOYABILITY", "before": "TECHNICAL", "field": "kind"}], "competencyList": {"kind": "EMPLOYABILITY", "source": "Ours", "title": "Welding", "version": 2}, "userErrors": []}, {"changes": [], "competencyList": {"kind": "EMPLOYABILITY", "source": "Ours", "title": "Welding", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"changes": [], "competencyList": null, "userErrors": [{"code": "DUPLICATE", "message": "A live list has this title.", "path": ["input", "title"]}]}, {"changes": [], "competencyList": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"changes": [], "competencyList": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}, {"competencyListRestore": {"competencyList": null, "userErrors": [{"code": "STATE", "message": "This list is not in the trash.", "path": ["id"]}]}}, {"competencyListTrash": {"competencyList": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}}, {"competencyListTrash": {"competencyList": {"trashedAt": null, "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}}, {"competencyListTrash": {"competencyList": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 3}, "userErrors": []}}, {"competencyListTrash": {"competencyList": null, "userErrors": [{"code": "STATE", "message": "This list is in the trash already.", "path": ["id"]}]}}, {"competencyListUpdate": {"changes": [], "competencyList": null, "userErrors": [{"code": "STATE", "message": "This list is in the trash; restore it first.", "path": ["id"]}]}}, {"competencyListRestore": {"competencyList": null, "userErrors": [{"code": "DUPLICATE", "message": "A live list has this title.", "path": ["id"]}]}}]);
    }

    async fn lists_are_found_in_a_fixed_number_of_statements(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for n in 0..20 {
            let id = list(&sam, &format!("Skills {n:02}")).await;
            edition(&sam, &id, "2026", "2026-06-01").await;
        }
        let query = "query($first: Int, $kind: [CompetencyKind!], $search: String) { competencyLists(first: $first, kind: $kind, search: $search) {
            nodes { title editions { edition competencies { text } } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, the editions and the competencies.
        assert!(one == twenty && twenty == 4, "{one} and {twenty}");
        let found = sam.gql(query, json!({ "search": "skill 07" })).await;
        assert_json!(found["competencyLists"]["nodes"], [{"editions": [{"competencies": [{"text": "Reads a drawing"}, {"text": "Measures"}], "edition": "2026"}], "title": "Skills 07"}]);
        let none = sam.gql(query, json!({ "kind": ["EMPLOYABILITY"] })).await;
        assert_eq!(none["competencyLists"]["nodes"], json!([]));
    }
}
