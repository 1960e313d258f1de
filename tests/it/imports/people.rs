//! Contacts and where they work: found by address, in whatever encoding, brought in, added to, taken back.

use std::sync::Arc;

use api::{config::Database, imports::ops, imports::profiles};
use entities::{
    affiliation, contact_point, import_batch, import_batch::ImportStatus, user_account::UserRole,
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use serde_json::{Value, json};

use super::{dump, file, import, lines, numbers, system};
use crate::support::{TestApp, User, assert_json, on_both};

/// With the faults of real files: a heading twice, sentinels, rows too short and too long, a blank row.
const PEOPLE: &str = "Employer,First name,Last name,Title,E-mail,Phone,Since,Until,Main contact,Do not contact,Title
Acme,José,Núñez,Manager,jose@acme.example; j.nunez@home.example,(559) 555-0100 / 559-555-0101,3/1/2024,,yes,,Plant 1
Acme,Ann,Lee,Owner,ann@acme.example,0,,,yes,no,
,,,,,,,,,,
Acme,Bob,Roe,Clerk,N/A,555-0102,,,,,
Beta,Ann,Lee,Adviser,ann@acme.example,0,,,x,no,
Beta,Zoë,Fox,,zoe@beta.example,555-0199,13/45/2024,,,,
Beta,Kim,Day,-99999,kim@beta.example
Beta,Kim,Day,N/A,kim@beta.example,,,,,,,surplus
Beta,Kim,Day,Boss,kim@beta.example,,,,,,
N/A,Eve,Poe,,eve@beta.example,,,,,,
Acme,Kim,Day,,kim@acme.example,,2024-05-01,2024-04-01,,,
Acme,Kim,Day,,no address,,,,,,
";
const PEOPLE_OF: &str =
    "{ employers { nodes { name contacts(history: true) { nodes { title isPrimary fromOn contact {
    name givenName familyName doNotContact emails { address } phones { number } } } } } } }";

fn profile() -> &'static str {
    profiles::by_name("people").unwrap()
}

async fn bring_in(t: &TestApp, name: &str, text: &str) -> import_batch::Model {
    import(&system(t), &file(t, name, text), profile(), false)
        .await
        .unwrap()
}

/// The same table as other programs save it.
fn saved() -> [(&'static str, Vec<u8>); 3] {
    let windows = PEOPLE
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap());
    let windows: Vec<u8> = windows.collect();
    let crlf = String::from_utf8_lossy(PEOPLE.as_bytes()).replace('\n', "\r\n");
    let mut with_mark = vec![0xEF, 0xBB, 0xBF];
    with_mark.extend(crlf.bytes());
    [
        ("utf-8 with mark, CRLF", with_mark),
        ("utf-8, CR", PEOPLE.replace('\n', "\r").into_bytes()),
        ("windows-1252, LF", windows),
    ]
}

