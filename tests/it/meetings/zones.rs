//! Forty zones at both edges of their daylight-saving time, 2026 to 2028: what the API makes of a time on the clock is what another
//! reader of the same database makes of it.
//!
//! `edges.csv` was made with Python's `zoneinfo` from the package `tzdata` 2026.6 (IANA 2026f): the minutes before, at and after
//! each edge; for a zone without one in a year, two days of it. `gap` names the time that exists instead, `twice` the first of two.
//! British Columbia has had no edge since March 2026, Arizona none at all.

use std::fmt::Write as _;

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::board;
use crate::support::on_both;

const EDGES: &str = include_str!("edges.csv");
const ASKED: &str =
    "{ meeting { startsAt localStart timeZone isLocalStartAmbiguous } userErrors { path message } }";

/// What the answer to one line of the table has to be; none when it is right.
fn wrong([zone, local, wanted]: [&str; 3], answer: &Value) -> Option<String> {
    let meeting = &answer["meeting"];
    let is_right = if let Some(instead) = wanted.strip_prefix("gap ") {
        let message = answer["userErrors"][0]["message"].as_str().unwrap_or_default();
        meeting.is_null()
            && message.contains(&instead[11..])
            && answer["userErrors"][0]["path"] == json!(["input", "localStart"])
    } else {
        let instant = wanted.trim_end_matches(" twice").replace('Z', ":00.000Z");
        meeting["isLocalStartAmbiguous"] == json!(wanted.ends_with("twice"))
            && meeting["startsAt"] == json!(instant)
            && meeting["localStart"] == json!(local)
            && meeting["timeZone"] == json!(zone)
    };
    (!is_right).then(|| format!("{zone} {local}: wanted {wanted}, got {answer}"))
}

on_both! {
    async fn forty_zones_agree_at_both_edges_of_three_years(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let lines: Vec<[&str; 3]> = EDGES.lines().skip(1)
            .map(|line| line.split(',').collect::<Vec<_>>().try_into().expect("three columns")).collect();
        let zones: std::collections::BTreeSet<_> = lines.iter().map(|[zone, ..]| zone).collect();
        assert_eq!(zones.len(), 40);
        let mut faults = Vec::new();
        for ten in lines.chunks(10) {
            let mut document = String::from("mutation {");
            for (place, [zone, local, _]) in ten.iter().enumerate() {
                let _ = write!(document, " m{place}: meetingSchedule(input: {{partnershipId: {board}, title: \"Edge\", localStart: \"{local}\",
                    timeZone: \"{zone}\", lengthMinutes: 60}}) {ASKED}");
            }
            document.push('}');
            let data = cora.gql(&document, json!({})).await;
            faults.extend(ten.iter().enumerate().filter_map(|(place, line)| wrong(*line, &data[format!("m{place}")])));
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
