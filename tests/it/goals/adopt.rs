//! Adopting goals, and noting how far they have come.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{ADOPT, goal};
use crate::{
    memberships::{employer, membership},
    partnerships::partnership,
    support::{assert_json, on_both},
};

const PROGRESS: &str = "mutation($goal: ID!, $input: GoalProgressRecordInput!) { goalProgressRecord(goalId: $goal, input: $input) {
    goalProgress { notedOn text percent user { id } } userErrors { code path message } } }";

on_both! {
    async fn a_goal_has_an_owner_and_somebody_who_can_take_over(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let acme = employer(&cora, "Acme").await;
        let owner = membership(&cora, &p, json!({ "employerId": acme })).await;
        let backup = membership(&cora, &p, json!({ "agencyId": cora.agency_id.to_string() })).await;
        let input = json!({ "title": " 100  nurses ", "description": "By the college", "target": "100 licences", "dueOn": "2026-11-23", "ownerMembershipId": owner, "backupMembershipId": backup, "adoptedOn": "2026-01-01" });
        let mut data = cora.gql(ADOPT, json!({ "p": p, "input": input })).await;
        data["goalAdopt"]["goal"]["id"] = Value::Null;
        assert_json!(data["goalAdopt"], {"goal": {"adoptedOn": "2026-01-01", "backup": {"agency": {"kind": "COLLEGE"}}, "closedOn": null, "description": "By the college", "dueOn": "2026-11-23", "id": null, "isOverdue": true, "owner": {"employer": {"name": "Acme"}}, "permissions": {"canTrash": true, "canUpdate": true}, "state": "OPEN", "successor": null, "target": "100 licences", "title": "100  nurses", "version": 1, "wordings": [{"dueOn": "2026-11-23", "fromOn": "2026-01-01", "target": "100 licences", "title": "100  nurses"}]}, "userErrors": []});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let other = partnership(&cora, "Metal", "SECTOR").await;
        let agency = json!({ "agencyId": cora.agency_id.to_string() });
        let elsewhere = membership(&cora, &other, agency.clone()).await;
        let member = membership(&cora, &p, agency).await;
        let mut errors = Vec::new();
        for input in [
            json!({ "title": " ", "target": "x".repeat(501) }),
            json!({ "title": "A", "adoptedOn": "2026-02-01", "dueOn": "2026-01-31", "ownerMembershipId": elsewhere, "backupMembershipId": "nonsense" }),
            json!({ "title": "A", "ownerMembershipId": member, "backupMembershipId": member }),
        ] {
            let data = cora.gql(ADOPT, json!({ "p": p, "input": input })).await;
            errors.push(data["goalAdopt"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "title"]}, {"code": "TOO_LONG", "message": "This has 501 characters; at most 500 are allowed.", "path": ["input", "target"]}], [{"code": "INVALID", "message": "It cannot be due before it was adopted.", "path": ["input", "dueOn"]}, {"code": "NOT_FOUND", "message": "There is no such member of this partnership.", "path": ["input", "ownerMembershipId"]}, {"code": "NOT_FOUND", "message": "There is no such member of this partnership.", "path": ["input", "backupMembershipId"]}], [{"code": "INVALID", "message": "Owner and back-up must be two members.", "path": ["input", "backupMembershipId"]}]]);
    }

    async fn staff_adopt_nothing_but_note_progress(t: TestApp) {
        let (cora, sam, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let p = partnership(&cora, "Health", "SECTOR").await;
        let denied = sam.gql(ADOPT, json!({ "p": p, "input": { "title": "A" } })).await;
        let unknown = cora.gql(ADOPT, json!({ "p": "nonsense", "input": { "title": "A" } })).await;
        assert_json!(json!([denied["goalAdopt"], unknown["goalAdopt"]]), [{"goal": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"goal": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["partnershipId"]}]}]);
        let id = goal(&cora, &p, json!({ "title": "100 nurses", "adoptedOn": "2026-01-01" })).await["id"].clone();
        let mut data = sam.gql(PROGRESS, json!({ "goal": id, "input": { "text": " 40 licensed ", "percent": 40, "notedOn": "2026-06-01" } })).await;
        assert_eq!(data["goalProgressRecord"]["goalProgress"]["user"]["id"], sam.id.to_string());
        data["goalProgressRecord"]["goalProgress"]["user"] = Value::Null;
        assert_json!(data["goalProgressRecord"], {"goalProgress": {"notedOn": "2026-06-01", "percent": 40, "text": "40 licensed", "user": null}, "userErrors": []});
        let mut errors = Vec::new();
        for (user, goal, input) in [
            (&sam, &id, json!({ "text": "", "percent": 101 })),
            (&sam, &id, json!({ "text": "A", "notedOn": "2026-11-25" })),
            (&sam, &id, json!({ "text": "A", "notedOn": "2025-12-31" })),
            (&sam, &json!("nonsense"), json!({ "text": "A" })),
            (&vera, &id, json!({ "text": "A" })),
        ] {
            let data = user.gql(PROGRESS, json!({ "goal": goal, "input": input })).await;
            errors.push(data["goalProgressRecord"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "text"]}, {"code": "INVALID", "message": "Write a share from 0 to 100.", "path": ["input", "percent"]}], [{"code": "INVALID", "message": "This day has not come yet.", "path": ["input", "notedOn"]}], [{"code": "INVALID", "message": "This is before the goal was adopted.", "path": ["input", "notedOn"]}], [{"code": "NOT_FOUND", "message": "There is no such goal.", "path": ["goalId"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]]);
        sam.gql(PROGRESS, json!({ "goal": id, "input": { "text": "60 licensed" } })).await;
        let query = "query($id: ID!) { goal(id: $id) { progress { nodes { notedOn text percent } totalCount { value } } } }";
        assert_json!(vera.gql(query, json!({ "id": id })).await["goal"]["progress"], {"nodes": [{"notedOn": "2026-11-24", "percent": null, "text": "60 licensed"}, {"notedOn": "2026-06-01", "percent": 40, "text": "40 licensed"}], "totalCount": {"value": 2}});
    }
}