on_both! {
    async fn people_come_in_whatever_the_file_was_saved_by(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let empty = dump(&t).await;
        let mut first: Option<Vec<String>> = None;
        for (kind, bytes) in saved() {
            let path = file(&t, "people.csv", "");
            std::fs::write(&path, bytes).unwrap();
            let dry = import(&system(&t), &path, profile(), true).await.unwrap();
            assert_eq!(dump(&t).await, empty, "a dry run changes nothing: {kind}");
            let real = import(&system(&t), &path, profile(), false).await.unwrap();
            assert_eq!(dry.report, real.report, "{kind}");
            let told = lines(&t, &real).await;
            assert_eq!(lines(&t, &dry).await, told, "{kind}");
            assert_eq!(first.get_or_insert_with(|| told.clone()), &told, "{kind}");
            let stored = dump(&t).await;
            let again = import(&system(&t), &path, profile(), false).await.unwrap();
            assert_eq!(dump(&t).await, stored, "importing again changes nothing: {kind}");
            if kind == "windows-1252, LF" {
                assert_json!(json!([numbers(&real), told, numbers(&again), sam.gql(PEOPLE_OF, json!({})).await]), [[["affiliation", [4, 0, 1, 6]], ["contact", [3, 0, 2, 0]], ["employer", [2, 0, 0, 0]]], ["1 employer Created: -", "1 contact Created: -", "1 affiliation Created: -", "2 contact Created: -", "2 affiliation Created: -", "3 affiliation Failed: `E-mail` is empty, but the contact needs its `emails`.", "4 employer Created: -", "4 contact Unchanged: -", "4 affiliation Created: -", "5 affiliation Failed: `Since` is `13/45/2024`; expected is a date such as 03/04/2014 or 2014-03-04.", "6 contact Created: -", "6 affiliation Created: -", "7 contact Unchanged: The row has 1 more cells than the header: `surplus`.", "7 affiliation Unchanged: -", "8 affiliation Failed: Row 6 of this file has filled the same affiliation with other values.", "9 affiliation Failed: `Employer` is empty, but the employer needs its `name`.", "10 affiliation Failed: The affiliation's `toOn`: The last day there is before the first one.", "11 affiliation Failed: `E-mail` is `no address`; expected is an e-mail address such as ann@example.org."], [["affiliation", [0, 0, 5, 6]], ["contact", [0, 0, 5, 0]], ["employer", [0, 0, 2, 0]]], {"employers": {"nodes": [{"contacts": {"nodes": [{"contact": {"doNotContact": false, "emails": [{"address": "jose@acme.example"}, {"address": "j.nunez@home.example"}], "familyName": "Núñez", "givenName": "José", "name": "José Núñez", "phones": [{"number": "(559) 555-0100"}, {"number": "559-555-0101"}]}, "fromOn": "2024-03-01", "isPrimary": true, "title": "Manager"}, {"contact": {"doNotContact": false, "emails": [{"address": "ann@acme.example"}], "familyName": "Lee", "givenName": "Ann", "name": "Ann Lee", "phones": []}, "fromOn": null, "isPrimary": false, "title": "Owner"}]}, "name": "Acme"}, {"contacts": {"nodes": [{"contact": {"doNotContact": false, "emails": [{"address": "ann@acme.example"}], "familyName": "Lee", "givenName": "Ann", "name": "Ann Lee", "phones": []}, "fromOn": null, "isPrimary": true, "title": "Adviser"}, {"contact": {"doNotContact": false, "emails": [{"address": "kim@beta.example"}], "familyName": "Day", "givenName": "Kim", "name": "Kim Day", "phones": []}, "fromOn": null, "isPrimary": false, "title": null}]}, "name": "Beta"}]}}]);
            }
            for batch in [&again, &real] {
                let reverted = ops::revert(&system(&t), batch.id).await.unwrap();
                assert_eq!((reverted.status, reverted.message), (ImportStatus::Reverted, None));
            }
            assert_eq!(dump(&t).await, empty, "taken back: {kind}");
        }
    }

    async fn a_file_adds_to_a_person_and_takes_nothing_away(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let ann = by_hand(&sam).await;
        let before = dump(&t).await;
        t.clock.advance(chrono::TimeDelta::hours(1));
        let text = "Employer,First name,Last name,Title,E-mail,Phone,Since,Until,Main contact,Do not contact\n\
            Acme,Ann,Lee,President,ann@home.example; ann@new.example,559 555 0100,,,no,yes\n";
        let path = file(&t, "more.csv", text);
        let dry = import(&system(&t), &path, profile(), true).await.unwrap();
        let real = import(&system(&t), &path, profile(), false).await.unwrap();
        assert_eq!(lines(&t, &dry).await, lines(&t, &real).await);
        let query = "query($id: ID!) { contact(id: $id) { version doNotContact emails { address label } phones { number label } affiliations { nodes { title version isPrimary } } } }";
        let seen = sam.gql(query, json!({ "id": ann })).await;
        assert_json!(json!([numbers(&real), seen]), [[["affiliation", [0, 1, 0, 0]], ["contact", [0, 1, 0, 0]], ["employer", [0, 0, 1, 0]]], {"contact": {"affiliations": {"nodes": [{"isPrimary": false, "title": "President", "version": 2}]}, "doNotContact": true, "emails": [{"address": "ann@new.example", "label": null}, {"address": "ann@work.example", "label": "work"}, {"address": "ann@home.example", "label": "home"}], "phones": [{"label": "desk", "number": "(559) 555-0100"}], "version": 2}}]);
        let reverted = ops::revert(&system(&t), real.id).await.unwrap();
        assert_eq!(reverted.message, None);
        assert_eq!(dump(&t).await, before, "updates are taken back, every column");
    }

    async fn what_somebody_changed_after_an_update_is_kept(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let ann = by_hand(&sam).await;
        let text = "Employer,First name,Last name,Title,E-mail,Phone,Since,Until,Main contact,Do not contact\n\
            Acme,Ann,Lee,President,ann@work.example,559 555 0101,,,no,\nAcme,Eve,Poe,,eve@acme.example,,,,,\n";
        let batch = bring_in(&t, "more.csv", text).await;
        let update = "mutation($id: ID!) { contactUpdate(id: $id, version: 2, input: {emails: [{address: \"ann@mine.example\"}]}) { userErrors { code } contact { version } } }";
        let updated = sam.gql(update, json!({ "id": ann })).await;
        assert_json!(updated, { "contactUpdate": { "userErrors": [], "contact": { "version": 3 } } });
        let points = contact_point::Entity::find().order_by_asc(contact_point::Column::Id);
        let typed = points.clone().all(t.app.db.read()).await.unwrap();
        let reverted = ops::revert(&system(&t), batch.id).await.unwrap();
        assert_json!(json!([reverted.message, lines(&t, &reverted).await]), ["1 record was left as it is; the row report says why.", ["1 employer Unchanged: -", "1 contact Updated: It was changed since the import, and is left as it is.", "1 affiliation Reverted: -", "2 contact Reverted: -", "2 affiliation Reverted: -"]]);
        let left = points.all(t.app.db.read()).await.unwrap();
        let kept: Vec<_> = typed.into_iter().filter(|point| point.value != "eve@acme.example").collect();
        assert_eq!(left, kept, "what was typed stays");
    }

    async fn a_file_does_not_take_the_mark_of_the_primary_one(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        by_hand(&sam).await;
        let head = "Employer,First name,Last name,Title,E-mail,Phone,Since,Until,Main contact,Do not contact\n";
        let text = format!("{head}Acme,Eve,Poe,,eve@acme.example,,,,yes,\nGamma,Eve,Poe,,eve@acme.example,,,,yes,\nGamma,Bob,Roe,,bob@acme.example,,,,yes,\n");
        let first = bring_in(&t, "more.csv", &text).await;
        let again = bring_in(&t, "more.csv", &text).await;
        let rows = affiliation::Entity::find().order_by_asc(affiliation::Column::Id).all(t.app.db.read()).await.unwrap();
        let marks: Vec<_> = rows.iter().map(|row| (row.is_primary, row.version)).collect();
        assert_json!(json!([marks, numbers(&first), numbers(&again)]), [[[true, 1], [false, 1], [true, 1], [false, 1]], [["affiliation", [3, 0, 0, 0]], ["contact", [2, 0, 1, 0]], ["employer", [1, 0, 1, 0]]], [["affiliation", [0, 0, 3, 0]], ["contact", [0, 0, 3, 0]], ["employer", [0, 0, 2, 0]]]]);
    }
}

