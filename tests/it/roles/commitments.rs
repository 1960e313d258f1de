//! Commitments to roles: the steps, who may take which, and employers found by them.

use entities::{audit_entry, subject_type::SubjectType, user_account::UserRole};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use super::{employer, member, partnership, propose, role, seed};
use crate::support::{User, assert_json, on_both};

const PROPOSE: &str = "mutation($input: CommitmentProposeInput!) { commitmentPropose(input: $input) {
    commitment { state fromOn toOn note version roleType { key } partnership { name } membership { employer { name } } }
    userErrors { code path message } } }";
const ADVANCE: &str = "mutation($id: ID!, $version: Int!, $input: CommitmentAdvanceInput!) {
    commitmentAdvance(id: $id, version: $version, input: $input) {
        commitment { state fromOn toOn version } changes { field before after } userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: CommitmentUpdateInput!) {
    commitmentUpdate(id: $id, version: $version, input: $input) {
        commitment { fromOn toOn note version } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { commitmentTrash(id: $id, version: $version) {
    commitment { version trashedAt } userErrors { code message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { commitmentRestore(id: $id, version: $version) {
    commitment { version trashedAt } userErrors { code message } } }";

async fn step(user: &User<'_>, id: &Value, version: i32, state: &str) -> Value {
    let input = json!({ "state": state });
    user.gql(ADVANCE, json!({ "id": id, "version": version, "input": input }))
        .await["commitmentAdvance"]
        .take()
}

on_both! {
    async fn a_role_is_proposed_to_a_member_of_its_side_once(t: TestApp) {
        seed(&t).await;
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let group = partnership(&t, "Valley Health").await;
        let (firm, college) = (member(&t, group, Some(acme), &sam).await, member(&t, group, None, &sam).await);
        let (hire, sign) = (role(&sam, "HIRE_COMPLETERS").await, role(&sam, "SIGN_MOU").await);
        let mut seen = Vec::new();
        for (membership, role) in [
            (firm.to_string(), hire.clone()),
            (firm.to_string(), hire.clone()),
            (college.to_string(), hire.clone()),
            (college.to_string(), sign),
            ("nonsense".to_owned(), json!("nonsense")),
        ] {
            let input = json!({ "membershipId": membership, "roleTypeId": role, "note": " two a year " });
            seen.push(sam.gql(PROPOSE, json!({ "input": input })).await["commitmentPropose"].take());
        }
        assert_json!(json!(seen), [{"commitment": {"fromOn": null, "membership": {"employer": {"name": "Acme"}}, "note": "two a year", "partnership": {"name": "Valley Health"}, "roleType": {"key": "HIRE_COMPLETERS"}, "state": "PROPOSED", "toOn": null, "version": 1}, "userErrors": []}, {"commitment": null, "userErrors": [{"code": "DUPLICATE", "message": "This member has an open commitment to this role; advance that one.", "path": ["input", "roleTypeId"]}]}, {"commitment": null, "userErrors": [{"code": "INVALID", "message": "This role is for employers.", "path": ["input", "roleTypeId"]}]}, {"commitment": {"fromOn": null, "membership": {"employer": null}, "note": "two a year", "partnership": {"name": "Valley Health"}, "roleType": {"key": "SIGN_MOU"}, "state": "PROPOSED", "toOn": null, "version": 1}, "userErrors": []}, {"commitment": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such membership.", "path": ["input", "membershipId"]}, {"code": "NOT_FOUND", "message": "There is no such role type.", "path": ["input", "roleTypeId"]}]}]);
        let entries = audit_entry::Entity::find()
            .filter(audit_entry::Column::SubjectType.eq(SubjectType::Commitment))
            .filter(audit_entry::Column::EmployerId.eq(acme));
        assert_eq!(entries.count(t.app.db.read()).await.unwrap(), 1);
    }

    async fn a_commitment_goes_one_step_at_a_time_or_lapses(t: TestApp) {
        seed(&t).await;
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let group = partnership(&t, "Valley Health").await;
        let firm = member(&t, group, Some(acme), &sam).await;
        let id = propose(&sam, firm, "HIRE_COMPLETERS").await;
        let mut seen = Vec::new();
        for (version, state) in [(1, "ACTIVE"), (1, "COMMITTED"), (2, "ACTIVE"), (2, "ACTIVE"), (3, "PROPOSED"), (3, "FULFILLED"), (4, "LAPSED")] {
            let answer = step(&sam, &id, version, state).await;
            seen.push(json!([answer["commitment"], answer["userErrors"]]));
        }
        assert_json!(json!(seen), [[null, [{"code": "STATE", "message": "It goes one step at a time: proposed, committed, active, fulfilled; or it lapses.", "path": ["input", "state"]}]], [{"fromOn": "2026-02-01", "state": "COMMITTED", "toOn": null, "version": 2}, []], [{"fromOn": "2026-02-01", "state": "ACTIVE", "toOn": null, "version": 3}, []], [null, [{"code": "STATE", "message": "It goes one step at a time: proposed, committed, active, fulfilled; or it lapses.", "path": ["input", "state"]}]], [null, [{"code": "STATE", "message": "It goes one step at a time: proposed, committed, active, fulfilled; or it lapses.", "path": ["input", "state"]}]], [{"fromOn": "2026-02-01", "state": "FULFILLED", "toOn": "2026-11-24", "version": 4}, []], [null, [{"code": "STATE", "message": "This commitment has ended; propose a new one.", "path": ["input", "state"]}]]]);
        let reopened = sam.gql(UPDATE, json!({ "id": id, "version": 4, "input": { "toOn": null } })).await;
        assert_json!(reopened["commitmentUpdate"], {"commitment": null, "userErrors": [{"code": "STATE", "message": "This commitment has ended: it has a last day. Propose a new one.", "path": ["input", "toOn"]}]});
        let second = propose(&sam, firm, "HIRE_COMPLETERS").await;
        assert_json!(step(&sam, &second, 1, "LAPSED").await, {"changes": [{"after": "LAPSED", "before": "PROPOSED", "field": "state"}, {"after": "2026-11-24", "before": null, "field": "toOn"}], "commitment": {"fromOn": "2026-02-01", "state": "LAPSED", "toOn": "2026-11-24", "version": 2}, "userErrors": []});
    }

    async fn dates_change_and_the_trash_gives_back(t: TestApp) {
        seed(&t).await;
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let acme = employer(&sam, "Acme").await;
        let group = partnership(&t, "Valley Health").await;
        let firm = member(&t, group, Some(acme), &sam).await;
        let id = propose(&sam, firm, "HOST_WBL").await;
        let update = |version: i32, input: Value| json!({ "id": id, "version": version, "input": input });
        let bad = sam.gql(UPDATE, update(1, json!({ "toOn": "2026-01-31" }))).await;
        assert_json!(bad["commitmentUpdate"], {"commitment": null, "userErrors": [{"code": "INVALID", "message": "This must not be before the first day.", "path": ["input", "toOn"]}]});
        let good = sam.gql(UPDATE, update(1, json!({ "toOn": "2026-06-30", "note": "summer" }))).await;
        assert_json!(good["commitmentUpdate"], {"commitment": {"fromOn": "2026-02-01", "note": "summer", "toOn": "2026-06-30", "version": 2}, "userErrors": []});
        let late = sam.gql(UPDATE, update(1, json!({ "note": null }))).await;
        assert_eq!(late["commitmentUpdate"]["userErrors"][0]["code"], "CONFLICT");
        for query in [UPDATE, TRASH, RESTORE] {
            let data = vera.gql(query, update(2, json!({}))).await;
            assert_eq!(data.as_object().unwrap().values().next().unwrap()["userErrors"][0]["code"], "FORBIDDEN");
        }
        assert_json!(sam.gql(TRASH, json!({ "id": id, "version": 2 })).await["commitmentTrash"], {"commitment": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 3}, "userErrors": []});
        let other = propose(&sam, firm, "HOST_WBL").await;
        let refused = sam.gql(RESTORE, json!({ "id": id, "version": 3 })).await;
        assert_eq!(refused["commitmentRestore"]["userErrors"][0]["code"], "DUPLICATE");
        step(&sam, &other, 1, "LAPSED").await;
        assert_json!(sam.gql(RESTORE, json!({ "id": id, "version": 3 })).await["commitmentRestore"], {"commitment": {"trashedAt": null, "version": 4}, "userErrors": []});
    }

    async fn employers_show_their_roles_and_are_found_by_them(t: TestApp) {
        seed(&t).await;
        let sam = t.user(UserRole::Staff).await;
        let (health, metal) = (partnership(&t, "Valley Health").await, partnership(&t, "Metal").await);
        let mut ids = Vec::new();
        for n in 0..3 {
            let firm = employer(&sam, &format!("Employer {n}")).await;
            for group in [health, metal].into_iter().take(n) {
                let membership = member(&t, group, Some(firm), &sam).await;
                ids.push(propose(&sam, membership, "HIRE_COMPLETERS").await);
            }
        }
        step(&sam, &ids[0], 1, "COMMITTED").await;
        sam.gql(UPDATE, json!({ "id": ids[0], "version": 2, "input": { "toOn": "2026-03-01" } })).await;
        let query = "query($first: Int, $day: Date) { employers(first: $first) { nodes { name roles(activeOn: $day) {
            state roleType { key } partnership { name } membership { commitments { state } } } } } }";
        assert_json!(sam.gql(query, json!({})).await["employers"]["nodes"], [{"name": "Employer 0", "roles": []}, {"name": "Employer 1", "roles": [{"membership": {"commitments": [{"state": "COMMITTED"}]}, "partnership": {"name": "Valley Health"}, "roleType": {"key": "HIRE_COMPLETERS"}, "state": "COMMITTED"}]}, {"name": "Employer 2", "roles": [{"membership": {"commitments": [{"state": "PROPOSED"}]}, "partnership": {"name": "Metal"}, "roleType": {"key": "HIRE_COMPLETERS"}, "state": "PROPOSED"}, {"membership": {"commitments": [{"state": "PROPOSED"}]}, "partnership": {"name": "Valley Health"}, "roleType": {"key": "HIRE_COMPLETERS"}, "state": "PROPOSED"}]}]);
        let roles = async |day| {
            let nodes = sam.gql(query, json!({ "day": day })).await["employers"]["nodes"].take();
            nodes.as_array().unwrap().iter().map(|node| node["roles"].as_array().unwrap().len()).collect::<Vec<_>>()
        };
        // The last day of the first one is the first of March.
        assert_eq!((roles("2026-03-01").await, roles("2026-03-02").await), (vec![0, 1, 2], vec![0, 0, 2]));
        let plain = "query($first: Int) { employers(first: $first) { nodes { name roles { roleType { key } partnership { name } } } } }";
        let (one, _) = t.statements(sam.gql(plain, json!({ "first": 1 }))).await;
        let (three, _) = t.statements(sam.gql(plain, json!({ "first": 3 }))).await;
        assert!(one == three && three == 3, "{one} and {three}");
        let find = "query($where: EmployerWhere) { employers(where: $where) { nodes { name } } }";
        let mut found = Vec::new();
        for filter in [
            json!({ "some": { "roleType": "HIRE_COMPLETERS" } }),
            json!({ "some": { "state": ["COMMITTED"] } }),
            json!({ "some": { "partnershipId": metal.to_string(), "roleType": "HIRE_COMPLETERS" } }),
            json!({ "none": { "roleType": "HIRE_COMPLETERS" } }),
            json!({ "none": { "partnershipId": metal.to_string() } }),
            json!({ "some": { "state": [] } }),
        ] {
            let page = sam.gql(find, json!({ "where": { "roles": filter } })).await;
            let nodes = page["employers"]["nodes"].as_array().unwrap().clone();
            found.push(nodes.iter().map(|node| node["name"].clone()).collect::<Vec<_>>());
        }
        assert_json!(json!(found), [["Employer 1", "Employer 2"], ["Employer 1"], ["Employer 2"], ["Employer 0"], ["Employer 0", "Employer 1"], []]);
    }
}
