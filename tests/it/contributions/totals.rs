//! Totals of contributions.

use api::contributions::ops;
use entities::{contribution, ids::EmployerId, user_account::UserRole, values::Money};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::{contribution as give, employer};
use crate::support::{assert_json, on_both};

const TOTALS: &str = "query($where: ContributionWhere, $by: ContributionGroupBy) {
    contributionTotals(where: $where, groupBy: $by) {
        employer { name } agency { id } activity year count employers people hours internshipHours
        cash { amount } equipment { amount } scholarship { amount } stipend { amount } other { amount }
        hourValue { amount } total { amount }
    }
}";

on_both! {
    async fn sums_are_exact_and_hours_are_valued(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (acme, beta) = (employer(&sam, "Acme").await, employer(&sam, "Beta").await);
        give(&sam, json!({ "employerId": acme, "people": 2, "hours": "0.01", "cash": "0.10", "equipment": "600", "contributedOn": "2025-12-31", "activity": "ADVISORY" })).await;
        give(&sam, json!({ "employerId": acme, "people": 1, "hours": "45614.5", "internshipHours": 7, "scholarship": 1, "stipend": 2, "other": "44101.87", "contributedOn": "2026-01-01" })).await;
        give(&sam, json!({ "employerId": beta, "people": 3, "cash": "0.20" })).await;
        let short = "query($by: ContributionGroupBy) { contributionTotals(groupBy: $by) {
            employer { name } activity year count employers hours total { amount } } }";
        assert_json!(sam.gql(TOTALS, json!({})).await["contributionTotals"], [{"activity": null, "agency": null, "cash": {"amount": "0.30"}, "count": 3, "employer": null, "employers": 2, "equipment": {"amount": "600.00"}, "hourValue": {"amount": "1596507.85"}, "hours": "45614.51", "internshipHours": "7.00", "other": {"amount": "44101.87"}, "people": 6, "scholarship": {"amount": "1.00"}, "stipend": {"amount": "2.00"}, "total": {"amount": "1641213.02"}, "year": null}]);
        assert_json!(sam.gql(short, json!({ "by": "EMPLOYER" })).await["contributionTotals"], [{"activity": null, "count": 2, "employer": {"name": "Acme"}, "employers": 1, "hours": "45614.51", "total": {"amount": "1641212.82"}, "year": null}, {"activity": null, "count": 1, "employer": {"name": "Beta"}, "employers": 1, "hours": "0.00", "total": {"amount": "0.20"}, "year": null}]);
        assert_json!(sam.gql(short, json!({ "by": "YEAR" })).await["contributionTotals"], [{"activity": null, "count": 1, "employer": null, "employers": 1, "hours": "0.01", "total": {"amount": "600.45"}, "year": 2025}, {"activity": null, "count": 1, "employer": null, "employers": 1, "hours": "45614.50", "total": {"amount": "1640612.37"}, "year": 2026}, {"activity": null, "count": 1, "employer": null, "employers": 1, "hours": "0.00", "total": {"amount": "0.20"}, "year": null}]);
        assert_json!(sam.gql(short, json!({ "by": "ACTIVITY" })).await["contributionTotals"], [{"activity": "ADVISORY", "count": 1, "employer": null, "employers": 1, "hours": "0.01", "total": {"amount": "600.45"}, "year": null}, {"activity": null, "count": 2, "employer": null, "employers": 2, "hours": "45614.50", "total": {"amount": "1640612.57"}, "year": null}]);
        let agencies = sam.gql("{ contributionTotals(groupBy: AGENCY) { agency { id } count } }", json!({})).await;
        assert_eq!(agencies["contributionTotals"], json!([{ "agency": { "id": sam.agency_id.to_string() }, "count": 3 }]));
        assert_json!(sam.gql("{ contributionTotals(groupBy: PROGRAM) { program { name } count } }", json!({})).await, {"contributionTotals": [{"count": 3, "program": null}]});
        let none = sam.gql(TOTALS, json!({ "where": { "activity": ["OJT"] } })).await;
        assert_json!(none["contributionTotals"], [{"activity": null, "agency": null, "cash": {"amount": "0.00"}, "count": 0, "employer": null, "employers": 0, "equipment": {"amount": "0.00"}, "hourValue": {"amount": "0.00"}, "hours": "0.00", "internshipHours": "0.00", "other": {"amount": "0.00"}, "people": 0, "scholarship": {"amount": "0.00"}, "stipend": {"amount": "0.00"}, "total": {"amount": "0.00"}, "year": null}]);
    }

    async fn too_many_groups_are_refused_with_a_clear_word(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme: EmployerId = employer(&sam, "Acme").await.as_str().unwrap().parse().unwrap();
        let model = entities::employer::Entity::find_by_id(acme).one(t.app.db.read()).await.unwrap().unwrap();
        let (mut employers, mut rows) = (Vec::new(), Vec::new());
        for n in 0..1001 {
            let id = t.app.ids.next::<EmployerId>();
            let mut giver = entities::employer::ActiveModel::from(model.clone());
            (giver.id, giver.name) = (Set(id), Set(format!("Employer {n}")));
            employers.push(giver);
            rows.push(contribution::ActiveModel {
                id: Set(t.app.ids.next()), employer_id: Set(id), agency_id: Set(sam.agency_id), partnership_id: Set(None),
                role_type_id: Set(None), program_id: Set(None), activity: Set(None), contributed_on: Set(None),
                sort_on: Set(ops::UNDATED), event_name: Set(None), people: Set(1), hours_hundredths: Set(0),
                internship_hours_hundredths: Set(0), cash_cents: Set(Money::from_cents(100_000_000_000)),
                equipment_cents: Set(Money::ZERO), scholarship_cents: Set(Money::ZERO), stipend_cents: Set(Money::ZERO),
                other_cents: Set(Money::ZERO), note: Set(None), recorded_from: Set(contribution::RecordSource::Manual),
                created_at: Set(t.clock.now()), updated_at: Set(t.clock.now()), version: Set(1), trashed_at: Set(None),
            });
        }
        let db = t.app.db.maintenance();
        entities::employer::Entity::insert_many(employers).exec_without_returning(db).await.unwrap();
        contribution::Entity::insert_many(rows).exec_without_returning(db).await.unwrap();
        let body = sam.ask(TOTALS, json!({ "by": "EMPLOYER" })).await.json();
        assert_json!(json!([body["data"], body["errors"][0]["message"], body["errors"][0]["extensions"]["code"]]), [{"contributionTotals": null}, "This makes more than 1000 groups; narrow it by a filter.", "BAD_USER_INPUT"]);
        let all = sam.gql("{ contributionTotals { cash { amount } employers } }", json!({})).await;
        assert_json!(all, {"contributionTotals": [{"cash": {"amount": "1001000000000.00"}, "employers": 1001}]});
    }
}
