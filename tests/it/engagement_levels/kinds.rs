//! The list of kinds of evidence: who may change what.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{level, seed};
use crate::{
    contributions::{contribution, employer},
    engagements::logged,
    support::{User, assert_json, on_both},
};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: LadderEvidenceKindUpdateInput!) { it: ladderEvidenceKindUpdate(id: $id, version: $version, input: $input) {
    ladderEvidenceKind { label level version } changes { field before after } userErrors { code path } } }";
const RETIRE: &str =
    "mutation($id: ID!, $version: Int!) { it: ladderEvidenceKindRetire(id: $id, version: $version) {
    ladderEvidenceKind { retiredAt version } userErrors { code path } } }";
const UNRETIRE: &str =
    "mutation($id: ID!, $version: Int!) { it: ladderEvidenceKindUnretire(id: $id, version: $version) {
    ladderEvidenceKind { retiredAt version } userErrors { code path } } }";

/// The id of the kind of this key.
async fn kind(user: &User<'_>, key: &str) -> Value {
    let data = user.gql("{ ladderEvidenceKinds { id key } }", json!({})).await;
    let kinds = data["ladderEvidenceKinds"].as_array().expect("kinds");
    let found = kinds.iter().find(|kind| kind["key"] == key);
    found.expect("the kind")["id"].clone()
}

on_both! {
    async fn they_are_seeded_once_and_stay_as_they_were_left(t: TestApp) {
        seed(&t).await;
        let (ada, vera) = (t.user(UserRole::Admin).await, t.user(UserRole::Viewer).await);
        let list = "{ ladderEvidenceKinds { key level sourceStatus position permissions { canUpdate } } }";
        let first = vera.gql(list, json!({})).await["ladderEvidenceKinds"].clone();
        assert_eq!(first.as_array().unwrap().len(), 19);
        assert_json!(json!([first[0], first[18]]), [
            {"key": "ENGAGEMENT", "level": "ADVISING", "permissions": {"canUpdate": false}, "position": 0, "sourceStatus": "UNVERIFIED"},
            {"key": "SEVERAL_PARTNERSHIPS", "level": "LEADING", "permissions": {"canUpdate": false}, "position": 18, "sourceStatus": "UNVERIFIED"}
        ]);
        let id = kind(&ada, "CHAMPION").await;
        let data = ada.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "level": "CONVENING" } })).await;
        assert_json!(data["it"], {"changes": [{"after": "CONVENING", "before": "LEADING", "field": "level"}], "ladderEvidenceKind": {"label": "Is a champion of a partnership", "level": "CONVENING", "version": 2}, "userErrors": []});
        seed(&t).await;
        let again = vera.gql(list, json!({})).await["ladderEvidenceKinds"].clone();
        assert_eq!(again.as_array().unwrap().len(), 19);
        assert_eq!(again[16]["level"], "CONVENING");
        let one = "query($id: ID!) { ladderEvidenceKind(id: $id) { key } node(id: $id) { __typename } }";
        assert_json!(vera.gql(one, json!({ "id": id })).await, {"ladderEvidenceKind": {"key": "CHAMPION"}, "node": {"__typename": "LadderEvidenceKind"}});
    }

    async fn what_they_show_moves_with_the_list_and_nobody_else_moves_it(t: TestApp) {
        seed(&t).await;
        let (ada, cora) = (t.user(UserRole::Admin).await, t.user(UserRole::Convener).await);
        let acme = employer(&cora, "Acme").await;
        logged(&cora, &acme, json!({ "visibility": "NETWORK" })).await;
        contribution(&cora, json!({ "employerId": acme, "activity": "GUEST_SPEAKER", "contributedOn": "2026-10-01" })).await;
        let id = kind(&ada, "WORK_BASED_LEARNING").await;
        let mut seen = Vec::new();
        for (user, query, version, input) in [
            (&cora, UPDATE, 1, json!({ "level": "LEADING" })),
            (&cora, RETIRE, 1, json!({})),
            (&ada, UPDATE, 1, json!({ "level": "CO_DESIGNING", "label": " " })),
            (&ada, UPDATE, 1, json!({ "level": "CO_DESIGNING" })),
            (&ada, RETIRE, 1, json!({})),
            (&ada, RETIRE, 2, json!({})),
            (&ada, RETIRE, 3, json!({})),
            (&ada, UNRETIRE, 3, json!({})),
        ] {
            let data = user.gql(query, json!({ "id": id, "version": version, "input": input })).await;
            let now = level(&cora, &acme).await;
            seen.push(json!([data["it"]["userErrors"][0]["code"], data["it"]["ladderEvidenceKind"]["version"], now[0]]));
        }
        assert_json!(json!(seen), [
            ["FORBIDDEN", null, "CAPACITY_BUILDING"], ["FORBIDDEN", null, "CAPACITY_BUILDING"], ["REQUIRED", null, "CAPACITY_BUILDING"],
            [null, 2, "CO_DESIGNING"], ["CONFLICT", 2, "CO_DESIGNING"], [null, 3, "ADVISING"], ["STATE", null, "ADVISING"], [null, 4, "CO_DESIGNING"]
        ]);
        let lists = "{ inUse: ladderEvidenceKinds { key } all: ladderEvidenceKinds(includeRetired: true) { key } }";
        let engagement = kind(&ada, "ENGAGEMENT").await;
        ada.gql(RETIRE, json!({ "id": engagement, "version": 1 })).await;
        let data = ada.gql(lists, json!({})).await;
        assert_eq!([&data["inUse"], &data["all"]].map(|list| list.as_array().unwrap().len()), [18, 19]);
        // Nobody types a level: no input knows one but that of the list.
        let sdl = api::schema::sdl();
        let inputs = sdl.split("\ninput ").skip(1).filter(|part| part.split("\n}").next().is_some_and(|body| body.contains(": LadderLevel")));
        let names: Vec<&str> = inputs.filter_map(|part| part.split(' ').next()).collect();
        assert_eq!(names, ["LadderEvidenceKindUpdateInput"]);
    }
}
