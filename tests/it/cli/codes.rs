//! `codes`: a list is loaded once, and a file that is not that list is refused.

use std::fs;

use tempfile::TempDir;

use super::{guildhall, sqlite_url};
use crate::support::assert_json;

const NAICS: &str = "2022 NAICS Code,2022 NAICS Title\n11,Agriculture\n111,Crop Production\n";

#[tokio::test]
async fn a_list_is_loaded_once_and_another_file_is_refused() {
    let dir = TempDir::new().expect("a folder");
    let url = sqlite_url(&dir);
    fs::write(dir.path().join("naics.csv"), NAICS).expect("a file");
    let import = ["codes", "import", "naics", "naics.csv"];
    let first = guildhall(&dir, &url, &[&import[..], &["--json"]].concat()).await;
    assert_eq!(first.code, 0, "{}", first.err);
    assert_json!(first.json(), { "name": "NAICS 2022", "entries": 2, "skipped": 0, "isNew": true });
    let again = guildhall(&dir, &url, &import).await;
    assert_eq!(
        again.out,
        "NAICS 2022 was loaded before; nothing changed: 2 codes.\n"
    );
    let list = guildhall(&dir, &url, &["codes", "list"]).await;
    assert_eq!(list.out, "NAICS 2022\n");
    let wrong = guildhall(&dir, &url, &["codes", "import", "crosswalk", "naics.csv"]).await;
    wrong.assert_refused(1, "naics.csv: ");
    let absent = guildhall(&dir, &url, &["codes", "import", "soc", "soc.csv"]).await;
    absent.assert_refused(1, "The file cannot be opened: there is none of that name.");
    assert_eq!(
        guildhall(&dir, &url, &["codes", "import", "isco", "x.csv"])
            .await
            .code,
        2
    );
}
