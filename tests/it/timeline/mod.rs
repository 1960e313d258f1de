//! The timeline of an employer: one list of several tables, each with its own visibility.

mod pages;
mod visibility;

use entities::{audit_entry, ids::AuditEntryId, subject_type::SubjectType};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};

use crate::support::{TestApp, User};

/// An entry of the audit at a moment of the test, as an operation of that kind of record would write it.
pub async fn entry(t: &TestApp, user: &User<'_>, employer: &Value, kind: SubjectType, hours: i64) {
    let row = audit_entry::ActiveModel {
        id: Set(t.app.ids.next::<AuditEntryId>()),
        at: Set(t.clock.now() - chrono::TimeDelta::hours(hours)),
        user_id: Set(Some(user.id)),
        agency_id: Set(Some(user.agency_id)),
        token_id: Set(None),
        reason: Set(None),
        action: Set("UPDATED".to_owned()),
        subject_type: Set(kind),
        subject_id: Set(t.app.ids.next_uuid()),
        employer_id: Set(Some(employer.as_str().expect("an id").parse().expect("an id"))),
        changes: Set(json!([{ "field": "state", "before": "PROPOSED", "after": "ACTIVE" }])),
        request_id: Set(None),
    };
    row.insert(t.app.db.maintenance()).await.expect("an entry");
}

/// Records a contribution; its id.
pub async fn gave(user: &User<'_>, employer: &Value, on: Value, event: &str) -> Value {
    let query = "mutation($input: ContributionRecordInput!) {
        contributionRecord(input: $input) { contribution { id } userErrors { path message } } }";
    let input = json!({
        "employerId": employer, "activity": "GUEST_SPEAKER", "contributedOn": on, "eventName": event, "people": 1,
    });
    let data = user.gql(query, json!({ "input": input })).await;
    assert_eq!(data["contributionRecord"]["userErrors"], json!([]));
    data["contributionRecord"]["contribution"]["id"].clone()
}
