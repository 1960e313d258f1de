//! Imports over GraphQL: queued, run by a worker, watched, taken back.

use api::{jobs, policy::Action};
use entities::{
    import_batch::{self, ImportStatus},
    job::{self, JobState},
    user_account::UserRole,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::upload::upload;
use crate::support::{assert_json, on_both};

const START: &str = "mutation($input: ImportStartInput!) {
    importStart(input: $input) { importBatch { id status isDryRun } userErrors { code path message } }
}";
const BATCH: &str = "query($id: ID!) { importBatch(id: $id) {
    fileName profileName status rowsTotal rowsDone message counts { target created updated unchanged failed }
    warnings { kind column count } carried { field sum } startedBy { id }
    rows(where: {outcome: [FAILED]}) { nodes { rowNumber target outcome reason subjectId cells { column text } } totalCount { value } }
} }";
const REVERT: &str =
    "mutation($id: ID!) { importRevert(id: $id) { importBatch { status } userErrors { code message } } }";
const PROFILE: &str = "name = \"names\"\n[[records]]\ntarget = \"employer\"\nmode = \"upsert\"\nkey = [\"name\"]\n\
    [[fields]]\nto = \"employer.name\"\ncolumn = \"Name\"\n[[fields]]\nto = \"employer.fidelity_bond_count\"\ncolumn = \"Bonds\"\n";

