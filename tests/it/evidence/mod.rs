//! The evidence file of a program: what stands in it, and its frozen copies.

mod affirmations;
mod file;
mod freeze;
mod pathways;

use serde_json::{Value, json};

use crate::{
    attendees::invited,
    cohorts::cohort,
    contributions::{contribution, employer},
    credentials::credential,
    demand::figure,
    meetings::{board, scheduled},
    openings::opening,
    programs::program,
    recommendations::{recorded, step},
    support::User,
};

pub(crate) const FILE: &str = "query($id: ID!, $asOf: Date) { programEvidence(programId: $id, asOf: $asOf) {
    programName agencyName asOf socCodes hash document
    sections { kind title lines { text on recordId source } figures { label unit value reason source } missing }
    missing { section text } } }";

/// The evidence file of a program today.
pub(crate) async fn file(user: &User<'_>, program: &Value) -> Value {
    user.gql(FILE, json!({ "id": program })).await["programEvidence"].clone()
}

/// A section of a file.
pub(crate) fn section<'a>(file: &'a Value, kind: &str) -> &'a Value {
    let sections = file["sections"].as_array().expect("sections");
    sections
        .iter()
        .find(|section| section["kind"] == kind)
        .expect("a section")
}

/// The value of a figure.
pub(crate) fn value(section: &Value, label: &str) -> String {
    let figures = section["figures"].as_array().expect("figures");
    let figure = figures.iter().find(|figure| figure["label"] == label);
    let figure = figure.unwrap_or_else(|| panic!("no {label} in {section}"));
    figure["value"].as_str().expect("a value").to_owned()
}

/// A program with evidence of every kind, and the ids of what stands behind it.
pub(crate) struct Region {
    pub(crate) program: Value,
    pub(crate) acme: Value,
    pub(crate) advice: Value,
    pub(crate) gift: Value,
    pub(crate) opening: Value,
}

/// Nursing, as the user's agency teaches it.
pub(crate) async fn region(user: &User<'_>) -> Region {
    let board = board(user).await;
    let id = program(
        user,
        json!({
            "name": "Nursing", "socCodes": ["29-1141"], "approvalNumber": "WA-77", "approvedOn": "2026-01-15",
            "approvalExpiresOn": "2028-01-14", "advisoryBoardId": board,
        }),
    )
    .await;
    let (acme, other) = (employer(user, "Acme").await, employer(user, "Bay Clinic").await);
    held(
        user,
        &board,
        "2026-10-06T09:00",
        json!([{ "employerId": acme, "people": 4 }, { "agencyId": user.agency_id.to_string(), "people": 3 }]),
    )
    .await;
    held(
        user,
        &board,
        "2026-03-03T09:00",
        json!([{ "employerId": acme, "people": 2 }, { "agencyId": user.agency_id.to_string(), "people": 2 }]),
    )
    .await;
    let advice = recorded(user, json!({ "text": "Teach\n\nnight shifts", "saidOn": "2026-09-01", "employerId": acme, "programId": id })).await;
    step(
        user,
        "Decide",
        &advice,
        1,
        json!({ "decision": "ACCEPTED", "on": "2026-09-15" }),
    )
    .await;
    step(
        user,
        "Implement",
        &advice,
        2,
        json!({ "on": "2026-10-20", "implementation": "A module runs" }),
    )
    .await;
    recorded(
        user,
        json!({ "text": "Buy beds", "saidOn": "2025-10-01", "employerId": other, "programId": id }),
    )
    .await;
    let gift = contribution(user, json!({ "employerId": acme, "programId": id, "activity": "GUEST_SPEAKER", "contributedOn": "2026-05-02", "people": 2, "hours": "12.5", "cash": "100", "note": "Private words" })).await;
    contribution(user, json!({ "employerId": other, "programId": id, "contributedOn": "2026-06-01", "equipment": "2500.25" })).await;
    contribution(
        user,
        json!({ "employerId": other, "programId": id, "hours": "99" }),
    )
    .await;
    let license = credential(user, "Registered nurse", json!({})).await;
    let asked = json!([{ "credentialId": license, "strength": "REQUIRED" }]);
    let opening_id = opening(
        user,
        &acme,
        json!({ "visibility": "NETWORK", "filled": 1, "wageLow": "31.5", "requirements": asked }),
    )
    .await;
    opening(
        user,
        &other,
        json!({ "visibility": "NETWORK", "kind": "FORECAST", "closesOn": "2027-12-31", "positions": 7 }),
    )
    .await;
    for label in ["AGENCY", "RESTRICTED"] {
        opening(
            user,
            &other,
            json!({ "visibility": label, "title": "Hidden", "positions": 1000, "source": "Hidden source" }),
        )
        .await;
    }
    for (kind, value, label) in [
        ("PROJECTED_OPENINGS", 70, "County"),
        ("REGIONAL_GRADUATES", 15, "A"),
        ("REGIONAL_GRADUATES", 20, "B"),
        ("PLANNED_STUDENTS", 20, "Ours"),
    ] {
        figure(user, &id, json!({ "kind": kind, "value": value, "label": label, "source": "State projections", "vintage": "2026 Q2" })).await;
    }
    cohort(
        user,
        &id,
        json!({ "name": "Fall 2026", "startsOn": "2026-09-01", "endsOn": "2026-12-18", "seats": 18 }),
    )
    .await;
    cohort(
        user,
        &id,
        json!({ "name": "Spring 2027", "startsOn": "2027-01-11" }),
    )
    .await;
    Region {
        program: id,
        acme,
        advice,
        gift,
        opening: opening_id,
    }
}

/// Answers a part of the checklist; the program's version is `version`.
pub(crate) async fn answered(user: &User<'_>, program: &Value, version: i32, input: Value) {
    let query = "mutation($id: ID!, $version: Int!, $input: ChecklistAnswerInput!) {
        programChecklistAnswer(id: $id, version: $version, input: $input) { userErrors { code message } } }";
    let data = user
        .gql(
            query,
            json!({ "id": program, "version": version, "input": input }),
        )
        .await;
    assert_eq!(data["programChecklistAnswer"]["userErrors"], json!([]));
}

/// A meeting that was held, everybody on the list present.
pub(crate) async fn held(user: &User<'_>, board: &Value, local: &str, list: Value) {
    let id = scheduled(
        user,
        board,
        json!({ "title": "Board", "kind": "ADVISORY", "localStart": local }),
    )
    .await;
    invited(user, &id, list).await;
    let hold = "mutation($id: ID!) { meetingHold(id: $id, version: 1, input: {others: PRESENT}) { userErrors { code } } }";
    let data = user.gql(hold, json!({ "id": id })).await;
    assert_eq!(data["meetingHold"]["userErrors"], json!([]));
}
