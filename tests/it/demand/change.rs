//! Recording and changing figures, and their trash.

use entities::user_account::UserRole;
use serde_json::json;

use super::figure;
use crate::{
    programs::program,
    support::{assert_json, on_both},
};

const RECORD: &str = "mutation($p: ID!, $input: DemandFigureRecordInput!) { demandFigureRecord(programId: $p, input: $input) {
    demandFigure { kind value label source vintage year program { name } version } userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: DemandFigureUpdateInput!) {
    demandFigureUpdate(id: $id, version: $version, input: $input) { demandFigure { value year version } changes { field before after } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { demandFigureTrash(id: $id, version: $version) {
    demandFigure { version trashedAt } userErrors { code path message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { demandFigureRestore(id: $id, version: $version) {
    demandFigure { version trashedAt } userErrors { code path message } } }";

on_both! {
    async fn a_figure_says_where_it_is_from(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let plain = json!({ "kind": "PROJECTED_OPENINGS", "value": 70, "label": " The county ", "source": "State projections", "vintage": "2026", "year": 2026 });
        let mut wrong = plain.clone();
        wrong["value"] = json!(-1);
        wrong["label"] = json!(" ");
        wrong["source"] = json!("x".repeat(501));
        wrong["vintage"] = json!("");
        wrong["year"] = json!(26);
        let mut seen = Vec::new();
        for (user, program, input) in [(&sam, &p, plain.clone()), (&sam, &p, wrong), (&kim, &p, plain.clone()), (&sam, &json!("nonsense"), plain)] {
            let data = user.gql(RECORD, json!({ "p": program, "input": input })).await;
            seen.push(data["demandFigureRecord"].clone());
        }
        assert_json!(json!(seen), [{"demandFigure": {"kind": "PROJECTED_OPENINGS", "label": "The county", "program": {"name": "Nursing"}, "source": "State projections", "value": 70, "version": 1, "vintage": "2026", "year": 2026}, "userErrors": []}, {"demandFigure": null, "userErrors": [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "label"]}, {"code": "TOO_LONG", "message": "This has 501 characters; at most 500 are allowed.", "path": ["input", "source"]}, {"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "vintage"]}, {"code": "INVALID", "message": "Write a number from 0 to 10,000,000.", "path": ["input", "value"]}, {"code": "INVALID", "message": "Write a year such as 2026.", "path": ["input", "year"]}]}, {"demandFigure": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"demandFigure": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such program.", "path": ["programId"]}]}]);
    }

    async fn a_figure_is_corrected_and_leaves_the_gap_with_the_trash(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        let id = figure(&sam, &p, json!({ "kind": "PROJECTED_OPENINGS", "value": 70, "label": "A", "source": "B", "vintage": "C" })).await;
        let mut seen = Vec::new();
        for (user, id, version, input) in [
            (&kim, &id, 1, json!({ "value": 71 })),
            (&sam, &id, 1, json!({ "value": 72, "year": 2026 })),
            (&sam, &id, 1, json!({ "value": 73 })),
            (&sam, &json!("demand_figure_00000000000000000000000000000007"), 1, json!({})),
        ] {
            let data = user.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await;
            seen.push(data["demandFigureUpdate"].clone());
        }
        for (user, query, version) in [(&sam, RESTORE, 2), (&kim, TRASH, 2), (&sam, TRASH, 7), (&sam, TRASH, 2), (&sam, TRASH, 3), (&sam, UPDATE, 3)] {
            seen.push(user.gql(query, json!({ "id": id, "version": version, "input": {} })).await);
        }
        let gap = "query($id: ID!) { program(id: $id) { demandGap { gap missing } } }";
        seen.push(sam.gql(gap, json!({ "id": p })).await);
        seen.push(sam.gql(RESTORE, json!({ "id": id, "version": 3 })).await);
        assert_json!(json!(seen), [{"changes": [], "demandFigure": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"changes": [{"after": "72", "before": "70", "field": "value"}, {"after": "2026", "before": null, "field": "year"}], "demandFigure": {"value": 72, "version": 2, "year": 2026}, "userErrors": []}, {"changes": [], "demandFigure": {"value": 72, "version": 2, "year": 2026}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"changes": [], "demandFigure": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}, {"demandFigureRestore": {"demandFigure": null, "userErrors": [{"code": "STATE", "message": "This figure is not in the trash.", "path": ["id"]}]}}, {"demandFigureTrash": {"demandFigure": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}}, {"demandFigureTrash": {"demandFigure": {"trashedAt": null, "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}}, {"demandFigureTrash": {"demandFigure": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 3}, "userErrors": []}}, {"demandFigureTrash": {"demandFigure": null, "userErrors": [{"code": "STATE", "message": "This figure is in the trash already.", "path": ["id"]}]}}, {"demandFigureUpdate": {"changes": [], "demandFigure": null, "userErrors": [{"code": "STATE", "message": "This figure is in the trash; restore it first.", "path": ["id"]}]}}, {"program": {"demandGap": {"gap": null, "missing": ["PROJECTED_OPENINGS", "REGIONAL_GRADUATES", "PLANNED_STUDENTS"]}}}, {"demandFigureRestore": {"demandFigure": {"trashedAt": null, "version": 4}, "userErrors": []}}]);
        let found = kim.gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
        assert_eq!(found["node"]["id"], id);
    }
}
