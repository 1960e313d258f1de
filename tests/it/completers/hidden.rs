//! A college's completers are invisible to another college, on every path there is.

use api::{
    actor::{Actor, Door, UserActor},
    app::Cx,
    exports::{
        format::Csv,
        kinds::List,
        ops::{self, Stop},
    },
};
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::completer;
use crate::{
    engagements::employer,
    hires::{employed, hired},
    programs::program,
    referrals::referred,
    support::{TestApp, User, on_both},
};

/// What nobody else may read: the reference, the notes, and the wage.
const SECRETS: [&str; 4] = ["SECRET-17", "whispered", "wage-note", "31.07"];

/// Everything that another person can ask about the records, and nothing that the person may have.
async fn asked(user: &User<'_>, ids: &Ids) -> Vec<(String, Value)> {
    let variables = json!({ "ids": ids.all(), "completer": ids.completer, "employer": ids.employer, "program": ids.program });
    let mut seen = Vec::new();
    for query in [
        "query($completer: ID!) { completer(id: $completer) { id reference } }",
        "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        "query($completer: ID!) { node(id: $completer) { id } }",
        "{ completers { nodes { id } totalCount { value } } }",
        "{ completers(trashed: true) { nodes { id } totalCount { value } } }",
        "{ completers(where: {reference: {contains: \"secret\"}}) { nodes { id } totalCount { value } } }",
        "query($program: ID!) { completers(where: {programId: $program, isHired: true}) { edges { cursor } totalCount { value } } }",
        "query($completer: ID!) { referrals(where: {completerId: $completer}) { nodes { id } totalCount { value } } }",
        "query($employer: ID!) { referrals(where: {employerId: $employer}) { nodes { id } totalCount { value } } }",
        "query($employer: ID!) { hires(where: {employerId: $employer}) { nodes { id } totalCount { value } } }",
        "query($completer: ID!) { hires(where: {completerId: $completer}) { nodes { id } totalCount { value } } }",
    ] {
        let body = user.ask(query, variables.clone()).await.json();
        seen.push((query.to_owned(), body["data"].clone()));
    }
    let seen_of_employer = "query($employer: ID!) { employer(id: $employer) { name
        timeline(first: 100) { nodes { kind summary changes { field before after } } totalCount { value } } } }";
    let told = user.ask(seen_of_employer, variables.clone()).await;
    assert!(
        !ids.all()
            .iter()
            .any(|id| told.text.contains(id.as_str().expect("an id"))),
        "{}",
        told.text
    );
    assert_secret(&told.text);
    seen
}

/// What may be exported of a list by somebody, as CSV; empty where nothing may be.
async fn exported(t: &TestApp, user: &User<'_>, list: List) -> String {
    let actor = UserActor {
        id: user.id,
        agency_id: user.agency_id,
        role: UserRole::Admin,
        door: Door::CommandLine,
    };
    let cx = Cx::new(&t.app, Actor::User(actor), None);
    let mut bytes = Vec::new();
    let mut format = Csv::new(&mut bytes);
    let done = ops::export(&cx, list, &mut format, &|_, _| ()).await;
    drop(format);
    assert!(!matches!(done, Err(Stop::Unwritten(_))), "{}", list.name());
    String::from_utf8(bytes).expect("text")
}

fn assert_secret(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

/// No record and no count above nothing.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(fields) => fields.values().all(is_empty),
        Value::Bool(_) | Value::String(_) => false,
    }
}

struct Ids {
    program: Value,
    employer: Value,
    completer: Value,
    referral: Value,
    hire: Value,
    employment: Value,
}

impl Ids {
    fn all(&self) -> [Value; 4] {
        [&self.completer, &self.referral, &self.hire, &self.employment].map(Clone::clone)
    }
}

/// A completer of the user's agency who was referred, hired and employed.
async fn completed(sam: &User<'_>) -> Ids {
    let program = program(sam, json!({ "name": "Nursing" })).await;
    let employer = employer(sam, "Acme").await;
    let more = json!({ "exitedOn": "2024-07-15", "note": "whispered" });
    let completer = completer(sam, &program, "SECRET-17", more).await;
    let referral = referred(sam, &completer, &employer, json!({ "note": "whispered" })).await;
    let more = json!({ "referralId": referral, "hourlyWage": "31.07", "note": "wage-note" });
    let hire = hired(sam, &completer, &employer, more).await;
    let more = json!({ "employerId": employer, "note": "whispered" });
    let employment = employed(sam, &completer, "Q2", more).await;
    Ids {
        program,
        employer,
        completer,
        referral,
        hire,
        employment,
    }
}