on_both! {
    async fn an_import_runs_in_the_background_as_its_starter(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let file = upload(&t, &cora, "Name,Bonds\nAcme,2\n,3\nBeta,x\n").await;
        let input = json!({ "fileId": file, "profileText": PROFILE });
        let started = cora.gql(START, json!({ "input": input })).await;
        let id = started["importStart"]["importBatch"]["id"].clone();
        assert_eq!(started["importStart"]["importBatch"]["status"], "QUEUED");
        assert_eq!(jobs::run_due(&t.app).await.unwrap(), 1);
        let mut batch = cora.gql(BATCH, json!({ "id": id })).await;
        assert_eq!(batch["importBatch"]["startedBy"]["id"].take(), json!(cora.id.to_string()));
        assert_json!(batch["importBatch"], {"carried": [{"field": "employer.fidelity_bond_count", "sum": "3.00"}], "counts": [{"created": 1, "failed": 2, "target": "employer", "unchanged": 0, "updated": 0}], "fileName": "companies.csv", "message": null, "profileName": "names", "rows": {"nodes": [{"cells": [{"column": "Name", "text": ""}, {"column": "Bonds", "text": "3"}], "outcome": "FAILED", "reason": "`Name` is empty, but the employer needs its `name`.", "rowNumber": 2, "subjectId": null, "target": "employer"}, {"cells": [{"column": "Name", "text": "Beta"}, {"column": "Bonds", "text": "x"}], "outcome": "FAILED", "reason": "`Bonds` is `x`; expected is a whole number such as 12.", "rowNumber": 3, "subjectId": null, "target": "employer"}], "totalCount": {"value": 2}}, "rowsDone": 3, "rowsTotal": 3, "startedBy": {"id": null}, "status": "DONE", "warnings": []});
        let stored = entities::audit_entry::Entity::find().all(t.app.db.read()).await.unwrap();
        assert!(stored.iter().all(|entry| entry.user_id == Some(cora.id)));

        cora.gql(REVERT, json!({ "id": id })).await;
        assert_eq!(jobs::run_due(&t.app).await.unwrap(), 1);
        let batch = cora.gql(BATCH, json!({ "id": id })).await;
        assert_eq!(batch["importBatch"]["status"], "REVERTED");
        let employers = cora.gql("{ employers { nodes { name } } }", json!({})).await;
        assert_eq!(employers, json!({ "employers": { "nodes": [] } }));
    }

    async fn a_wish_that_cannot_be_met_is_told(t: TestApp) {
        let (cora, other) = (t.user(UserRole::Convener).await, t.user(UserRole::Convener).await);
        let sam = t.user(UserRole::Staff).await;
        let file = upload(&t, &cora, "Name,Bonds\nAcme,2\n").await;
        let mut told = Vec::new();
        for (user, input) in [
            (&cora, json!({ "fileId": file, "profile": "nothing" })),
            (&cora, json!({ "fileId": file })),
            (&cora, json!({ "fileId": file, "profileText": "name = 1" })),
            (&cora, json!({ "fileId": file, "profileText": PROFILE, "agencyId": other.agency_id.to_string() })),
            (&other, json!({ "fileId": file, "profileText": PROFILE })),
            (&sam, json!({ "fileId": file, "profileText": PROFILE })),
        ] {
            told.push(user.gql(START, json!({ "input": input })).await["importStart"]["userErrors"][0].take());
        }
        assert_json!(json!(told), [{"code": "INVALID", "message": "There is no profile `nothing`; Guildhall ships with guildhall-affirmations, guildhall-completers, guildhall-employers, guildhall-hires, guildhall-openings, guildhall-partnerships, guildhall-programs, people, wbl-academies, wbl-boards, wbl-districts, wbl-employers, wbl-events.", "path": ["input", "profile"]}, {"code": "INVALID", "message": "Give the name of a profile, or the text of one.", "path": ["input", "profile"]}, {"code": "INVALID", "message": "Line 1 of the profile: invalid type: integer `1`, expected a string.", "path": ["input", "profileText"]}, {"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}, {"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}, {"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]);
        assert!(job::Entity::find().one(t.app.db.read()).await.unwrap().is_none());
    }

    async fn a_file_is_its_uploaders_agencys(t: TestApp) {
        let (cora, kim) = (t.user(UserRole::Convener).await, t.user(UserRole::Admin).await);
        let file = upload(&t, &cora, "Name,Bonds\nAcme,2\n").await;
        let input = json!({ "input": { "fileId": file, "profileText": PROFILE } });
        let refused = kim.gql(START, input.clone()).await;
        assert_eq!(refused["importStart"]["userErrors"][0]["code"], "NOT_FOUND");
        for role in [UserRole::Convener, UserRole::Admin] {
            let colleague = t.user_of(cora.agency_id, role).await;
            let started = colleague.gql(START, input.clone()).await;
            assert_eq!(started["importStart"]["userErrors"], json!([]), "{role:?}");
        }
    }

    async fn imports_of_other_agencies_are_not_seen(t: TestApp) {
        let (cora, other) = (t.user(UserRole::Convener).await, t.user(UserRole::Convener).await);
        let file = upload(&t, &cora, "Name,Bonds\nAcme,2\n").await;
        let started = cora.gql(START, json!({ "input": { "fileId": file, "profileText": PROFILE } })).await;
        let id = started["importStart"]["importBatch"]["id"].clone();
        let list = "{ importBatches { nodes { status } } }";
        assert_eq!(other.gql(list, json!({})).await, json!({ "importBatches": { "nodes": [] } }));
        assert_eq!(other.gql("query($id: ID!) { importBatch(id: $id) { status } }", json!({ "id": id })).await, json!({ "importBatch": null }));
        assert_eq!(other.gql(REVERT, json!({ "id": id })).await["importRevert"]["userErrors"][0]["code"], "NOT_FOUND");
        assert_eq!(cora.gql(REVERT, json!({ "id": id })).await["importRevert"]["userErrors"][0]["code"], "STATE");
        let admin = t.user(UserRole::Admin).await;
        assert_eq!(admin.gql(list, json!({})).await, json!({ "importBatches": { "nodes": [{ "status": "QUEUED" }] } }));
        jobs::run_due(&t.app).await.unwrap();
    }

    async fn who_may_only_import_takes_back_nothing_of_what_others_made(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let file = upload(&t, &cora, "Name,Bonds\nAcme,2\n").await;
        let started = cora.gql(START, json!({ "input": { "fileId": file, "profileText": PROFILE } })).await;
        let id = started["importStart"]["importBatch"]["id"].clone();
        jobs::run_due(&t.app).await.unwrap();
        let narrow = t.user_with(cora.agency_id, UserRole::Convener, &[Action::ImportRun, Action::ImportRead]).await;
        narrow.gql(REVERT, json!({ "id": id })).await;
        jobs::run_due(&t.app).await.unwrap();
        let batch = cora.gql("query($id: ID!) { importBatch(id: $id) { status message rows { nodes { reason } } } }", json!({ "id": id })).await;
        let reason = "Whoever takes the import back may not change it, and it is left as it is.";
        let message = "1 record was left as it is; the row report says why.";
        assert_eq!(batch["importBatch"], json!({ "status": "REVERTED", "message": message, "rows": { "nodes": [{ "reason": reason }] } }));
        let employers = cora.gql("{ employers { nodes { name fidelityBondCount } } }", json!({})).await;
        assert_eq!(employers["employers"]["nodes"], json!([{ "name": "Acme", "fidelityBondCount": 2 }]));
    }

    async fn who_may_only_import_puts_back_nothing_that_others_changed(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        cora.gql("mutation { employerCreate(input: {name: \"Acme\"}) { employer { id } } }", json!({})).await;
        let file = upload(&t, &cora, "Name,Bonds\nAcme,2\n").await;
        let started = cora.gql(START, json!({ "input": { "fileId": file, "profileText": PROFILE } })).await;
        let id = started["importStart"]["importBatch"]["id"].clone();
        jobs::run_due(&t.app).await.unwrap();
        let narrow = t.user_with(cora.agency_id, UserRole::Convener, &[Action::ImportRun, Action::ImportRead]).await;
        narrow.gql(REVERT, json!({ "id": id })).await;
        jobs::run_due(&t.app).await.unwrap();
        let employers = cora.gql("{ employers { nodes { name fidelityBondCount } } }", json!({})).await;
        assert_eq!(employers["employers"]["nodes"], json!([{ "name": "Acme", "fidelityBondCount": 2 }]));
    }

    async fn an_import_whose_job_is_given_up_is_told_and_can_be_taken_back(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let file = upload(&t, &cora, "Name,Bonds\nAcme,2\n").await;
        let started = cora.gql(START, json!({ "input": { "fileId": file, "profileText": PROFILE } })).await;
        let id = started["importStart"]["importBatch"]["id"].clone();
        // Everything that reads rows of the file fails from here on, as with a full or broken disk.
        let breaking = "UPDATE import_batch SET report = '[]'; ALTER TABLE import_row RENAME TO import_row_away";
        sea_orm::ConnectionTrait::execute_unprepared(t.app.db.maintenance(), breaking).await.unwrap();
        for _ in 0..10 {
            t.clock.advance(chrono::TimeDelta::days(1));
            jobs::run_due(&t.app).await.unwrap();
        }
        let mending = "ALTER TABLE import_row_away RENAME TO import_row";
        sea_orm::ConnectionTrait::execute_unprepared(t.app.db.maintenance(), mending).await.unwrap();
        let batch = cora.gql("query($id: ID!) { importBatch(id: $id) { status message } }", json!({ "id": id })).await;
        let message = "It failed again and again and was given up: what is done stays. The log of the server says why.";
        assert_eq!(batch["importBatch"], json!({ "status": "FAILED", "message": message }));
        assert_eq!(cora.gql(REVERT, json!({ "id": id })).await["importRevert"]["userErrors"], json!([]));
        assert_eq!(jobs::run_due(&t.app).await.unwrap(), 1);
    }

    async fn an_import_that_goes_on_knows_what_the_rows_before_said(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        // Row 501 contradicts row 1, and stands in the next chunk.
        let others: String = (2..=500).map(|n| format!("Employer {n},1\n")).collect();
        let text = format!("Name,Bonds\nAcme,2\n{others}Acme,3\nLast,1\n");
        let file = upload(&t, &cora, &text).await;
        let ask = async || {
            let started = cora.gql(START, json!({ "input": { "fileId": file, "profileText": PROFILE } })).await;
            started["importStart"]["importBatch"]["id"].clone()
        };
        let id = ask().await;
        jobs::run_due(&t.app).await.unwrap();
        let whole = cora.gql(BATCH, json!({ "id": id })).await["importBatch"].clone();
        cora.gql(REVERT, json!({ "id": id })).await;
        jobs::run_due(&t.app).await.unwrap();
        let id = ask().await;
        jobs::run_due(&t.app).await.unwrap();
        // As if the process had died after the first chunk: what came after it is not there.
        let die = "DELETE FROM import_row WHERE row_number > 500 AND batch_id = (SELECT MAX(id) FROM import_batch); \
            DELETE FROM employer WHERE name = 'Last'; UPDATE job SET state = 'QUEUED' WHERE id = (SELECT MAX(id) FROM job)";
        let die = if t.app.db.backend() == sea_orm::DbBackend::Postgres {
            die.replace("SELECT MAX(id) FROM import_batch", "SELECT id FROM import_batch ORDER BY id DESC LIMIT 1")
                .replace("SELECT MAX(id) FROM job", "SELECT id FROM job ORDER BY id DESC LIMIT 1")
        } else {
            die.to_owned()
        };
        sea_orm::ConnectionTrait::execute_unprepared(t.app.db.maintenance(), &die).await.unwrap();
        let batch = import_batch::Entity::find().order_by_desc(import_batch::Column::Id).one(t.app.db.read()).await.unwrap().unwrap();
        let report = json!({ "targets": { "employer": { "created": 500, "updated": 0, "unchanged": 0, "failed": 0 } } });
        let row = import_batch::ActiveModel {
            status: Set(ImportStatus::Running),
            rows_done: Set(500),
            report: Set(report),
            ..Default::default()
        };
        let update = import_batch::Entity::update_many().set(row).filter(import_batch::Column::Id.eq(batch.id));
        update.exec(t.app.db.maintenance()).await.unwrap();
        jobs::run_due(&t.app).await.unwrap();
        let resumed = cora.gql(BATCH, json!({ "id": id })).await["importBatch"].clone();
        assert_eq!(resumed["counts"], whole["counts"]);
        assert_eq!(resumed["rows"], whole["rows"]);
        assert_eq!(whole["rows"]["totalCount"]["value"], 1, "the contradiction is quarantined");
    }

    async fn a_file_that_cannot_be_read_fails_the_import_not_the_job(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let file = upload(&t, &cora, "City\nTurlock\n").await;
        let started = cora.gql(START, json!({ "input": { "fileId": file, "profileText": PROFILE } })).await;
        jobs::run_due(&t.app).await.unwrap();
        let id = started["importStart"]["importBatch"]["id"].clone();
        let batch = cora.gql("query($id: ID!) { importBatch(id: $id) { status message } }", json!({ "id": id })).await;
        assert_json!(batch, {"importBatch": {"message": "The file has no column `Bonds` and no column `Name`; its columns are `City`. Is it the right file?", "status": "FAILED"}});
        let row = job::Entity::find().one(t.app.db.read()).await.unwrap().unwrap();
        assert_eq!((row.state, row.attempts), (JobState::Done, 1));
    }

    async fn a_job_that_fails_is_tried_ten_times(t: TestApp) {
        let cx = t.app.system("a test");
        let kind = jobs::JobKind::Import;
        api::db::write(&cx, async |tx| jobs::enqueue(tx, &cx, kind, json!({ "batch": "nonsense" })).await).await.unwrap();
        let mut tried = 0;
        for _ in 0..20 {
            tried += jobs::run_due(&t.app).await.unwrap();
            t.clock.advance(chrono::TimeDelta::hours(6));
        }
        let row = job::Entity::find().one(t.app.db.read()).await.unwrap().unwrap();
        assert_eq!((tried, row.state, row.attempts), (10, JobState::Dead, 10));
        assert_eq!(row.last_error.as_deref(), Some("the job names no import"));
    }

    async fn a_worker_stops_when_it_is_asked_to(t: TestApp) {
        let stop = async { tokio::time::sleep(std::time::Duration::from_millis(50)).await };
        let worker = tokio::spawn(jobs::work(t.app.clone(), stop));
        tokio::time::timeout(std::time::Duration::from_secs(5), worker).await.unwrap().unwrap();
    }
}
