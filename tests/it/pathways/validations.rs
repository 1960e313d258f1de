//! Who stands behind an edge, and for how long.

use api::policy::Action;
use chrono::TimeDelta;
use entities::{ids::PathwayEdgeId, pathway_validation, user_account::UserRole};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use super::{UPDATE_STEP, VALIDATE, ladder};
use crate::{
    affirmations::person,
    support::{User, assert_json, on_both},
};

const REMOVE: &str = "mutation($edge: ID!, $employer: ID!, $version: Int!) {
    pathwayValidationRemove(pathwayEdgeId: $edge, employerId: $employer, version: $version) {
        pathwayEdge { state validations { employer { name } } } userErrors { code path message } } }";

fn edge_of(id: &Value) -> PathwayEdgeId {
    id.as_str().expect("an id").parse().expect("an edge")
}

/// The states of the first edge and of what was said of it.
async fn states(user: &User<'_>, map: &Value) -> Value {
    let query =
        "query($id: ID!) { pathwayMap(id: $id) { edges { state validations { employer { name } state } } } }";
    let edge = user.gql(query, json!({ "id": map })).await["pathwayMap"]["edges"][0].take();
    let validations = edge["validations"].as_array().expect("a list").iter();
    let said: Vec<String> = validations
        .map(|one| {
            format!(
                "{} {}",
                one["employer"]["name"].as_str().unwrap_or("nobody"),
                one["state"].as_str().unwrap()
            )
        })
        .collect();
    json!([edge["state"], said])
}

