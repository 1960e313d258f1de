//! The people who speak for members.

use api::policy::Action;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{employer, membership};
use crate::{
    partnerships::partnership,
    support::{User, assert_json, on_both},
};

const ASSIGN: &str = "mutation($m: ID!, $input: RepresentativeAssignInput!) {
    representativeAssign(membershipId: $m, input: $input) {
        representative { kind fromOn endedOn isCurrent contact { name } } former { kind endedOn contact { name } }
        userErrors { code path message } } }";
const END: &str = "mutation($id: ID!, $version: Int!, $on: Date) {
    representativeEnd(id: $id, version: $version, endedOn: $on) { representative { endedOn isCurrent version } userErrors { code path message } } }";
const PEOPLE: &str = "query($m: ID!, $on: Date) { membership(id: $m) { representatives(activeOn: $on) { id kind endedOn contact { name } } } }";

/// A person who has worked for an employer since it is known.
async fn person(user: &User<'_>, name: &str, employer: &Value) -> Value {
    let query = "mutation($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } userErrors { message } } }";
    let input = json!({ "name": name, "affiliation": { "employerId": employer } });
    let data = user.gql(query, json!({ "input": input })).await;
    assert_eq!(data["contactCreate"]["userErrors"], json!([]));
    data["contactCreate"]["contact"]["id"].clone()
}

/// A membership of this year, and the employer.
async fn member(cora: &User<'_>) -> (Value, Value) {
    let (p, acme) = (
        partnership(cora, "Health", "SECTOR").await,
        employer(cora, "Acme").await,
    );
    let input = json!({ "employerId": acme, "joinedOn": "2026-01-01" });
    (membership(cora, &p, input).await, acme)
}

