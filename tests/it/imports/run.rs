//! Running an import: what goes in, what is quarantined, and that a dry run tells beforehand.

use entities::{
    employer, employer_tag, external_reference, import_batch::ImportStatus, user_account::UserRole,
};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::{dump, file, import, lines, numbers, system};
use crate::support::{assert_json, on_both};

const PROFILE: &str = r#"
name = "companies"
[[records]]
name = "lead"
target = "agency"
mode = "reference"
key = ["name", "kind"]
when = "name"
[[records]]
name = "parent"
target = "employer"
mode = "if-missing"
key = ["name"]
when = "name"
[[records]]
target = "employer"
mode = "upsert"
key = ["external.hub"]
[[fields]]
to = "lead.name"
column = "Lead"
[[fields]]
to = "lead.kind"
value = "COLLEGE"
[[fields]]
to = "parent.name"
column = "Parent"
[[fields]]
to = "employer.external.hub"
column = "ID"
[[fields]]
to = "employer.name"
column = "Name"
[[fields]]
to = "employer.parent"
record = "parent"
[[fields]]
to = "employer.lead_agency"
record = "lead"
[[fields]]
to = "employer.website"
column = "Site"
report-empty = true
[[fields]]
to = "employer.tags"
column = "Tags"
separators = [";"]
[[fields]]
to = "employer.fidelity_bond_count"
column = "Bonds"
"#;

const COMPANIES: &str = "ID,Name,Parent,Lead,Site,Tags,Bonds
1,Acme,Acme Holdings,,example.org,Metal; Night shift,
2,Beta,Acme Holdings,,https://beta.example,,2
3,Gamma,,No such college,https://gamma.example,,
4,Delta,,,ftp://delta.example,,
5,Epsilon,,,,Metal,x
6,Acme East,Acme Holdings,,,,
2,Beta,Acme Holdings,,https://beta.example,,2
2,Beta Two,,,,,
";