on_both! {
    async fn a_validation_counts_until_its_last_day(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut ladder = ladder(&sam).await;
        let [mercy, valley] = ladder.employers.clone();
        let [first, second] = ladder.edges.clone();
        let ann = person(&sam, &valley, "Ann Park").await;
        let input = json!({ "employerId": valley, "contactId": ann, "expiresOn": "2026-12-01", "note": " Said at the council " });
        assert_json!(ladder.map.validated(&first, input).await, {"state": "VALIDATED", "validations": [{"agency": {"kind": "COLLEGE"}, "contact": {"name": "Ann Park"}, "employer": {"name": "Valley Care Home"}, "expiresOn": "2026-12-01", "note": "Said at the council", "state": "CURRENT", "validatedOn": "2026-11-24"}, {"agency": {"kind": "COLLEGE"}, "contact": null, "employer": {"name": "Mercy Hospital"}, "expiresOn": "2028-11-01", "note": null, "state": "CURRENT", "validatedOn": "2026-11-01"}]});
        ladder.map.validated(&second, json!({ "employerId": mercy, "validatedOn": "2026-11-24", "expiresOn": "2026-11-24" })).await;
        let mut seen = vec![states(&sam, &ladder.map.id).await];
        // From the 24th of November to the 1st of December, the next day, two years later, and the day after.
        for days in [7, 1, 700, 1] {
            t.clock.advance(TimeDelta::days(days));
            let eve = t.user(UserRole::Viewer).await;
            seen.push(states(&eve, &ladder.map.id).await);
        }
        assert_json!(json!(seen), [["VALIDATED", ["Valley Care Home CURRENT", "Mercy Hospital CURRENT"]], ["VALIDATED", ["Valley Care Home CURRENT", "Mercy Hospital CURRENT"]], ["VALIDATED", ["Valley Care Home EXPIRED", "Mercy Hospital CURRENT"]], ["VALIDATED", ["Valley Care Home EXPIRED", "Mercy Hospital CURRENT"]], ["LAPSED", ["Valley Care Home EXPIRED", "Mercy Hospital EXPIRED"]]]);
    }

    async fn other_credentials_make_it_stale_and_the_newer_word_counts(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut ladder = ladder(&sam).await;
        let [mercy, valley] = ladder.employers.clone();
        let edge = ladder.edges[0].clone();
        let mut seen = Vec::new();
        // Months and programs are not what they stand behind.
        ladder.map.edge_changed(&edge, json!({ "months": 9, "programIds": [] })).await;
        seen.push(states(&sam, &ladder.map.id).await);
        let preferred = json!([{ "credentialId": ladder.licenses[0], "requirement": "PREFERRED" }]);
        ladder.map.edge_changed(&edge, json!({ "credentials": preferred })).await;
        seen.push(states(&sam, &ladder.map.id).await);
        ladder.map.validated(&edge, json!({ "employerId": mercy })).await;
        seen.push(states(&sam, &ladder.map.id).await);
        let other = json!({ "id": ladder.steps[0], "version": ladder.map.version, "input": { "socCode": "31-1121" } });
        sam.gql(UPDATE_STEP, other).await;
        ladder.map.version += 1;
        seen.push(states(&sam, &ladder.map.id).await);
        let earlier = json!({ "edge": edge, "version": ladder.map.version, "input": { "employerId": mercy, "validatedOn": "2026-11-23" } });
        seen.push(sam.gql(VALIDATE, earlier).await["pathwayEdgeValidate"]["userErrors"].clone());
        for employer in [&mercy, &valley] {
            let remove = json!({ "edge": edge, "employer": employer, "version": ladder.map.version });
            seen.push(sam.gql(REMOVE, remove).await["pathwayValidationRemove"].clone());
            ladder.map.version += 1;
        }
        assert_json!(json!(seen), [["VALIDATED", ["Mercy Hospital CURRENT", "Valley Care Home CURRENT"]], ["STALE", ["Mercy Hospital STALE", "Valley Care Home STALE"]], ["VALIDATED", ["Mercy Hospital CURRENT", "Valley Care Home STALE"]], ["STALE", ["Mercy Hospital STALE", "Valley Care Home STALE"]], [{"code": "INVALID", "message": "What this employer said on 2026-11-24 is on record, and is newer.", "path": ["input", "validatedOn"]}], {"pathwayEdge": {"state": "STALE", "validations": [{"employer": {"name": "Valley Care Home"}}]}, "userErrors": []}, {"pathwayEdge": {"state": "UNVALIDATED", "validations": []}, "userErrors": []}]);
    }

    async fn every_word_stays_on_record_with_its_day(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let mut ladder = ladder(&sam).await;
        let [mercy, valley] = ladder.employers.clone();
        let edge = ladder.edges[0].clone();
        ladder.map.validated(&edge, json!({ "employerId": mercy, "validatedOn": "2026-11-20", "note": "Again" })).await;
        ladder.map.validated(&edge, json!({ "employerId": mercy, "validatedOn": "2026-11-20" })).await;
        let remove = json!({ "edge": edge, "employer": valley, "version": ladder.map.version });
        assert_eq!(sam.gql(REMOVE, remove).await["pathwayValidationRemove"]["userErrors"], json!([]));
        ladder.map.version += 1;
        assert_json!(states(&vera, &ladder.map.id).await, ["VALIDATED", ["Mercy Hospital CURRENT"]]);
        let query = "query($id: ID!) { pathwayMap(id: $id) { edges { validationHistory { employer { name } validatedOn state withdrawnOn note agency { kind } } } } }";
        let (statements, data) = t.statements(vera.gql(query, json!({ "id": ladder.map.id }))).await;
        let lines = |data: &Value, place: usize| -> Vec<Value> {
            let words = data["pathwayMap"]["edges"][place]["validationHistory"].as_array().expect("words").iter();
            words.map(|word| json!([word["employer"]["name"], word["validatedOn"], word["state"], word["withdrawnOn"], word["note"], word["agency"]["kind"]])).collect()
        };
        assert_json!(json!(lines(&data, 0)), [
            ["Mercy Hospital", "2026-11-20", "CURRENT", null, null, "COLLEGE"],
            ["Mercy Hospital", "2026-11-20", "REPLACED", null, "Again", "COLLEGE"],
            ["Mercy Hospital", "2026-11-01", "REPLACED", null, null, "COLLEGE"],
            ["Valley Care Home", "2026-11-01", "WITHDRAWN", "2026-11-24", null, "COLLEGE"]
        ]);
        assert_eq!(lines(&data, 1), Vec::<Value>::new());
        // However many edges have one: the token, the map, its steps, edges, occupations, credentials, words, all words, agencies.
        ladder.map.validated(&ladder.edges[1], json!({ "employerId": valley })).await;
        let (more, data) = t.statements(vera.gql(query, json!({ "id": ladder.map.id }))).await;
        assert_eq!((more, lines(&data, 1).len()), (statements, 1));
        // It says so again, and what was taken back stays taken back.
        ladder.map.validated(&edge, json!({ "employerId": valley, "validatedOn": "2026-11-10" })).await;
        let data = vera.gql(query, json!({ "id": ladder.map.id })).await;
        let seen: Vec<Value> = lines(&data, 0).iter().map(|line| json!([line[0], line[1], line[2]])).collect();
        assert_json!(json!(seen), [
            ["Mercy Hospital", "2026-11-20", "CURRENT"], ["Mercy Hospital", "2026-11-20", "REPLACED"], ["Valley Care Home", "2026-11-10", "CURRENT"],
            ["Mercy Hospital", "2026-11-01", "REPLACED"], ["Valley Care Home", "2026-11-01", "WITHDRAWN"]
        ]);
        // Who may not see employers learns that somebody said so.
        let token = t.user_with(sam.agency_id, UserRole::Staff, &[Action::PathwayRead]).await;
        let query = "query($id: ID!) { pathwayMap(id: $id) { edges { validationHistory { employer { name } state } } } }";
        let data = token.gql(query, json!({ "id": ladder.map.id })).await;
        assert_json!(data["pathwayMap"]["edges"][0]["validationHistory"][0], {"employer": null, "state": "CURRENT"});
    }

    async fn the_same_word_again_is_none_and_a_hundred_are_shown(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut ladder = ladder(&sam).await;
        let (edge, mercy) = (ladder.edges[0].clone(), ladder.employers[0].clone());
        let word = json!({ "employerId": mercy, "validatedOn": "2026-11-20", "note": "Again" });
        ladder.map.validated(&edge, word.clone()).await;
        let said = || pathway_validation::Entity::find().filter(pathway_validation::Column::EdgeId.eq(edge_of(&edge)));
        let before = said().count(t.app.db.read()).await.unwrap();
        let mut versions = Vec::new();
        for _ in 0..2 {
            let again = json!({ "edge": edge, "version": ladder.map.version, "input": word });
            let data = sam.gql(VALIDATE, again).await["pathwayEdgeValidate"].take();
            versions.push(json!([data["userErrors"], data["pathwayMap"]["version"], data["pathwayEdge"]["state"]]));
        }
        let same = json!([[], ladder.map.version, "VALIDATED"]);
        assert_eq!(json!(versions), json!([same, same]));
        assert_eq!(said().count(t.app.db.read()).await.unwrap(), before);
        let one = said().one(t.app.db.read()).await.unwrap().expect("a word");
        let many = (0..120).map(|turn| pathway_validation::ActiveModel {
            id: Set(t.app.ids.next()),
            note: Set(Some(format!("Word {turn}"))),
            ..pathway_validation::ActiveModel::from(one.clone()).reset_all()
        });
        pathway_validation::Entity::insert_many(many).exec_without_returning(t.app.db.maintenance()).await.unwrap();
        let query = "query($id: ID!) { pathwayMap(id: $id) { edges { validations { state } validationHistory { validatedOn } } } }";
        let seen = sam.gql(query, json!({ "id": ladder.map.id })).await["pathwayMap"]["edges"][0].take();
        let history = seen["validationHistory"].as_array().expect("words");
        assert_eq!((history.len(), &history[0]["validatedOn"]), (100, &json!("2026-11-20")));
        assert_eq!(seen["validations"].as_array().map(Vec::len), Some(2));
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let ladder = ladder(&sam).await;
        let (edge, version) = (&ladder.edges[1], ladder.map.version);
        let mercy = &ladder.employers[0];
        let mut errors = Vec::new();
        for (user, edge, version, input) in [
            (&sam, edge, version, json!({ "employerId": "nonsense", "contactId": "contact_00000000000000000000000000000007" })),
            (&sam, edge, version, json!({ "employerId": mercy, "validatedOn": "2026-11-26" })),
            (&sam, edge, version, json!({ "employerId": mercy, "validatedOn": "2026-11-20", "expiresOn": "2026-11-19" })),
            (&sam, edge, version, json!({ "employerId": mercy, "note": "born 1990-02-03" })),
            (&sam, edge, version - 1, json!({ "employerId": mercy })),
            (&sam, &json!("pathway_edge_00000000000000000000000000000007"), version, json!({ "employerId": mercy })),
            (&vera, edge, version, json!({ "employerId": mercy })),
        ] {
            let data = user.gql(VALIDATE, json!({ "edge": edge, "version": version, "input": input })).await;
            errors.push(data["pathwayEdgeValidate"]["userErrors"].clone());
        }
        for (user, version) in [(&sam, version), (&vera, version)] {
            let data = user.gql(REMOVE, json!({ "edge": edge, "employer": mercy, "version": version })).await;
            errors.push(data["pathwayValidationRemove"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "employerId"]}, {"code": "NOT_FOUND", "message": "There is no such contact.", "path": ["input", "contactId"]}], [{"code": "INVALID", "message": "This day has not come yet.", "path": ["input", "validatedOn"]}], [{"code": "INVALID", "message": "It cannot end before it was said.", "path": ["input", "expiresOn"]}], [{"code": "PERSONAL_DATA", "message": "This holds what looks like a date of birth. Such dates are not kept here: take it out.", "path": ["input", "note"]}], [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}], [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "NOT_FOUND", "message": "This employer has said nothing of this edge.", "path": ["employerId"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]]);
    }
}
