//! A real region's files, with the profiles that are shipped for them: every figure of the files is found again.
//!
//! The files are not part of the project, see [`real`]; where they are not, there is nothing to test.

use std::{collections::BTreeMap, path::Path};

use api::{
    imports::{file, ops, profiles},
    roles, scalars,
};
use entities::{
    agency, employer,
    ids::AgencyId,
    import_batch,
    import_row::{self, ImportOutcome},
    program,
    user_account::UserRole,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use super::{dump, lines, numbers};
use crate::support::{TestApp, User, assert_json, on_both, real};

/// The files and what is made of them, in the order in which they refer to each other.
const FILES: [(&str, &str); 5] = [
    ("districts", "districts"),
    ("academies", "academies"),
    ("employers", "employers"),
    ("events", "events"),
    ("events", "boards"),
];
const BOARDS: &str = "{ partnerships(first: 40) { nodes { name compositionReport(asOf: \"2015-06-30\") { meetingsHeld businessMembers
    findings { kind meeting { id } } } } } }";
const MEETINGS: &str = "query($after: String) { meetings(first: 100, after: $after) { nodes { status attendance { invited present absent } } pageInfo { endCursor hasNextPage } } }";
const TOTALS: &str =
    "{ contributionTotals { count people hours internshipHours cash { amount } equipment { amount }
    scholarship { amount } stipend { amount } other { amount } } }";
const BY_ROLE: &str = "{ contributionTotals(groupBy: ROLE_TYPE) { roleType { key } count } }";
const BY_AGENCY: &str = "{ contributionTotals(groupBy: AGENCY) { agency { name } hours } }";

async fn import_file(
    t: &TestApp,
    folder: &Path,
    (name, profile): (&str, &str),
    dry_run: bool,
    agency: AgencyId,
) -> import_batch::Model {
    let request = ops::Request {
        path: folder.join(format!("{name}.csv")),
        file_name: format!("{name}.csv"),
        profile: profiles::by_name(&format!("wbl-{profile}")).unwrap().to_owned(),
        dry_run,
        agency: Some(agency),
        progress: None,
    };
    ops::run(&t.app.system("a test"), &request).await.unwrap()
}

/// Imports the real region where its files are; whether they are.
pub(crate) async fn region(t: &TestApp, agency: AgencyId) -> bool {
    let Some(folder) = real::folder("work-based-learning") else {
        return false;
    };
    roles::ops::seed(&t.app.system("a test"))
        .await
        .expect("role types");
    for name in FILES {
        import_file(t, &folder, name, false, agency).await;
    }
    true
}

on_both! {
    async fn the_real_files_go_in_and_out(t: TestApp) {
        let Some(folder) = real::folder("work-based-learning") else { return };
        roles::ops::seed(&t.app.system("a test")).await.unwrap();
        let ada = t.user(UserRole::Admin).await;
        let before = dump(&t).await;

        let mut batches = Vec::new();
        for name in FILES {
            let dry = import_file(&t, &folder, name, true, ada.agency_id).await;
            let batch = import_file(&t, &folder, name, false, ada.agency_id).await;
            assert_eq!(dry.report, batch.report);
            assert_eq!(lines(&t, &dry).await, lines(&t, &batch).await);
            batches.push(batch);
        }
        let all: Vec<_> = batches.iter().map(numbers).collect();
        assert_json!(json!(all), [[["agency", [11, 0, 0, 0]]], [["program", [40, 0, 0, 0]]], [["employer", [646, 0, 0, 1]]], [["contribution", [1216, 0, 0, 1]], ["employer", [0, 0, 277, 0]]], [["attendee", [687, 0, 0, 0]], ["employer", [0, 0, 277, 0]], ["meeting", [121, 0, 566, 0]], ["partnership", [20, 0, 0, 0]]]]);

        let db = t.app.db.read();
        let districts = agency::Entity::find().filter(agency::Column::Kind.eq(agency::AgencyKind::SchoolDistrict));
        let counts = (
            employer::Entity::find().count(db).await.unwrap(),
            program::Entity::find().count(db).await.unwrap(),
            districts.count(db).await.unwrap(),
        );
        assert_eq!(counts, (646, 40, 11));
        let mut roles = ada.gql(BY_ROLE, json!({})).await["contributionTotals"].as_array().unwrap().clone();
        roles.sort_by_key(ToString::to_string);
        let roles: Vec<_> = roles.iter().map(|role| json!([role["roleType"]["key"], role["count"]])).collect();
        let figures = json!({
            "warnings": batches[3].report["warnings"],
            "quarantined": lines(&t, &batches[3]).await.iter().filter(|line| line.contains("Failed")).collect::<Vec<_>>(),
            "refused": lines(&t, &batches[2]).await.iter().filter(|line| line.contains("Failed")).collect::<Vec<_>>(),
            "carried": batches[3].report["carried"],
            "totals": ada.gql(TOTALS, json!({})).await["contributionTotals"][0],
            "roles": roles,
        });
        assert_json!(figures, {"carried": [{"field": "contribution.hours", "hundredths": 21300}, {"field": "contribution.internship_hours", "hundredths": 5325}, {"field": "contribution.people", "hundredths": 200}], "quarantined": ["38 contribution Failed: `Employer` is empty, but the employer needs its `name`. `Employer` is empty, but the contribution needs its `external.wbl-event`."], "refused": ["181 employer Failed: `Employer` is `Employer`: this is the heading of the column, not an employer."], "roles": [["ASSIST_INSTRUCTION", 38], ["HOST_WBL", 420], ["HELP_DESIGN", 687], [null, 71]], "totals": {"cash": {"amount": "348362.00"}, "count": 1216, "equipment": {"amount": "600.00"}, "hours": "45401.50", "internshipHours": "11283.50", "other": {"amount": "44101.87"}, "people": 1784, "scholarship": {"amount": "0.00"}, "stipend": {"amount": "0.00"}}, "warnings": [{"column": "Event Category", "count": 71, "kind": "is empty"}, {"column": "Event Date", "count": 23, "kind": "is empty"}]});
        assert_json!(boards(&ada).await, {"absent": 1, "boards": 20, "held": 121, "invited": 788, "meetings": 121, "present": 787, "without majority": 20});
        check_districts(&t, &ada.gql(BY_AGENCY, json!({})).await, &batches[3], &folder).await;

        let stored = dump(&t).await;
        let mut again = Vec::new();
        for name in FILES {
            again.push(import_file(&t, &folder, name, false, ada.agency_id).await);
        }
        let all: Vec<_> = again.iter().map(numbers).collect();
        assert_json!(json!(all), [[["agency", [0, 0, 11, 0]]], [["program", [0, 0, 40, 0]]], [["employer", [0, 0, 646, 1]]], [["contribution", [0, 0, 1216, 1]], ["employer", [0, 0, 277, 0]]], [["attendee", [0, 0, 687, 0]], ["employer", [0, 0, 277, 0]], ["meeting", [0, 0, 687, 0]], ["partnership", [0, 0, 20, 0]]]]);
        assert_eq!(dump(&t).await, stored, "importing again changes nothing");

        for batch in again.iter().rev().chain(batches.iter().rev()) {
            let reverted = ops::revert(&t.app.system("a test"), batch.id).await.unwrap();
            assert_eq!(reverted.message, None);
        }
        assert_eq!(dump(&t).await, before);
    }
}

