//! Frozen copies: kept as they stood, and known when somebody tampered with them.

use api::{app::Cx, db, error::Error, policy::Action};
use entities::{program, user_account::UserRole};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, Statement};
use serde_json::{Value, json};

use super::{file, region};
use crate::{
    cohorts::cohort,
    programs::program,
    support::{User, assert_json, on_both},
};

const FREEZE: &str = "mutation($id: ID!, $note: String) { evidenceFreeze(programId: $id, note: $note) {
    evidenceFile { id hash note } userErrors { code path message } } }";
const COPY: &str = "query($id: ID!) { evidenceFile(id: $id) { asOf frozenAt note hash isIntact state matchesRecords
    agency { kind } program { name } frozenBy { role } evidence { programName hash document sections { kind } } } }";

async fn frozen(user: &User<'_>, program: &Value, note: &str) -> Value {
    let data = user.gql(FREEZE, json!({ "id": program, "note": note })).await;
    assert_eq!(data["evidenceFreeze"]["userErrors"], json!([]));
    data["evidenceFreeze"]["evidenceFile"].clone()
}

on_both! {
    async fn a_copy_stays_as_it_stood(t: TestApp) {
        let (sam, stranger) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        let region = region(&sam).await;
        let today = file(&sam, &region.program).await;
        let first = frozen(&sam, &region.program, " Application 2027 ").await;
        assert_eq!((&first["hash"], &first["note"]), (&today["hash"], &json!("Application 2027")));
        t.clock.advance(chrono::TimeDelta::minutes(5));
        let second = frozen(&sam, &region.program, "Again").await;
        assert_eq!(second["hash"], first["hash"], "nothing changed");
        // Others see that there is a copy and whether it is what it was, not what it holds: some of that may be restricted by now.
        let closed = stranger.gql(COPY, json!({ "id": first["id"] })).await["evidenceFile"].clone();
        assert_eq!((&closed["hash"], &closed["isIntact"], &closed["evidence"]), (&today["hash"], &json!(true), &Value::Null));
        let copy = sam.gql(COPY, json!({ "id": first["id"] })).await["evidenceFile"].clone();
        assert_json!(json!([copy["asOf"], copy["frozenAt"], copy["isIntact"], copy["matchesRecords"], copy["agency"]["kind"], copy["program"]["name"], copy["frozenBy"]["role"]]),
            ["2026-11-24", "2026-11-24T20:00:00.000Z", true, true, "COLLEGE", "Nursing", "CONVENER"]);
        assert_eq!((&copy["evidence"]["hash"], &copy["evidence"]["document"]), (&today["hash"], &today["document"]));
        cohort(&sam, &region.program, json!({ "name": "Third", "startsOn": "2026-10-01", "seats": 5 })).await;
        let later = sam.gql(COPY, json!({ "id": first["id"] })).await["evidenceFile"].clone();
        assert_eq!((&later["matchesRecords"], &later["evidence"]), (&json!(false), &copy["evidence"]));
        assert_ne!(frozen(&sam, &region.program, "").await["hash"], first["hash"]);
        let list = "query($id: ID!) { program(id: $id) { evidenceFiles { nodes { note matchesRecords } totalCount { value } } } node(id: $id) { id } }";
        let listed = stranger.gql(list, json!({ "id": region.program })).await;
        assert_json!(listed["program"]["evidenceFiles"], {"nodes": [{"note": null, "matchesRecords": true}, {"note": "Again", "matchesRecords": false}, {"note": "Application 2027", "matchesRecords": false}], "totalCount": {"value": 3}});
        let node = "query($id: ID!) { node(id: $id) { ... on EvidenceFile { note } } }";
        assert_eq!(stranger.gql(node, json!({ "id": first["id"] })).await, json!({ "node": { "note": "Application 2027" } }));
    }

    async fn a_copy_of_an_earlier_day_still_matches_when_nothing_of_that_day_changed(t: TestApp) {
        let sam = t.user(UserRole::Convener).await;
        let region = region(&sam).await;
        let first = frozen(&sam, &region.program, "").await;
        t.clock.advance(chrono::TimeDelta::days(40));
        let copy = sam.gql(COPY, json!({ "id": first["id"] })).await["evidenceFile"].clone();
        assert_json!(json!([copy["asOf"], copy["matchesRecords"]]), ["2026-11-24", true]);
        assert_ne!(file(&sam, &region.program).await["hash"], first["hash"], "another day is another file");
    }

    async fn tampering_shows(t: TestApp) {
        let (sam, stranger) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let id = program(&sam, json!({ "name": "Nursing" })).await;
        let first = frozen(&sam, &id, "").await;
        let whole = frozen(&sam, &id, "Whole").await;
        let tampered = |sql: &str| format!("UPDATE evidence_file SET document = {sql} WHERE note IS NULL");
        let mut changes = vec![
            (tampered("REPLACE(document, 'Nursing', 'Welding')"), "ALTERED", json!("Welding")),
            (tampered("'torn'"), "UNREADABLE", json!(null)),
        ];
        if t.app.db.backend() == DbBackend::Sqlite {
            // It keeps bytes that are no text, as what they are or as what they are said to be.
            changes.push((tampered("x'7bff'"), "UNREADABLE", json!(null)));
            changes.push((tampered("CAST(x'7bff' AS TEXT)"), "UNREADABLE", json!(null)));
        }
        for (sql, state, evidence) in changes {
            let statement = Statement::from_string(t.app.db.backend(), &sql);
            t.app.db.maintenance().execute_raw(statement).await.expect("an update");
            let copy = sam.gql(COPY, json!({ "id": first["id"] })).await["evidenceFile"].clone();
            assert_eq!((&copy["isIntact"], &copy["state"], &copy["hash"]), (&json!(false), &json!(state), &first["hash"]), "{sql}");
            assert_eq!(copy["evidence"]["programName"], evidence, "{sql}");
            // The others are told as before, and so is this one to those who may not read it.
            let list = "query($id: ID!) { program(id: $id) { evidenceFiles { nodes { note state isIntact } } } }";
            let data = stranger.gql(list, json!({ "id": id })).await;
            let nodes = json!([{ "note": "Whole", "state": "INTACT", "isIntact": true }, { "note": null, "state": state, "isIntact": false }]);
            assert_eq!(data["program"]["evidenceFiles"]["nodes"], nodes, "{sql}");
        }
        assert_eq!(sam.gql(COPY, json!({ "id": whole["id"] })).await["evidenceFile"]["state"], "INTACT");
    }

    async fn copies_are_read_by_a_verb_of_their_own(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = program(&sam, json!({ "name": "Nursing" })).await;
        let first = frozen(&sam, &id, "").await;
        let (cora, vera) = (t.user_of(sam.agency_id, UserRole::Convener).await, t.user_of(sam.agency_id, UserRole::Viewer).await);
        let (kim, ada) = (t.user(UserRole::Convener).await, t.user(UserRole::Admin).await);
        let reads = [Action::AgencyRead, Action::EvidenceRead, Action::EvidenceCopyRead];
        let reader = t.user_with(sam.agency_id, UserRole::Staff, &reads).await;
        let keeper = t.user_with(sam.agency_id, UserRole::Staff, &[Action::EvidenceRead, Action::EvidenceFreeze]).await;
        let mut seen = Vec::new();
        for user in [&sam, &cora, &vera, &kim, &ada, &reader, &keeper] {
            let query = "query($id: ID!) { evidenceFile(id: $id) { hash evidence { programName } } }";
            let copy = user.gql(query, json!({ "id": first["id"] })).await["evidenceFile"].clone();
            assert_eq!(copy["hash"], first["hash"]);
            seen.push(copy["evidence"]["programName"].clone());
        }
        assert_json!(json!(seen), ["Nursing", "Nursing", null, null, "Nursing", "Nursing", null]);
        let denied = reader.gql(FREEZE, json!({ "id": id, "note": "" })).await;
        assert_eq!(denied["evidenceFreeze"]["userErrors"][0]["code"], "FORBIDDEN");
    }

    async fn a_file_is_read_of_one_moment(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        program(&sam, json!({ "name": "Nursing" })).await;
        let cx = t.app.system("a test");
        let count = async |cx: &Cx| program::Entity::find().count(cx.app.db.read()).await.map_err(Error::from);
        let counted = db::snapshot(&cx, async |within| {
            let first = count(within).await?;
            // Somebody writes meanwhile: nobody waits for anybody.
            program(&sam, json!({ "name": "Welding" })).await;
            Ok([first, count(within).await?, count(&cx).await?])
        });
        assert_eq!(counted.await.ok(), Some([1, 1, 2]));
        // The next one reads of its own moment, and what was asked is given back: there are fewer connections than that.
        for _ in 0..25 {
            let seen = db::snapshot(&cx, async |within| count(within).await).await;
            assert_eq!(seen.ok(), Some(2));
        }
        // Nothing is written in one.
        let written = db::snapshot(&cx, async |within| {
            Ok(within.app.db.read().execute_unprepared("DELETE FROM program_occupation").await.is_err())
        });
        assert_eq!(written.await.ok(), Some(true));
    }

    async fn only_the_agency_of_the_program_keeps_its_file(t: TestApp) {
        let (sam, kim, ada) = (t.user(UserRole::Staff).await, t.user(UserRole::Convener).await, t.user(UserRole::Admin).await);
        let vera = t.user_of(sam.agency_id, UserRole::Viewer).await;
        let id = program(&sam, json!({ "name": "Nursing" })).await;
        let gone = program(&sam, json!({ "name": "Welding" })).await;
        sam.gql("mutation($id: ID!) { programTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": gone })).await;
        let mut errors = Vec::new();
        for (user, program, note) in [
            (&kim, &id, "A".to_owned()),
            (&vera, &id, "A".to_owned()),
            (&sam, &gone, "A".to_owned()),
            (&sam, &json!("nonsense"), "A".to_owned()),
            (&sam, &id, "x".repeat(501)),
            (&sam, &id, "For 123-45-6789".to_owned()),
        ] {
            let data = user.gql(FREEZE, json!({ "id": program, "note": note })).await;
            assert_eq!(data["evidenceFreeze"]["evidenceFile"], Value::Null);
            let error = &data["evidenceFreeze"]["userErrors"][0];
            errors.push(json!([error["code"], error["path"]]));
        }
        assert_json!(json!(errors), [["FORBIDDEN", []], ["FORBIDDEN", []], ["STATE", ["programId"]], ["NOT_FOUND", ["programId"]], ["TOO_LONG", ["note"]], ["PERSONAL_DATA", ["note"]]]);
        let count = "query($id: ID!) { program(id: $id) { evidenceFiles { totalCount { value } } } }";
        assert_eq!(sam.gql(count, json!({ "id": id })).await["program"]["evidenceFiles"]["totalCount"]["value"], 0);
        frozen(&ada, &id, "").await;
        // The audit says that it was kept, and holds no copy of it.
        let entries = ada.gql("{ auditEntries(first: 5, where: {subjectType: [EVIDENCE_FILE]}) { nodes { action changes { field after isRestricted } } } }", json!({})).await;
        let changes = entries["auditEntries"]["nodes"][0]["changes"].as_array().unwrap().clone();
        let document = changes.iter().find(|change| change["field"] == "document").unwrap();
        assert_json!(json!([document["after"], document["isRestricted"]]), [null, true]);
    }
}
