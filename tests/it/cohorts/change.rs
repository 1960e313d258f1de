//! Adding and changing cohorts, and their trash.

use entities::user_account::UserRole;
use serde_json::json;

use super::cohort;
use crate::{
    programs::program,
    support::{assert_json, on_both},
};

const CREATE: &str =
    "mutation($p: ID!, $input: CohortCreateInput!) { cohortCreate(programId: $p, input: $input) {
    cohort { name startsOn endsOn seats program { name } version } userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: CohortUpdateInput!) { cohortUpdate(id: $id, version: $version, input: $input) {
    cohort { name startsOn endsOn seats version } changes { field before after } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { cohortTrash(id: $id, version: $version) {
    cohort { version trashedAt } userErrors { code path message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { cohortRestore(id: $id, version: $version) {
    cohort { version trashedAt } userErrors { code path message } } }";

on_both! {
    async fn a_program_has_cohorts_the_latest_first(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let input = json!({ "name": " Fall 2026 ", "startsOn": "2026-09-01", "endsOn": "2026-12-18", "seats": 18 });
        let data = sam.gql(CREATE, json!({ "p": p, "input": input })).await;
        assert_json!(data["cohortCreate"], {"cohort": {"endsOn": "2026-12-18", "name": "Fall 2026", "program": {"name": "Nursing"}, "seats": 18, "startsOn": "2026-09-01", "version": 1}, "userErrors": []});
        cohort(&sam, &p, json!({ "name": "Spring 2027", "startsOn": "2027-01-11" })).await;
        let other = program(&sam, json!({ "name": "Welding" })).await;
        cohort(&sam, &other, json!({ "name": "Another", "startsOn": "2026-01-01" })).await;
        let query = "query($id: ID!) { program(id: $id) { cohorts(first: 1) { nodes { name } pageInfo { hasNextPage } totalCount { value } } } }";
        assert_json!(sam.gql(query, json!({ "id": p })).await["program"], {"cohorts": {"nodes": [{"name": "Spring 2027"}], "pageInfo": {"hasNextPage": true}, "totalCount": {"value": 2}}});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let vera = t.user_of(sam.agency_id, UserRole::Viewer).await;
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let gone = program(&sam, json!({ "name": "Welding" })).await;
        sam.gql("mutation($id: ID!) { programTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": gone })).await;
        let plain = json!({ "name": "A", "startsOn": "2026-09-01" });
        let mut errors = Vec::new();
        for (user, program, input) in [
            (&sam, &p, json!({ "name": " ", "startsOn": "2026-09-01", "seats": 0 })),
            (&sam, &p, json!({ "name": "x".repeat(201), "startsOn": "2026-09-01" })),
            (&sam, &p, json!({ "name": "A", "startsOn": "2026-09-02", "endsOn": "2026-09-01" })),
            (&sam, &json!("nonsense"), plain.clone()),
            (&sam, &gone, plain.clone()),
            (&kim, &p, plain.clone()),
            (&vera, &p, plain),
        ] {
            let data = user.gql(CREATE, json!({ "p": program, "input": input })).await;
            errors.push(data["cohortCreate"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "name"]}, {"code": "INVALID", "message": "It has room for one at least.", "path": ["input", "seats"]}], [{"code": "TOO_LONG", "message": "This has 201 characters; at most 200 are allowed.", "path": ["input", "name"]}], [{"code": "INVALID", "message": "It cannot end before it began.", "path": ["input", "endsOn"]}], [{"code": "NOT_FOUND", "message": "There is no such program.", "path": ["programId"]}], [{"code": "STATE", "message": "This program is in the trash; restore it first.", "path": ["programId"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]]);
    }

    async fn a_cohort_is_changed_by_its_agency(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let id = cohort(&sam, &p, json!({ "name": "Fall", "startsOn": "2026-09-01", "seats": 18 })).await;
        let mut seen = Vec::new();
        for (user, id, version, input) in [
            (&kim, &id, 1, json!({ "seats": 20 })),
            (&sam, &id, 1, json!({ "seats": 20, "endsOn": "2026-12-18", "name": "Fall" })),
            (&sam, &id, 1, json!({ "seats": 21 })),
            (&sam, &id, 2, json!({ "startsOn": "2027-01-01" })),
            (&sam, &id, 2, json!({ "seats": null, "endsOn": null })),
            (&sam, &json!("cohort_00000000000000000000000000000007"), 1, json!({})),
        ] {
            let data = user.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await;
            seen.push(data["cohortUpdate"].clone());
        }
        assert_json!(json!(seen), [{"changes": [], "cohort": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"changes": [{"after": "2026-12-18", "before": null, "field": "endsOn"}, {"after": "20", "before": "18", "field": "seats"}], "cohort": {"endsOn": "2026-12-18", "name": "Fall", "seats": 20, "startsOn": "2026-09-01", "version": 2}, "userErrors": []}, {"changes": [], "cohort": {"endsOn": "2026-12-18", "name": "Fall", "seats": 20, "startsOn": "2026-09-01", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"changes": [], "cohort": null, "userErrors": [{"code": "INVALID", "message": "It cannot end before it began.", "path": ["input", "endsOn"]}]}, {"changes": [{"after": null, "before": "2026-12-18", "field": "endsOn"}, {"after": null, "before": "20", "field": "seats"}], "cohort": {"endsOn": null, "name": "Fall", "seats": null, "startsOn": "2026-09-01", "version": 3}, "userErrors": []}, {"changes": [], "cohort": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}]);
        let seen = kim.gql("query($id: ID!) { cohort(id: $id) { name program { name } } node(id: $id) { __typename id } }", json!({ "id": id })).await;
        assert_eq!(seen["node"]["id"], id);
        assert_json!(seen["cohort"], {"name": "Fall", "program": {"name": "Nursing"}});
    }

    async fn the_trash_gives_back(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let id = cohort(&sam, &p, json!({ "name": "Fall", "startsOn": "2026-09-01" })).await;
        let mut seen = Vec::new();
        for (user, query, version) in [(&sam, RESTORE, 1), (&kim, TRASH, 1), (&sam, TRASH, 7), (&sam, TRASH, 1), (&sam, TRASH, 2), (&sam, UPDATE, 2)] {
            seen.push(user.gql(query, json!({ "id": id, "version": version, "input": { "name": "B" } })).await);
        }
        let query = "query($id: ID!) { program(id: $id) { cohorts { nodes { name } } } }";
        seen.push(sam.gql(query, json!({ "id": p })).await);
        seen.push(sam.gql(RESTORE, json!({ "id": id, "version": 2 })).await);
        assert_json!(json!(seen), [{"cohortRestore": {"cohort": null, "userErrors": [{"code": "STATE", "message": "This cohort is not in the trash.", "path": ["id"]}]}}, {"cohortTrash": {"cohort": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}}, {"cohortTrash": {"cohort": {"trashedAt": null, "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}}, {"cohortTrash": {"cohort": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []}}, {"cohortTrash": {"cohort": null, "userErrors": [{"code": "STATE", "message": "This cohort is in the trash already.", "path": ["id"]}]}}, {"cohortUpdate": {"changes": [], "cohort": null, "userErrors": [{"code": "STATE", "message": "This cohort is in the trash; restore it first.", "path": ["id"]}]}}, {"program": {"cohorts": {"nodes": []}}}, {"cohortRestore": {"cohort": {"trashedAt": null, "version": 3}, "userErrors": []}}]);
    }
}
