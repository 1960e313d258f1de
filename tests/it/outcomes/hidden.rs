//! What is hidden: for what it holds, with what would tell it, and whatever is asked.

use entities::{ids::CredentialId, user_account::UserRole};
use serde_json::{Value, json};

use super::{COUNTS, Rows, ask, id, short};
use crate::{
    engagements::employer,
    programs::program,
    support::{TestApp, User, assert_json, on_both},
};

/// Programs of the user's agency with these names.
async fn offered<const N: usize>(user: &User<'_>, names: [&str; N]) -> Vec<Value> {
    let mut programs = Vec::new();
    for name in names {
        programs.push(program(user, json!({ "name": name })).await);
    }
    programs
}

/// The counts of a field in short, by the name of the program, and the total.
async fn by_program(user: &User<'_>, field: &str) -> Value {
    let answer = ask(user, "PROGRAM", json!({}), &format!("{field} {{ value reason }}")).await;
    let rows = answer["rows"].as_array().expect("a list").iter();
    let mut all: Vec<Value> = rows
        .map(|row| json!([row["program"]["name"], short(&row[field])]))
        .collect();
    all.sort_by_key(ToString::to_string);
    all.push(short(&answer["total"][field]));
    json!(all)
}

/// Three programs with completers of the program year 2026, and four employers.
async fn region(t: &TestApp, user: &User<'_>, people: [usize; 3]) -> (Vec<Value>, Vec<Value>) {
    let programs = offered(user, ["A", "B", "C"]).await;
    let mut employers = Vec::new();
    for name in ["Acme", "Bolt", "Coil", "Dowel"] {
        employers.push(employer(user, name).await);
    }
    let mut rows = Rows::of(t, user);
    for (program, people) in programs.iter().zip(people) {
        rows.complete(program, "2026-08-15", people);
    }
    rows.write().await;
    (programs, employers)
}

