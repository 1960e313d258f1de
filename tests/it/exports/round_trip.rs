//! Out and in again: elsewhere it is the same, and where it comes from nothing changes.

use api::{
    exports::kinds::List,
    imports::{ops, profiles},
};
use entities::{import_batch, user_account::UserRole};
use serde_json::json;

use super::csv;
use crate::{
    partnerships::partnership,
    programs::program,
    roles::{self, employer, propose, seed},
    support::{TestApp, assert_json, on_both},
};

const CREATE: &str = "mutation($input: EmployerCreateInput!) {
    employerCreate(input: $input, allowDuplicates: true) { employer { id } userErrors { code path message } } }";

/// A family of employers with everything that is hard to write into a cell.
async fn fill(t: &TestApp) {
    let ada = t.user(UserRole::Admin).await;
    let create = async |input: serde_json::Value| {
        let made = ada.gql(CREATE, json!({ "input": input })).await["employerCreate"].clone();
        assert_eq!(made["userErrors"], json!([]), "{input}");
        made["employer"]["id"].clone()
    };
    let parent = create(json!({ "name": "Zenith Holdings", "tags": ["Metal", "Night shift"] })).await;
    let agency = format!(
        "agency_{}",
        ada.agency_id.to_string().trim_start_matches("agency_")
    );
    create(json!({
        "name": "=HYPERLINK(\"http://evil.example\", \"Acme\")",
        "legalName": "'Tis Acme, \"Inc.\"",
        "parentId": parent,
        "leadAgencyId": agency,
        "status": "PROSPECT",
        "naicsCode": "31-33",
        "website": "https://acme.example/?a=1;b=2",
        "phone": "+1 206 555 0100",
        "description": "Two lines,\nand a \"quote\"; — Café ＝",
        "fairChance": "YES",
        "fairChanceNote": "@everybody",
        "fidelityBondCount": 3,
        "excludedByLawNote": "-none",
    }))
    .await;
    create(json!({ "name": "Beta" })).await;
    create(json!({ "name": "Beta", "legalName": "Another Beta" })).await;
}

async fn import(t: &TestApp, text: &str) -> import_batch::Model {
    import_by(t, "guildhall-employers", text).await
}

async fn import_by(t: &TestApp, profile: &str, text: &str) -> import_batch::Model {
    let path = t.app.config.data_dir.with_file_name("employers.csv");
    std::fs::write(&path, text).expect("a file");
    let request = ops::Request {
        path,
        file_name: "employers.csv".to_owned(),
        profile: profiles::by_name(profile).expect("shipped").to_owned(),
        dry_run: false,
        agency: None,
        progress: None,
    };
    ops::run(&t.app.system("a test"), &request)
        .await
        .expect("an import")
}

