//! What employers say about credentials, and whom they seek: in, again, and taken back.

use api::imports::{ops, profiles};
use entities::{agency, user_account::UserRole};
use sea_orm::EntityTrait;
use serde_json::json;

use super::{acting, dump, file, import, lines, numbers, system};
use crate::{
    competencies::{edition, list},
    credentials::credential,
    programs::program,
    support::{assert_json, on_both},
};

const AFFIRMATIONS: &str = "employerName,contactName,contactEmail,socCode,credentialName,competencyList,competencyEdition,answer,affirmedOn,expiresOn,programName,programSchool,source,note,agencyName,agencyKind
Acme,Ann Ash,ann@acme.example,51-4121,AWS Welder,,,REQUIRED,11/1/2026,,Welding,,Letter,
Acme,Ann Ash,ann@acme.example,51-4121,,Welding skills,2026,PREFERRED,2026-11-01,2027-06-30,,,,
Acme,Ann Ash,ann@acme.example,51-4121,AWS Welder,Welding skills,2026,REQUIRED,2026-11-02,,,,,
Acme,Ann Ash,ann@acme.example,51-4121,,,,REQUIRED,2026-11-02,,,,,
Acme,Bob Birch,bob@acme.example,51-4121,AWS Welder,,,REQUIRED,2026-11-01,,,,,
Acme,Ann Ash,ann@acme.example,51-4121,AWS Welder,,,MAYBE,2026-11-03,,,,,
Acme,Ann Ash,ann@acme.example,51-4121,AWS Welder,,,REQUIRED,2018-11-01,2030-01-01,,,,
Acme,Ann Ash,ann@acme.example,51-4121,AWS Welder,,,REQUIRED,2019-11-01,,,,,
";
const OPENINGS: &str = "employerName,establishmentName,kind,socCode,title,positions,filled,demand,opensOn,closesOn,wageLow,wageHigh,minimumEducation,requirements,source,asOf,visibility,note,agencyName,agencyKind
Acme,Plant 1,OPENING,51-4121,Welder,5,1,NEW,12/1/2026,,$21.50,$24,SECONDARY,AWS Welder; Reads drawings,Talk,2026-11-20,NETWORK,
Acme,,OPENING,51-4121,,2,,REPLACEMENT,2026-12-01,,,,,,Talk,,,
Acme,,FORECAST,51-4121,,20,,NEW,2027-01-01,2027-12-31,,,,,Talk,,,
Acme,,FORECAST,51-4121,,20,,NEW,2027-01-02,,,,,,Talk,,,
Acme,,OPENING,51-4120,,2,,NEW,2026-12-01,,,,,,Talk,,,
Acme,,OPENING,51-4121,,0,,NEW,2026-12-02,,,,,,Talk,,,
Acme,,OPENING,51-4121,,2,,NEW,2026-12-03,,24,21,,,Talk,,,
Acme,,OPENING,51-4121,,2,,NEW,2026-12-04,,,,,,,,,
";
const PEOPLE: &str =
    "Employer,First name,Last name,Title,E-mail,Phone,Since,Until,Main contact,Do not contact
Acme,Ann,Ash,,ann@acme.example,,2020-01-01,,,
Acme,Bob,Birch,,bob@acme.example,,2020-01-01,2025-12-31,,
";

