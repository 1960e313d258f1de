//! What imports leave behind, and for how long.

use api::{config::Flags, imports::ops, jobs};
use chrono::TimeDelta;
use entities::{
    import_batch::{self, ImportStatus},
    import_file, import_row,
    user_account::UserRole,
};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};

use super::{system, upload::upload};
use crate::support::{TestApp, User, on_both};

const PROFILE: &str = "name = \"names\"\n[[records]]\ntarget = \"employer\"\nmode = \"upsert\"\nkey = [\"name\"]\n\
    [[fields]]\nto = \"employer.name\"\ncolumn = \"Name\"\n[[fields]]\nto = \"employer.phone\"\ncolumn = \"Phone\"\n";

async fn start(user: &User<'_>, file: &str) -> Value {
    let query = "mutation($input: ImportStartInput!) { importStart(input: $input) { importBatch { id } userErrors { message } } }";
    let input = json!({ "fileId": file, "profileText": PROFILE });
    user.gql(query, json!({ "input": input })).await["importStart"].clone()
}

/// How many files lie in the folder, how many are on record, and the cells of each row.
async fn left(t: &TestApp) -> (usize, usize, Vec<bool>) {
    let folder = t.app.config.data_dir.join("imports");
    let files = std::fs::read_dir(folder).map_or(0, Iterator::count);
    let records = import_file::Entity::find()
        .all(t.app.db.read())
        .await
        .unwrap()
        .len();
    let rows = import_row::Entity::find()
        .order_by_asc(import_row::Column::Id)
        .all(t.app.db.read())
        .await
        .unwrap();
    (files, records, rows.iter().map(|row| row.raw.is_some()).collect())
}

on_both! {
    async fn a_file_that_nobody_imports_goes_after_a_day(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (unused, queued) = (upload(&t, &cora, "Name,Phone\nAcme,1\n").await, upload(&t, &cora, "Name,Phone\nBolt,2\n").await);
        start(&cora, &queued).await;
        t.clock.advance(TimeDelta::hours(23));
        ops::sweep(&system(&t), None).await.unwrap();
        assert_eq!(left(&t).await, (2, 2, vec![]));
        t.clock.advance(TimeDelta::hours(2));
        ops::sweep(&system(&t), None).await.unwrap();
        assert_eq!(left(&t).await, (1, 1, vec![]));
        assert_eq!(start(&cora, &unused).await["userErrors"][0]["message"], "There is no such record, or it is not visible to you.");
        // The one that waits for its worker is still there, however long it waits.
        t.clock.advance(TimeDelta::days(200));
        ops::sweep(&system(&t), None).await.unwrap();
        assert_eq!(jobs::run_due(&t.app).await.unwrap(), 1);
        let batch = import_batch::Entity::find().one(t.app.db.read()).await.unwrap().unwrap();
        assert_eq!((batch.status, batch.rows_created), (ImportStatus::Done, 1));
    }

    async fn cells_and_files_go_after_ninety_days_and_a_revert_still_works(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let create = "mutation { employerCreate(input: {name: \"Bolt\", phone: \"555\"}) { userErrors { code } } }";
        cora.gql(create, json!({})).await;
        let file = upload(&t, &cora, "Name,Phone\nAcme,1\nBolt,2\n").await;
        let id = start(&cora, &file).await["importBatch"]["id"].clone();
        jobs::run_due(&t.app).await.unwrap();
        t.clock.advance(TimeDelta::days(89));
        ops::sweep(&system(&t), None).await.unwrap();
        assert_eq!(left(&t).await, (1, 1, vec![true, true]));
        let looked = t.clock.now();
        t.clock.advance(TimeDelta::days(2));
        ops::sweep(&system(&t), Some(looked)).await.unwrap();
        assert_eq!(left(&t).await, (0, 0, vec![false, false]));
        let batch = import_batch::Entity::find().one(t.app.db.read()).await.unwrap().unwrap();
        assert_eq!(batch.stored_path, None);
        ops::revert(&system(&t), batch.id).await.unwrap();
        // Cora's token has ended by now.
        let dora = t.user(UserRole::Convener).await;
        let employers = dora.gql("{ employers { nodes { name phone } } }", json!({})).await;
        assert_eq!(employers["employers"]["nodes"], json!([{ "name": "Bolt", "phone": "555" }]), "{id}");
        // What was overwritten is of no use any more, 90 days after it was put back.
        let overwritten = async || {
            let rows = import_row::Entity::find().all(t.app.db.read()).await.unwrap();
            rows.iter().filter(|row| row.before.is_some()).count()
        };
        assert_eq!(overwritten().await, 1);
        t.clock.advance(TimeDelta::days(91));
        ops::sweep(&system(&t), None).await.unwrap();
        assert_eq!(overwritten().await, 0);
    }

    async fn the_operator_says_for_how_long(t: TestApp) {
        let t = t.restarted(Flags { import_days: Some("2".to_owned()), ..Flags::default() }).await;
        let cora = t.user(UserRole::Convener).await;
        let file = upload(&t, &cora, "Name,Phone\nAcme,1\n").await;
        start(&cora, &file).await;
        jobs::run_due(&t.app).await.unwrap();
        t.clock.advance(TimeDelta::days(3));
        ops::sweep(&system(&t), None).await.unwrap();
        assert_eq!(left(&t).await, (0, 0, vec![false]));
    }
}
