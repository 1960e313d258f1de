//! Employers counted in groups.

use entities::user_account::UserRole;
use serde_json::json;

use crate::support::{assert_json, on_both};

on_both! {
    async fn employers_are_counted_by_sector_status_and_lead_agency(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let create = "mutation($input: EmployerCreateInput!) { employerCreate(input: $input) { employer { id } userErrors { path } } }";
        for (name, naics, status, led) in [
            ("A", json!("311"), "ACTIVE", true),
            ("B", json!("332710"), "ACTIVE", false),
            ("C", json!("31-33"), "PROSPECT", false),
            ("D", json!("622110"), "ACTIVE", true),
            ("E", json!(null), "CLOSED", false),
            ("F", json!("99"), "CLOSED", false),
        ] {
            let lead = if led { json!(sam.agency_id.to_string()) } else { json!(null) };
            let input = json!({ "name": name, "naicsCode": naics, "status": status, "leadAgencyId": lead });
            let data = sam.gql(create, json!({ "input": input })).await;
            assert_eq!(data["employerCreate"]["userErrors"], json!([]));
        }
        let query = "query($by: EmployerGroup! = NAICS_SECTOR, $where: EmployerWhere) {
            employerStats(groupBy: $by, where: $where) { key label count } }";
        let (statements, sectors) = t.statements(sam.gql(query, json!({}))).await;
        assert_eq!(statements, 2);
        assert_json!(sectors["employerStats"], [{"count": 3, "key": "31-33", "label": "Manufacturing"}, {"count": 2, "key": null, "label": "No known sector"}, {"count": 1, "key": "62", "label": "Health Care and Social Assistance"}]);
        let narrow = json!({ "by": "STATUS", "where": { "naics": { "within": "31-33" } } });
        assert_json!(sam.gql(query, narrow).await["employerStats"], [{"count": 2, "key": "ACTIVE", "label": "Active"}, {"count": 1, "key": "PROSPECT", "label": "Prospect"}]);
        let (statements, mut led) = t.statements(sam.gql(query, json!({ "by": "LEAD_AGENCY" }))).await;
        assert_eq!(statements, 2);
        assert_eq!(led["employerStats"][1]["key"].take(), json!(sam.agency_id.to_string()));
        assert!(led["employerStats"][1]["label"].take().as_str().unwrap().starts_with("College "));
        assert_json!(led["employerStats"], [{"count": 4, "key": null, "label": "No lead agency"}, {"count": 2, "key": null, "label": null}]);
    }

    async fn the_trash_is_not_counted(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let create = "mutation { employerCreate(input: {name: \"A\"}) { employer { id } } }";
        let id = cora.gql(create, json!({})).await["employerCreate"]["employer"]["id"].clone();
        let trash = "mutation($id: ID!) { employerTrash(id: $id, version: 1) { userErrors { code } } }";
        cora.gql(trash, json!({ "id": id })).await;
        assert_eq!(cora.gql("{ employerStats { count } }", json!({})).await, json!({ "employerStats": [] }));
    }
}