on_both! {
    async fn a_dry_run_tells_what_the_real_run_does(t: TestApp) {
        let path = file(&t, "companies.csv", COMPANIES);
        let before = dump(&t).await;
        let dry = import(&system(&t), &path, PROFILE, true).await.unwrap();
        assert_eq!(dump(&t).await, before, "a dry run changes nothing");
        let real = import(&system(&t), &path, PROFILE, false).await.unwrap();
        assert_eq!(numbers(&dry), numbers(&real));
        assert_eq!(lines(&t, &dry).await, lines(&t, &real).await);
        assert_eq!((dry.report, dry.rows_total, dry.status), (real.report.clone(), 8, ImportStatus::Done));
        assert_json!(serde_json::json!([numbers(&real), lines(&t, &real).await, real.report]), [[["employer", [3, 0, 1, 5]]], ["1 employer Failed: The employer's `website`: Write a web address such as https://example.org.", "2 employer Created: -", "2 employer Created: -", "3 employer Failed: There is no lead `No such college, COLLEGE`.", "4 employer Failed: The employer's `website`: Write a web address such as https://example.org.", "5 employer Failed: `Bonds` is `x`; expected is a whole number such as 12.", "6 employer Created: `Site` is empty.", "7 employer Unchanged: -", "8 employer Failed: Row 2 of this file has filled the same employer with other values."], {"carried": [], "targets": {"employer": {"created": 3, "failed": 5, "unchanged": 1, "updated": 0}}, "warnings": [{"column": "Site", "count": 3, "kind": "is empty"}]}]);
    }

    async fn a_second_run_changes_nothing(t: TestApp) {
        let path = file(&t, "companies.csv", COMPANIES);
        import(&system(&t), &path, PROFILE, false).await.unwrap();
        let before = dump(&t).await;
        t.clock.advance(chrono::TimeDelta::hours(1));
        let again = import(&system(&t), &path, PROFILE, false).await.unwrap();
        assert_eq!(dump(&t).await, before);
        assert_json!(serde_json::json!(numbers(&again)), [["employer", [0, 0, 4, 5]]]);
    }

    async fn a_changed_file_changes_what_it_says(t: TestApp) {
        let path = file(&t, "companies.csv", COMPANIES);
        import(&system(&t), &path, PROFILE, false).await.unwrap();
        let changed = "ID,Name,Parent,Lead,Site,Tags,Bonds\n1,Acme,Acme Holdings,,,Metal,\n2,Beta Inc.,,,,,\n";
        let path = file(&t, "changed.csv", changed);
        let batch = import(&system(&t), &path, PROFILE, false).await.unwrap();
        assert_json!(serde_json::json!(numbers(&batch)), [["employer", [1, 1, 1, 0]]]);
        let rows = employer::Entity::find().all(t.app.db.read()).await.unwrap();
        let beta = rows.iter().find(|row| row.name == "Beta Inc.").unwrap();
        assert_eq!((beta.website.as_deref(), beta.version), (Some("https://beta.example/"), 2));
        assert_eq!(employer_tag::Entity::find().count(t.app.db.read()).await.unwrap(), 1);
        assert_eq!(external_reference::Entity::find().count(t.app.db.read()).await.unwrap(), 3);
    }

    async fn a_wrong_profile_or_file_is_told_and_nothing_is_recorded(t: TestApp) {
        let path = file(&t, "companies.csv", COMPANIES);
        let before = dump(&t).await;
        let mut told = Vec::new();
        for (profile, text) in [
            ("name = 1", COMPANIES),
            ("name = \"x\"\n[[records]]\ntarget = \"widget\"\nmode = \"upsert\"\n", COMPANIES),
            (PROFILE, "Name,City\nAcme,Turlock\n"),
            (PROFILE, "ID,Name,Parent,Lead,Site,Tags,Bonds\n1,\"Acme,,,,,\n2,Beta,,,,,\n"),
            (PROFILE, ""),
        ] {
            std::fs::write(&path, text).unwrap();
            let errors = import(&system(&t), &path, profile, false).await.unwrap_err();
            told.extend(errors.into_iter().map(|error| format!("{:?} {}", error.path, error.message)));
        }
        assert_json!(serde_json::json!(told), ["[\"profile\"] Line 1 of the profile: invalid type: integer `1`, expected a string.", "[\"profile\"] Record `widget`: `widget` is not a target; the targets are agency, employer, establishment, contact, affiliation, program, engagement, contribution, partnership, meeting, attendee, credential, completer, hire, competency_list, competency_edition, affirmation, opening.", "[\"file\"] The file has no column `Bonds` and no column `ID` and no column `Lead` and no column `Parent` and no column `Site` and no column `Tags`; its columns are `Name`, `City`. Is it the right file?", "[\"file\"] Line 2: a quoted cell begins here and is never closed; a quote is missing.", "[\"file\"] The file is empty."]);
        assert_eq!(dump(&t).await, before);
        assert_eq!(entities::import_batch::Entity::find().count(t.app.db.read()).await.unwrap(), 0);
    }

    async fn two_records_of_a_key_are_never_merged(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        for _ in 0..2 {
            let create = "mutation { employerCreate(input: {name: \"Acme\"}, allowDuplicates: true) { userErrors { code } } }";
            sam.gql(create, serde_json::json!({})).await;
        }
        let profile = "name = \"names\"\n[[records]]\ntarget = \"employer\"\nmode = \"upsert\"\nkey = [\"name\"]\n\
                       [[fields]]\nto = \"employer.name\"\ncolumn = \"Name\"\n";
        let path = file(&t, "names.csv", "Name,City\nACME,x\nBeta,y\n");
        let batch = import(&system(&t), &path, profile, false).await.unwrap();
        assert_json!(serde_json::json!(lines(&t, &batch).await), ["1 employer Failed: 2 records could be the employer `ACME`: the key of the profile does not tell them apart.", "2 employer Created: -"]);
    }
}
