//! Lists that hold records of several agencies, out and in again: another agency's stay as they are.

use api::{
    app::Cx,
    exports::kinds::List,
    imports::{ops, profiles},
};
use entities::{agency, import_batch, user_account::UserRole};
use sea_orm::EntityTrait;
use serde_json::json;

use super::{csv, policy::acting};
use crate::{
    affirmations::affirmed,
    credentials::credential,
    engagements::employer,
    openings::opening,
    programs::program,
    skill_gains::person,
    support::{TestApp, User, assert_json, on_both},
};

/// Imports the text for the user's agency.
async fn import(t: &TestApp, cx: &Cx, user: &User<'_>, profile: &str, text: &str) -> import_batch::Model {
    let path = t.app.config.data_dir.with_file_name("others.csv");
    std::fs::write(&path, text).expect("a file");
    let request = ops::Request {
        path,
        file_name: "others.csv".to_owned(),
        profile: profiles::by_name(profile).expect("shipped").to_owned(),
        dry_run: false,
        agency: Some(user.agency_id),
        progress: None,
    };
    ops::run(cx, &request).await.expect("an import")
}

/// How many records were made, changed and refused.
fn came(batch: &import_batch::Model) -> (i32, i32, i32) {
    (batch.rows_created, batch.rows_updated, batch.rows_failed)
}

/// The list with another note in the rows of the user's agency.
async fn edited(t: &TestApp, user: &User<'_>, written: &str) -> String {
    let agency = agency::Entity::find_by_id(user.agency_id)
        .one(t.app.db.read())
        .await
        .expect("an answer")
        .expect("an agency");
    let name = format!(",{},", agency.name);
    let edit = |line: &str| {
        if line.contains(&name) {
            line.replace("Said so", "Said again")
        } else {
            line.to_owned()
        }
    };
    written.lines().map(|line| edit(line) + "\n").collect()
}

on_both! {
    async fn anothers_rows_stay_its_own(t: TestApp) {
        let (cora, kim) = (t.user(UserRole::Convener).await, t.user(UserRole::Convener).await);
        let acme = employer(&cora, "Acme").await;
        let ann = person(&cora, "Ann Ash", &acme).await;
        let cna = credential(&cora, "CNA", json!({})).await;
        for user in [&cora, &kim] {
            let nursing = program(user, json!({ "name": "Nursing" })).await;
            opening(user, &acme, json!({ "visibility": "NETWORK", "note": "Said so" })).await;
            let more = json!({ "credentialId": cna, "programId": nursing, "note": "Said so" });
            affirmed(user, &(acme.clone(), ann.clone()), more).await;
        }
        let cx = acting(&t, &cora, UserRole::Convener);
        // As over the API, conveners may correct what other agencies' employers affirmed, and none of their openings.
        for (list, profile, outcome) in [
            (List::Openings, "guildhall-openings", (0, 0, 1)),
            (List::Affirmations, "guildhall-affirmations", (0, 1, 0)),
        ] {
            let written = csv(&cx, list).await.expect("an export");
            assert_eq!(written.lines().count(), 3, "{written}");
            let same = import(&t, &cx, &cora, profile, &written).await;
            assert_eq!(came(&same), (0, 0, 0), "{profile}: {written} {:?}", same.report);
            let own = import(&t, &cx, &cora, profile, &edited(&t, &cora, &written).await).await;
            assert_eq!(came(&own), (0, 1, 0), "{profile}: {:?}", own.report);
            let written = csv(&cx, list).await.expect("an export");
            assert_eq!(written.matches("Said again").count(), 1, "{written}");
            let theirs = import(&t, &cx, &cora, profile, &edited(&t, &kim, &written).await).await;
            assert_eq!(came(&theirs), outcome, "{profile}: {:?}", theirs.report);
            let after = csv(&cx, list).await.expect("an export");
            assert_eq!(after.lines().count(), 3, "{after}");
            assert_eq!(after == written, outcome.2 == 1, "{after}");
        }
    }

    async fn how_strongly_something_is_asked_for_stays(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let cna = credential(&cora, "CNA", json!({})).await;
        let words = json!([{ "text": "Reads; measures", "strength": "REQUIRED" }, { "credentialId": cna, "strength": "PREFERRED" }]);
        opening(&cora, &acme, json!({ "title": "Aide", "filled": 1, "requirements": words })).await;
        let cx = acting(&t, &cora, UserRole::Convener);
        let written = csv(&cx, List::Openings).await.expect("an export");
        let changed = written.replace(",Aide,5,1,", ",Aide,5,2,");
        assert_ne!(changed, written);
        let batch = import(&t, &cx, &cora, "guildhall-openings", &changed).await;
        assert_eq!(came(&batch), (0, 1, 0), "{:?}", batch.report);
        let query = "{ openings { nodes { filled requirements { credential { name } text strength } } } }";
        assert_json!(cora.gql(query, json!({})).await, {"openings": {"nodes": [{"filled": 2, "requirements": [{"credential": null, "strength": "REQUIRED", "text": "Reads; measures"}, {"credential": {"name": "CNA"}, "strength": "PREFERRED", "text": null}]}]}});
    }
}
