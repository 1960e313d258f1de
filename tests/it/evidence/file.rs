//! What stands in an evidence file: every line from a record, every number from the lines, and what is missing.

use api::{
    accounts::secrets,
    policy::{Action, Scope, granted},
};
use entities::user_account::UserRole;
use poem::http::StatusCode;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{FILE, answered, file, region, section, value};
use crate::{
    contributions::contribution,
    programs::program,
    recommendations::recorded,
    support::{User, assert_json, on_both},
};

fn texts(section: &Value) -> Vec<&str> {
    let lines = section["lines"].as_array().expect("lines").iter();
    lines.filter_map(|line| line["text"].as_str()).collect()
}

async fn as_of(user: &User<'_>, program: &Value, day: &str) -> Value {
    user.gql(FILE, json!({ "id": program, "asOf": day })).await["programEvidence"].clone()
}

on_both! {
    async fn a_program_with_nothing_lacks_everything(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = program(&sam, json!({ "name": "Welding" })).await;
        let file = file(&sam, &id).await;
        let missing = file["missing"].as_array().unwrap();
        let kinds: Vec<&str> = missing.iter().filter_map(|gap| gap["section"].as_str()).collect();
        assert_eq!(kinds, ["APPROVAL", "CHECKLIST", "CHECKLIST", "CHECKLIST", "CHECKLIST", "CHECKLIST", "CHECKLIST", "CHECKLIST", "AFFIRMATIONS", "AFFIRMATIONS", "BOARD_MEETINGS", "BOARD_MEETINGS", "ADVICE", "CONTRIBUTIONS", "OPENINGS", "DEMAND_GAP", "DEMAND_GAP", "DEMAND_GAP", "PATHWAYS", "COHORTS", "OUTCOMES"]);
        assert_eq!(missing[0]["text"], "No approval of the state is on file.");
        assert_eq!(missing[6]["text"], "Part F of the checklist is unanswered.");
        assert!(file["sections"].as_array().unwrap().iter().all(|section| section["lines"] == json!([])));
        assert_eq!(file["asOf"], "2026-11-24");
    }

    async fn every_line_is_from_a_record_and_every_number_from_the_lines(t: TestApp) {
        let (sam, stranger) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        let region = region(&sam).await;
        answered(&sam, &region.program, 1, json!({ "part": "A", "answer": "YES", "evidence": "Signed list", "checkedOn": "2026-11-01" })).await;
        answered(&sam, &region.program, 2, json!({ "part": "B", "answer": "NO", "checkedOn": "2026-11-01" })).await;
        let file = file(&sam, &region.program).await;
        assert_eq!((&file["programName"], &file["socCodes"]), (&json!("Nursing"), &json!(["29-1141"])));
        assert_json!(section(&file, "APPROVAL")["lines"][0]["text"], "Approved by the state under the number WA-77 until 2028-01-14.");
        let checklist = section(&file, "CHECKLIST");
        assert_eq!(texts(checklist)[0], "A. It is in line with the skills that industries of the region need. Yes. Shown by: Signed list");
        assert_eq!(value(checklist, "Parts answered with yes, of seven"), "1.00");
        assert_eq!(checklist["missing"][0], "Part B of the checklist is answered with no.");
        let meetings = section(&file, "BOARD_MEETINGS");
        assert_eq!(texts(meetings), ["Board: 7 people came, 4 for business and 3 for others.", "Board: 4 people came, 2 for business and 2 for others."]);
        assert_eq!((value(meetings, "Meetings held").as_str(), value(meetings, "Meetings at which business outnumbered the others").as_str()), ("2.00", "1.00"));
        let advice = section(&file, "ADVICE");
        assert_eq!(texts(advice), ["\u{201c}Teach night shifts\u{201d}, said for Acme. Accepted on 2026-09-15. Put into practice on 2026-10-20: A module runs.", "\u{201c}Buy beds\u{201d}, said for Bay Clinic. Nothing is decided."]);
        assert_eq!((&advice["lines"][0]["recordId"], &advice["lines"][0]["on"]), (&region.advice, &json!("2026-09-01")));
        assert_json!(advice["missing"], ["1 piece of advice is open twelve months after it was said."]);
        let gifts = section(&file, "CONTRIBUTIONS");
        assert_eq!(texts(gifts), ["Bay Clinic: money or goods, worth $2500.25.", "Acme: guest speaker, 2 people, 12.50 hours, worth $100.00."]);
        assert_eq!(gifts["lines"][1]["recordId"], region.gift);
        assert_eq!((value(gifts, "Hours given").as_str(), value(gifts, "Money and goods given").as_str(), value(gifts, "Employers that contributed").as_str()), ("12.50", "2600.25", "2.00"));
        assert_json!(gifts["missing"], ["1 contribution has no day and cannot be counted."]);
        let openings = section(&file, "OPENINGS");
        let mut lines = texts(openings);
        lines.sort_unstable();
        assert_eq!(lines, ["Acme: 5 positions open, 1 of them filled for 29-1141, new, from 2026-12-01, $31.50 an hour or more; asks for Registered nurse (required).", "Bay Clinic: 7 positions expected for 29-1141, new, from 2026-12-01 to 2027-12-31."]);
        assert_eq!((value(openings, "Positions of openings that are not filled").as_str(), value(openings, "Positions of forecasts").as_str()), ("4.00", "7.00"));
        assert_eq!(openings["lines"][0]["source"], "Talk with the plant manager, as of 2026-11-20");
        let demand = section(&file, "DEMAND_GAP");
        assert_eq!(texts(demand)[0], "Projected openings: 70 (County).");
        assert_eq!(demand["lines"][0]["source"], "State projections, 2026 Q2");
        assert_eq!(value(demand, "Demand gap: openings less graduates and planned students"), "15.00");
        let cohorts = section(&file, "COHORTS");
        assert_eq!(texts(cohorts), ["Spring 2027: from 2027-01-11.", "Fall 2026: from 2026-09-01 to 2026-12-18, 18 seats."]);
        assert_json!(cohorts["missing"], ["Nobody noted the seats of the cohort Spring 2027."]);
        // Every line leads to a record that everybody sees.
        for line in file["sections"].as_array().unwrap().iter().flat_map(|section| section["lines"].as_array().unwrap()) {
            let node = stranger.gql("query($id: ID!) { node(id: $id) { id } }", json!({ "id": line["recordId"] })).await;
            assert_eq!(node["node"]["id"], line["recordId"], "{line}");
        }
    }

    async fn everybody_gets_the_same_file_and_nothing_hidden(t: TestApp) {
        let sam = t.user(UserRole::Convener).await;
        let region = region(&sam).await;
        let own = file(&sam, &region.program).await;
        for hidden in ["Hidden", "1000", "Private words", "Convener", "@example.org"] {
            assert!(!own.to_string().contains(hidden), "{hidden} in {own}");
        }
        let only = t.user_with(t.agency().await, UserRole::Viewer, &[Action::EvidenceRead]).await;
        for user in [&t.user(UserRole::Viewer).await, &t.user(UserRole::Admin).await, &only] {
            assert_eq!(file(user, &region.program).await, own);
        }
        let blind: Vec<Action> = Action::ALL.iter().copied().filter(|action| *action != Action::EvidenceRead).collect();
        let blind = t.user_with(sam.agency_id, UserRole::Admin, &blind).await;
        assert_eq!(file(&blind, &region.program).await, Value::Null);
        assert_eq!(file(&sam, &json!("program_00000000000000000000000000000007")).await, Value::Null);
        let answer = t.anonymous(FILE, json!({ "id": region.program })).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }

    async fn the_hash_is_of_the_document_and_follows_the_facts(t: TestApp) {
        let sam = t.user(UserRole::Convener).await;
        let region = region(&sam).await;
        let first = file(&sam, &region.program).await;
        assert_eq!(first["hash"], secrets::hex(&Sha256::digest(first["document"].as_str().unwrap())));
        let document: Value = serde_json::from_str(first["document"].as_str().unwrap()).unwrap();
        assert_eq!((&document["form"], &document["program"]["id"]), (&json!("guildhall-evidence-1"), &region.program));
        t.clock.advance(chrono::TimeDelta::hours(1));
        assert_eq!(file(&sam, &region.program).await["hash"], first["hash"], "the hour is not in it");
        let update = "mutation($id: ID!) { contributionUpdate(id: $id, version: 1, input: {hours: \"13\"}) { userErrors { code } } }";
        sam.gql(update, json!({ "id": region.gift })).await;
        let second = file(&sam, &region.program).await;
        assert_ne!(second["hash"], first["hash"]);
        assert_eq!(value(section(&second, "CONTRIBUTIONS"), "Hours given"), "13.00");
        // What does not stand in the file does not move it.
        let hide = "mutation($id: ID!) { openingUpdate(id: $id, version: 1, input: {note: \"Quiet\"}) { userErrors { code } } }";
        sam.gql(hide, json!({ "id": region.opening })).await;
        assert_eq!(file(&sam, &region.program).await["hash"], second["hash"]);
        let hide = "mutation($id: ID!) { openingUpdate(id: $id, version: 2, input: {visibility: AGENCY}) { userErrors { code } } }";
        sam.gql(hide, json!({ "id": region.opening })).await;
        let third = file(&sam, &region.program).await;
        assert_eq!(value(section(&third, "OPENINGS"), "Positions of openings that are not filled"), "0.00");
    }

    async fn a_past_day_counts_what_had_happened_by_then(t: TestApp) {
        let sam = t.user(UserRole::Convener).await;
        let region = region(&sam).await;
        let before = as_of(&sam, &region.program, "2026-10-05").await;
        let text = texts(section(&before, "ADVICE"))[0].to_owned();
        assert!(text.ends_with("Accepted on 2026-09-15."), "{text}");
        assert_eq!(value(section(&before, "BOARD_MEETINGS"), "Meetings held"), "1.00");
        assert_eq!(section(&before, "OPENINGS")["lines"], json!([]));
        assert_eq!(value(section(&as_of(&sam, &region.program, "2026-10-06").await, "BOARD_MEETINGS"), "Meetings held"), "2.00");
        // What happens later does not change it.
        let late = json!({ "text": "Later", "saidOn": "2026-11-23", "employerId": region.acme, "programId": region.program });
        recorded(&sam, late).await;
        contribution(&sam, json!({ "employerId": region.acme, "programId": region.program, "contributedOn": "2026-11-20", "hours": "1" })).await;
        assert_eq!(as_of(&sam, &region.program, "2026-10-05").await["hash"], before["hash"]);
        // Two years on, the same facts are old.
        let old = as_of(&sam, &region.program, "2024-01-01").await;
        assert_eq!(value(section(&old, "CONTRIBUTIONS"), "Contributions"), "0.00");
        assert_json!(*section(&old, "APPROVAL"), {"kind": "APPROVAL", "title": "Approval of the state", "lines": [], "figures": [], "missing": ["The approval of the state begins later."]});
        assert_eq!(as_of(&sam, &region.program, "0001-01-01").await["asOf"], "0001-01-01");
        let body = sam.ask(FILE, json!({ "id": region.program, "asOf": "2026-11-26" })).await.json();
        assert_eq!(body["data"], json!({ "programEvidence": null }));
        assert_eq!(body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    }

    async fn it_takes_as_many_statements_for_much_as_for_little(t: TestApp) {
        let sam = t.user(UserRole::Convener).await;
        let region = region(&sam).await;
        let (few, _) = t.statements(file(&sam, &region.program)).await;
        for day in 1..=20 {
            let on = format!("2026-07-{day:02}");
            contribution(&sam, json!({ "employerId": region.acme, "programId": region.program, "contributedOn": on, "hours": "1" })).await;
        }
        let (many, seen) = t.statements(file(&sam, &region.program)).await;
        assert_eq!(value(section(&seen, "CONTRIBUTIONS"), "Contributions"), "22.00");
        assert_eq!(few, many);
        assert!(many <= 22, "{many}");
    }
}

/// The verb opens the whole file by itself, so it is given to nobody who could not read each part.
#[test]
fn who_reads_evidence_files_reads_all_that_is_in_them() {
    let parts = [
        Action::AgencyRead,
        Action::EmployerRead,
        Action::PartnershipRead,
        Action::MeetingRead,
        Action::RecommendationRead,
        Action::ContributionRead,
        Action::OpeningRead,
        Action::CredentialRead,
    ];
    let roles = [
        UserRole::Viewer,
        UserRole::Staff,
        UserRole::Convener,
        UserRole::Admin,
    ];
    for role in roles
        .into_iter()
        .filter(|role| granted(Action::EvidenceRead, *role).is_some())
    {
        for part in parts {
            assert!(granted(part, role) >= Some(Scope::Network), "{role:?} {part:?}");
        }
    }
}
