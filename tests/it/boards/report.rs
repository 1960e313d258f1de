//! The composition report: what is broken at a board.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use crate::{
    attendees::invited,
    engagements::employer,
    meetings::{board, scheduled},
    partnerships::partnership,
    support::{User, assert_json, on_both},
};

const REPORT: &str = "query($id: ID!, $on: Date) { partnership(id: $id) { compositionReport(asOf: $on) {
    asOf needsIndustryMajority businessMembers otherMembers meetingsHeld
    findings { kind actual required on meeting { title } membership { seat } } } } }";

async fn report(user: &User<'_>, id: &Value, on: Option<&str>) -> Value {
    let data = user.gql(REPORT, json!({ "id": id, "on": on })).await;
    data["partnership"]["compositionReport"].clone()
}

async fn rules(user: &User<'_>, id: &Value, input: Value) {
    let set = "mutation($id: ID!, $input: BoardRulesInput!) { boardRulesSet(partnershipId: $id, input: $input) { userErrors { code } } }";
    let data = user.gql(set, json!({ "id": id, "input": input })).await;
    assert_eq!(data["boardRulesSet"]["userErrors"], json!([]));
}

async fn member(user: &User<'_>, id: &Value, input: Value) {
    let start = "mutation($id: ID!, $input: MembershipStartInput!) { membershipStart(partnershipId: $id, input: $input) { userErrors { code path message } } }";
    let data = user.gql(start, json!({ "id": id, "input": input })).await;
    assert_eq!(data["membershipStart"]["userErrors"], json!([]));
}

/// A held meeting with these on its list, all present.
async fn held(user: &User<'_>, board: &Value, title: &str, local: &str, list: Value) -> Value {
    let id = scheduled(user, board, json!({ "title": title, "localStart": local })).await;
    invited(user, &id, list).await;
    let hold = "mutation($id: ID!) { meetingHold(id: $id, version: 1, input: {others: PRESENT}) { userErrors { code } } }";
    assert_eq!(
        user.gql(hold, json!({ "id": id })).await["meetingHold"]["userErrors"],
        json!([])
    );
    id
}

async fn file(user: &User<'_>, id: &Value, on: &str) {
    let file = "mutation($id: ID!, $on: Date!) { meetingFileMinutes(id: $id, version: 2, input: {minutes: \"We met.\", filedOn: $on}) { userErrors { code } } }";
    let data = user.gql(file, json!({ "id": id, "on": on })).await;
    assert_eq!(data["meetingFileMinutes"]["userErrors"], json!([]));
}

