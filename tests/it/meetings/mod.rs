//! Meetings over the API.

mod cancel;
mod hold;
mod list;
mod reschedule;
mod schedule;
mod update;
mod zones;

use serde_json::{Value, json};

use crate::{partnerships::partnership, support::User};

pub(crate) const SCHEDULE: &str = "mutation($input: MeetingScheduleInput!) {
    meetingSchedule(input: $input) { meeting { id version } userErrors { code path message } } }";

/// A board of the user's agency.
pub(crate) async fn board(user: &User<'_>) -> Value {
    partnership(user, "Welding advisory board", "ADVISORY_BOARD").await
}

/// What a meeting needs, `more` besides or instead.
pub(crate) fn input(partnership: &Value, more: Value) -> Value {
    let mut input = json!({
        "partnershipId": partnership, "title": "Spring meeting", "localStart": "2027-03-10T09:00",
        "timeZone": "America/Denver", "lengthMinutes": 90,
    });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    input
}

/// Schedules a meeting; its id.
pub(crate) async fn scheduled(user: &User<'_>, partnership: &Value, more: Value) -> Value {
    let data = user
        .gql(SCHEDULE, json!({ "input": input(partnership, more) }))
        .await;
    assert_eq!(data["meetingSchedule"]["userErrors"], json!([]));
    data["meetingSchedule"]["meeting"]["id"].clone()
}
