//! Completers and hires from a college's own lists: in, again, changed, taken back, and seen by nobody else.

use api::{
    error::Error,
    imports::{
        ops::{self, Request},
        profiles,
    },
};
use entities::{import_row, user_account::UserRole};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};

use super::{acting, dump, file, import, lines, numbers, system};
use crate::{
    completers::completer,
    credentials::credential,
    engagements::employer,
    hires::{employed, hired},
    programs::program,
    support::{TestApp, User, assert_json, on_both},
};

/// With what such lists hold besides: names and days of birth.
const COMPLETERS: &str = "reference,programName,programSchool,completedOn,credentialName,credentialOn,exitedOn,isExcluded,note,Student,Born
S-1,Welding,,6/12/2024,AWS Welder,2024-06-20,2024-06-30,no,Fine,Ana Reyes,5/3/1994
s-1,Nursing,North,2024-12-01,,,,,,Ana Reyes,
S-2,welding,,2024-06-12,,,,yes,,Bo Reyes,,beyond Reyes
S-2,Welding,,2024-06-13,,,,,,,
S-3,Baking,,2024-06-12,,,,,,,
S-4,Welding,,2031-01-01,,,,,,,
123-45-6789,Welding,,2024-06-12,,,,,,,
S-5,Welding,,,,,,,,,
S-6,Welding,,2024-06-12,,2024-06-13,,,,,
S-7,Welding,,2024-06-12,Unheard of,,,,,,
S-8,Welding,,2024-06-12,,,,,born on 3 May 1994,,
,Welding,,2024-06-12,,,,,,,
S-9,Nursing,,2024-06-12,,,,,,,
";
const HIRES: &str = "completerReference,programName,programSchool,employerName,establishmentName,socCode,startedOn,endedOn,hourlyWage,hoursPerWeek,isInField,source,note,Student
S-1,Welding,,Acme,Plant 1,51-4121,7/15/2024,,$21.50,40,yes,EMPLOYER,Night shift,Ana Reyes
S-1,Welding,,Acme,,51-4122,2024-07-15,,,,,,,
S-1,Nursing,North,Acme,,29-1141,2025-01-06,,,,,,,
S-2,Welding,,Beta,,51-4121,2024-07-15,2024-07-01,,,,,,
S-9,Welding,,Acme,,51-4121,2024-07-15,,,,,,,
S-2,Welding,,Acme,,welding,2024-07-15,,,,,,,
S-2,Welding,,Acme,,51-4121,2024-07-15,,1500,,,,,
S-2,Welding,,Gamma,,51-4121,2024-07-15,,,,,,SSN 123-45-6789,
";

fn profile(name: &str) -> &'static str {
    profiles::by_name(name).expect("shipped")
}

/// Two programs of the college, one of the name at another college, and a credential.
async fn world(cora: &User<'_>, kim: &User<'_>) {
    program(cora, json!({ "name": "Welding" })).await;
    program(cora, json!({ "name": "Nursing", "school": "North" })).await;
    program(kim, json!({ "name": "Welding" })).await;
    credential(cora, "AWS Welder", json!({})).await;
}

async fn rows(t: &TestApp) -> String {
    let rows = import_row::Entity::find()
        .order_by_asc(import_row::Column::Id)
        .all(t.app.db.read())
        .await
        .expect("rows");
    format!("{rows:?}")
}

