//! The businesses that carry a priority.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{CHAMPION, champion, priority};
use crate::{
    memberships::{employer, membership},
    partnerships::partnership,
    support::{assert_json, on_both},
};

const END: &str = "mutation($id: ID!, $version: Int!, $on: Date) { priorityChampionEnd(id: $id, version: $version, endedOn: $on) {
    champion { endedOn version } userErrors { code path message } } }";

on_both! {
    async fn only_a_business_that_is_a_member_champions(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let p = partnership(&cora, "Health", "SECTOR").await;
        let acme = employer(&cora, "Acme").await;
        let business = membership(&cora, &p, json!({ "employerId": acme, "leftOn": "2026-12-01" })).await;
        let agency = membership(&cora, &p, json!({ "agencyId": cora.agency_id.to_string() })).await;
        let person = cora.gql("mutation { contactCreate(input: {name: \"Ann Lee\"}) { contact { id } } }", json!({})).await["contactCreate"]["contact"]["id"].clone();
        let id = priority(&cora, &p, json!({ "title": "More aides" })).await;
        let mut data = cora.gql(CHAMPION, json!({ "id": id, "input": { "membershipId": business, "contactId": person, "fromOn": "2026-06-01" } })).await;
        data["priorityChampionAssign"]["champion"]["id"] = Value::Null;
        assert_json!(data["priorityChampionAssign"], {"champion": {"contact": {"name": "Ann Lee"}, "endedOn": null, "fromOn": "2026-06-01", "id": null, "membership": {"employer": {"name": "Acme"}}, "priority": {"title": "More aides"}, "version": 1}, "userErrors": []});
        let mut errors = Vec::new();
        for (user, id, input) in [
            (&cora, &id, json!({ "membershipId": business })),
            (&cora, &id, json!({ "membershipId": agency })),
            (&cora, &id, json!({ "membershipId": "nonsense" })),
            (&cora, &id, json!({ "membershipId": business, "fromOn": "2026-12-02" })),
            (&cora, &id, json!({ "membershipId": business, "contactId": "nonsense" })),
            (&cora, &json!("nonsense"), json!({ "membershipId": business })),
            (&sam, &id, json!({ "membershipId": business })),
        ] {
            let data = user.gql(CHAMPION, json!({ "id": id, "input": input })).await;
            errors.push(data["priorityChampionAssign"]["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "DUPLICATE", "message": "It champions this priority at that time already.", "path": ["input", "membershipId"]}], [{"code": "INVALID", "message": "Only an employer champions a priority.", "path": ["input", "membershipId"]}], [{"code": "NOT_FOUND", "message": "There is no such member of this partnership.", "path": ["input", "membershipId"]}], [{"code": "STATE", "message": "It is no member on that day.", "path": ["input", "fromOn"]}], [{"code": "NOT_FOUND", "message": "There is no such contact.", "path": ["input", "contactId"]}], [{"code": "NOT_FOUND", "message": "There is no such priority.", "path": ["priorityId"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]]);
        let on = "query($id: ID!, $day: Date) { priority(id: $id) { champions(activeOn: $day) { fromOn } } }";
        for (day, count) in [("2026-05-31", 0), ("2026-06-01", 1), ("2026-12-01", 1), ("2026-12-02", 0)] {
            let data = cora.gql(on, json!({ "id": id, "day": day })).await;
            assert_eq!(data["priority"]["champions"].as_array().unwrap().len(), count, "{day}");
        }
    }

    async fn a_champion_ends_once(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let p = partnership(&cora, "Health", "SECTOR").await;
        let acme = employer(&cora, "Acme").await;
        let business = membership(&cora, &p, json!({ "employerId": acme })).await;
        let of = priority(&cora, &p, json!({ "title": "More aides" })).await;
        let id = champion(&cora, &of, json!({ "membershipId": business, "fromOn": "2026-06-01" })).await;
        let mut answers = Vec::new();
        for (user, id, version, on) in [
            (&sam, &id, 1, json!(null)),
            (&cora, &id, 1, json!("2026-05-31")),
            (&cora, &id, 2, json!(null)),
            (&cora, &id, 1, json!(null)),
            (&cora, &id, 2, json!(null)),
            (&cora, &json!("nonsense"), 2, json!(null)),
        ] {
            let data = user.gql(END, json!({ "id": id, "version": version, "on": on })).await;
            answers.push(data["priorityChampionEnd"].clone());
        }
        assert_json!(json!(answers), [{"champion": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"champion": null, "userErrors": [{"code": "INVALID", "message": "It cannot end before it began.", "path": ["endedOn"]}]}, {"champion": {"endedOn": null, "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"champion": {"endedOn": "2026-11-24", "version": 2}, "userErrors": []}, {"champion": null, "userErrors": [{"code": "STATE", "message": "This ended already.", "path": ["id"]}]}, {"champion": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]}]);
        let overlapping = cora.gql(CHAMPION, json!({ "id": of, "input": { "membershipId": business, "fromOn": "2026-11-24" } })).await;
        assert_json!(overlapping["priorityChampionAssign"]["userErrors"][0]["code"], "DUPLICATE");
        champion(&cora, &of, json!({ "membershipId": business, "fromOn": "2026-11-25" })).await;
    }
}
