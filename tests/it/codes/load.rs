//! Loading lists: once, again, changed, wrong.

use std::sync::Arc;

use api::{
    actor::{Actor, Door, UserActor},
    app::Cx,
    codes::ops,
    error::Error,
};
use entities::{
    audit_entry, code, code_crosswalk,
    code_list::{self, CodeScheme},
    ids::SessionId,
    user_account::UserRole,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::{CROSSWALK, NAICS, SOC, file, load};
use crate::support::{TestApp, assert_json, on_both};

/// Everything there is of codes.
async fn stored(t: &TestApp) -> String {
    let db = t.app.db.read();
    let lists = code_list::Entity::find()
        .order_by_asc(code_list::Column::Id)
        .all(db)
        .await
        .unwrap();
    let codes = code::Entity::find()
        .order_by_asc(code::Column::Id)
        .all(db)
        .await
        .unwrap();
    let pairs = code_crosswalk::Entity::find()
        .order_by_asc(code_crosswalk::Column::Id)
        .all(db)
        .await
        .unwrap();
    format!("{lists:#?}{codes:#?}{pairs:#?}")
}

on_both! {
    async fn the_same_file_again_changes_nothing(t: TestApp) {
        load(&t).await;
        let before = stored(&t).await;
        t.clock.advance(chrono::TimeDelta::hours(1));
        load(&t).await;
        assert_eq!(stored(&t).await, before);
        let cx = t.app.system("a test");
        let again = ops::import_list(&cx, CodeScheme::Naics, &file(&t, "list.csv", NAICS)).await.unwrap();
        let pairs = ops::import_crosswalk(&cx, &file(&t, "pairs.csv", CROSSWALK)).await.unwrap();
        assert_eq!((again.entries, again.skipped, again.is_new), (8, 0, false));
        assert_eq!((pairs.entries, pairs.skipped, pairs.is_new), (2, 1, false));
    }

    async fn another_file_of_the_edition_replaces_its_codes(t: TestApp) {
        load(&t).await;
        let cx = t.app.system("a test");
        let longer = format!("{NAICS}623,Nursing Facilities\n");
        let fewer = CROSSWALK.lines().take(2).collect::<Vec<_>>().join("\n");
        let loaded = ops::import_list(&cx, CodeScheme::Naics, &file(&t, "list.csv", &longer)).await.unwrap();
        let pairs = ops::import_crosswalk(&cx, &file(&t, "pairs.csv", &fewer)).await.unwrap();
        assert_eq!((loaded.entries, loaded.is_new), (9, true));
        assert_eq!((pairs.entries, pairs.is_new), (1, true));
        let lists = code_list::Entity::find().filter(code_list::Column::Scheme.eq(CodeScheme::Naics));
        let lists = lists.all(t.app.db.read()).await.unwrap();
        assert_eq!(lists.iter().map(|list| (list.entry_count, list.is_current)).collect::<Vec<_>>(), [(9, true)]);
        let audit = audit_entry::Entity::find().order_by_asc(audit_entry::Column::Id).all(t.app.db.read()).await.unwrap();
        let audit: Vec<_> = audit.iter().map(|entry| entry.action.as_str()).collect();
        assert_json!(json!(audit), ["IMPORTED", "IMPORTED", "IMPORTED", "CROSSWALK_IMPORTED", "IMPORTED", "CROSSWALK_IMPORTED"]);
    }

    async fn what_is_not_the_list_is_told_and_nothing_changes(t: TestApp) {
        load(&t).await;
        let before = stored(&t).await;
        let cx = t.app.system("a test");
        let mut told = Vec::new();
        for text in ["", "Code,Title\n11,x\n", SOC, "2022 NAICS Code,2022 NAICS Title\n11,Farming\nabc,Nothing\n", "\u{0}\u{1}\u{2}", "2022 NAICS Code,2022 NAICS Title\n11,\"Farming\n"] {
            let refused = ops::import_list(&cx, CodeScheme::Naics, &file(&t, "bad.csv", text)).await;
            told.push(refused.unwrap_err().into_user_errors().unwrap().remove(0).message);
        }
        for text in [NAICS, "SOC2018Code,CIP2020Code\n29-1141,nursing\n"] {
            let refused = ops::import_crosswalk(&cx, &file(&t, "bad.csv", text)).await;
            told.push(refused.unwrap_err().into_user_errors().unwrap().remove(0).message);
        }
        assert_json!(json!(told), ["This is not the NAICS 2022 file. The file is empty.", "This is not the NAICS 2022 file. The file has no column `2022 NAICS Code` and no column `2022 NAICS Title`; its columns are `Code`, `Title`. Is it the right file?", "This is not the NAICS 2022 file. The file has no column `2022 NAICS Code` and no column `2022 NAICS Title`; its columns are `SOCGroup`, `SOCCode`, `SOCTitle`, `SOCDefinition`. Is it the right file?", "Line 3: `abc` is not a NAICS code.", "This is not the NAICS 2022 file. The file is not text: it holds zero bytes. Save it as CSV (UTF-8) or XLSX.", "This is not the NAICS 2022 file. Line 2: a quoted cell begins here and is never closed; a quote is missing.", "This is not the SOC 2018 to CIP 2020 crosswalk file. The file has no column `SOC2018Code` and no column `CIP2020Code`; its columns are `2022 NAICS Code`, `2022 NAICS Title`. Is it the right file?", "Line 2: `29-1141` and `nursing` are not a SOC and a CIP code."]);
        assert_eq!(stored(&t).await, before);
    }

    async fn only_an_administrator_loads_lists(t: TestApp) {
        let path = file(&t, "list.csv", NAICS);
        let cora = t.user(UserRole::Convener).await;
        let actor = Actor::User(UserActor {
            id: cora.id,
            agency_id: cora.agency_id,
            role: UserRole::Convener,
            door: Door::Session(SessionId::from_uuid(cora.id.uuid())),
        });
        let cx = Cx { actor: Arc::new(actor), ..t.app.system("a test") };
        let refused = ops::import_list(&cx, CodeScheme::Naics, &path).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
        let refused = ops::import_crosswalk(&cx, &path).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
        assert_eq!(stored(&t).await, "[][][]");
    }
}
