//! Changing and ending memberships, and their trash.

use entities::{audit_entry, user_account::UserRole};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{START, employer, membership};
use crate::{
    partnerships::partnership,
    support::{assert_json, on_both},
};

const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: MembershipUpdateInput!) {
    membershipUpdate(id: $id, version: $version, input: $input) {
        membership { standing seat joinedOn leftOn version } changes { field before after } userErrors { code path message } } }";
const END: &str = "mutation($id: ID!, $version: Int!, $on: Date) {
    membershipEnd(id: $id, version: $version, leftOn: $on) { membership { leftOn isCurrent version } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { membershipTrash(id: $id, version: $version) { membership { version trashedAt } userErrors { code path } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { membershipRestore(id: $id, version: $version) { membership { version trashedAt } userErrors { code path } } }";

on_both! {
    async fn a_change_is_told_and_stands_in_the_employers_timeline(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (p, acme) = (partnership(&cora, "Health", "SECTOR").await, employer(&cora, "Acme").await);
        let id = membership(&cora, &p, json!({ "employerId": acme })).await;
        let input = json!({ "standing": "CHAMPION", "seat": "chair", "joinedOn": "2026-03-01" });
        let data = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": input })).await;
        assert_json!(data["membershipUpdate"], {"changes": [{"after": "CHAMPION", "before": "MEMBER", "field": "standing"}, {"after": "chair", "before": null, "field": "seat"}, {"after": "2026-03-01", "before": null, "field": "joinedOn"}], "membership": {"joinedOn": "2026-03-01", "leftOn": null, "seat": "chair", "standing": "CHAMPION", "version": 2}, "userErrors": []});
        let conflict = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "seat": null } })).await;
        assert_json!(conflict["membershipUpdate"], {"changes": [], "membership": {"joinedOn": "2026-03-01", "leftOn": null, "seat": "chair", "standing": "CHAMPION", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let acme: entities::ids::EmployerId = acme.as_str().unwrap().parse().unwrap();
        let entries = audit_entry::Entity::find().filter(audit_entry::Column::EmployerId.eq(acme)).all(t.app.db.maintenance()).await.unwrap();
        let mut told: Vec<_> = entries.iter().map(|entry| format!("{:?} {}", entry.subject_type, entry.action)).collect();
        told.sort();
        assert_json!(json!(told), ["Employer CREATED", "Membership CREATED", "Membership UPDATED"]);
    }

    async fn a_member_leaves_once(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (p, acme) = (partnership(&cora, "Health", "SECTOR").await, employer(&cora, "Acme").await);
        let id = membership(&cora, &p, json!({ "employerId": acme, "joinedOn": "2026-03-01" })).await;
        let early = cora.gql(END, json!({ "id": id, "version": 1, "on": "2026-02-01" })).await;
        let ended = cora.gql(END, json!({ "id": id, "version": 1 })).await;
        let again = cora.gql(END, json!({ "id": id, "version": 2 })).await;
        let reopened = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "leftOn": null } })).await;
        let stale = cora.gql(END, json!({ "id": id, "version": 2 })).await;
        assert_json!(json!([early, ended, again, reopened, stale]), [{"membershipEnd": {"membership": null, "userErrors": [{"code": "INVALID", "message": "It cannot leave before it joined.", "path": ["leftOn"]}]}}, {"membershipEnd": {"membership": {"isCurrent": true, "leftOn": "2026-11-24", "version": 2}, "userErrors": []}}, {"membershipEnd": {"membership": null, "userErrors": [{"code": "STATE", "message": "This membership has ended already.", "path": ["id"]}]}}, {"membershipUpdate": {"changes": [{"after": null, "before": "2026-11-24", "field": "leftOn"}], "membership": {"joinedOn": "2026-03-01", "leftOn": null, "seat": null, "standing": "MEMBER", "version": 3}, "userErrors": []}}, {"membershipEnd": {"membership": {"isCurrent": true, "leftOn": null, "version": 3}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}}]);
    }

    async fn the_last_day_counts_and_the_day_after_does_not(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (p, acme) = (partnership(&cora, "Health", "SECTOR").await, employer(&cora, "Acme").await);
        let id = membership(&cora, &p, json!({ "employerId": acme, "joinedOn": "2026-03-01" })).await;
        cora.gql(END, json!({ "id": id, "version": 1 })).await;
        let query = "query($p: ID!, $id: ID!, $on: Date!) {
            membership(id: $id) { isCurrent }
            partnership(id: $p) { members(activeOn: $on) { totalCount { value } } }
            employers(where: {memberOf: {partnershipId: $p, activeOn: $on}}) { totalCount { value } } }";
        let seen = async |on| {
            let data = cora.gql(query, json!({ "p": p, "id": id, "on": on })).await;
            let counts = [&data["partnership"]["members"], &data["employers"]].map(|list| list["totalCount"]["value"].clone());
            json!([data["membership"]["isCurrent"], counts])
        };
        assert_json!(json!([seen("2026-02-28").await, seen("2026-03-01").await, seen("2026-11-24").await, seen("2026-11-25").await]), [[true, [0, 0]], [true, [1, 1]], [true, [1, 1]], [true, [0, 0]]]);
        t.clock.advance(chrono::TimeDelta::days(1));
        assert_json!(seen("2026-11-24").await, [false, [1, 1]]);
    }

    async fn the_trash_gives_back_unless_another_took_the_place(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (p, acme) = (partnership(&cora, "Health", "SECTOR").await, employer(&cora, "Acme").await);
        let id = membership(&cora, &p, json!({ "employerId": acme })).await;
        let gone = cora.gql(TRASH, json!({ "id": id, "version": 1 })).await;
        let refused = cora.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "seat": "x" } })).await;
        let other = membership(&cora, &p, json!({ "employerId": acme })).await;
        let taken = cora.gql(RESTORE, json!({ "id": id, "version": 2 })).await;
        cora.gql(END, json!({ "id": other, "version": 1, "on": "2026-01-01" })).await;
        cora.gql(UPDATE, json!({ "id": other, "version": 2, "input": { "joinedOn": "2025-01-01" } })).await;
        cora.gql(TRASH, json!({ "id": other, "version": 3 })).await;
        let back = cora.gql(RESTORE, json!({ "id": id, "version": 2 })).await;
        let again = cora.gql(RESTORE, json!({ "id": id, "version": 3 })).await;
        assert_json!(json!([gone, refused["membershipUpdate"]["userErrors"], taken, back, again]), [{"membershipTrash": {"membership": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []}}, [{"code": "STATE", "message": "This membership is in the trash; restore it first.", "path": ["id"]}], {"membershipRestore": {"membership": null, "userErrors": [{"code": "DUPLICATE", "path": ["id"]}]}}, {"membershipRestore": {"membership": {"trashedAt": null, "version": 3}, "userErrors": []}}, {"membershipRestore": {"membership": null, "userErrors": [{"code": "STATE", "path": ["id"]}]}}]);
    }

    async fn a_change_of_days_cannot_overlap(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (p, acme) = (partnership(&cora, "Health", "SECTOR").await, employer(&cora, "Acme").await);
        membership(&cora, &p, json!({ "employerId": acme, "leftOn": "2025-12-31" })).await;
        let id = membership(&cora, &p, json!({ "employerId": acme, "joinedOn": "2026-01-01" })).await;
        let data = cora.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "joinedOn": "2025-12-31" } })).await;
        assert_json!(data["membershipUpdate"]["userErrors"], [{"code": "DUPLICATE", "message": "It is a member at that time already.", "path": ["input", "joinedOn"]}]);
    }

    async fn unknown_is_not_found_and_viewers_are_forbidden(t: TestApp) {
        let (cora, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        let (p, acme) = (partnership(&cora, "Health", "SECTOR").await, employer(&cora, "Acme").await);
        let id = membership(&cora, &p, json!({ "employerId": acme })).await;
        for (user, id, code) in [(&cora, json!("nonsense"), "NOT_FOUND"), (&vera, id, "FORBIDDEN")] {
            let variables = json!({ "id": id, "version": 1, "input": { "seat": "x" } });
            for query in [UPDATE, END, TRASH, RESTORE] {
                let mut variables = variables.clone();
                if query != UPDATE {
                    variables.as_object_mut().unwrap().remove("input");
                }
                let data = user.gql(query, variables).await;
                let payload = data.as_object().unwrap().values().next().unwrap();
                assert_eq!(payload["userErrors"][0]["code"], code);
            }
        }
        let data = vera.gql(START, json!({ "p": p, "input": { "employerId": acme } })).await;
        assert_json!(data["membershipStart"]["userErrors"][0]["code"], "FORBIDDEN");
    }
}