/// Every change of the records: its mutation, and the record it is about.
fn changes(ids: &Ids) -> [(&'static str, &Value); 12] {
    [
        (
            "completerUpdate(id: $id, version: 1, input: {isExcluded: true})",
            &ids.completer,
        ),
        ("completerTrash(id: $id, version: 1)", &ids.completer),
        ("completerRestore(id: $id, version: 1)", &ids.completer),
        (
            "referralUpdate(id: $id, version: 2, input: {referredOn: \"2024-01-01\"})",
            &ids.referral,
        ),
        (
            "referralMove(id: $id, version: 2, input: {stage: WITHDRAWN})",
            &ids.referral,
        ),
        ("referralTrash(id: $id, version: 2)", &ids.referral),
        ("referralRestore(id: $id, version: 2)", &ids.referral),
        (
            "hireUpdate(id: $id, version: 1, input: {isInField: true})",
            &ids.hire,
        ),
        ("hireTrash(id: $id, version: 1)", &ids.hire),
        ("hireRestore(id: $id, version: 1)", &ids.hire),
        (
            "employmentUpdate(id: $id, version: 1, input: {isUnsubsidized: false})",
            &ids.employment,
        ),
        ("employmentRemove(id: $id, version: 1)", &ids.employment),
    ]
}

const AUDIT: &str = "query($where: AuditWhere) { auditEntries(where: $where, first: 100) {
    nodes { subjectType subjectId action changes { field before after } } totalCount { value } } }";
const KINDS: [&str; 4] = ["COMPLETER", "REFERRAL", "HIRE", "EMPLOYMENT"];

on_both! {
    async fn a_colleges_completers_are_invisible_to_another_college(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let ids = completed(&sam).await;
        let kim = t.user(UserRole::Admin).await;
        for role in [UserRole::Viewer, UserRole::Staff, UserRole::Convener, UserRole::Admin] {
            let other = t.user_of(kim.agency_id, role).await;
            for (query, data) in asked(&other, &ids).await {
                assert!(is_empty(&data), "{role:?} {query}: {data}");
            }
            for (change, id) in changes(&ids) {
                let query = format!("mutation($id: ID!) {{ it: {change} {{ userErrors {{ code }} }} }}");
                let data = other.gql(&query, json!({ "id": id })).await;
                assert_eq!(data["it"]["userErrors"][0]["code"], "NOT_FOUND", "{role:?} {change}");
            }
        }
        for list in List::ALL {
            assert_secret(&exported(&t, &kim, list).await);
        }
        let new = "mutation($c: ID!, $e: ID!) {
            a: referralRecord(input: {completerId: $c, employerId: $e, referredOn: \"2024-07-01\"}) { userErrors { code } }
            b: hireRecord(input: {completerId: $c, employerId: $e, socCode: \"29-1141\", startedOn: \"2024-07-01\"}) { userErrors { code } }
            c: employmentRecord(input: {completerId: $c, employerId: $e, quarter: Q4, evidence: SURVEY}) { userErrors { code } } }";
        let refused = json!({ "userErrors": [{ "code": "NOT_FOUND" }] });
        let data = kim.gql(new, json!({ "c": ids.completer, "e": ids.employer })).await;
        assert_eq!(data, json!({ "a": refused, "b": refused, "c": refused }));
        // The audit of another agency's administrator neither lists nor counts them; one's own keeps no secret.
        for filter in [json!({}), json!({ "subjectType": KINDS }), json!({ "subjectId": ids.hire }), json!({ "userId": sam.id.to_string() })] {
            let told = kim.gql(AUDIT, json!({ "where": filter })).await["auditEntries"].take();
            for node in told["nodes"].as_array().expect("entries") {
                assert!(!KINDS.contains(&node["subjectType"].as_str().expect("a kind")), "{node}");
            }
            assert_eq!(told["totalCount"]["value"], told["nodes"].as_array().expect("entries").len());
        }
        let ada = t.user_of(sam.agency_id, UserRole::Admin).await;
        let own = ada.gql(AUDIT, json!({ "where": { "subjectType": KINDS } })).await;
        // The referral is there twice: recorded, and brought to the hire.
        assert_eq!(own["auditEntries"]["totalCount"]["value"], 5);
        assert_secret(&own.to_string());
    }

    async fn a_viewer_of_the_agency_sees_none_and_the_staff_all(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let ids = completed(&sam).await;
        let vera = t.user_of(sam.agency_id, UserRole::Viewer).await;
        for (query, data) in asked(&vera, &ids).await {
            assert!(is_empty(&data), "{query}: {data}");
        }
        for role in [UserRole::Staff, UserRole::Convener, UserRole::Admin] {
            let colleague = t.user_of(sam.agency_id, role).await;
            for (query, data) in asked(&colleague, &ids).await {
                assert_eq!(is_empty(&data), query.contains("trashed: true"), "{role:?} {query}: {data}");
            }
        }
    }
}
