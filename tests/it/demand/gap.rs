//! The demand gap: openings less graduates and planned students.

use entities::user_account::UserRole;
use serde_json::json;

use super::figure;
use crate::{
    programs::program,
    support::{assert_json, on_both},
};

const GAP: &str = "query($id: ID!, $year: Int) { program(id: $id) { demandGap(year: $year) {
    year openings graduates planned gap missing figures { kind value label source vintage year } } } }";

on_both! {
    async fn the_worked_cases(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut gaps = Vec::new();
        for openings in [70, 50] {
            let p = program(&sam, json!({ "name": format!("For {openings}") })).await;
            for (kind, value, label) in [
                ("PROJECTED_OPENINGS", openings, "The county's openings"),
                ("REGIONAL_GRADUATES", 15, "College A"),
                ("REGIONAL_GRADUATES", 20, "College B"),
                ("PLANNED_STUDENTS", 20, "Ours"),
            ] {
                figure(&sam, &p, json!({ "kind": kind, "value": value, "label": label, "source": "State projections", "vintage": "2026 Q2" })).await;
            }
            gaps.push(sam.gql(GAP, json!({ "id": p })).await["program"]["demandGap"].clone());
        }
        assert_json!(json!(gaps), [{"figures": [{"kind": "PROJECTED_OPENINGS", "label": "The county's openings", "source": "State projections", "value": 70, "vintage": "2026 Q2", "year": null}, {"kind": "REGIONAL_GRADUATES", "label": "College A", "source": "State projections", "value": 15, "vintage": "2026 Q2", "year": null}, {"kind": "REGIONAL_GRADUATES", "label": "College B", "source": "State projections", "value": 20, "vintage": "2026 Q2", "year": null}, {"kind": "PLANNED_STUDENTS", "label": "Ours", "source": "State projections", "value": 20, "vintage": "2026 Q2", "year": null}], "gap": 15, "graduates": 35, "missing": [], "openings": 70, "planned": 20, "year": null}, {"figures": [{"kind": "PROJECTED_OPENINGS", "label": "The county's openings", "source": "State projections", "value": 50, "vintage": "2026 Q2", "year": null}, {"kind": "REGIONAL_GRADUATES", "label": "College A", "source": "State projections", "value": 15, "vintage": "2026 Q2", "year": null}, {"kind": "REGIONAL_GRADUATES", "label": "College B", "source": "State projections", "value": 20, "vintage": "2026 Q2", "year": null}, {"kind": "PLANNED_STUDENTS", "label": "Ours", "source": "State projections", "value": 20, "vintage": "2026 Q2", "year": null}], "gap": -5, "graduates": 35, "missing": [], "openings": 50, "planned": 20, "year": null}]);
    }

    async fn years_are_not_mixed_and_what_is_missing_is_told(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let p = program(&sam, json!({ "name": "A" })).await;
        let mut gaps = vec![sam.gql(GAP, json!({ "id": p })).await["program"]["demandGap"].clone()];
        for (kind, value, year) in [("PROJECTED_OPENINGS", 60, 2025), ("PROJECTED_OPENINGS", 70, 2026), ("REGIONAL_GRADUATES", 35, 2026), ("REGIONAL_GRADUATES", 9, 2027)] {
            figure(&sam, &p, json!({ "kind": kind, "value": value, "label": "A", "source": "B", "vintage": "C", "year": year })).await;
        }
        for year in [json!(null), json!(2025), json!(2027)] {
            gaps.push(sam.gql(GAP, json!({ "id": p, "year": year })).await["program"]["demandGap"].clone());
        }
        for gap in &mut gaps {
            let count = gap["figures"].as_array().unwrap().len();
            gap["figures"] = json!(count);
        }
        assert_json!(json!(gaps), [{"figures": 0, "gap": null, "graduates": null, "missing": ["PROJECTED_OPENINGS", "REGIONAL_GRADUATES", "PLANNED_STUDENTS"], "openings": null, "planned": null, "year": null}, {"figures": 2, "gap": 35, "graduates": 35, "missing": ["PLANNED_STUDENTS"], "openings": 70, "planned": null, "year": 2026}, {"figures": 1, "gap": 60, "graduates": null, "missing": ["REGIONAL_GRADUATES", "PLANNED_STUDENTS"], "openings": 60, "planned": null, "year": 2025}, {"figures": 1, "gap": null, "graduates": 9, "missing": ["PROJECTED_OPENINGS", "PLANNED_STUDENTS"], "openings": null, "planned": null, "year": 2027}]);
    }
}