on_both! {
    async fn a_board_without_rules_is_asked_for_a_majority_from_industry(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (acme, agency) = (employer(&cora, "Acme").await, json!(cora.agency_id.to_string()));
        let id = board(&cora).await;
        let agencies = partnership(&cora, "Agencies", "CROSS_AGENCY").await;
        let mut seen = vec![report(&cora, &id, None).await, report(&cora, &agencies, None).await];
        member(&cora, &id, json!({ "employerId": acme })).await;
        seen.push(report(&cora, &id, None).await["findings"].clone());
        // As many as the others are no majority.
        member(&cora, &id, json!({ "agencyId": agency })).await;
        seen.push(report(&cora, &id, None).await["findings"].clone());
        assert_json!(json!(seen), [{"asOf": "2026-11-24", "businessMembers": 0, "findings": [{"actual": 0, "kind": "NO_INDUSTRY_MAJORITY", "meeting": null, "membership": null, "on": null, "required": 1}], "meetingsHeld": 0, "needsIndustryMajority": true, "otherMembers": 0}, {"asOf": "2026-11-24", "businessMembers": 0, "findings": [], "meetingsHeld": 0, "needsIndustryMajority": false, "otherMembers": 0}, [], [{"actual": 1, "kind": "NO_INDUSTRY_MAJORITY", "meeting": null, "membership": null, "on": null, "required": 2}]]);
    }

    async fn business_has_to_outnumber_the_public_at_each_meeting(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (acme, agency) = (employer(&cora, "Acme").await, json!(cora.agency_id.to_string()));
        let id = board(&cora).await;
        member(&cora, &id, json!({ "employerId": acme })).await;
        for (title, business, public) in [("14 to 15", 14, 15), ("15 to 15", 15, 15), ("16 to 15", 16, 15)] {
            let list = json!([{ "employerId": acme, "people": business }, { "agencyId": agency, "people": public }]);
            held(&cora, &id, title, "2026-11-20T09:00", list).await;
        }
        // Nobody is known to have come: that says nothing.
        held(&cora, &id, "Nobody", "2026-11-20T09:00", json!([])).await;
        assert_json!(report(&cora, &id, None).await, {"asOf": "2026-11-24", "businessMembers": 1, "findings": [{"actual": 14, "kind": "NO_INDUSTRY_MAJORITY", "meeting": {"title": "14 to 15"}, "membership": null, "on": null, "required": 16}, {"actual": 15, "kind": "NO_INDUSTRY_MAJORITY", "meeting": {"title": "15 to 15"}, "membership": null, "on": null, "required": 16}], "meetingsHeld": 4, "needsIndustryMajority": true, "otherMembers": 0});
    }

    async fn meetings_quorum_and_minutes_are_held_against_the_rules(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = board(&cora).await;
        let names = ["Acme", "Beta", "Coda"];
        let mut employers = Vec::new();
        for name in names {
            let one = employer(&cora, name).await;
            member(&cora, &id, json!({ "employerId": one })).await;
            employers.push(json!({ "employerId": one }));
        }
        rules(&cora, &id, json!({ "quorumPercent": 50, "meetingsPerYear": 4, "minutesWithinDays": 30 })).await;
        // Half of three is one and a half: two have to come.
        let spring = held(&cora, &id, "Spring", "2026-03-10T09:00", json!([employers[0]])).await;
        file(&cora, &spring, "2026-04-09").await;
        let summer = held(&cora, &id, "Summer", "2026-06-10T09:00", json!(employers[..2])).await;
        file(&cora, &summer, "2026-07-11").await;
        held(&cora, &id, "Autumn", "2026-11-10T09:00", json!(employers)).await;
        held(&cora, &id, "Long ago", "2025-11-24T09:00", json!([])).await;
        assert_json!(report(&cora, &id, None).await, {"asOf": "2026-11-24", "businessMembers": 3, "findings": [{"actual": 3, "kind": "TOO_FEW_MEETINGS", "meeting": null, "membership": null, "on": null, "required": 4}, {"actual": 1, "kind": "NO_QUORUM", "meeting": {"title": "Spring"}, "membership": null, "on": null, "required": 2}, {"actual": 31, "kind": "MINUTES_LATE", "meeting": {"title": "Summer"}, "membership": null, "on": "2026-07-10", "required": 30}], "meetingsHeld": 3, "needsIndustryMajority": true, "otherMembers": 0});
        // As it was on an earlier day.
        assert_json!(report(&cora, &id, Some("2026-07-05")).await["findings"], [{"actual": 3, "kind": "TOO_FEW_MEETINGS", "meeting": null, "membership": null, "on": null, "required": 4}, {"actual": 0, "kind": "NO_QUORUM", "meeting": {"title": "Long ago"}, "membership": null, "on": null, "required": 2}, {"actual": 223, "kind": "MINUTES_LATE", "meeting": {"title": "Long ago"}, "membership": null, "on": "2025-12-24", "required": 30}, {"actual": 1, "kind": "NO_QUORUM", "meeting": {"title": "Spring"}, "membership": null, "on": null, "required": 2}]);
    }

    async fn terms_lapse(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = board(&cora).await;
        rules(&cora, &id, json!({ "termMonths": 36 })).await;
        for (seat, term) in [
            ("over", json!({ "termToOn": "2026-11-23" })),
            ("today", json!({ "termToOn": "2026-11-24" })),
            ("in ninety days", json!({ "termToOn": "2027-02-22" })),
            ("later", json!({ "termToOn": "2027-02-23" })),
            ("by the rule", json!({ "termFromOn": "2023-11-24" })),
            ("left", json!({ "termToOn": "2026-01-01", "leftOn": "2026-01-02" })),
            ("no term", json!({})),
        ] {
            let mut input = term;
            input["seat"] = json!(seat);
            input["employerId"] = employer(&cora, seat).await;
            member(&cora, &id, input).await;
        }
        assert_json!(report(&cora, &id, None).await["findings"], [{"actual": null, "kind": "TERM_LAPSED", "meeting": null, "membership": {"seat": "over"}, "on": "2026-11-23", "required": null}, {"actual": null, "kind": "TERM_LAPSING", "meeting": null, "membership": {"seat": "today"}, "on": "2026-11-24", "required": null}, {"actual": null, "kind": "TERM_LAPSING", "meeting": null, "membership": {"seat": "in ninety days"}, "on": "2027-02-22", "required": null}, {"actual": null, "kind": "TERM_LAPSED", "meeting": null, "membership": {"seat": "by the rule"}, "on": "2026-11-23", "required": null}]);
    }

    async fn the_reports_of_twenty_boards_take_no_more_statements_than_of_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let query = "{ partnerships { nodes { compositionReport { findings { kind meeting { title } membership { seat } } } } } }";
        let mut counts = Vec::new();
        for number in 0..20 {
            let id = partnership(&cora, &format!("Board {number}"), "ADVISORY_BOARD").await;
            member(&cora, &id, json!({ "employerId": acme, "termToOn": "2026-11-01" })).await;
            let agency = json!(cora.agency_id.to_string());
            held(&cora, &id, "Spring", "2026-03-10T09:00", json!([{ "agencyId": agency }])).await;
            if number == 0 || number == 19 {
                counts.push(t.statements(cora.gql(query, json!({}))).await.0);
            }
        }
        assert_eq!(counts[0], counts[1]);
    }
}