/// A person whom somebody typed, with labels.
async fn by_hand(sam: &User<'_>) -> Value {
    let acme = "mutation { employerCreate(input: {name: \"Acme\"}) { employer { id } } }";
    let acme = sam.gql(acme, json!({})).await["employerCreate"]["employer"]["id"].take();
    let create = "mutation($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } userErrors { message } } }";
    let input = json!({
        "name": "Ann Lee",
        "givenName": "Ann",
        "familyName": "Lee",
        "emails": [{ "address": "ann@work.example", "label": "work" }, { "address": "ann@home.example", "label": "home" }],
        "phones": [{ "number": "(559) 555-0100", "label": "desk" }],
        "affiliation": { "employerId": acme, "title": "Owner", "isPrimary": true },
    });
    let made = sam.gql(create, json!({ "input": input })).await;
    assert_eq!(made["contactCreate"]["userErrors"], json!([]));
    made["contactCreate"]["contact"]["id"].clone()
}

/// While a dry run works, another program can take SQLite's one writer.
#[tokio::test]
async fn a_dry_run_does_not_keep_the_writer_of_sqlite() {
    let t = TestApp::sqlite().await;
    let Database::Sqlite { path, .. } = t.app.config.database.clone() else {
        unreachable!("it is SQLite")
    };
    let url = format!("sqlite://{}", path.display());
    let probe = move |_| {
        let url = url.clone();
        let taken = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let db = sea_orm::Database::connect(url).await.expect("the file opens");
                db.execute_unprepared("BEGIN IMMEDIATE; ROLLBACK")
                    .await
                    .expect("the writer is free");
            });
        });
        taken.join().expect("the writer is free");
    };
    let request = ops::Request {
        path: file(&t, "people.csv", PEOPLE),
        file_name: "people.csv".to_owned(),
        profile: profile().to_owned(),
        dry_run: true,
        agency: None,
        progress: Some(Arc::new(probe)),
    };
    let batch = ops::run(&system(&t), &request).await.unwrap();
    assert_eq!(batch.status, ImportStatus::Done);
    let left = std::fs::read_dir(&t.app.config.data_dir).unwrap().count();
    assert_eq!(left, 0, "the copy is thrown away");
}