/// The boards without a majority from industry and all that came to their meetings.
async fn boards(ada: &User<'_>) -> Value {
    let data = ada.gql(BOARDS, json!({})).await;
    let boards = data["partnerships"]["nodes"].as_array().unwrap();
    let lacks_majority = |board: &&Value| {
        let findings = board["compositionReport"]["findings"].as_array().unwrap();
        findings
            .iter()
            .any(|finding| finding["kind"] == "NO_INDUSTRY_MAJORITY" && finding["meeting"].is_null())
    };
    let (mut meetings, mut sums, mut after) = (0, [0; 3], Value::Null);
    loop {
        let data = ada.gql(MEETINGS, json!({ "after": after })).await;
        for meeting in data["meetings"]["nodes"].as_array().unwrap() {
            assert_eq!(meeting["status"], "HELD");
            meetings += 1;
            for (sum, name) in sums.iter_mut().zip(["invited", "present", "absent"]) {
                *sum += meeting["attendance"][name].as_i64().unwrap();
            }
        }
        if data["meetings"]["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = data["meetings"]["pageInfo"]["endCursor"].clone();
    }
    let held: i64 = boards
        .iter()
        .map(|board| board["compositionReport"]["meetingsHeld"].as_i64().unwrap())
        .sum();
    json!({ "boards": boards.len(), "without majority": boards.iter().filter(lacks_majority).count(), "held": held,
        "meetings": meetings, "invited": sums[0], "present": sums[1], "absent": sums[2] })
}

/// The hours of each district, with those of the quarantined row, are at 35 dollars an hour its own column `Emp. Hours`.
async fn check_districts(t: &TestApp, totals: &Value, events: &import_batch::Model, folder: &Path) {
    let mut hours: BTreeMap<String, i64> = BTreeMap::new();
    for group in totals["contributionTotals"].as_array().unwrap() {
        let name = group["agency"]["name"].as_str().unwrap().to_owned();
        hours.insert(
            name,
            scalars::parse_cents(group["hours"].as_str().unwrap()).unwrap(),
        );
    }
    let failed = import_row::Entity::find()
        .filter(import_row::Column::BatchId.eq(events.id))
        .filter(import_row::Column::Outcome.eq(ImportOutcome::Failed))
        .all(t.app.db.read())
        .await
        .unwrap();
    for row in failed {
        let cells: Vec<(String, String)> = serde_json::from_value(row.raw.unwrap()).unwrap();
        let cells: BTreeMap<String, String> = cells.into_iter().collect();
        *hours.get_mut(&cells["School District"]).unwrap() += scalars::parse_cents(&cells["Total"]).unwrap();
    }
    let options = file::FileOptions::default();
    let districts = file::open(&folder.join("districts.csv"), &options).unwrap();
    let mut checked = 0;
    for row in districts.rows().map(Result::unwrap) {
        let dollars: String = row
            .get("Emp. Hours")
            .unwrap()
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        let own = scalars::parse_cents(&dollars).unwrap_or_default();
        let ours = hours
            .remove(row.get("School District").unwrap())
            .unwrap_or_default();
        assert_eq!(ours * t.app.config.hour_value.cents() / 100, own, "{row:?}");
        checked += 1;
    }
    // What remains is what no district is named for: it went to the agency of the import.
    assert_eq!(
        (checked, hours.into_values().collect::<Vec<_>>()),
        (11, vec![88_550])
    );
}