on_both! {
    async fn completers_come_in_once_by_reference_and_program(t: TestApp) {
        let (cora, kim) = (t.user(UserRole::Convener).await, t.user(UserRole::Convener).await);
        world(&cora, &kim).await;
        let cx = acting(&t, &cora, UserRole::Convener);
        let (path, text) = (file(&t, "completers.csv", COMPLETERS), profile("guildhall-completers"));
        let before = dump(&t).await;
        let dry = import(&cx, &path, text, true).await.unwrap();
        assert_eq!(dump(&t).await, before, "a dry run changes nothing");
        let real = import(&cx, &path, text, false).await.unwrap();
        let told = lines(&t, &real).await;
        assert_eq!((&dry.report, lines(&t, &dry).await), (&real.report, told.clone()));
        assert_json!(json!([numbers(&real), told]), [[["completer", [3, 0, 0, 10]]], ["1 completer Created: -", "2 completer Created: -", "3 completer Created: The row has more cells than the header.", "4 completer Failed: Row 3 of this file has filled the same completer with other values.", "5 completer Failed: There is no program `Baking`.", "6 completer Failed: The completer's `completedOn`: This must be a day from 1990 to today.", "7 completer Failed: The completer's `reference`: This holds what looks like a Social Security number. Such numbers are not kept here: take it out.", "8 completer Failed: `completedOn` is empty, but the completer needs its `completed_on`.", "9 completer Failed: The completer's `credentialId`: Say which credential was earned on this day.", "10 completer Failed: There is no credential `Unheard of`.", "11 completer Failed: The completer's `note`: This holds what looks like a date of birth. Such dates are not kept here: take it out.", "12 completer Failed: `reference` is empty, but the completer needs its `reference`.", "13 completer Failed: There is no program `Nursing`."]]);
        let stored = dump(&t).await;
        let again = import(&cx, &path, text, false).await.unwrap();
        assert_eq!(dump(&t).await, stored, "importing again changes nothing");
        assert_json!(json!(numbers(&again)), [["completer", [0, 0, 3, 10]]]);
        let query = "{ completers(orderBy: [{completedOn: ASC}]) { nodes { reference program { name } completedOn credential { name } credentialOn exitedOn isExcluded note } } }";
        assert_json!(cora.gql(query, json!({})).await, {"completers": {"nodes": [{"completedOn": "2024-06-12", "credential": {"name": "AWS Welder"}, "credentialOn": "2024-06-20", "exitedOn": "2024-06-30", "isExcluded": false, "note": "Fine", "program": {"name": "Welding"}, "reference": "S-1"}, {"completedOn": "2024-06-12", "credential": null, "credentialOn": null, "exitedOn": null, "isExcluded": true, "note": null, "program": {"name": "Welding"}, "reference": "S-2"}, {"completedOn": "2024-12-01", "credential": null, "credentialOn": null, "exitedOn": null, "isExcluded": false, "note": null, "program": {"name": "Nursing"}, "reference": "s-1"}]}});
        // Names and days of birth that came along are kept nowhere.
        let kept = rows(&t).await;
        for taken_out in ["Reyes", "1994", "6789", "Student"] {
            assert!(!kept.contains(taken_out) && !stored.contains(taken_out), "{taken_out}: {kept}");
        }
        let reverted = ops::revert(&cx, real.id).await.unwrap();
        assert_eq!(reverted.message, None);
        assert_eq!(dump(&t).await, before, "taken back, all is as it was");
    }

    async fn hires_come_in_by_completer_employer_and_day(t: TestApp) {
        let (cora, kim) = (t.user(UserRole::Convener).await, t.user(UserRole::Convener).await);
        world(&cora, &kim).await;
        let cx = acting(&t, &cora, UserRole::Convener);
        let path = file(&t, "completers.csv", COMPLETERS);
        import(&cx, &path, profile("guildhall-completers"), false).await.unwrap();
        let (path, text) = (file(&t, "hires.csv", HIRES), profile("guildhall-hires"));
        let before = dump(&t).await;
        let dry = import(&cx, &path, text, true).await.unwrap();
        assert_eq!(dump(&t).await, before, "a dry run changes nothing");
        let real = import(&cx, &path, text, false).await.unwrap();
        let told = lines(&t, &real).await;
        assert_eq!((&dry.report, lines(&t, &dry).await), (&real.report, told.clone()));
        assert_json!(json!([numbers(&real), told]), [[["employer", [1, 0, 0, 0]], ["establishment", [1, 0, 0, 0]], ["hire", [2, 0, 0, 6]]], ["1 employer Created: -", "1 establishment Created: -", "1 hire Created: -", "2 hire Failed: Row 1 of this file has filled the same hire with other values.", "3 hire Created: -", "4 hire Failed: The hire's `endedOn`: It cannot end before it began.", "5 hire Failed: There is no completer `S-9`.", "6 hire Failed: `socCode` is `welding`; expected is a SOC code such as 29-1141.", "7 hire Failed: The hire's `hourlyWage`: This must be more than 0 and at most 1000.00.", "8 hire Failed: The hire's `note`: This holds what looks like a Social Security number. Such numbers are not kept here: take it out."]]);
        let stored = dump(&t).await;
        import(&cx, &path, text, false).await.unwrap();
        assert_eq!(dump(&t).await, stored, "importing again changes nothing");
        let query = "{ hires(orderBy: [{startedOn: ASC}]) { nodes { completer { reference program { name } } employer { name } establishment { name } occupation { code } startedOn hourlyWage { amount } hoursPerWeek isInField source note } } }";
        assert_json!(cora.gql(query, json!({})).await, {"hires": {"nodes": [{"completer": {"program": {"name": "Welding"}, "reference": "S-1"}, "employer": {"name": "Acme"}, "establishment": {"name": "Plant 1"}, "hourlyWage": {"amount": "21.50"}, "hoursPerWeek": "40.00", "isInField": true, "note": "Night shift", "occupation": {"code": "51-4121"}, "source": "EMPLOYER", "startedOn": "2024-07-15"}, {"completer": {"program": {"name": "Nursing"}, "reference": "s-1"}, "employer": {"name": "Acme"}, "establishment": null, "hourlyWage": null, "hoursPerWeek": null, "isInField": null, "note": null, "occupation": {"code": "29-1141"}, "source": "STAFF", "startedOn": "2025-01-06"}]}});
        let kept = rows(&t).await;
        assert!(!kept.contains("Reyes") && !kept.contains("6789"), "{kept}");
        // Another college finds none of them.
        let theirs = import(&acting(&t, &kim, UserRole::Convener), &path, text, false).await.unwrap();
        assert_eq!(lines(&t, &theirs).await[0], "1 hire Failed: There is no completer `S-1`.");
        assert_eq!(dump(&t).await, stored);
        // A raise is a change, and can be taken back with the rest.
        let raise = file(&t, "raise.csv", &HIRES.replace("$21.50", "22.75"));
        let raised = import(&cx, &raise, text, false).await.unwrap();
        assert_eq!(raised.rows_updated, 1, "{:?}", raised.report);
        ops::revert(&cx, raised.id).await.unwrap();
        assert_eq!(dump(&t).await, stored);
        ops::revert(&cx, real.id).await.unwrap();
        assert_eq!(dump(&t).await, before, "taken back, all is as it was");
    }

    async fn an_import_of_completers_is_their_agencys_alone(t: TestApp) {
        let (cora, kim) = (t.user(UserRole::Convener).await, t.user(UserRole::Admin).await);
        world(&cora, &kim).await;
        let path = file(&t, "completers.csv", COMPLETERS);
        let text = profile("guildhall-completers");
        let foreign = Request {
            path: path.clone(),
            file_name: "completers.csv".to_owned(),
            profile: text.to_owned(),
            dry_run: false,
            agency: Some(cora.agency_id),
            progress: None,
        };
        let refused = ops::run(&acting(&t, &kim, UserRole::Admin), &foreign).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
        let batch = import(&acting(&t, &cora, UserRole::Convener), &path, text, false).await.unwrap();
        let query = "query($id: ID!) { importBatch(id: $id) { fileName rows { nodes { reason } } } node(id: $id) { id } importBatches { nodes { id } totalCount { value } } }";
        let ask = async |user: &User<'_>| user.gql(query, json!({ "id": batch.id.to_string() })).await;
        let ada = t.user_of(cora.agency_id, UserRole::Admin).await;
        for own in [&cora, &ada] {
            let data = ask(own).await;
            assert_eq!(data["importBatch"]["fileName"], "test.csv");
            assert_eq!(data["importBatches"]["totalCount"]["value"], 1);
        }
        for role in [UserRole::Viewer, UserRole::Staff, UserRole::Convener, UserRole::Admin] {
            let other = t.user_of(kim.agency_id, role).await;
            let answer = other.ask(query, json!({ "id": batch.id.to_string() })).await;
            for secret in ["S-1", "S-3", "test.csv"] {
                assert!(!answer.text.contains(secret), "{role:?} {}", answer.text);
            }
            let data = &answer.json()["data"];
            assert_eq!((&data["importBatch"], &data["node"]), (&Value::Null, &Value::Null), "{role:?}");
            if role == UserRole::Admin {
                assert_eq!(data["importBatches"]["totalCount"]["value"], 0);
            }
        }
        let revert = "mutation($id: ID!) { importRevert(id: $id) { userErrors { code } } }";
        let data = kim.gql(revert, json!({ "id": batch.id.to_string() })).await;
        assert_eq!(data["importRevert"]["userErrors"][0]["code"], "NOT_FOUND");
    }

    async fn an_exit_that_employment_was_looked_up_for_is_not_put_back(t: TestApp) {
        let (cora, kim) = (t.user(UserRole::Convener).await, t.user(UserRole::Convener).await);
        world(&cora, &kim).await;
        let cx = acting(&t, &cora, UserRole::Convener);
        let text = profile("guildhall-completers");
        import(&cx, &file(&t, "one.csv", COMPLETERS), text, false).await.unwrap();
        let later = file(&t, "two.csv", &COMPLETERS.replace("2024-06-30", "2024-10-02"));
        let moved = import(&cx, &later, text, false).await.unwrap();
        assert_eq!(moved.rows_updated, 1);
        let query = "{ completers(where: {hasExited: true}) { nodes { id exitedOn } } }";
        let id = cora.gql(query, json!({})).await["completers"]["nodes"][0]["id"].clone();
        employed(&cora, &id, "Q2", json!({ "isNoneFound": true })).await;
        let reverted = ops::revert(&cx, moved.id).await.unwrap();
        assert_eq!(reverted.message.as_deref(), Some("1 record was left as it is; the row report says why."));
        assert_eq!(cora.gql(query, json!({})).await["completers"]["nodes"][0]["exitedOn"], "2024-10-02");
    }

    async fn whoever_imports_for_an_agency_finds_no_others_completers(t: TestApp) {
        let (cora, kim) = (t.user(UserRole::Convener).await, t.user(UserRole::Convener).await);
        let welding = program(&kim, json!({ "name": "Welding" })).await;
        let theirs = completer(&kim, &welding, "S-1", json!({})).await;
        hired(&kim, &theirs, &employer(&kim, "Acme").await, json!({})).await;
        let header = |text: &str| text.lines().next().unwrap().to_owned();
        let completers = header(COMPLETERS) + "\nS-1,Welding,,2024-06-13,,,,,Ours,,\n";
        let hires = header(HIRES) + "\nS-1,Welding,,Acme,,51-4121,2024-07-15,,,,,,Ours,\n";
        let files = [
            (file(&t, "completers.csv", &completers), "guildhall-completers"),
            (file(&t, "hires.csv", &hires), "guildhall-hires"),
        ];
        let run = async |path: &std::path::Path, name: &str| {
            let request = Request {
                path: path.to_owned(),
                file_name: "test.csv".to_owned(),
                profile: profile(name).to_owned(),
                dry_run: false,
                agency: Some(cora.agency_id),
                progress: None,
            };
            ops::run(&system(&t), &request).await.unwrap()
        };
        let before = dump(&t).await;
        for (path, name) in &files {
            let batch = run(path, name).await;
            let target = name.trim_start_matches("guildhall-").trim_end_matches('s');
            let reason = format!("1 {target} Failed: There is no program `Welding`.");
            assert_eq!(lines(&t, &batch).await, [reason]);
        }
        assert_eq!(dump(&t).await, before);
        // With a program of the name they become its own.
        program(&cora, json!({ "name": "Welding" })).await;
        for (path, name) in &files {
            let batch = run(path, name).await;
            assert_eq!((batch.rows_created, batch.rows_updated, batch.rows_failed), (1, 0, 0), "{name}: {:?}", batch.report);
        }
        let query = "{ completers { nodes { completedOn note } } hires { nodes { occupation { code } note } } }";
        assert_json!(kim.gql(query, json!({})).await, {"completers": {"nodes": [{"completedOn": "2024-06-12", "note": null}]}, "hires": {"nodes": [{"note": null, "occupation": {"code": "29-1141"}}]}});
        assert_json!(cora.gql(query, json!({})).await, {"completers": {"nodes": [{"completedOn": "2024-06-13", "note": "Ours"}]}, "hires": {"nodes": [{"note": "Ours", "occupation": {"code": "51-4121"}}]}});
    }
}
