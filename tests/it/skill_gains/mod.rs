//! Measurable skill gains.

mod attest;
mod change;
mod letters;
mod list;

use serde_json::{Value, json};

use crate::{engagements::employer, programs::program, support::User};

pub(crate) const RECORD: &str = "mutation($input: SkillGainRecordInput!) { skillGainRecord(input: $input) {
    skillGain { id version participantReference shownAs gainType milestone agreedOn achievedOn programYear evidence attestState isCounted
        warnings program { name } employer { name } contact { name } permissions { canUpdate canTrash } }
    userErrors { code path message } } }";
pub(crate) const UPDATE: &str =
    "mutation($id: ID!, $version: Int!, $input: SkillGainUpdateInput!) { skillGainUpdate(id: $id, version: $version, input: $input) {
    skillGain { version milestone achievedOn programYear attestState } changes { field before after isRestricted } userErrors { code path message } } }";
pub(crate) const TRASH: &str =
    "mutation($id: ID!, $version: Int!) { skillGainTrash(id: $id, version: $version) {
    skillGain { version trashedAt } userErrors { code path message } } }";
pub(crate) const RESTORE: &str =
    "mutation($id: ID!, $version: Int!) { skillGainRestore(id: $id, version: $version) {
    skillGain { version trashedAt } userErrors { code path message } } }";

/// A program that is taught so.
async fn taught(user: &User<'_>, delivery: &str) -> Value {
    program(
        user,
        json!({ "name": format!("Welding {delivery}"), "delivery": delivery }),
    )
    .await
}

/// Records a gain of a participant, `more` besides or instead; its id.
async fn gain(user: &User<'_>, program: &Value, reference: &str, more: Value) -> Value {
    let mut input = json!({ "participantReference": reference, "programId": program, "gainType": "EFL", "achievedOn": "2026-11-01" });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    let data = user.gql(RECORD, json!({ "input": input })).await;
    let id = data["skillGainRecord"]["skillGain"]["id"].clone();
    assert!(id.is_string(), "{data}");
    id
}

/// A person with an address who works for an employer.
pub(crate) async fn person(user: &User<'_>, name: &str, employer: &Value) -> Value {
    let query = "mutation($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } userErrors { message } } }";
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
    let input = json!({ "name": name, "emails": [{ "address": email }],
        "affiliation": { "employerId": employer, "fromOn": "2026-01-01" } });
    let data = user.gql(query, json!({ "input": input })).await;
    let id = data["contactCreate"]["contact"]["id"].clone();
    assert!(id.is_string(), "{data}");
    id
}

/// An open milestone that Ann at Acme can be asked about: the gain, and Ann.
pub(crate) async fn milestone(user: &User<'_>) -> (Value, Value) {
    let program = taught(user, "APPRENTICESHIP").await;
    let acme = employer(user, "Acme").await;
    let ann = person(user, "Ann Ash", &acme).await;
    let more = json!({ "gainType": "MILESTONE", "achievedOn": null, "milestone": "Reads <drawings> alone", "agreedOn": "2026-09-01",
        "shownAs": "M. K.", "employerId": acme, "contactId": ann, "evidence": "In the file" });
    (gain(user, &program, "P-1007", more).await, ann)
}
