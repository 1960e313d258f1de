//! The published files, where they are: every count of theirs, and that what rolls up by code is what rolls up by parent.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use api::codes::{ops, reads};
use entities::{
    code::{self, CodeStatus},
    code_crosswalk,
    code_list::{self, CodeScheme},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use crate::support::{TestApp, assert_json, on_both, real};

const LISTS: [(CodeScheme, &str); 3] = [
    (CodeScheme::Naics, "naics_2022.csv"),
    (CodeScheme::Soc, "soc2018_definitions.csv"),
    (CodeScheme::Cip, "cip_2020.csv"),
];
const CROSSWALK: &str = "soc2018_cip2020_crosswalk.csv";

async fn codes(t: &TestApp, scheme: CodeScheme) -> Vec<code::Model> {
    let db = t.app.db.read();
    let list = code_list::Entity::find()
        .filter(code_list::Column::Scheme.eq(scheme))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert!(list.is_current);
    let codes = code::Entity::find()
        .filter(code::Column::CodeListId.eq(list.id))
        .all(db)
        .await
        .unwrap();
    assert_eq!(codes.len(), usize::try_from(list.entry_count).unwrap());
    codes
}

fn by_level(codes: &[code::Model]) -> Vec<usize> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for code in codes {
        *counts.entry(code.level).or_default() += 1;
    }
    counts.into_values().collect()
}

/// What `under` finds for each group is the group and all that has it above.
async fn check_roll_up(t: &TestApp, scheme: CodeScheme, codes: &[code::Model]) {
    let parents: HashMap<&str, Option<&str>> = codes
        .iter()
        .map(|code| (code.code.as_str(), code.parent_code.as_deref()))
        .collect();
    let mut below: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for code in codes {
        let mut at = Some(code.code.as_str());
        while let Some(above) = at {
            below.entry(above).or_default().insert(&code.code);
            at = *parents
                .get(above)
                .unwrap_or_else(|| panic!("{above} is not in the list"));
        }
    }
    let cx = t.app.system("a test");
    for (group, wanted) in below.iter().filter(|(_, wanted)| wanted.len() > 1) {
        let found = reads::visible(&cx)
            .filter(code::Column::CodeListId.eq(codes[0].code_list_id))
            .filter(reads::under(scheme, group))
            .all(t.app.db.read())
            .await
            .unwrap();
        let found: BTreeSet<&str> = found.iter().map(|code| code.code.as_str()).collect();
        assert_eq!(found, *wanted, "under {group}");
    }
}

on_both! {
    async fn the_published_lists_are_whole(t: TestApp) {
        let Some(folder) = real::folder("codes") else { return };
        let cx = t.app.system("a test");
        for (scheme, name) in LISTS {
            assert!(ops::import_list(&cx, scheme, &folder.join(name)).await.unwrap().is_new);
        }
        let naics = codes(&t, CodeScheme::Naics).await;
        assert_eq!((naics.len(), by_level(&naics)), (2_125, vec![20, 96, 308, 689, 1_012]));
        let soc = codes(&t, CodeScheme::Soc).await;
        assert_eq!((soc.len(), by_level(&soc)), (1_447, vec![23, 98, 459, 867]));
        let cip = codes(&t, CodeScheme::Cip).await;
        assert_eq!(cip.len(), 2_847);
        let of = |status| cip.iter().filter(move |code| code.status == status);
        let statuses = [CodeStatus::Current, CodeStatus::New, CodeStatus::MovedTo, CodeStatus::MovedFrom, CodeStatus::Deleted];
        assert_json!(json!([by_level(&cip), statuses.map(|status| of(status).count())]), [[50, 473, 2324], [1994, 543, 149, 149, 12]]);
        // Every code that moved says where to; one that was deleted says so where its file does.
        let lost = of(CodeStatus::MovedFrom).filter(|code| code.moved_to.is_none()).count();
        let told = of(CodeStatus::Deleted).filter(|code| code.moved_to.is_some()).count();
        assert_json!(json!([lost, told]), [0, 12]);
        check_roll_up(&t, CodeScheme::Naics, &naics).await;
        check_roll_up(&t, CodeScheme::Soc, &soc).await;
        check_roll_up(&t, CodeScheme::Cip, &cip).await;
        for (scheme, name) in LISTS {
            assert!(!ops::import_list(&cx, scheme, &folder.join(name)).await.unwrap().is_new);
        }
        assert_eq!(codes(&t, CodeScheme::Naics).await, naics, "the same file again changes nothing");
    }

    async fn the_published_crosswalk_is_whole(t: TestApp) {
        let Some(folder) = real::folder("codes") else { return };
        let cx = t.app.system("a test");
        let file = folder.join(CROSSWALK);
        let loaded = ops::import_crosswalk(&cx, &file).await.unwrap();
        assert_eq!((loaded.entries, loaded.skipped, loaded.is_new), (5_719, 374, true));
        let count = code_crosswalk::Entity::find().count(t.app.db.read()).await.unwrap();
        assert_eq!(count, 5_719);
        assert!(!ops::import_crosswalk(&cx, &file).await.unwrap().is_new);
    }
}
