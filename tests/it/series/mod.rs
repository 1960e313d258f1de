//! Series of meetings over the API.

mod end;
mod start;

use serde_json::{Value, json};

use crate::support::User;

const START: &str = "mutation($input: MeetingSeriesStartInput!) {
    meetingSeriesStart(input: $input) {
        meetingSeries { id version }
        meetings { id localStart startsAt }
        userErrors { code path message }
    }
}";

/// What a series of four second Wednesdays needs, `more` besides or instead.
pub(crate) fn input(partnership: &Value, more: Value) -> Value {
    let mut input = json!({
        "partnershipId": partnership, "title": "Second Wednesday", "rule": "FREQ=MONTHLY;BYDAY=2WE;COUNT=4",
        "localStart": "2027-02-10T09:00", "timeZone": "America/Denver", "lengthMinutes": 60,
    });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    input
}

/// Starts a series; the payload.
pub(crate) async fn started(user: &User<'_>, input: Value) -> Value {
    user.gql(START, json!({ "input": input })).await["meetingSeriesStart"].clone()
}
