//! What the audit says of exports.

use std::io;

use api::exports::{
    format::{Format, Line},
    kinds::List,
    ops::{self, Stop},
};
use entities::user_account::UserRole;
use serde_json::json;

use super::{csv, policy::acting};
use crate::support::{assert_json, on_both};

/// A file that is full after its head.
struct Full;

impl Format for Full {
    fn head(&mut self, _: &'static [&'static str]) -> io::Result<()> {
        Ok(())
    }

    fn line(&mut self, _: Line) -> io::Result<()> {
        Err(io::ErrorKind::StorageFull.into())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const ENTRIES: &str = "{ auditEntries(where: {subjectType: [EXPORT]}) { nodes {
    action subjectId reason user { id } changes { field after } } } }";

on_both! {
    async fn who_took_what_out_and_how_much_of_it(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        for name in ["Acme", "Bolt"] {
            let create = "mutation($name: String!) { employerCreate(input: {name: $name}) { userErrors { code } } }";
            ada.gql(create, json!({ "name": name })).await;
        }
        csv(&acting(&t, &ada, UserRole::Admin), List::Employers).await.expect("an export");
        let mut entries = ada.gql(ENTRIES, json!({})).await["auditEntries"]["nodes"].take();
        let ids: Vec<_> = entries.as_array_mut().unwrap().iter_mut().map(|entry| entry["subjectId"].take()).collect();
        assert!(ids[0] == ids[1] && ids[0].as_str().unwrap().starts_with("export_"), "{ids:?}");
        for entry in entries.as_array_mut().unwrap() {
            assert_eq!(entry["user"]["id"].take(), ada.id.to_string());
        }
        assert_json!(entries, [{"action": "EXPORTED", "changes": [{"after": "employers", "field": "list"}, {"after": "live", "field": "filter"}, {"after": "2", "field": "rows"}], "reason": null, "subjectId": null, "user": {"id": null}}, {"action": "EXPORT_STARTED", "changes": [{"after": "employers", "field": "list"}, {"after": "live", "field": "filter"}, {"after": "2", "field": "rows"}], "reason": null, "subjectId": null, "user": {"id": null}}]);
    }

    async fn an_export_that_stops_is_told_and_so_is_the_command_line(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let create = "mutation { employerCreate(input: {name: \"Acme\"}) { userErrors { code } } }";
        ada.gql(create, json!({})).await;
        let stop = ops::export(&t.app.system("command line"), List::Employers, &mut Full, &|_, _| ()).await;
        assert!(matches!(stop, Err(Stop::Unwritten(_))));
        let mut entries = ada.gql(ENTRIES, json!({})).await["auditEntries"]["nodes"].take();
        for entry in entries.as_array_mut().unwrap() {
            entry["subjectId"].take();
        }
        assert_json!(entries, [{"action": "EXPORT_STOPPED", "changes": [{"after": "employers", "field": "list"}, {"after": "live", "field": "filter"}, {"after": "0", "field": "rows"}], "reason": "command line", "subjectId": null, "user": null}, {"action": "EXPORT_STARTED", "changes": [{"after": "employers", "field": "list"}, {"after": "live", "field": "filter"}, {"after": "1", "field": "rows"}], "reason": "command line", "subjectId": null, "user": null}]);
    }

    async fn who_may_not_leaves_no_entry(t: TestApp) {
        let (ada, vic) = (t.user(UserRole::Admin).await, t.user(UserRole::Viewer).await);
        csv(&acting(&t, &vic, UserRole::Viewer), List::Employers).await.expect_err("refused");
        assert_json!(ada.gql(ENTRIES, json!({})).await["auditEntries"]["nodes"], []);
    }
}
