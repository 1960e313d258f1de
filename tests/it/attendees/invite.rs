//! Putting people on the list of a meeting, and taking them off.

use entities::user_account::UserRole;
use serde_json::json;

use super::{contact, invited};
use crate::{
    engagements::employer,
    meetings::{board, scheduled},
    support::{assert_json, on_both},
};

on_both! {
    async fn people_employers_and_agencies_are_put_on_the_list(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = scheduled(&cora, &board(&cora).await, json!({})).await;
        let (acme, other) = (employer(&cora, "Acme").await, employer(&cora, "Other").await);
        let ann = contact(&cora, "Ann Lee", &acme).await;
        let data = invited(&cora, &id, json!([
            { "contactId": ann },
            { "userId": cora.id.to_string() },
            { "employerId": other, "people": 3 },
            { "agencyId": cora.agency_id.to_string(), "people": 2, "stakeholder": "STUDENT" },
        ])).await;
        assert_json!(data, {"attendees": [{"agency": null, "attendance": "UNKNOWN", "contact": {"name": "Ann Lee"}, "employer": {"name": "Acme"}, "people": 1, "response": "NEEDS_ACTION", "stakeholder": "BUSINESS", "user": null, "version": 1}, {"agency": {"kind": "COLLEGE"}, "attendance": "UNKNOWN", "contact": null, "employer": null, "people": 1, "response": "NEEDS_ACTION", "stakeholder": null, "user": {"role": "CONVENER"}, "version": 1}, {"agency": null, "attendance": "UNKNOWN", "contact": null, "employer": {"name": "Other"}, "people": 3, "response": "NEEDS_ACTION", "stakeholder": "BUSINESS", "user": null, "version": 1}, {"agency": {"kind": "COLLEGE"}, "attendance": "UNKNOWN", "contact": null, "employer": null, "people": 2, "response": "NEEDS_ACTION", "stakeholder": "STUDENT", "user": null, "version": 1}], "meeting": {"attendees": [{"people": 1}, {"people": 1}, {"people": 3}, {"people": 2}]}, "userErrors": []});
        // Again, and one of them for another employer: they are on the list already.
        let data = invited(&cora, &id, json!([{ "contactId": ann, "employerId": other }, { "employerId": other }])).await;
        assert_json!(data, {"attendees": [{"agency": null, "attendance": "UNKNOWN", "contact": {"name": "Ann Lee"}, "employer": {"name": "Acme"}, "people": 1, "response": "NEEDS_ACTION", "stakeholder": "BUSINESS", "user": null, "version": 1}, {"agency": null, "attendance": "UNKNOWN", "contact": null, "employer": {"name": "Other"}, "people": 3, "response": "NEEDS_ACTION", "stakeholder": "BUSINESS", "user": null, "version": 1}], "meeting": {"attendees": [{"people": 1}, {"people": 1}, {"people": 3}, {"people": 2}]}, "userErrors": []});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = scheduled(&cora, &board(&cora).await, json!({})).await;
        let acme = employer(&cora, "Acme").await;
        let nobody = |kind: &str| json!(format!("{kind}_00000000000000000000000000000007"));
        let bad = json!([
            {},
            { "contactId": nobody("contact"), "userId": nobody("user") },
            { "employerId": acme, "agencyId": cora.agency_id.to_string() },
            { "employerId": acme, "people": 0 },
            { "userId": cora.id.to_string(), "people": 2 },
        ]);
        let missing = json!([
            { "userId": cora.id.to_string() },
            { "contactId": nobody("contact"), "employerId": nobody("employer") },
            { "userId": nobody("user") },
            { "agencyId": nobody("agency") },
        ]);
        let many = json!(vec![json!({ "employerId": acme }); 201]);
        let mut seen = Vec::new();
        for list in [bad, missing, many] {
            let data = invited(&cora, &id, list).await;
            assert_eq!(data["attendees"], json!([]));
            seen.push(data["userErrors"].clone());
        }
        assert_json!(json!(seen), [[{"code": "REQUIRED", "message": "Name a person, an employer or an agency.", "path": ["input", "0", "contactId"]}, {"code": "INVALID", "message": "Name a contact or a user, not both.", "path": ["input", "1", "userId"]}, {"code": "INVALID", "message": "Name the employer or the agency, not both.", "path": ["input", "2", "agencyId"]}, {"code": "INVALID", "message": "It is from 1 to 1000 people.", "path": ["input", "3", "people"]}, {"code": "INVALID", "message": "A named person is one.", "path": ["input", "4", "people"]}], [{"code": "NOT_FOUND", "message": "There is no such contact.", "path": ["input", "1", "contactId"]}, {"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "1", "employerId"]}, {"code": "NOT_FOUND", "message": "There is no such user.", "path": ["input", "2", "userId"]}, {"code": "NOT_FOUND", "message": "There is no such agency.", "path": ["input", "3", "agencyId"]}], [{"code": "LIMIT", "message": "Name 200 of them at most at once.", "path": ["input"]}]]);
    }

    async fn only_who_may_changes_the_list_of_a_meeting_that_is_not_over(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let id = scheduled(&cora, &board(&cora).await, json!({})).await;
        let me = json!([{ "userId": sam.id.to_string() }]);
        let mut seen = vec![
            invited(&sam, &id, me.clone()).await["userErrors"].clone(),
            invited(&sam, &json!("nonsense"), me.clone()).await["userErrors"].clone(),
        ];
        let cancel = "mutation($id: ID!) { meetingCancel(id: $id, version: 1) { userErrors { code } } }";
        cora.gql(cancel, json!({ "id": id })).await;
        seen.push(invited(&cora, &id, me).await["userErrors"].clone());
        assert_json!(json!(seen), [[{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}], [{"code": "STATE", "message": "This meeting was cancelled.", "path": ["id"]}]]);
    }

    async fn who_is_taken_off_can_come_back(t: TestApp) {
        let (cora, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        let id = scheduled(&cora, &board(&cora).await, json!({})).await;
        let me = json!([{ "userId": cora.id.to_string() }]);
        invited(&cora, &id, me.clone()).await;
        let list = "query($id: ID!) { meeting(id: $id) { attendees { id version } } }";
        let attendee = cora.gql(list, json!({ "id": id })).await["meeting"]["attendees"][0]["id"].clone();
        let remove = "mutation($id: ID!, $version: Int!) { attendeeRemove(id: $id, version: $version) {
            attendee { version trashedAt } userErrors { code message } } }";
        let mut seen = Vec::new();
        for (user, version) in [(&vera, 1), (&cora, 9), (&cora, 1), (&cora, 2)] {
            let data = user.gql(remove, json!({ "id": attendee, "version": version })).await;
            seen.push(data["attendeeRemove"].clone());
        }
        assert_json!(json!(seen), [{"attendee": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this."}]}, {"attendee": {"trashedAt": null, "version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again."}]}, {"attendee": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "userErrors": []}, {"attendee": null, "userErrors": [{"code": "STATE", "message": "This attendee is off the list already."}]}]);
        assert_eq!(cora.gql(list, json!({ "id": id })).await["meeting"]["attendees"], json!([]));
        invited(&cora, &id, me).await;
        let back = cora.gql(list, json!({ "id": id })).await;
        assert_eq!(back["meeting"]["attendees"], json!([{ "id": attendee, "version": 3 }]));
    }
}
