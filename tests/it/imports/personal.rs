//! Social Security numbers and dates of birth in a file: the row is quarantined, and kept without them.

use entities::import_row;
use sea_orm::EntityTrait;

use super::{file, import, lines, numbers, system};
use crate::support::on_both;

on_both! {
    async fn a_row_of_an_import_is_quarantined_and_kept_without_them(t: TestApp) {
        let profile = r#"
name = "notes"
[[records]]
target = "employer"
mode = "upsert"
key = ["name"]
[[fields]]
to = "employer.name"
column = "Name"
[[fields]]
to = "employer.description"
column = "Note"
"#;
        let text = "Name,Note\nAcme,fine\nBeta,\"Ana, SSN 123-45-6789\"\nGamma,DOB 5/3/1994\n";
        let path = file(&t, "notes.csv", text);
        let dry = import(&system(&t), &path, profile, true).await.unwrap();
        let real = import(&system(&t), &path, profile, false).await.unwrap();
        for batch in [&dry, &real] {
            assert_eq!(numbers(batch), [("employer".to_owned(), [1, 0, 0, 2])]);
        }
        assert_eq!(lines(&t, &real).await, [
            "1 employer Created: -",
            "2 employer Failed: The employer's `description`: This holds what looks like a Social Security number. Such numbers are not kept here: take it out.",
            "3 employer Failed: The employer's `description`: This holds what looks like a date of birth. Such dates are not kept here: take it out.",
        ]);
        let rows = import_row::Entity::find().all(t.app.db.maintenance()).await.unwrap();
        let kept = format!("{rows:?}");
        assert!(kept.contains("[taken out]"), "{kept}");
        assert!(!kept.contains("6789") && !kept.contains("1994"), "{kept}");
    }
}
