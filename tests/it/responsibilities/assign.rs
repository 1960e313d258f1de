//! Who takes which part.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{ASSIGN, assignment, responsibility};
use crate::{
    memberships::{employer, membership},
    partnerships::partnership,
    support::{assert_json, on_both},
};

const END: &str = "mutation($id: ID!, $version: Int!, $on: Date) { responsibilityAssignmentEnd(id: $id, version: $version, endedOn: $on) {
    assignment { kind endedOn isCurrent version } userErrors { code path message } } }";
const PARTS: &str = "query($id: ID!, $day: Date) { responsibility(id: $id) { assignments(activeOn: $day) { kind fromOn endedOn } } }";

on_both! {
    async fn a_member_takes_one_part_at_a_time(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let acme = employer(&cora, "Acme").await;
        let member = membership(&cora, &p, json!({ "employerId": acme, "joinedOn": "2026-01-01", "leftOn": "2027-01-01" })).await;
        let id = responsibility(&cora, &p, "Recruit students").await;
        assignment(&cora, &id, json!({ "membershipId": member, "kind": "INFORMED", "fromOn": "2026-02-01" })).await;
        let mut data = cora.gql(ASSIGN, json!({ "id": id, "input": { "membershipId": member, "kind": "LEAD", "fromOn": "2026-06-01" } })).await;
        data["responsibilityAssign"]["assignment"]["id"] = Value::Null;
        assert_json!(data["responsibilityAssign"], {"assignment": {"endedOn": null, "fromOn": "2026-06-01", "id": null, "isCurrent": true, "kind": "LEAD", "membership": {"employer": {"name": "Acme"}}, "responsibility": {"title": "Recruit students"}, "version": 1}, "former": {"endedOn": "2026-05-31", "isCurrent": false, "kind": "INFORMED", "version": 2}, "userErrors": []});
        let mut errors = Vec::new();
        for input in [
            json!({ "membershipId": member, "kind": "LEAD" }),
            json!({ "membershipId": member, "kind": "SUPPORT", "fromOn": "2026-03-01" }),
            json!({ "membershipId": member, "kind": "SUPPORT", "fromOn": "2026-07-01", "toOn": "2026-08-01" }),
            json!({ "membershipId": member, "kind": "SUPPORT", "fromOn": "2026-07-01", "toOn": "2026-06-01" }),
            json!({ "membershipId": member, "kind": "SUPPORT", "fromOn": "2027-01-02" }),
            json!({ "membershipId": "nonsense", "kind": "SUPPORT" }),
        ] {
            let data = cora.gql(ASSIGN, json!({ "id": id, "input": input })).await;
            errors.push(data["responsibilityAssign"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "DUPLICATE", "message": "It takes this part already.", "path": ["input", "kind"]}], [{"code": "INVALID", "message": "It takes another part at that time; end that first, or name other days.", "path": ["input", "fromOn"]}], [{"code": "INVALID", "message": "It takes another part at that time; end that first, or name other days.", "path": ["input", "fromOn"]}], [{"code": "INVALID", "message": "It cannot end before it began.", "path": ["input", "toOn"]}], [{"code": "STATE", "message": "It is no member on that day.", "path": ["input", "fromOn"]}], [{"code": "NOT_FOUND", "message": "There is no such member of this partnership.", "path": ["input", "membershipId"]}]]);
        assert_json!(cora.gql(PARTS, json!({ "id": id })).await["responsibility"]["assignments"], [{"endedOn": null, "fromOn": "2026-06-01", "kind": "LEAD"}, {"endedOn": "2026-05-31", "fromOn": "2026-02-01", "kind": "INFORMED"}]);
        assert_json!(cora.gql(PARTS, json!({ "id": id, "day": "2026-05-31" })).await["responsibility"]["assignments"], [{"endedOn": "2026-05-31", "fromOn": "2026-02-01", "kind": "INFORMED"}]);
        assert_json!(cora.gql(PARTS, json!({ "id": id, "day": "2026-06-01" })).await["responsibility"]["assignments"], [{"endedOn": null, "fromOn": "2026-06-01", "kind": "LEAD"}]);
    }

    async fn a_part_ends_once(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let member = membership(&cora, &p, json!({ "agencyId": cora.agency_id.to_string() })).await;
        let of = responsibility(&cora, &p, "Recruit students").await;
        let id = assignment(&cora, &of, json!({ "membershipId": member, "kind": "LEAD", "fromOn": "2026-02-01" })).await;
        let early = cora.gql(END, json!({ "id": id, "version": 1, "on": "2026-01-31" })).await;
        let conflict = cora.gql(END, json!({ "id": id, "version": 2 })).await;
        let ended = cora.gql(END, json!({ "id": id, "version": 1 })).await;
        let again = cora.gql(END, json!({ "id": id, "version": 2 })).await;
        let unknown = cora.gql(END, json!({ "id": "nonsense", "version": 2 })).await;
        assert_json!(json!([early, conflict, ended, again, unknown].map(|data| data["responsibilityAssignmentEnd"].clone())), [{"assignment": null, "userErrors": [{"code": "INVALID", "message": "It cannot end before it began.", "path": ["endedOn"]}]}, {"assignment": {"endedOn": null, "isCurrent": true, "kind": "LEAD", "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"assignment": {"endedOn": "2026-11-24", "isCurrent": true, "kind": "LEAD", "version": 2}, "userErrors": []}, {"assignment": null, "userErrors": [{"code": "STATE", "message": "This ended already.", "path": ["id"]}]}, {"assignment": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}]);
    }

    async fn what_is_retired_or_trashed_or_of_others_takes_nobody(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let p = partnership(&cora, "Health", "SECTOR").await;
        let member = membership(&cora, &p, json!({ "agencyId": cora.agency_id.to_string() })).await;
        let id = responsibility(&cora, &p, "Recruit students").await;
        let part = json!({ "membershipId": member, "kind": "LEAD" });
        let update = "mutation($id: ID!, $version: Int!, $input: ResponsibilityUpdateInput!) { responsibilityUpdate(id: $id, version: $version, input: $input) { userErrors { code } } }";
        cora.gql(update, json!({ "id": id, "version": 1, "input": { "retiredOn": "2026-11-24" } })).await;
        let retired = cora.gql(ASSIGN, json!({ "id": id, "input": part })).await;
        cora.gql(update, json!({ "id": id, "version": 2, "input": { "retiredOn": null } })).await;
        let denied = sam.gql(ASSIGN, json!({ "id": id, "input": part })).await;
        let unknown = cora.gql(ASSIGN, json!({ "id": "nonsense", "input": part })).await;
        let trash = "mutation($id: ID!) { responsibilityTrash(id: $id, version: 3) { userErrors { code } } }";
        cora.gql(trash, json!({ "id": id })).await;
        let trashed = cora.gql(ASSIGN, json!({ "id": id, "input": part })).await;
        assert_json!(json!([retired, denied, unknown, trashed].map(|data| data["responsibilityAssign"]["userErrors"].clone())), [[{"code": "STATE", "message": "This responsibility is retired on that day.", "path": ["responsibilityId"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "NOT_FOUND", "message": "There is no such responsibility.", "path": ["responsibilityId"]}], [{"code": "STATE", "message": "This responsibility is in the trash; restore it first.", "path": ["responsibilityId"]}]]);
    }

    async fn an_employers_timeline_tells_of_its_part(t: TestApp) {
        use entities::{audit_entry, subject_type::SubjectType};
        use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let acme = employer(&cora, "Acme").await;
        let member = membership(&cora, &p, json!({ "employerId": acme })).await;
        let id = responsibility(&cora, &p, "Recruit students").await;
        assignment(&cora, &id, json!({ "membershipId": member, "kind": "LEAD" })).await;
        let entries = audit_entry::Entity::find()
            .filter(audit_entry::Column::SubjectType.eq(SubjectType::Assignment))
            .all(t.app.db.maintenance()).await.unwrap();
        let of: Vec<_> = entries.iter().map(|entry| entry.employer_id.map(|id| json!(id.to_string()))).collect();
        assert_eq!(of, [Some(acme)]);
        assert_eq!(entries[0].changes[0]["after"], id);
    }
}
