//! Changing engagements, and the trash.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{employer, logged};
use crate::support::{assert_json, on_both};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: EngagementUpdateInput!) {
    engagementUpdate(id: $id, version: $version, input: $input) {
        engagement { subject nextStep visibility version participants { user { id } } }
        changes { field before after isRestricted }
        userErrors { code path message }
    }
}";
const TRASH: &str = "mutation($id: ID!, $version: Int!) {
    engagementTrash(id: $id, version: $version) { engagement { version trashedAt } userErrors { code message } }
}";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) {
    engagementRestore(id: $id, version: $version) { engagement { version trashedAt } userErrors { code message } }
}";

fn vars(id: &Value, version: i32, input: Value) -> Value {
    json!({ "id": id, "version": version, "input": input })
}

on_both! {
    async fn a_change_names_the_fields_and_keeps_no_words_of_a_note(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = logged(&sam, &employer(&sam, "Acme").await, json!({ "body": "Secret" })).await;
        let input = json!({ "body": "Other secret", "channel": "EMAIL", "userIds": [sam.id.to_string()] });
        let mut data = sam.gql(UPDATE, vars(&id, 1, input)).await["engagementUpdate"].take();
        assert_eq!(data["changes"][2]["after"].take(), json!(sam.id.to_string()));
        assert_eq!(data["engagement"]["participants"][0]["user"]["id"].take(), json!(sam.id.to_string()));
        assert_json!(data, {"changes": [{"after": "EMAIL", "before": "PHONE", "field": "channel", "isRestricted": false}, {"after": null, "before": null, "field": "body", "isRestricted": true}, {"after": null, "before": null, "field": "userIds", "isRestricted": false}], "engagement": {"nextStep": null, "participants": [{"user": {"id": null}}], "subject": "Talked", "version": 2, "visibility": "AGENCY"}, "userErrors": []});
    }

    async fn participants_alone_count_as_a_change_and_the_same_again_does_not(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = logged(&sam, &employer(&sam, "Acme").await, json!({})).await;
        let input = json!({ "userIds": [sam.id.to_string()] });
        for _ in 0..2 {
            let version = sam.gql("query($id: ID!) { engagement(id: $id) { version } }", json!({ "id": id })).await;
            let version = version["engagement"]["version"].as_i64().unwrap();
            let data = sam.gql(UPDATE, vars(&id, i32::try_from(version).unwrap(), input.clone())).await;
            assert_eq!(data["engagementUpdate"]["engagement"]["version"], 2);
        }
    }

    async fn a_lost_race_is_a_conflict_with_the_stored_record(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = logged(&sam, &employer(&sam, "Acme").await, json!({})).await;
        sam.gql(UPDATE, vars(&id, 1, json!({ "subject": "First" }))).await;
        let data = sam.gql(UPDATE, vars(&id, 1, json!({ "subject": "Second" }))).await;
        assert_json!(data["engagementUpdate"], {"changes": [], "engagement": {"nextStep": null, "participants": [], "subject": "First", "version": 2, "visibility": "AGENCY"}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
    }

    async fn the_step_and_its_day_go_together(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let more = json!({ "nextStep": "Call", "nextStepDueOn": "2026-12-01" });
        let id = logged(&sam, &employer(&sam, "Acme").await, more).await;
        let data = sam.gql(UPDATE, vars(&id, 1, json!({ "nextStep": null }))).await;
        assert_json!(data["engagementUpdate"]["userErrors"], [{"code": "REQUIRED", "message": "Say what is to be done by that day, or clear the day too.", "path": ["input", "nextStep"]}]);
        let both = json!({ "nextStep": null, "nextStepDueOn": null });
        let data = sam.gql(UPDATE, vars(&id, 1, both)).await;
        assert_eq!(data["engagementUpdate"]["engagement"]["nextStep"], Value::Null);
    }

    async fn only_the_agency_changes_its_log_and_only_the_author_restricts(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let colleague = t.user_of(sam.agency_id, UserRole::Staff).await;
        let (stranger, vera) = (t.user(UserRole::Staff).await, t.user_of(sam.agency_id, UserRole::Viewer).await);
        let id = logged(&sam, &employer(&sam, "Acme").await, json!({ "visibility": "NETWORK" })).await;
        let mut codes = Vec::new();
        for (user, input) in [
            (&stranger, json!({ "subject": "Mine" })),
            (&vera, json!({ "subject": "Mine" })),
            (&colleague, json!({ "visibility": "RESTRICTED" })),
        ] {
            let data = user.gql(UPDATE, vars(&id, 1, input)).await;
            codes.push(data["engagementUpdate"]["userErrors"].clone());
            let data = user.gql(TRASH, json!({ "id": id, "version": 9 })).await;
            codes.push(data["engagementTrash"]["userErrors"][0]["code"].clone());
        }
        assert_json!(json!(codes), [[{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], "FORBIDDEN", [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], "FORBIDDEN", [{"code": "FORBIDDEN", "message": "Only its author or an administrator may restrict an engagement.", "path": ["input", "visibility"]}], "CONFLICT"]);
        let data = sam.gql(UPDATE, vars(&id, 1, json!({ "visibility": "RESTRICTED" }))).await;
        assert_eq!(data["engagementUpdate"]["engagement"]["visibility"], "RESTRICTED");
        for user in [&stranger, &vera, &colleague] {
            let data = user.gql(UPDATE, vars(&id, 2, json!({ "subject": "Mine" }))).await;
            assert_eq!(data["engagementUpdate"]["userErrors"][0]["code"], "NOT_FOUND");
        }
    }

    async fn the_trash_gives_back(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = logged(&sam, &employer(&sam, "Acme").await, json!({})).await;
        let gone = sam.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        assert_json!(gone["engagementTrash"], {"engagement": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []});
        let listed = "{ live: engagements { nodes { subject } } trash: engagements(trashed: true) { nodes { subject } } }";
        assert_json!(sam.gql(listed, json!({})).await, {"live": {"nodes": []}, "trash": {"nodes": [{"subject": "Talked"}]}});
        let refused = sam.gql(UPDATE, vars(&id, 2, json!({ "subject": "B" }))).await;
        assert_eq!(refused["engagementUpdate"]["userErrors"][0]["code"], "STATE");
        let again = sam.gql(TRASH, json!({ "id": id, "version": 2 })).await;
        assert_eq!(again["engagementTrash"]["userErrors"][0]["code"], "STATE");
        let back = sam.gql(RESTORE, json!({ "id": id, "version": 2 })).await;
        assert_json!(back["engagementRestore"], {"engagement": {"trashedAt": null, "version": 3}, "userErrors": []});
    }
}
