//! Files and profiles that are no good: one clear sentence each, and nothing is written.

use entities::import_batch;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;

use super::{dump, file, import, system};
use crate::support::{TestApp, assert_json, on_both};

const GOOD: &str = "name = \"names\"\n[[records]]\ntarget = \"employer\"\nmode = \"upsert\"\nkey = [\"name\"]\n\
    [[fields]]\nto = \"employer.name\"\ncolumn = \"Name\"\n";

/// What is told; nothing is written meanwhile.
async fn told(t: &TestApp, bytes: &[u8], profile: &str) -> Vec<String> {
    let path = file(t, "bad.csv", "");
    std::fs::write(&path, bytes).unwrap();
    let before = dump(t).await;
    let mut told = Vec::new();
    for dry_run in [true, false] {
        let errors = import(&system(t), &path, profile, dry_run).await.unwrap_err();
        told = errors
            .into_iter()
            .map(|error| format!("{}: {}", error.path.join("."), error.message))
            .collect();
    }
    assert_eq!(dump(t).await, before);
    assert_eq!(
        import_batch::Entity::find().count(t.app.db.read()).await.unwrap(),
        0
    );
    told
}

on_both! {
    async fn a_file_that_is_no_table_is_told_in_a_sentence(t: TestApp) {
        let huge = format!("Name,City\nAcme,{}\n", "x".repeat(1_000_001));
        let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 1]].concat();
        let mut all = Vec::new();
        for bytes in [
            b"".as_slice(),
            b"\n\n  \n",
            b"Name,City\nAcme,\"Turlock\nBeta,Hanford\n",
            b"Name,City\nAcme,\"Tur\nlock\"x\nBeta,\"Hanford\"\n",
            b"City,Country\nTurlock,USA\n",
            &picture,
            b"PK\x03\x04 this is no workbook",
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
            huge.as_bytes(),
        ] {
            all.push(told(&t, bytes, GOOD).await);
        }
        assert_json!(json!(all), [["file: The file is empty."], ["file: The file has no rows: not even a header."], ["file: Line 2: a quoted cell begins here and is never closed; a quote is missing."], ["file: Line 2: a quoted cell begins here and is closed in the middle of a cell on line 3; a quote is missing or too many."], ["file: The file has no column `Name`; its columns are `City`, `Country`. Is it the right file?"], ["file: The file is not text: it holds zero bytes. Save it as CSV (UTF-8) or XLSX."], ["file: The file looks like a workbook, but cannot be read as one. Open it in a spreadsheet and save it again as XLSX."], ["file: The file has no column `Name`; its columns are `%PDF-1.7`. Is it the right file?"], ["file: Line 2: a cell that begins here is longer than a million bytes; is this a table?"]]);
    }

    async fn a_profile_that_is_wrong_is_told_in_a_sentence(t: TestApp) {
        let with = |more: &str| format!("{GOOD}{more}");
        let mut all = Vec::new();
        for profile in [
            String::new(),
            "name = \"x".to_owned(),
            "name = \"x\"\n".to_owned(),
            with("[[fields]]\nto = \"employer.nmae\"\ncolumn = \"City\"\n"),
            with("[[fields]]\nto = \"employer.website\"\ncolum = \"City\"\n"),
            GOOD.replace("key = [\"name\"]\n", ""),
            GOOD.replace("key = [\"name\"]", "key = [\"website\"]"),
            GOOD.replace("upsert", "merge"),
            GOOD.replace("employer", "company"),
            with("[[fields]]\nto = \"employer.status\"\ncolumn = \"City\"\n[fields.values]\n\"Turlock\" = \"OPEN\"\n"),
            with("[[fields]]\nto = \"employer.external.hub\"\ncolumn = \"City\"\n").replace("key = [\"name\"]", "key = [\"name\"]\nkey-or-empty = [\"external.hub\", \"phone\"]"),
            GOOD.replace("employer", "competency_list").replace("competency_list.name", "competency_list.title").replace("key = [\"name\"]", "key = [\"title\"]"),
        ] {
            all.push(told(&t, b"Name,City\nAcme,Turlock\n", &profile).await);
        }
        assert_json!(json!(all), [["profile: Line 1 of the profile: missing field `name`."], ["profile: Line 1 of the profile: invalid basic string, expected `\"`."], ["profile: The profile has no [[records]]: it would import nothing."], ["profile: `employer.nmae`: employer has no such field; its fields are name, legal_name, parent, status, naics_code, website, phone, description, tags, fair_chance, fair_chance_note, fidelity_bond_count, excluded_by_law_note, lead_agency and external.<system>."], ["profile: Line 11 of the profile: unknown field `colum`, expected one of `to`, `column`, `columns`, `join`, `value`, `record`, `required`, `report-empty`, `default`, `empty`, `refuse`, `values`, `otherwise`, `dates`, `utc-offset`, `decimal-comma`, `separators`, `keep-blanks`."], ["profile: Record `employer` needs a `key`: the fields that find the record that is there already."], ["profile: Record `employer`: the key field `website` is not fed by any [[fields]] entry."], ["profile: Record `employer`: `merge` is not a mode; the modes are upsert, if-missing, reference."], ["profile: Record `company`: `company` is not a target; the targets are agency, employer, establishment, contact, affiliation, program, engagement, contribution, partnership, meeting, attendee, credential, completer, hire, competency_list, competency_edition, affirmation, opening."], ["profile: `employer.status`: value is `OPEN`; expected is one of PROSPECT, ACTIVE, DORMANT, CLOSED."], ["profile: Record `employer`: the key field `phone` is not fed by any [[fields]] entry.", "profile: Record `employer`: `external.hub` cannot be empty as part of a key; list it under `key`."], ["profile: Record `competency_list`: a competency_list is only looked up; give it the mode `reference`."]]);
    }
}
