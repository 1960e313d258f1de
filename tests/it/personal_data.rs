//! Social Security numbers and dates of birth: refused wherever people write, and never repeated.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use crate::{engagements::employer, support::on_both};

const NUMBER: &str = "Her number is 123-45-6789.";
const BIRTH: &str = "Ana, born on 3 May 1994, starts Monday.";

/// A mutation, its input without the text, and where the text goes.
type Place = (&'static str, &'static str, Value, &'static str);

fn places(employer: &Value) -> Vec<Place> {
    vec![
        (
            "agencyCreate",
            "AgencyCreateInput",
            json!({ "kind": "COLLEGE" }),
            "name",
        ),
        (
            "employerCreate",
            "EmployerCreateInput",
            json!({ "name": "Acme" }),
            "description",
        ),
        (
            "employerCreate",
            "EmployerCreateInput",
            json!({ "name": "Acme" }),
            "fairChanceNote",
        ),
        (
            "employerCreate",
            "EmployerCreateInput",
            json!({ "name": "Acme" }),
            "phone",
        ),
        (
            "contactCreate",
            "ContactCreateInput",
            json!({ "name": "Ana" }),
            "note",
        ),
        (
            "contactCreate",
            "ContactCreateInput",
            json!({ "name": "Ana" }),
            "doNotContactReason",
        ),
        (
            "engagementLog",
            "EngagementLogInput",
            json!({ "employerId": employer, "channel": "PHONE", "occurredAt": "2026-11-20T18:00:00Z", "subject": "Talk" }),
            "body",
        ),
        (
            "engagementLog",
            "EngagementLogInput",
            json!({ "employerId": employer, "channel": "PHONE", "occurredAt": "2026-11-20T18:00:00Z" }),
            "subject",
        ),
        (
            "recommendationRecord",
            "RecommendationRecordInput",
            json!({ "employerId": employer, "saidOn": "2026-11-20" }),
            "text",
        ),
        (
            "taskCreate",
            "TaskCreateInput",
            json!({ "title": "Call" }),
            "description",
        ),
        ("taskCreate", "TaskCreateInput", json!({}), "title"),
        ("pathwayMapCreate", "PathwayMapCreateInput", json!({}), "title"),
        (
            "pathwayMapCreate",
            "PathwayMapCreateInput",
            json!({ "title": "Nursing" }),
            "region",
        ),
        (
            "openingRecord",
            "OpeningRecordInput",
            json!({ "employerId": employer, "kind": "OPENING", "socCode": "29-1141", "positions": 1, "demand": "NEW",
                "opensOn": "2026-12-01", "source": "Talk" }),
            "note",
        ),
    ]
}

on_both! {
    async fn no_text_holds_them_and_no_answer_repeats_them(t: TestApp) {
        let admin = t.user(UserRole::Admin).await;
        let acme = employer(&admin, "First").await;
        for (mutation, kind, input, field) in places(&acme) {
            for text in [NUMBER, BIRTH] {
                let mut input = input.clone();
                input[field] = json!(text);
                let query = format!(
                    "mutation($input: {kind}!) {{ {mutation}(input: $input) {{ userErrors {{ code path message }} }} }}"
                );
                let data = admin.gql(&query, json!({ "input": input })).await;
                let errors = &data[mutation]["userErrors"];
                let told = errors.as_array().expect("errors").iter().any(|error| {
                    error["code"] == "PERSONAL_DATA" && error["path"] == json!(["input", field])
                });
                assert!(told, "{mutation} {field}: {errors}");
                let said = data.to_string();
                assert!(!said.contains("6789") && !said.contains("1994"), "{said}");
            }
        }
    }
}
