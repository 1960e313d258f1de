//! Completers and hires go out to their own agency alone, with names only where the deployment keeps them.

use api::{
    config::{CompleterFlags, Flags},
    error::Error,
    exports::kinds::List,
    imports::{ops, profiles},
};
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{csv, json as as_json, policy::acting};
use crate::{
    affirmations::affirmed,
    completers::completer,
    credentials::credential,
    engagements::employer,
    hires::hired,
    openings::opening,
    programs::program,
    skill_gains::person,
    support::{User, assert_json, on_both},
};

const CLOSED: [List; 2] = [List::Completers, List::Hires];

/// A completer and a hire of the user's agency.
async fn fill(sam: &User<'_>, more: Value) {
    let p = program(sam, json!({ "name": "Welding" })).await;
    let welder = credential(sam, "AWS Welder", json!({})).await;
    let acme = employer(sam, "Acme").await;
    let mut input = json!({ "credentialId": welder, "credentialOn": "2024-06-20", "exitedOn": "2024-06-30", "note": "=Fine" });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    let one = completer(sam, &p, "SECRET-17", input).await;
    hired(
        sam,
        &one,
        &acme,
        json!({ "hourlyWage": "31.07", "hoursPerWeek": "37.5", "isInField": true }),
    )
    .await;
}

on_both! {
    async fn a_colleges_completers_are_in_no_other_colleges_export(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Admin).await);
        fill(&sam, json!({})).await;
        for list in List::ALL {
            for role in [UserRole::Staff, UserRole::Convener, UserRole::Admin] {
                let other = t.user_of(kim.agency_id, role).await;
                let text = csv(&acting(&t, &other, role), list).await.expect("an export");
                assert!(!text.contains("SECRET-17") && !text.contains("31.07"), "{role:?} {}: {text}", list.name());
                if CLOSED.contains(&list) {
                    assert_eq!(text.lines().count(), 1, "{role:?} {}", list.name());
                }
            }
            let viewer = t.user_of(sam.agency_id, UserRole::Viewer).await;
            assert!(matches!(csv(&acting(&t, &viewer, UserRole::Viewer), list).await, Err(Error::Forbidden)));
        }
        for role in [UserRole::Staff, UserRole::Convener, UserRole::Admin] {
            let own = t.user_of(sam.agency_id, role).await;
            for list in CLOSED {
                let text = csv(&acting(&t, &own, role), list).await.expect("an export");
                assert_eq!(text.lines().count(), 2, "{role:?} {}", list.name());
                assert!(text.contains("SECRET-17"), "{text}");
            }
        }
        // How many there are the audit does not tell, which administrators of all agencies read.
        let entries = "{ auditEntries(where: {subjectType: [EXPORT]}, first: 100) { nodes { changes { field after isRestricted } } } }";
        let told = kim.gql(entries, json!({})).await["auditEntries"]["nodes"].take();
        let rows = |list: &str| {
            let of_list = told.as_array().expect("entries").iter().filter(|entry| entry["changes"][0]["after"] == list);
            of_list.map(|entry| entry["changes"][2].clone()).collect::<Vec<_>>()
        };
        for list in CLOSED {
            let untold = json!({ "field": "rows", "after": null, "isRestricted": true });
            assert!(!rows(list.name()).is_empty() && rows(list.name()).iter().all(|row| *row == untold), "{told}");
        }
    }

    async fn names_are_in_it_only_where_they_are_kept(t: TestApp) {
        let flags = |names: &str| Flags {
            completers: CompleterFlags {
                completer_names: Some(names.to_owned()),
                ..CompleterFlags::default()
            },
            ..Flags::default()
        };
        let t = t.restarted(flags("on")).await;
        let sam = t.user(UserRole::Staff).await;
        fill(&sam, json!({ "name": "Ana Reyes" })).await;
        let (id, agency_id) = (sam.id, sam.agency_id);
        let own = csv(&acting(&t, &sam, UserRole::Staff), List::Completers).await.expect("an export");
        assert!(own.contains("Ana Reyes"), "{own}");
        let kim = t.user(UserRole::Admin).await;
        let other = csv(&acting(&t, &kim, UserRole::Admin), List::Completers).await.expect("an export");
        assert!(!other.contains("Ana Reyes"), "{other}");
        let t = t.restarted(flags("off")).await;
        let user = api::actor::UserActor { id, agency_id, role: UserRole::Staff, door: api::actor::Door::CommandLine };
        let cx = api::app::Cx::new(&t.app, api::actor::Actor::User(user), None);
        let own = csv(&cx, List::Completers).await.expect("an export");
        assert!(own.contains("SECRET-17") && !own.contains("Ana Reyes"), "{own}");
    }

    async fn what_goes_out_comes_in_again(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        fill(&cora, json!({})).await;
        let acme = employer(&cora, "Beta").await;
        let ann = person(&cora, "Ann Ash", &acme).await;
        let welder = credential(&cora, "CNA", json!({})).await;
        let more = json!({ "occupation": "51-4121", "credentialId": welder, "answer": "PREFERRED", "affirmedOn": "2026-11-02", "note": "Said so" });
        affirmed(&cora, &(acme.clone(), ann), more).await;
        let words = json!([{ "credentialId": welder, "strength": "PREFERRED" }, { "text": "Reads; measures", "strength": "REQUIRED" }]);
        opening(&cora, &acme, json!({ "title": "Aide", "wageLow": "21.50", "requirements": words })).await;
        let cx = acting(&t, &cora, UserRole::Convener);
        for (list, profile) in [
            (List::Completers, "guildhall-completers"),
            (List::Hires, "guildhall-hires"),
            (List::Affirmations, "guildhall-affirmations"),
            (List::Openings, "guildhall-openings"),
        ] {
            let written = csv(&cx, list).await.expect("an export");
            let path = t.app.config.data_dir.with_file_name("again.csv");
            std::fs::write(&path, &written).expect("a file");
            let request = ops::Request {
                path,
                file_name: "again.csv".to_owned(),
                profile: profiles::by_name(profile).expect("shipped").to_owned(),
                dry_run: false,
                agency: Some(cora.agency_id),
                progress: None,
            };
            let batch = ops::run(&cx, &request).await.expect("an import");
            let came = (batch.rows_created, batch.rows_updated, batch.rows_failed);
            assert_eq!(came, (0, 0, 0), "{profile}: {written} {:?}", batch.report);
            assert!(batch.rows_unchanged > 0, "{profile}");
        }
        let mut lines = as_json(&cx, List::Hires).await.expect("an export");
        for key in ["id", "agencyName", "employerId"] {
            lines[0][key].take();
        }
        assert_json!(lines, [{"agencyKind": "COLLEGE", "agencyName": null, "completerReference": "SECRET-17", "employerId": null, "employerName": "Acme", "endedOn": null, "establishmentName": null, "hourlyWage": "31.07", "hoursPerWeek": "37.50", "id": null, "isInField": true, "note": null, "programName": "Welding", "programSchool": null, "socCode": "29-1141", "source": "STAFF", "startedOn": "2024-07-15"}]);
    }
}
