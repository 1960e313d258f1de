//! The people who speak for members.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{employer, membership};
use crate::{
    partnerships::partnership,
    support::{TestApp, User, assert_json, on_both},
};

const ASSIGN: &str = "mutation($m: ID!, $input: RepresentativeAssignInput!) {
    representativeAssign(membershipId: $m, input: $input) {
        representative { kind fromOn endedOn isCurrent contact { name } } former { kind endedOn contact { name } }
        userErrors { code path message } } }";
const END: &str = "mutation($id: ID!, $version: Int!, $on: Date) {
    representativeEnd(id: $id, version: $version, endedOn: $on) { representative { endedOn isCurrent version } userErrors { code path message } } }";
const PEOPLE: &str = "query($m: ID!, $on: Date) { membership(id: $m) { representatives(activeOn: $on) { id kind endedOn contact { name } } } }";

async fn person(t: &TestApp, name: &str) -> Value {
    use entities::{contact, ids::ContactId};
    use sea_orm::{ActiveModelTrait, ActiveValue::Set};
    let (id, now) = (t.app.ids.next::<ContactId>(), t.clock.now());
    let row = contact::ActiveModel {
        id: Set(id),
        name: Set(name.to_owned()),
        name_search: Set(name.to_lowercase()),
        given_name: Set(None),
        family_name: Set(None),
        preferred_channel: Set(None),
        do_not_contact: Set(false),
        do_not_contact_reason: Set(None),
        language: Set(None),
        note: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        trashed_at: Set(None),
    };
    row.insert(t.app.db.maintenance()).await.expect("a contact");
    json!(id.to_string())
}

async fn member(cora: &User<'_>) -> Value {
    let (p, acme) = (
        partnership(cora, "Health", "SECTOR").await,
        employer(cora, "Acme").await,
    );
    membership(cora, &p, json!({ "employerId": acme, "joinedOn": "2026-01-01" })).await
}

