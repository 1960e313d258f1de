//! The demo: a region that does not exist, in an empty database.

use api::demo::{self, Content};
use entities::{
    engagement::{self, EngagementVisibility},
    role_commitment::{self, CommitmentState},
};
use poem::http::StatusCode;
use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, Iterable, PaginatorTrait, QueryFilter,
    Statement,
};
use serde_json::{Value, json};

use crate::support::{TestApp, assert_json, client::graphql_request, on_both};

/// Asks with the demo's token.
async fn ask(t: &TestApp, token: &str, query: &str, variables: Value) -> Value {
    let bearer = format!("Bearer {token}");
    let request = graphql_request(query, &variables, &[("authorization", &bearer)]);
    let answer = t.send(request).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let body = answer.json();
    assert!(body.get("errors").is_none(), "{}", answer.text);
    body["data"].clone()
}

/// How many rows each table holds; those without any are left out, and so is the schema's history.
async fn rows(t: &TestApp) -> Vec<(String, i64)> {
    let db = t.app.db.maintenance();
    let tables = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
        }
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1",
    };
    let one = |sql: &str| Statement::from_string(db.get_database_backend(), sql);
    let mut counts = Vec::new();
    for row in db.query_all_raw(one(tables)).await.unwrap() {
        let table: String = row.try_get("", "name").unwrap();
        let count = db
            .query_one_raw(one(&format!("SELECT COUNT(*) AS n FROM {table}")))
            .await
            .unwrap()
            .unwrap();
        let count: i64 = count.try_get("", "n").unwrap();
        if count > 0 && table != "seaql_migrations" {
            counts.push((table, count));
        }
    }
    counts
}