on_both! {
    async fn a_small_group_takes_another_one_along(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        region(&t, &sam, [12, 4, 20]).await;
        assert_json!(by_program(&sam, "completers").await, [["A", "COMPLEMENTARY"], ["B", "COMPLEMENTARY"], ["C", 20], 36]);
        // A hidden group hides what is counted in it.
        assert_json!(by_program(&sam, "withCredential").await, [["A", "COMPLEMENTARY"], ["B", "COMPLEMENTARY"], ["C", "COMPLEMENTARY"], "COMPLEMENTARY"]);
        let answer = ask(&sam, "PROGRAM", json!({}), "completers { value }").await;
        assert_json!(json!([answer["asOf"], answer["floors"]]), ["2026-11-24", {"dominancePercent": 80, "employers": 3, "people": 10}]);
    }

    async fn few_and_dominant_employers_hide_hires(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let programs = offered(&sam, ["A", "B", "C", "D", "E", "F", "G"]).await;
        let mut employers = Vec::new();
        for name in ["Acme", "Bolt", "Coil", "Dowel", "Eave"] {
            employers.push(employer(&sam, name).await);
        }
        let mut rows = Rows::of(&t, &sam);
        // How many each employer hires of forty.
        for (program, hires) in programs.iter().zip([
            vec![15, 15],
            vec![17, 1, 1, 1],
            vec![10, 10, 8],
            vec![3, 3, 3],
            vec![39],
            vec![],
            vec![12, 10, 8],
        ]) {
            let people = rows.complete(program, "2026-08-15", 40);
            let mut next = people.start;
            for (employer, count) in employers.iter().zip(hires) {
                rows.hire(next..next + count, employer, Some(true));
                next += count;
            }
        }
        rows.write().await;
        assert_json!(by_program(&sam, "hired").await, [["A", "COMPLEMENTARY"], ["B", "COMPLEMENTARY"], ["C", 28], ["D", "COMPLEMENTARY"], ["E", "COMPLEMENTARY"], ["F", "COMPLEMENTARY"], ["G", 30], 156]);
        assert_json!(by_program(&sam, "employersHiring").await, [["A", "COMPLEMENTARY"], ["B", "COMPLEMENTARY"], ["C", 3], ["D", "COMPLEMENTARY"], ["E", "COMPLEMENTARY"], ["F", "COMPLEMENTARY"], ["G", 3], 4]);
        // Of a hundred of a hundred hired everybody is in the field: that tells of each.
        assert_json!(by_program(&sam, "hiredInField").await, [["A", "COMPLEMENTARY"], ["B", "COMPLEMENTARY"], ["C", "COMPLEMENTARY"], ["D", "COMPLEMENTARY"], ["E", "COMPLEMENTARY"], ["F", "COMPLEMENTARY"], ["G", "COMPLEMENTARY"], "COMPLEMENTARY"]);
    }

    async fn who_is_hired_twice_counts_once(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (programs, employers) = region(&t, &sam, [0, 0, 0]).await;
        let mut rows = Rows::of(&t, &sam);
        rows.complete(&programs[0], "2026-08-15", 40);
        rows.hire(0..10, &employers[0], Some(true));
        rows.hire(5..15, &employers[1], Some(false));
        rows.hire(10..18, &employers[2], None);
        rows.write().await;
        assert_json!(by_program(&sam, "hired").await, [["A", 18], 18]);
        assert_json!(by_program(&sam, "hiredInField").await, [["A", "FEW_EMPLOYERS"], "FEW_EMPLOYERS"]);
    }

    async fn what_is_hidden_does_not_depend_on_who_asks_or_what(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let cora = t.user(UserRole::Convener).await;
        let (programs, employers) = region(&t, &sam, [12, 4, 20]).await;
        let theirs = offered(&cora, ["D", "E"]).await;
        let mut rows = Rows::of(&t, &cora);
        rows.complete(&theirs[0], "2026-08-15", 30);
        rows.complete(&theirs[1], "2025-08-15", 25);
        rows.complete(&theirs[1], "2026-08-15", 7);
        rows.hire(0..6, &employers[0], Some(true));
        rows.hire(6..12, &employers[1], Some(true));
        rows.hire(12..18, &employers[2], Some(false));
        rows.earn(20..30, CredentialId::from_uuid(credential(&cora).await));
        rows.write().await;
        let viewer = t.user_of(sam.agency_id, UserRole::Viewer).await;
        let ada = t.user(UserRole::Admin).await;
        for (by, filter) in [("PROGRAM", json!({})), ("PROVIDER", json!({})), ("PROGRAM_YEAR", json!({})), ("PROGRAM", json!({ "programYear": 2026 }))] {
            let seen = ask(&sam, by, filter.clone(), COUNTS).await;
            for other in [&cora, &viewer, &ada] {
                assert_eq!(ask(other, by, filter.clone(), COUNTS).await, seen);
            }
        }
        // What is asked of one program, provider or year is what stands in its row.
        let all = ask(&sam, "PROGRAM", json!({}), COUNTS).await;
        for program in programs.iter().chain(&theirs) {
            let one = ask(&sam, "PROGRAM", json!({ "programId": program }), COUNTS).await;
            assert_eq!(one["rows"], json!([one["total"]]));
            assert!(all["rows"].as_array().unwrap().contains(&one["total"]), "{one}");
        }
        let all = ask(&sam, "PROVIDER", json!({}), COUNTS).await;
        for agency in [sam.agency_id, cora.agency_id] {
            let one = ask(&sam, "PROGRAM", json!({ "agencyId": agency.to_string() }), COUNTS).await;
            assert!(all["rows"].as_array().unwrap().contains(&one["total"]), "{one}");
        }
        let all = ask(&sam, "PROGRAM_YEAR", json!({}), COUNTS).await;
        for year in [2025, 2026] {
            let one = ask(&sam, "PROVIDER", json!({ "programYear": year }), COUNTS).await;
            assert!(all["rows"].as_array().unwrap().contains(&one["total"]), "{one}");
        }
    }
}

async fn credential(user: &User<'_>) -> sea_orm::prelude::Uuid {
    let query = "mutation { credentialCreate(input: {name: \"Welder\", kind: CERTIFICATE}) { credential { id } userErrors { message } } }";
    let data = user.gql(query, json!({})).await;
    id::<CredentialId>(&data["credentialCreate"]["credential"]["id"]).uuid()
}

#[tokio::test]
async fn where_nothing_is_shown_the_reason_is_told() {
    for (hires, reason) in [
        (vec![2, 2], "SMALL_N"),
        (vec![15, 15], "FEW_EMPLOYERS"),
        (vec![34, 3, 2, 1], "DOMINANT_EMPLOYER"),
    ] {
        let t = TestApp::sqlite().await;
        let sam = t.user(UserRole::Staff).await;
        let (programs, employers) = region(&t, &sam, [0, 0, 0]).await;
        let mut rows = Rows::of(&t, &sam);
        rows.complete(&programs[0], "2026-08-15", 60);
        let mut next = 0;
        for (employer, count) in employers.iter().zip(hires) {
            rows.hire(next..next + count, employer, Some(true));
            next += count;
        }
        rows.write().await;
        assert_eq!(by_program(&sam, "hired").await, json!([["A", reason], reason]));
    }
}