on_both! {
    async fn elsewhere_it_is_the_same_and_here_nothing_changes(t: TestApp) {
        fill(&t).await;
        let cx = t.app.system("a test");
        let written = csv(&cx, List::Employers).await.expect("an export");
        let lines = written.lines().count();
        assert_eq!(lines, 6, "four records, one of them on two lines: {written}");
        for guarded in ["\"'=HYPERLINK(", "\"''Tis Acme", "'+1 206", "'@everybody", "'-none"] {
            assert!(written.contains(guarded), "{guarded}: {written}");
        }

        let here = import(&t, &written).await;
        // The parent is named by a row of its own and by its child.
        assert_json!(here.report["targets"], { "agency": {"created": 0, "failed": 0, "unchanged": 1, "updated": 0}, "employer": {"created": 0, "failed": 0, "unchanged": 5, "updated": 0} });
        assert_eq!(csv(&cx, List::Employers).await.expect("an export"), written);

        let other = TestApp::sqlite().await;
        let there = import(&other, &written).await;
        assert_json!(there.report["targets"], { "agency": {"created": 1, "failed": 0, "unchanged": 0, "updated": 0}, "employer": {"created": 4, "failed": 0, "unchanged": 0, "updated": 1} });
        let cx = other.app.system("a test");
        assert_eq!(csv(&cx, List::Employers).await.expect("an export"), written);
        let again = import(&other, &written).await;
        assert_json!(again.report["targets"], { "agency": {"created": 0, "failed": 0, "unchanged": 1, "updated": 0}, "employer": {"created": 0, "failed": 0, "unchanged": 5, "updated": 0} });
        let back = import(&t, &csv(&cx, List::Employers).await.expect("an export")).await;
        assert_eq!(back.rows_created + back.rows_updated, 0);
    }

    async fn programs_and_partnerships_come_in_again(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        program(&cora, json!({ "name": "Welding", "school": "North High", "county": "Tulare" })).await;
        partnership(&cora, "Health", "SECTOR").await;
        let board = partnership(&cora, "Board", "ADVISORY_BOARD").await;
        let update = "mutation($id: ID!) { partnershipUpdate(id: $id, version: 1, input: {region: \"Valley\", description: \"Advises\", naicsPrefixes: [\"31-33\", \"62\"]}) { userErrors { code } } }";
        assert_eq!(cora.gql(update, json!({ "id": board })).await["partnershipUpdate"]["userErrors"], json!([]));
        let other = TestApp::sqlite().await;
        for (list, profile) in [(List::Programs, "guildhall-programs"), (List::Partnerships, "guildhall-partnerships")] {
            let written = csv(&t.app.system("a test"), list).await.expect("an export");
            let here = import_by(&t, profile, &written).await;
            assert_eq!((here.rows_created, here.rows_updated, here.rows_failed), (0, 0, 0), "{written}");
            let there = import_by(&other, profile, &written).await;
            assert_eq!(there.rows_failed, 0, "{written}");
            let again = csv(&other.app.system("a test"), list).await.expect("an export");
            match list {
                List::Programs => assert_eq!(again, written),
                // Industries and phase do not come in.
                _ => assert_eq!(again, written.replace("31-33;62", "").replace(",ACTION,", ",SUPPORT_TEAM,")),
            }
        }
    }

    async fn who_is_in_which_partnership_in_which_role(t: TestApp) {
        seed(&t).await;
        let cora = t.user(UserRole::Convener).await;
        let health = partnership(&cora, "Health", "SECTOR").await.as_str().unwrap().parse().unwrap();
        let acme = employer(&cora, "Acme").await;
        let member = roles::member(&t, health, Some(acme), &cora).await;
        propose(&cora, member, "HIRE_COMPLETERS").await;
        let mut lists = Vec::new();
        for list in [List::Memberships, List::Commitments] {
            let mut rows = crate::exports::json(&t.app.system("a test"), list).await.expect("an export");
            for row in rows.as_array_mut().unwrap() {
                for (key, value) in row.as_object_mut().unwrap() {
                    if key.ends_with("Id") || key == "id" || key == "agencyName" {
                        *value = json!(value.as_str().map(|text| text.split(['_', ' ']).next().unwrap().to_owned()));
                    }
                }
            }
            lists.push(rows);
        }
        assert_json!(json!(lists), [
            [{"id": "membership", "partnershipId": "partnership", "partnershipName": "Health", "employerId": "employer", "employerName": "Acme", "agencyName": null, "agencyKind": null, "standing": "MEMBER", "seat": null, "termFromOn": null, "termToOn": null, "joinedOn": "2026-01-01", "leftOn": null}],
            [{"id": "commitment", "membershipId": "membership", "partnershipId": "partnership", "partnershipName": "Health", "employerId": "employer", "employerName": "Acme", "agencyName": null, "agencyKind": null, "roleType": "HIRE_COMPLETERS", "state": "PROPOSED", "fromOn": "2026-02-01", "toOn": null, "note": null}]
        ]);
    }
}