on_both! {
    async fn a_new_primary_ends_the_former_the_day_before(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (m, acme) = member(&cora).await;
        let (pat, bo, cy) = (person(&cora, "Pat", &acme).await, person(&cora, "Bo", &acme).await, person(&cora, "Cy", &acme).await);
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
        assert_json!(json!(answers), [{"former": null, "representative": {"contact": {"name": "Pat"}, "endedOn": null, "fromOn": "2026-02-01", "isCurrent": true, "kind": "PRIMARY"}, "userErrors": []}, {"former": null, "representative": null, "userErrors": [{"code": "DUPLICATE", "message": "This person is it already.", "path": ["input", "contactId"]}]}, {"former": null, "representative": null, "userErrors": [{"code": "INVALID", "message": "Primary and back-up must be two people.", "path": ["input", "contactId"]}]}, {"former": null, "representative": {"contact": {"name": "Bo"}, "endedOn": null, "fromOn": "2026-03-01", "isCurrent": true, "kind": "BACKUP"}, "userErrors": []}, {"former": null, "representative": null, "userErrors": [{"code": "INVALID", "message": "Somebody begins after that day; end that first, or name a later day.", "path": ["input", "fromOn"]}]}, {"former": {"contact": {"name": "Pat"}, "endedOn": "2026-05-31", "kind": "PRIMARY"}, "representative": {"contact": {"name": "Cy"}, "endedOn": null, "fromOn": "2026-06-01", "isCurrent": true, "kind": "PRIMARY"}, "userErrors": []}, {"former": null, "representative": null, "userErrors": [{"code": "STATE", "message": "It is no member on that day.", "path": ["input", "fromOn"]}]}]);
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
        let (m, acme) = member(&cora).await;
        let pat = person(&cora, "Pat", &acme).await;
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
        assert_json!(json!(answers), [{"representative": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}, {"representative": null, "userErrors": [{"code": "INVALID", "message": "It cannot end before it began.", "path": ["endedOn"]}]}, {"representative": {"endedOn": null, "isCurrent": true, "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"representative": {"endedOn": "2026-11-24", "isCurrent": true, "version": 2}, "userErrors": []}, {"representative": null, "userErrors": [{"code": "STATE", "message": "This ended already.", "path": ["id"]}]}]);
    }

    async fn the_last_day_counts_and_the_day_after_does_not(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (m, acme) = member(&cora).await;
        let pat = person(&cora, "Pat", &acme).await;
        let input = json!({ "contactId": pat, "kind": "PRIMARY", "fromOn": "2026-02-01" });
        cora.gql(ASSIGN, json!({ "m": m, "input": input })).await;
        let id = cora.gql(PEOPLE, json!({ "m": m })).await["membership"]["representatives"][0]["id"].clone();
        cora.gql(END, json!({ "id": id, "version": 1, "on": "2026-06-30" })).await;
        let count = async |on| cora.gql(PEOPLE, json!({ "m": m, "on": on })).await["membership"]["representatives"].as_array().unwrap().len();
        assert_eq!([count("2026-01-31").await, count("2026-02-01").await, count("2026-06-30").await, count("2026-07-01").await], [0, 1, 1, 0]);
    }

    async fn who_speaks_for_a_member_works_there(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (m, acme) = member(&cora).await;
        let other = employer(&cora, "Other").await;
        let (pat, bo) = (person(&cora, "Pat", &other).await, person(&cora, "Bo", &acme).await);
        let gone = "mutation($id: ID!) { affiliationEnd(id: $id, version: 1, on: \"2026-05-31\") { userErrors { code } } }";
        let at = "query($id: ID!) { contact(id: $id) { affiliations { nodes { id } } } }";
        let affiliation = cora.gql(at, json!({ "id": bo })).await["contact"]["affiliations"]["nodes"][0]["id"].clone();
        cora.gql(gone, json!({ "id": affiliation })).await;
        let mut answers = Vec::new();
        for (contact, from) in [(&pat, "2026-02-01"), (&bo, "2026-06-01"), (&bo, "2026-05-31")] {
            let input = json!({ "contactId": contact, "kind": "PRIMARY", "fromOn": from });
            answers.push(cora.gql(ASSIGN, json!({ "m": m, "input": input })).await["representativeAssign"]["userErrors"].clone());
        }
        assert_json!(json!(answers), [[{"code": "INVALID", "message": "This person does not work for the member on that day; record the affiliation first.", "path": ["input", "contactId"]}], [{"code": "INVALID", "message": "This person does not work for the member on that day; record the affiliation first.", "path": ["input", "contactId"]}], []]);
    }

    async fn who_speaks_for_a_member_stays_out_of_the_trash(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (m, acme) = member(&cora).await;
        let pat = person(&cora, "Pat", &acme).await;
        let input = json!({ "contactId": pat, "kind": "BACKUP", "fromOn": "2026-12-01" });
        cora.gql(ASSIGN, json!({ "m": m, "input": input })).await;
        let trash = "mutation($id: ID!) { contactTrash(id: $id, version: 1) { contact { trashedAt } userErrors { code message path } } }";
        let blind = t.user_with(cora.agency_id, UserRole::Convener, &[Action::ContactRead, Action::ContactTrash]).await;
        let refused = cora.gql(trash, json!({ "id": pat })).await["contactTrash"].take();
        let hushed = blind.gql(trash, json!({ "id": pat })).await["contactTrash"]["userErrors"].take();
        assert_json!(json!([refused, hushed]), [{"contact": null, "userErrors": [{"code": "REFERENCED", "message": "This person speaks for a member of Health; end that or name somebody else first.", "path": ["id"]}]}, [{"code": "REFERENCED", "message": "This person speaks for a member of a partnership; end that or name somebody else first.", "path": ["id"]}]]);
        let id = cora.gql(PEOPLE, json!({ "m": m })).await["membership"]["representatives"][0]["id"].clone();
        cora.gql(END, json!({ "id": id, "version": 1, "on": "2026-12-01" })).await;
        t.clock.advance(chrono::TimeDelta::days(8));
        let gone = cora.gql(trash, json!({ "id": pat })).await["contactTrash"].take();
        assert_json!(gone, {"contact": {"trashedAt": "2026-12-02T20:00:00.000Z"}, "userErrors": []});
    }

    async fn who_leaves_takes_the_representatives_along(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (m, acme) = member(&cora).await;
        let pat = person(&cora, "Pat", &acme).await;
        let input = json!({ "contactId": pat, "kind": "PRIMARY", "fromOn": "2026-02-01" });
        cora.gql(ASSIGN, json!({ "m": m, "input": input })).await;
        let leave = "mutation($id: ID!) { membershipEnd(id: $id, version: 1, leftOn: \"2026-11-01\") { membership { representatives { endedOn } } userErrors { code } } }";
        assert_json!(cora.gql(leave, json!({ "id": m })).await["membershipEnd"], {"membership": {"representatives": [{"endedOn": "2026-11-01"}]}, "userErrors": []});
        let late = cora.gql(ASSIGN, json!({ "m": m, "input": { "contactId": pat, "kind": "BACKUP" } })).await;
        assert_json!(late["representativeAssign"]["userErrors"], [{"code": "STATE", "message": "It is no member on that day.", "path": ["input", "fromOn"]}]);
    }

    async fn unknown_people_and_members_and_staff(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let (m, acme) = member(&cora).await;
        let pat = person(&cora, "Pat", &acme).await;
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