on_both! {
    async fn what_employers_affirm_comes_in_by_who_said_what_when(t: TestApp) {
        let (cora, kim) = (t.user(UserRole::Convener).await, t.user(UserRole::Convener).await);
        program(&cora, json!({ "name": "Welding" })).await;
        credential(&cora, "AWS Welder", json!({})).await;
        let skills = list(&cora, "Welding skills").await;
        edition(&cora, &skills, "2026", "2026-01-01").await;
        import(&system(&t), &file(&t, "people.csv", PEOPLE), profiles::by_name("people").unwrap(), false).await.unwrap();
        let cx = acting(&t, &cora, UserRole::Convener);
        let (path, text) = (file(&t, "said.csv", AFFIRMATIONS), profiles::by_name("guildhall-affirmations").unwrap());
        let before = dump(&t).await;
        let dry = import(&cx, &path, text, true).await.unwrap();
        assert_eq!(dump(&t).await, before, "a dry run changes nothing");
        let real = import(&cx, &path, text, false).await.unwrap();
        let told = lines(&t, &real).await;
        assert_eq!((&dry.report, lines(&t, &dry).await), (&real.report, told.clone()));
        assert_json!(json!([numbers(&real), told]), [[["affirmation", [2, 0, 0, 6]]], ["1 affirmation Created: -", "2 affirmation Created: -", "3 affirmation Failed: The affirmation needs either its `credential` or its `competency_edition`, one of them.", "4 affirmation Failed: The affirmation needs either its `credential` or its `competency_edition`, one of them.", "5 affirmation Failed: The affirmation's `contactId`: This person did not work for the employer on 2026-11-01.", "6 affirmation Failed: `answer` is `MAYBE`; expected is one of REQUIRED, PREFERRED, NOT_VALUED.", "7 affirmation Failed: The affirmation's `expiresOn`: What an employer said counts for five years at most; ask again then.", "8 affirmation Failed: The affirmation's `contactId`: This person did not work for the employer on 2019-11-01."]]);
        let stored = dump(&t).await;
        import(&cx, &path, text, false).await.unwrap();
        assert_eq!(dump(&t).await, stored, "importing again changes nothing");
        // Another agency heard the same: the record is its own.
        let theirs = import(&acting(&t, &kim, UserRole::Convener), &path, text, false).await.unwrap();
        assert_eq!((theirs.rows_created, theirs.rows_updated), (2, 0), "{:?}", theirs.report);
        ops::revert(&acting(&t, &kim, UserRole::Convener), theirs.id).await.unwrap();
        assert_eq!(dump(&t).await, stored);
        ops::revert(&cx, real.id).await.unwrap();
        assert_eq!(dump(&t).await, before, "taken back, all is as it was");
    }

    async fn openings_and_forecasts_come_in_by_employer_occupation_and_day(t: TestApp) {
        let (cora, kim) = (t.user(UserRole::Convener).await, t.user(UserRole::Convener).await);
        credential(&cora, "AWS Welder", json!({})).await;
        let cx = acting(&t, &cora, UserRole::Convener);
        let (path, text) = (file(&t, "openings.csv", OPENINGS), profiles::by_name("guildhall-openings").unwrap());
        let before = dump(&t).await;
        let dry = import(&cx, &path, text, true).await.unwrap();
        assert_eq!(dump(&t).await, before, "a dry run changes nothing");
        let real = import(&cx, &path, text, false).await.unwrap();
        let told = lines(&t, &real).await;
        assert_eq!((&dry.report, lines(&t, &dry).await), (&real.report, told.clone()));
        assert_json!(json!([numbers(&real), told]), [[["employer", [1, 0, 0, 0]], ["establishment", [1, 0, 0, 0]], ["opening", [3, 0, 0, 5]]], ["1 employer Created: -", "1 establishment Created: -", "1 opening Created: -", "2 opening Created: -", "3 opening Created: -", "4 opening Failed: The opening's `closesOn`: A forecast has an end: say for until when.", "5 opening Failed: The opening's `socCode`: This is a group of occupations; name one of them, such as 29-1141.", "6 opening Failed: The opening's `positions`: Write a number from 1 to 100,000.", "7 opening Failed: The opening's `wageHigh`: The highest wage cannot be below the lowest.", "8 opening Failed: `source` is empty, but the opening needs its `source`."]]);
        let query = "{ openings(orderBy: [{opensOn: ASC}]) { nodes { kind title positions filled visibility wageLow { amount } closesOn requirements { credential { name } text strength } } } }";
        assert_json!(cora.gql(query, json!({})).await, {"openings": {"nodes": [{"closesOn": null, "filled": 1, "kind": "OPENING", "positions": 5, "requirements": [{"credential": {"name": "AWS Welder"}, "strength": "REQUIRED", "text": null}, {"credential": null, "strength": "REQUIRED", "text": "Reads drawings"}], "title": "Welder", "visibility": "NETWORK", "wageLow": {"amount": "21.50"}}, {"closesOn": null, "filled": 0, "kind": "OPENING", "positions": 2, "requirements": [], "title": null, "visibility": "AGENCY", "wageLow": null}, {"closesOn": "2027-12-31", "filled": 0, "kind": "FORECAST", "positions": 20, "requirements": [], "title": null, "visibility": "AGENCY", "wageLow": null}]}});
        let stored = dump(&t).await;
        import(&cx, &path, text, false).await.unwrap();
        assert_eq!(dump(&t).await, stored, "importing again changes nothing");
        // Another agency's own openings are no business of the first one's records.
        let theirs = import(&acting(&t, &kim, UserRole::Convener), &path, text, false).await.unwrap();
        assert_eq!((theirs.rows_created, theirs.rows_updated), (3, 0), "{:?}", theirs.report);
        ops::revert(&acting(&t, &kim, UserRole::Convener), theirs.id).await.unwrap();
        let other = file(&t, "other.csv", &OPENINGS.replace("Reads drawings", "Drives"));
        let changed = import(&cx, &other, text, false).await.unwrap();
        assert_eq!(changed.rows_updated, 1, "{:?}", changed.report);
        ops::revert(&cx, changed.id).await.unwrap();
        assert_eq!(dump(&t).await, stored);
        ops::revert(&cx, real.id).await.unwrap();
        assert_eq!(dump(&t).await, before, "taken back, all is as it was");
    }

    async fn rows_of_two_agencies_make_an_opening_each(t: TestApp) {
        let (cora, kim) = (t.user(UserRole::Convener).await, t.user(UserRole::Convener).await);
        let mut text = OPENINGS.lines().next().unwrap().to_owned();
        for (user, positions) in [(&cora, 2), (&kim, 3)] {
            let agency = agency::Entity::find_by_id(user.agency_id).one(t.app.db.read()).await.unwrap().unwrap();
            text += &format!("\nAcme,,OPENING,51-4121,,{positions},,NEW,2026-12-01,,,,,,Talk,,,,{},COLLEGE", agency.name);
        }
        text += "\nAcme,,OPENING,51-4121,,4,,NEW,2026-12-01,,,,,,Talk,,,,No such college,COLLEGE\n";
        let (path, profile) = (file(&t, "two.csv", &text), profiles::by_name("guildhall-openings").unwrap());
        for outcome in ["Created", "Unchanged"] {
            let batch = import(&system(&t), &path, profile, false).await.unwrap();
            let told = lines(&t, &batch).await;
            let openings: Vec<&String> = told.iter().filter(|line| line.contains(" opening ")).collect();
            let expected = [
                format!("1 opening {outcome}: -"),
                format!("2 opening {outcome}: -"),
                "3 opening Failed: There is no agency `No such college, COLLEGE`.".to_owned(),
            ];
            assert_eq!(openings, expected.iter().collect::<Vec<_>>());
        }
        let query = "{ openings { nodes { positions } } }";
        assert_eq!(cora.gql(query, json!({})).await["openings"]["nodes"], json!([{ "positions": 2 }]));
        assert_eq!(kim.gql(query, json!({})).await["openings"]["nodes"], json!([{ "positions": 3 }]));
    }
}