on_both! {
    async fn the_region_is_whole_and_has_a_past(t: TestApp) {
        let doors = demo::fill(&t.app).await.expect("an empty database is filled");
        assert_eq!(demo::content(&t.app).await.unwrap(), Content::Demo);
        let query = "{
            employers { totalCount { value } } contacts { totalCount { value } } programs { totalCount { value } }
            partnerships(orderBy: [{ name: ASC }]) { nodes { name kind phase conveners { agency { name } }
                members(activeOn: \"2026-11-24\") { totalCount { value } } } }
            silent: contacts(where: { doNotContact: true }) { totalCount { value } }
            closed: employers(where: { status: [CLOSED] }) { nodes { name successors { successor { name } } } } }";
        assert_json!(ask(&t, &doors.token, query, json!({})).await, {"closed": {"nodes": [{"name": "Tamarack Sheet Metal", "successors": [{"successor": {"name": "Quarryman Structural Steel"}}]}]}, "contacts": {"totalCount": {"value": 156}}, "employers": {"totalCount": {"value": 60}}, "partnerships": {"nodes": [{"conveners": [{"agency": {"name": "Alder Valley Workforce Board"}}, {"agency": {"name": "Alder Valley Economic Development Council"}}, {"agency": {"name": "Alder Valley Chamber of Commerce"}}], "kind": "SECTOR", "members": {"totalCount": {"value": 20}}, "name": "Alder Valley Manufacturing Partnership", "phase": "ACTION"}, {"conveners": [{"agency": {"name": "Tamarack Technical College"}}, {"agency": {"name": "Larkspur Unified School District"}}], "kind": "ADVISORY_BOARD", "members": {"totalCount": {"value": 11}}, "name": "Health Careers Advisory Board", "phase": "ACTION"}, {"conveners": [{"agency": {"name": "Alder Valley Workforce Board"}}, {"agency": {"name": "Tamarack Technical College"}}], "kind": "CROSS_AGENCY", "members": {"totalCount": {"value": 7}}, "name": "Learning to Work Compact", "phase": "SUSTAIN"}]}, "programs": {"totalCount": {"value": 8}}, "silent": {"totalCount": {"value": 5}}});
        let open = "{ partnerships(where: { kind: [SECTOR] }) { nodes { roleCoverage { rolesNobodyPlays { key } } } } }";
        assert_json!(ask(&t, &doors.token, open, json!({})).await, {"partnerships": {"nodes": [{"roleCoverage": {"rolesNobodyPlays": [{"key": "REAL_PROJECTS"}, {"key": "UPDATE_JOB_DESCRIPTIONS"}, {"key": "SERVE_ON_BOARD"}, {"key": "SIGN_MOU"}, {"key": "RECEIVE_TRAINING"}, {"key": "VALIDATE_PATHWAY_MAP"}]}}]}});
        let mut labels = Vec::new();
        for label in [EngagementVisibility::Network, EngagementVisibility::Agency, EngagementVisibility::Restricted] {
            let logged = engagement::Entity::find().filter(engagement::Column::Visibility.eq(label));
            labels.push(logged.count(t.app.db.maintenance()).await.unwrap());
        }
        assert_json!(json!(labels), [107, 25, 18]);
        let mut states = Vec::new();
        for state in CommitmentState::iter() {
            let taken = role_commitment::Entity::find().filter(role_commitment::Column::State.eq(state));
            states.push((state.to_value(), taken.count(t.app.db.maintenance()).await.unwrap()));
        }
        assert_json!(json!(states), [["PROPOSED", 6], ["COMMITTED", 5], ["ACTIVE", 16], ["FULFILLED", 11], ["LAPSED", 3]]);
        // The ladder of nursing: two employers stand behind its first edge, nobody behind the second.
        let query = "{ pathwayMaps { nodes { title steps { name level } edges { state credentials { requirement credential { name kind } } programs { name } validations { employer { name } state } } } } }";
        assert_json!(ask(&t, &doors.token, query, json!({})).await["pathwayMaps"]["nodes"], [{"edges": [{"credentials": [{"credential": {"kind": "LICENSE", "name": "Practical Nurse License"}, "requirement": "REQUIRED"}], "programs": [{"name": "Practical Nursing"}], "state": "VALIDATED", "validations": [{"employer": {"name": "Alder Valley General Hospital"}, "state": "CURRENT"}, {"employer": {"name": "Willow Bend Skilled Nursing"}, "state": "CURRENT"}]}, {"credentials": [{"credential": {"kind": "LICENSE", "name": "Registered Nurse License"}, "requirement": "REQUIRED"}, {"credential": {"kind": "DEGREE", "name": "Associate Degree in Nursing"}, "requirement": "PREFERRED"}], "programs": [], "state": "UNVALIDATED", "validations": []}], "steps": [{"level": 1, "name": "Nursing assistant"}, {"level": 2, "name": "Licensed practical nurse"}, {"level": 3, "name": "Registered nurse"}], "title": "Nursing in the Alder Valley"}]);
        // Somebody else was there in March.
        let query = "query($search: String!) { employers(where: { search: $search }) { nodes {
            march: contacts(activeOn: \"2026-03-15\", where: { isPrimary: true }) { nodes { title contact { name } } }
            today: contacts(activeOn: \"2026-11-24\", where: { isPrimary: true }) { nodes { title contact { name } } } } } }";
        assert_json!(ask(&t, &doors.token, query, json!({ "search": "Kestrel Composite" })).await, {"employers": {"nodes": [{"march": {"nodes": [{"contact": {"name": "Quinn Yarrow"}, "title": "Production Supervisor"}]}, "today": {"nodes": [{"contact": {"name": "Delphine Xenakis"}, "title": "Production Supervisor"}]}}]}});
        // Nothing lies in the future.
        let db = t.app.db.maintenance();
        for (table, column) in [("audit_entry", "at"), ("engagement", "occurred_at"), ("employer", "updated_at")] {
            let sql = format!("SELECT COUNT(*) AS n FROM {table} WHERE {column} > '2026-11-24T20:00:00+00:00'");
            let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
            assert_eq!(row.try_get::<i64>("", "n").unwrap(), 0, "{table}");
        }
    }

    async fn sign_ins_work_with_a_password_that_nobody_knew_before(t: TestApp) {
        let doors = demo::fill(&t.app).await.expect("an empty database is filled");
        let query = "mutation($email: String!, $password: String!) { signIn(input: {email: $email, password: $password}) { viewer { role } userErrors { code } } }";
        let mut roles = Vec::new();
        for (email, ..) in &doors.people {
            let answer = t.anonymous(query, json!({ "email": email, "password": doors.password })).await.json();
            roles.push(answer["data"]["signIn"]["viewer"]["role"].clone());
        }
        assert_json!(json!(roles), ["ADMIN", "CONVENER", "STAFF", "VIEWER"]);
        let again = demo::again(&t.app).await.expect("it comes back");
        assert_ne!(again.password, doors.password);
        let old = t.anonymous(query, json!({ "email": doors.people[0].0, "password": doors.password })).await.json();
        assert_json!(old["data"]["signIn"], {"viewer": null, "userErrors": [{"code": "UNAUTHENTICATED"}]});
        // What people added keeps the demo.
        let create = "mutation { employerCreate(input: { name: \"Acme\" }) { userErrors { code } } }";
        ask(&t, &again.token, create, json!({})).await;
        let before = rows(&t).await;
        let refused = demo::remove(&t.app).await.expect_err("somebody's work is in it");
        let Ok(errors) = refused.into_user_errors() else { panic!("a fault, no sentence") };
        assert!(errors[0].message.starts_with("People have added 1 records"), "{}", errors[0].message);
        assert_eq!(rows(&t).await, before);
    }

    async fn what_the_demo_made_goes_and_nothing_else(t: TestApp) {
        api::startup::seed(&t.app).await.expect("the lists that Guildhall ships with");
        let before = rows(&t).await;
        let doors = demo::fill(&t.app).await.expect("an empty database is filled");
        // Looking around and trying a change or two does not keep it.
        let first = ask(&t, &doors.token, "{ employers(first: 1) { nodes { id version } } }", json!({})).await;
        let query = "mutation($id: ID!, $version: Int!) { employerUpdate(id: $id, version: $version, input: { phone: \"555-0199\" }) { userErrors { code } } }";
        let changed = ask(&t, &doors.token, query, first["employers"]["nodes"][0].clone()).await;
        assert_json!(changed["employerUpdate"]["userErrors"], []);
        demo::remove(&t.app).await.expect("the demo goes");
        assert_eq!(rows(&t).await, before);
        assert_eq!(demo::content(&t.app).await.unwrap(), Content::Nothing);
        demo::fill(&t.app).await.expect("and comes again");
    }
}