on_both! {
    async fn a_new_primary_ends_the_former_on_that_day(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let m = member(&cora).await;
        let (pat, bo, cy) = (person(&t, "Pat").await, person(&t, "Bo").await, person(&t, "Cy").await);
        let mut answers = Vec::new();
        for (contact, kind, from) in [
            (&pat, "PRIMARY", "2026-02-01"),
            (&pat, "PRIMARY", "2026-03-01"),
            (&pat, "BACKUP", "2026-03-01"),
            (&bo, "BACKUP", "2026-03-01"),
            (&cy, "PRIMARY", "2026-01-15"),
            (&cy, "PRIMARY", "2026-06-01"),
            (&cy, "PRIMARY", "2025-12-31"),
        ] {
            let input = json!({ "contactId": contact, "kind": kind, "fromOn": from });
            let data = cora.gql(ASSIGN, json!({ "m": m, "input": input })).await;
            answers.push(data["representativeAssign"].clone());
        }
        assert_json!(json!(answers), [{"former": null, "representative": {"contact": {"name": "Pat"}, "endedOn": null, "fromOn": "2026-02-01", "isCurrent": true, "kind": "PRIMARY"}, "userErrors": []}, {"former": null, "representative": null, "userErrors": [{"code": "DUPLICATE", "message": "This person is it already.", "path": ["input", "contactId"]}]}, {"former": null, "representative": null, "userErrors": [{"code": "INVALID", "message": "Primary and back-up must be two people.", "path": ["input", "contactId"]}]}, {"former": null, "representative": {"contact": {"name": "Bo"}, "endedOn": null, "fromOn": "2026-03-01", "isCurrent": true, "kind": "BACKUP"}, "userErrors": []}, {"former": null, "representative": null, "userErrors": [{"code": "INVALID", "message": "Somebody begins after that day; end that first, or name a later day.", "path": ["input", "fromOn"]}]}, {"former": {"contact": {"name": "Pat"}, "endedOn": "2026-06-01", "kind": "PRIMARY"}, "representative": {"contact": {"name": "Cy"}, "endedOn": null, "fromOn": "2026-06-01", "isCurrent": true, "kind": "PRIMARY"}, "userErrors": []}, {"former": null, "representative": null, "userErrors": [{"code": "STATE", "message": "It is no member on that day.", "path": ["input", "fromOn"]}]}]);
        let names = |data: &Value| {
            let people = data["membership"]["representatives"].as_array().unwrap().clone();
            people.iter().map(|one| json!([one["kind"], one["contact"]["name"]])).collect::<Vec<_>>()
        };
        let may = cora.gql(PEOPLE, json!({ "m": m, "on": "2026-05-31" })).await;
        let june = cora.gql(PEOPLE, json!({ "m": m, "on": "2026-06-01" })).await;
        let ever = cora.gql(PEOPLE, json!({ "m": m })).await;
        assert_json!(json!([names(&may), names(&june), names(&ever)]), [[["PRIMARY", "Pat"], ["BACKUP", "Bo"]], [["PRIMARY", "Cy"], ["BACKUP", "Bo"]], [["PRIMARY", "Cy"], ["PRIMARY", "Pat"], ["BACKUP", "Bo"]]]);
    }

    async fn a_representative_ends(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (m, pat) = (member(&cora).await, person(&t, "Pat").await);
        let input = json!({ "contactId": pat, "kind": "PRIMARY", "fromOn": "2026-02-01" });
        cora.gql(ASSIGN, json!({ "m": m, "input": input })).await;
        let id = cora.gql(PEOPLE, json!({ "m": m })).await["membership"]["representatives"][0]["id"].clone();
        let mut answers = Vec::new();
        for (id, version, on) in [
            (&json!("nonsense"), 1, Value::Null),
            (&id, 1, json!("2026-01-01")),
            (&id, 2, Value::Null),
            (&id, 1, Value::Null),
            (&id, 2, Value::Null),
        ] {
            let data = cora.gql(END, json!({ "id": id, "version": version, "on": on })).await;
            answers.push(data["representativeEnd"].clone());
        }
        assert_json!(json!(answers), [{"representative": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}, {"representative": null, "userErrors": [{"code": "INVALID", "message": "It cannot end before it began.", "path": ["endedOn"]}]}, {"representative": {"endedOn": null, "isCurrent": true, "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"representative": {"endedOn": "2026-11-24", "isCurrent": false, "version": 2}, "userErrors": []}, {"representative": null, "userErrors": [{"code": "STATE", "message": "This ended already.", "path": ["id"]}]}]);
    }

    async fn who_leaves_takes_the_representatives_along(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (m, pat) = (member(&cora).await, person(&t, "Pat").await);
        let input = json!({ "contactId": pat, "kind": "PRIMARY", "fromOn": "2026-02-01" });
        cora.gql(ASSIGN, json!({ "m": m, "input": input })).await;
        let leave = "mutation($id: ID!) { membershipEnd(id: $id, version: 1, leftOn: \"2026-11-01\") { membership { representatives { endedOn } } userErrors { code } } }";
        assert_json!(cora.gql(leave, json!({ "id": m })).await["membershipEnd"], {"membership": {"representatives": [{"endedOn": "2026-11-01"}]}, "userErrors": []});
        let late = cora.gql(ASSIGN, json!({ "m": m, "input": { "contactId": pat, "kind": "BACKUP" } })).await;
        assert_json!(late["representativeAssign"]["userErrors"], [{"code": "STATE", "message": "It is no member on that day.", "path": ["input", "fromOn"]}]);
    }

    async fn unknown_people_and_members_and_staff(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let (m, pat) = (member(&cora).await, person(&t, "Pat").await);
        let mut answers = Vec::new();
        for (user, m, contact) in [(&cora, &m, json!("nonsense")), (&cora, &json!("nonsense"), pat.clone()), (&sam, &m, pat)] {
            let input = json!({ "contactId": contact, "kind": "PRIMARY" });
            let data = user.gql(ASSIGN, json!({ "m": m, "input": input })).await;
            let error = data["representativeAssign"]["userErrors"][0].clone();
            answers.push(json!([error["code"], error["path"]]));
        }
        assert_json!(json!(answers), [["NOT_FOUND", ["input", "contactId"]], ["NOT_FOUND", ["membershipId"]], ["FORBIDDEN", []]]);
    }
}
