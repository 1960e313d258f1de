//! Quick wins.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{codes, priority};
use crate::{
    partnerships::partnership,
    support::{assert_json, on_both},
};

const RECORD: &str = "mutation($p: ID!, $input: QuickWinRecordInput!) { quickWinRecord(partnershipId: $p, input: $input) {
    quickWin { id title description achievedOn version priority { title } partnership { name } } userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: QuickWinUpdateInput!) { quickWinUpdate(id: $id, version: $version, input: $input) {
    quickWin { title achievedOn version priority { title } } changes { field } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { quickWinTrash(id: $id, version: $version) { quickWin { version trashedAt } userErrors { code message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { quickWinRestore(id: $id, version: $version) { quickWin { version trashedAt } userErrors { code message } } }";

on_both! {
    async fn staff_tell_of_quick_wins(t: TestApp) {
        let (cora, sam, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let p = partnership(&cora, "Health", "SECTOR").await;
        let other = partnership(&cora, "Metal", "SECTOR").await;
        let of = priority(&cora, &p, json!({ "title": "More aides" })).await;
        let elsewhere = priority(&cora, &other, json!({ "title": "Welders" })).await;
        let mut data = sam.gql(RECORD, json!({ "p": p, "input": { "title": " A van ", "description": "For clinics", "priorityId": of, "achievedOn": "2026-11-01" } })).await;
        let id = data["quickWinRecord"]["quickWin"]["id"].clone();
        data["quickWinRecord"]["quickWin"]["id"] = Value::Null;
        assert_json!(data["quickWinRecord"], {"quickWin": {"achievedOn": "2026-11-01", "description": "For clinics", "id": null, "partnership": {"name": "Health"}, "priority": {"title": "More aides"}, "title": "A van", "version": 1}, "userErrors": []});
        let mut errors = Vec::new();
        for (user, p, input) in [
            (&sam, &p, json!({ "title": "", "achievedOn": "2026-11-25" })),
            (&sam, &p, json!({ "title": "A", "priorityId": elsewhere })),
            (&sam, &json!("nonsense"), json!({ "title": "A" })),
            (&vera, &p, json!({ "title": "A" })),
        ] {
            let data = user.gql(RECORD, json!({ "p": p, "input": input })).await;
            errors.push(data["quickWinRecord"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "title"]}, {"code": "INVALID", "message": "This day has not come yet.", "path": ["input", "achievedOn"]}], [{"code": "NOT_FOUND", "message": "There is no such priority of this partnership.", "path": ["input", "priorityId"]}], [{"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["partnershipId"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]]);
        let changed = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "title": "Two vans", "priorityId": null } })).await;
        assert_json!(changed["quickWinUpdate"], {"changes": [{"field": "priority"}, {"field": "title"}], "quickWin": {"achievedOn": "2026-11-01", "priority": null, "title": "Two vans", "version": 2}, "userErrors": []});
        let conflict = sam.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "title": "B" } })).await;
        assert_json!(conflict["quickWinUpdate"], {"changes": [], "quickWin": {"achievedOn": "2026-11-01", "priority": null, "title": "Two vans", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        assert_json!(sam.gql(TRASH, json!({ "id": id, "version": 2 })).await["quickWinTrash"], {"quickWin": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 3}, "userErrors": []});
        sam.gql(RECORD, json!({ "p": p, "input": { "title": "A room" } })).await;
        let list = "query($p: ID!) { partnership(id: $p) { quickWins { nodes { title achievedOn } totalCount { value } } } }";
        assert_json!(vera.gql(list, json!({ "p": p })).await["partnership"]["quickWins"], {"nodes": [{"achievedOn": "2026-11-24", "title": "A room"}], "totalCount": {"value": 1}});
        let refused = sam.gql(UPDATE, json!({ "id": id, "version": 3, "input": { "title": "B" } })).await;
        assert_json!(refused["quickWinUpdate"]["userErrors"], [{"code": "STATE", "message": "This quick win is in the trash; restore it first.", "path": ["id"]}]);
        assert_json!(sam.gql(RESTORE, json!({ "id": id, "version": 3 })).await["quickWinRestore"], {"quickWin": {"trashedAt": null, "version": 4}, "userErrors": []});
        assert_json!(vera.gql(list, json!({ "p": p })).await["partnership"]["quickWins"], {"nodes": [{"achievedOn": "2026-11-24", "title": "A room"}, {"achievedOn": "2026-11-01", "title": "Two vans"}], "totalCount": {"value": 2}});
        let mutations = ["mutation($id: ID!, $version: Int!) { quickWinUpdate(id: $id, version: $version, input: {title: \"A\"}) { userErrors { code } } }", TRASH, RESTORE];
        assert_eq!(codes(&sam, &json!("nonsense"), &mutations).await, ["NOT_FOUND"; 3]);
        assert_eq!(codes(&vera, &id, &mutations).await, ["FORBIDDEN"; 3]);
    }
}
