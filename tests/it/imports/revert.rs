//! Taking imports back: every table as it was before, and what had to stay.

use api::imports::ops;
use entities::{
    employer,
    import_batch::{self, ImportStatus},
    user_account::UserRole,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{dump, file, import, lines, numbers, system};
use crate::support::{assert_json, on_both};

const PROFILE: &str = r#"
name = "names"
[[records]]
name = "parent"
target = "employer"
mode = "if-missing"
key = ["name"]
when = "name"
[[records]]
target = "employer"
mode = "upsert"
key = ["name"]
[[fields]]
to = "parent.name"
column = "Parent"
[[fields]]
to = "employer.name"
column = "Name"
[[fields]]
to = "employer.parent"
record = "parent"
[[fields]]
to = "employer.tags"
column = "Tags"
separators = [";"]
[[fields]]
to = "employer.external.hub"
column = "ID"
"#;

on_both! {
    async fn an_import_taken_back_leaves_every_table_as_it_was(t: TestApp) {
        let first = file(&t, "first.csv", "ID,Name,Parent,Tags\n,Acme,,Metal; Wood\n7,Beta,,\n");
        import(&system(&t), &first, PROFILE, false).await.unwrap();
        let before = dump(&t).await;
        t.clock.advance(chrono::TimeDelta::hours(1));
        let second = file(&t, "second.csv", "ID,Name,Parent,Tags\n1,ACME,Holdings,Glass\n2,Beta,,\n3,Gamma,Holdings,\n4,Holdings,,Top\n");
        let batch = import(&system(&t), &second, PROFILE, false).await.unwrap();
        assert_json!(json!(numbers(&batch)), [["employer", [2, 3, 0, 0]]]);
        assert_ne!(dump(&t).await, before);
        let reverted = ops::revert(&system(&t), batch.id).await.unwrap();
        assert_eq!((reverted.status, reverted.message), (ImportStatus::Reverted, None));
        assert_eq!(dump(&t).await, before);
        let again = ops::revert(&system(&t), batch.id).await.unwrap_err().into_user_errors().unwrap();
        assert_eq!(again[0].message, "This import was taken back already.");
    }

    async fn what_was_changed_or_is_referred_to_stays(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let path = file(&t, "first.csv", "ID,Name,Parent,Tags\n1,Acme,,\n2,Beta,,\n3,Gamma,,\n");
        let batch = import(&system(&t), &path, PROFILE, false).await.unwrap();
        let id = async |name: &str| {
            let row = employer::Entity::find().filter(employer::Column::Name.eq(name)).one(t.app.db.read()).await;
            row.unwrap().unwrap().id.to_string()
        };
        let update = "mutation($id: ID!) { employerUpdate(id: $id, version: 1, input: {phone: \"555\"}) { userErrors { code } } }";
        cora.gql(update, json!({ "id": id("Acme").await })).await;
        let create = "mutation($id: ID!) { employerCreate(input: {name: \"Child\", parentId: $id}) { userErrors { code } } }";
        cora.gql(create, json!({ "id": id("Beta").await })).await;
        let reverted = ops::revert(&system(&t), batch.id).await.unwrap();
        assert_json!(json!([reverted.message, lines(&t, &reverted).await]), ["2 records were left as they are; the row report says why.", ["1 employer Created: It was changed since the import, and is left as it is.", "2 employer Created: Other records refer to it, and it is left as it is.", "3 employer Reverted: -"]]);
        let left = employer::Entity::find().all(t.app.db.read()).await.unwrap();
        let mut left: Vec<_> = left.iter().map(|row| row.name.as_str()).collect();
        left.sort_unstable();
        assert_eq!(left, ["Acme", "Beta", "Child"]);
    }

    async fn an_import_that_was_killed_can_be_taken_back_after_some_minutes(t: TestApp) {
        let path = file(&t, "first.csv", "ID,Name,Parent,Tags\n1,Acme,,\n");
        let batch = import(&system(&t), &path, PROFILE, false).await.unwrap();
        let kill = import_batch::ActiveModel { status: Set(ImportStatus::Running), finished_at: Set(None), ..Default::default() };
        import_batch::Entity::update_many().set(kill).exec(t.app.db.maintenance()).await.unwrap();
        let early = ops::revert(&system(&t), batch.id).await.unwrap_err().into_user_errors().unwrap();
        assert_eq!(early[0].message, "This import still runs.");
        t.clock.advance(chrono::TimeDelta::minutes(6));
        ops::end_abandoned(&system(&t)).await.unwrap();
        let ended = import_batch::Entity::find().one(t.app.db.read()).await.unwrap().unwrap();
        let message = "It was stopped: rows that are done stay in. Import the file again to bring in the rest.";
        assert_eq!((ended.status, ended.message.as_deref()), (ImportStatus::Failed, Some(message)));
        let reverted = ops::revert(&system(&t), batch.id).await.unwrap();
        assert_eq!(reverted.status, ImportStatus::Reverted);
        assert!(employer::Entity::find().all(t.app.db.read()).await.unwrap().is_empty());
    }

    async fn a_dry_run_cannot_be_taken_back(t: TestApp) {
        let path = file(&t, "first.csv", "ID,Name,Parent,Tags\n1,Acme,,\n");
        let batch = import(&system(&t), &path, PROFILE, true).await.unwrap();
        let errors = ops::revert(&system(&t), batch.id).await.unwrap_err().into_user_errors().unwrap();
        assert_eq!(errors[0].message, "A dry run changed nothing.");
    }
}
