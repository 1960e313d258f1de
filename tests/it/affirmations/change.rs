//! Correcting affirmations, and their trash.

use entities::user_account::UserRole;
use serde_json::json;

use super::{affirmed, firm, person, states};
use crate::{
    competencies,
    credentials::credential,
    support::{assert_json, on_both},
};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: AffirmationUpdateInput!) { affirmationUpdate(id: $id, version: $version, input: $input) {
    affirmation { occupation { code } answer affirmedOn expiresOn note version contact { name } rejectedCompetencies { text } }
    changes { field before after } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { affirmationTrash(id: $id, version: $version) {
    affirmation { state version trashedAt } userErrors { code path message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { affirmationRestore(id: $id, version: $version) {
    affirmation { state version trashedAt } userErrors { code path message } } }";

on_both! {
    async fn it_is_corrected_by_whose_record_it_is(t: TestApp) {
        let (sam, tom) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let acme = firm(&sam, "Acme").await;
        person(&sam, &acme.0, "Ben").await;
        let license = credential(&sam, "RN license", json!({})).await;
        let id = affirmed(&sam, &acme, json!({ "credentialId": license, "note": "By phone" })).await;
        let change = json!({ "occupation": "29-1171", "answer": "NOT_VALUED", "affirmedOn": "2026-11-03", "note": null });
        let mut seen = Vec::new();
        for (user, id, version, input) in [
            (&sam, &id, 1, change),
            (&sam, &id, 1, json!({ "answer": "REQUIRED" })),
            (&tom, &id, 2, json!({ "answer": "REQUIRED" })),
            (&sam, &id, 2, json!({ "expiresOn": "2026-11-03" })),
            (&sam, &id, 2, json!({ "affirmedOn": "2028-11-01" })),
            (&sam, &id, 2, json!({ "affirmedOn": "2019-06-01", "expiresOn": "2021-06-01" })),
            (&sam, &json!("affirmation_00000000000000000000000000000007"), 1, json!({})),
        ] {
            let mut data = user.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await;
            seen.push(data["affirmationUpdate"].take());
        }
        let conflict = json!({"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]});
        let now = json!({"affirmedOn": "2026-11-03", "answer": "NOT_VALUED", "contact": {"name": "Ann of Acme"}, "expiresOn": "2028-11-01", "note": null, "occupation": {"code": "29-1171"}, "rejectedCompetencies": [], "version": 2});
        let refused = |code: &str, message: &str, path: serde_json::Value| json!({"affirmation": null, "changes": [], "userErrors": [{"code": code, "message": message, "path": path}]});
        assert_json!(json!(seen), [
            {"affirmation": now, "changes": [{"after": "29-1171", "before": "29-1141", "field": "socCode"}, {"after": "NOT_VALUED", "before": "REQUIRED", "field": "answer"}, {"after": "2026-11-03", "before": "2026-11-01", "field": "affirmedOn"}, {"after": null, "before": "By phone", "field": "note"}], "userErrors": []},
            {"affirmation": now, "changes": [], "userErrors": [conflict]},
            refused("FORBIDDEN", "Your role does not allow this.", json!([])),
            refused("INVALID", "It counts for a day after it was said at least.", json!(["input", "expiresOn"])),
            refused("INVALID", "This must be a day from 1900 to today.", json!(["input", "affirmedOn"])),
            refused("INVALID", "This person did not work for the employer on 2019-06-01.", json!(["input", "contactId"])),
            refused("NOT_FOUND", "There is no such record, or it is not visible to you.", json!([]))
        ]);
    }

    async fn single_competencies_are_rejected(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = firm(&sam, "Acme").await;
        let list = competencies::list(&sam, "Skills").await;
        let edition = competencies::edition(&sam, &list, "2026", "2026-06-01").await;
        let [one, other] = [0, 1].map(|place| edition["competencies"][place]["id"].clone());
        let id = affirmed(&sam, &acme, json!({ "competencyEditionId": edition["id"], "rejectedCompetencyIds": [one] })).await;
        let mut seen = Vec::new();
        for (version, list) in [(1, json!([other, one])), (2, json!([other, one])), (2, json!([])), (3, json!(["x"]))] {
            let input = json!({ "rejectedCompetencyIds": list });
            let data = sam.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await;
            let it = &data["affirmationUpdate"];
            seen.push(json!([it["affirmation"]["version"], it["affirmation"]["rejectedCompetencies"], it["changes"][0]["field"], it["userErrors"][0]["code"]]));
        }
        let both = json!([{"text": "Reads a drawing"}, {"text": "Measures"}]);
        assert_json!(json!(seen), [[2, both, "rejectedCompetencies", null], [2, both, null, null], [3, [], "rejectedCompetencies", null], [null, null, null, "NOT_FOUND"]]);
        let ada = t.user(UserRole::Admin).await;
        let query = "query($id: ID!) { auditEntries(where: {subjectId: $id}) { nodes { action changes { field before after } } } }";
        let entries = ada.gql(query, json!({ "id": id })).await;
        let rejected: Vec<_> = entries["auditEntries"]["nodes"].as_array().unwrap().iter()
            .flat_map(|entry| entry["changes"].as_array().unwrap())
            .filter(|change| change["field"] == "rejectedCompetencies")
            .map(|change| json!([change["before"], change["after"]]))
            .collect();
        let text = |ids: &[&serde_json::Value]| json!(ids.iter().map(|id| id.as_str().unwrap()).collect::<Vec<_>>().join(", "));
        assert_eq!(rejected, [json!([text(&[&one, &other]), null]), json!([text(&[&one]), text(&[&one, &other])]), json!([null, text(&[&one])])]);
    }

    async fn in_the_trash_it_counts_for_nothing_and_replaces_nothing(t: TestApp) {
        let (sam, tom) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let acme = firm(&sam, "Acme").await;
        let license = credential(&sam, "RN license", json!({})).await;
        let first = affirmed(&sam, &acme, json!({ "credentialId": license })).await;
        let id = affirmed(&sam, &acme, json!({ "credentialId": license, "answer": "PREFERRED", "affirmedOn": "2026-11-02" })).await;
        assert_json!(json!(states(&sam, &[&first, &id]).await), ["SUPERSEDED", "CURRENT"]);
        let mut seen = Vec::new();
        for (user, query, version) in [(&sam, RESTORE, 1), (&tom, TRASH, 1), (&sam, TRASH, 7), (&sam, TRASH, 1), (&sam, TRASH, 2), (&sam, UPDATE, 2)] {
            let mut data = user.gql(query, json!({ "id": id, "version": version, "input": {} })).await;
            let payload = data.as_object_mut().unwrap().values_mut().next().unwrap().take();
            seen.push(json!([payload["affirmation"], payload["userErrors"][0]["code"], payload["userErrors"][0]["path"]]));
        }
        assert_json!(json!(seen), [
            [null, "STATE", ["id"]], [null, "FORBIDDEN", []], [{"state": "CURRENT", "trashedAt": null, "version": 1}, "CONFLICT", ["version"]],
            [{"state": null, "trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, null, null], [null, "STATE", ["id"]], [null, "STATE", ["id"]]
        ]);
        assert_json!(json!(states(&sam, &[&first, &id]).await), ["CURRENT", null]);
        let lists = "{ live: affirmations { nodes { answer } } gone: affirmations(trashed: true) { nodes { answer } }
            none: affirmations(trashed: true, where: {state: [CURRENT, STALE, EXPIRED, SUPERSEDED]}) { nodes { answer } } }";
        assert_json!(sam.gql(lists, json!({})).await, {"gone": {"nodes": [{"answer": "PREFERRED"}]}, "live": {"nodes": [{"answer": "REQUIRED"}]}, "none": {"nodes": []}});
        assert_json!(sam.gql(RESTORE, json!({ "id": id, "version": 2 })).await["affirmationRestore"], {"affirmation": {"state": "CURRENT", "trashedAt": null, "version": 3}, "userErrors": []});
        assert_json!(json!(states(&sam, &[&first, &id]).await), ["SUPERSEDED", "CURRENT"]);
    }
}
