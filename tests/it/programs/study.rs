//! What programs teach and lead to, the state's approval, and the board that advises them.

use entities::user_account::UserRole;
use serde_json::json;

use super::program;
use crate::{
    partnerships::partnership,
    support::{assert_json, on_both},
};

const CREATE: &str = "mutation($input: ProgramCreateInput!) { programCreate(input: $input) {
    program { cipCode cip { title } delivery description objectives approvalNumber approvedOn approvalExpiresOn
        advisoryBoard { name } occupations { code soc { title } } version }
    userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: ProgramUpdateInput!) {
    programUpdate(id: $id, version: $version, input: $input) {
        program { cipCode delivery approvedOn advisoryBoard { name } occupations { code } version }
        changes { field before after } userErrors { code path message } } }";

on_both! {
    async fn a_program_says_what_it_leads_to(t: TestApp) {
        let (sam, cora) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let board = partnership(&cora, "Nursing Board", "ADVISORY_BOARD").await;
        let input = json!({
            "name": "Practical Nursing", "cipCode": "513901", "socCodes": ["29-2061.00", "29-1141", "29-2061"], "delivery": "I_BEST",
            "description": " A year. ", "objectives": "Cares for patients", "approvalNumber": "A-7", "approvedOn": "2025-07-01",
            "approvalExpiresOn": "2027-06-30", "advisoryBoardId": board,
        });
        let data = sam.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["programCreate"], {"program": {"advisoryBoard": {"name": "Nursing Board"}, "approvalExpiresOn": "2027-06-30", "approvalNumber": "A-7", "approvedOn": "2025-07-01", "cip": null, "cipCode": "51.3901", "delivery": "I_BEST", "description": "A year.", "objectives": "Cares for patients", "occupations": [{"code": "29-1141", "soc": null}, {"code": "29-2061", "soc": null}], "version": 1}, "userErrors": []});
        let audit = t.user(UserRole::Admin).await.gql("{ auditEntries(where: { subjectType: [PROGRAM] }) { nodes { changes { field after } } } }", json!({})).await;
        let changes = audit["auditEntries"]["nodes"][0]["changes"].as_array().unwrap().clone();
        let named = changes.iter().find(|change| change["field"] == "advisoryBoard").unwrap();
        assert_eq!(named["after"], board);
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let (sam, cora) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        let sector = partnership(&cora, "Health", "SECTOR").await;
        let many: Vec<String> = (0..51).map(|n| format!("29-1{n:03}")).collect();
        let mut errors = Vec::new();
        for input in [
            json!({ "name": "A", "cipCode": "nursing", "socCodes": ["29-2061", "291141"], "description": "x".repeat(20_001), "objectives": "x".repeat(20_001), "approvalNumber": "x".repeat(201) }),
            json!({ "name": "A", "approvedOn": "2026-07-01", "approvalExpiresOn": "2026-06-30", "advisoryBoardId": sector }),
            json!({ "name": "A", "socCodes": many }),
        ] {
            let data = sam.gql(CREATE, json!({ "input": input })).await;
            errors.push(data["programCreate"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "INVALID", "message": "Write a CIP code such as 51, 51.38 or 51.3801.", "path": ["input", "cipCode"]}, {"code": "TOO_LONG", "message": "This has 20001 characters; at most 20000 are allowed.", "path": ["input", "description"]}, {"code": "TOO_LONG", "message": "This has 20001 characters; at most 20000 are allowed.", "path": ["input", "objectives"]}, {"code": "TOO_LONG", "message": "This has 201 characters; at most 200 are allowed.", "path": ["input", "approvalNumber"]}, {"code": "INVALID", "message": "Write a SOC code such as 29-1141.", "path": ["input", "socCodes", "1"]}], [{"code": "INVALID", "message": "It cannot expire before it was given.", "path": ["input", "approvalExpiresOn"]}, {"code": "NOT_FOUND", "message": "There is no such advisory board.", "path": ["input", "advisoryBoardId"]}], [{"code": "LIMIT", "message": "A program leads to 50 occupations at most.", "path": ["input", "socCodes"]}]]);
    }

    async fn codes_are_held_against_the_current_list(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let early = program(&sam, json!({ "name": "Early", "socCodes": ["29-9999"], "cipCode": "99.0101" })).await;
        crate::codes::load(&t).await;
        let unknown = json!({ "name": "A", "cipCode": "51.3902", "socCodes": ["29-1141", "29-1142"] });
        let data = sam.gql(CREATE, json!({ "input": unknown })).await;
        assert_json!(data["programCreate"]["userErrors"], [{"code": "NOT_FOUND", "message": "The current CIP list does not have 51.3902.", "path": ["input", "cipCode"]}, {"code": "NOT_FOUND", "message": "The current SOC list does not have 29-1142.", "path": ["input", "socCodes"]}]);
        let known = json!({ "name": "A", "cipCode": "51.3801", "socCodes": ["29-1141"] });
        let data = sam.gql(CREATE, json!({ "input": known })).await;
        assert_json!(data["programCreate"]["program"], {"advisoryBoard": null, "approvalExpiresOn": null, "approvalNumber": null, "approvedOn": null, "cip": {"title": "Registered Nursing."}, "cipCode": "51.3801", "delivery": null, "description": null, "objectives": null, "occupations": [{"code": "29-1141", "soc": {"title": "Registered Nurses"}}], "version": 1});
        // What was written before the list came stays.
        let data = sam.gql(UPDATE, json!({ "id": early, "version": 1, "input": { "cipCode": "99.0101", "socCodes": ["29-9999"] } })).await;
        assert_json!(data["programUpdate"], {"changes": [], "program": {"advisoryBoard": null, "approvedOn": null, "cipCode": "99.0101", "delivery": null, "occupations": [{"code": "29-9999"}], "version": 1}, "userErrors": []});
    }

    async fn a_change_replaces_and_clears(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = program(&sam, json!({ "name": "A", "cipCode": "51.3901", "socCodes": ["29-2061"], "approvedOn": "2026-01-01" })).await;
        let input = json!({ "cipCode": null, "socCodes": ["31-1131", "29-1141"], "delivery": "CTE" });
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": input })).await;
        assert_json!(data["programUpdate"], {"changes": [{"after": null, "before": "51.3901", "field": "cipCode"}, {"after": "CTE", "before": null, "field": "delivery"}, {"after": "29-1141, 31-1131", "before": "29-2061", "field": "occupations"}], "program": {"advisoryBoard": null, "approvedOn": "2026-01-01", "cipCode": null, "delivery": "CTE", "occupations": [{"code": "29-1141"}, {"code": "31-1131"}], "version": 2}, "userErrors": []});
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "socCodes": ["29-1141", "31-1131"] } })).await;
        assert_json!(data["programUpdate"]["changes"], []);
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "socCodes": [], "approvalExpiresOn": "2025-01-01" } })).await;
        assert_json!(data["programUpdate"]["userErrors"], [{"code": "INVALID", "message": "It cannot expire before it was given.", "path": ["input", "approvalExpiresOn"]}]);
        let data = sam.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "socCodes": [] } })).await;
        assert_json!(data["programUpdate"]["program"]["occupations"], []);
    }

    async fn approval_counts_to_its_last_day(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        program(&sam, json!({ "name": "A", "approvedOn": "2026-01-01", "approvalExpiresOn": "2026-12-31" })).await;
        program(&sam, json!({ "name": "B" })).await;
        program(&sam, json!({ "name": "C", "approvedOn": "2020-01-01" })).await;
        let query = "{ programs { nodes { before: approval(asOf: \"2025-12-31\") first: approval(asOf: \"2026-01-01\") today: approval
            last: approval(asOf: \"2026-12-31\") after: approval(asOf: \"2027-01-01\") } } }";
        assert_json!(sam.gql(query, json!({})).await["programs"]["nodes"], [{"after": "EXPIRED", "before": "AHEAD", "first": "CURRENT", "last": "CURRENT", "today": "CURRENT"}, {"after": "NONE", "before": "NONE", "first": "NONE", "last": "NONE", "today": "NONE"}, {"after": "CURRENT", "before": "CURRENT", "first": "CURRENT", "last": "CURRENT", "today": "CURRENT"}]);
    }

    async fn programs_are_found_by_what_they_lead_to(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        program(&sam, json!({ "name": "Nurse", "cipCode": "51.3901", "socCodes": ["29-2061", "29-1141"], "delivery": "IET", "approvedOn": "2026-01-01", "approvalExpiresOn": "2026-12-31" })).await;
        program(&sam, json!({ "name": "Welder", "cipCode": "48.0508", "socCodes": ["51-4121"], "delivery": "CTE" })).await;
        let query = "query($where: ProgramWhere) { programs(where: $where) { nodes { name } } }";
        let mut found = Vec::new();
        for filter in [
            json!({ "socCode": ["29-1141", "29-2061"] }),
            json!({ "socCode": [] }),
            json!({ "not": { "socCode": ["29-1141"] } }),
            json!({ "cipCode": ["48.0508"] }),
            json!({ "delivery": ["CTE", "OTHER"] }),
            json!({ "approvalExpiresOn": { "to": "2026-12-31" } }),
        ] {
            let page = sam.gql(query, json!({ "where": filter })).await;
            let nodes = page["programs"]["nodes"].as_array().unwrap().clone();
            found.push(nodes.iter().map(|node| node["name"].clone()).collect::<Vec<_>>());
        }
        assert_json!(json!(found), [["Nurse"], [], ["Welder"], ["Welder"], ["Welder"], ["Nurse"]]);
    }

    async fn everything_of_a_page_takes_a_fixed_number_of_statements(t: TestApp) {
        let (sam, cora) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await);
        for n in 0..20 {
            let board = partnership(&cora, &format!("Board {n}"), "ADVISORY_BOARD").await;
            let id = program(&sam, json!({ "name": format!("Program {n:02}"), "cipCode": "51.3901", "socCodes": ["29-2061"], "advisoryBoardId": board })).await;
            crate::cohorts::cohort(&sam, &id, json!({ "name": "Fall", "startsOn": "2026-09-01" })).await;
            crate::demand::figure(&sam, &id, json!({ "kind": "PROJECTED_OPENINGS", "value": 7, "label": "A", "source": "B", "vintage": "2026" })).await;
        }
        let query = "query($first: Int) { programs(first: $first) { nodes { name cip { title } occupations { soc { title } } advisoryBoard { name }
            cohorts { nodes { name } } careerPathwayChecklist { answer } demandGap { gap figures { label } } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (twenty, _) = t.statements(sam.gql(query, json!({ "first": 20 }))).await;
        // The token, the page, and one for each of cip, occupations, soc, boards, cohorts, answers and figures.
        assert!(one == twenty && twenty == 9, "{one} and {twenty}");
    }
}
