//! Who says what, and what is refused.

use entities::user_account::UserRole;
use serde_json::json;

use super::{of_contact, own};
use crate::{
    reminders::contact,
    support::{assert_json, on_both},
};

const READ: &str = "query($id: ID!) {
    viewer { mailPreferences { timeZone quietFrom quietTo isWeekendFree isDigest nextDigestAt version optOuts { kind } } }
    contact(id: $id) { mailPreferences { timeZone quietFrom quietTo version optOuts { kind } } } }";

on_both! {
    async fn who_never_said_anything_has_the_usual_hours(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let ann = contact(&sam, "Ann Ash").await;
        assert_json!(sam.gql(READ, json!({ "id": ann })).await, {"contact": {"mailPreferences": {"optOuts": [], "quietFrom": "20:00", "quietTo": "07:00", "timeZone": null, "version": 0}}, "viewer": {"mailPreferences": {"isDigest": false, "isWeekendFree": false, "nextDigestAt": null, "optOuts": [], "quietFrom": "20:00", "quietTo": "07:00", "timeZone": null, "version": 0}}});
    }

    async fn everybody_says_it_for_oneself(t: TestApp) {
        let vera = t.user(UserRole::Viewer).await;
        let input = json!({ "timeZone": "america/los_angeles", "quietHours": { "from": "21:00", "to": "06:30" }, "isDigest": true });
        assert_json!(own(&vera, 0, input).await, {"mailPreferences": {"isDigest": true, "isWeekendFree": false, "nextDigestAt": "2026-11-25T16:00:00.000Z", "quietFrom": "21:00", "quietTo": "06:30", "timeZone": "America/Los_Angeles", "version": 1}, "userErrors": []});
        assert_json!(own(&vera, 1, json!({ "isWeekendFree": true, "quietHours": null })).await, {"mailPreferences": {"isDigest": true, "isWeekendFree": true, "nextDigestAt": "2026-11-25T16:00:00.000Z", "quietFrom": "20:00", "quietTo": "07:00", "timeZone": "America/Los_Angeles", "version": 2}, "userErrors": []});
        assert_json!(own(&vera, 1, json!({ "isWeekendFree": false })).await, {"mailPreferences": {"isDigest": true, "isWeekendFree": true, "nextDigestAt": "2026-11-25T16:00:00.000Z", "quietFrom": "20:00", "quietTo": "07:00", "timeZone": "America/Los_Angeles", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        assert_json!(own(&vera, 2, json!({ "isDigest": false, "timeZone": null })).await, {"mailPreferences": {"isDigest": false, "isWeekendFree": true, "nextDigestAt": null, "quietFrom": "20:00", "quietTo": "07:00", "timeZone": null, "version": 3}, "userErrors": []});
    }

    async fn what_makes_no_sense_is_refused(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        assert_json!(own(&sam, 0, json!({ "quietHours": { "from": "8 pm", "to": "24:00" } })).await, {"mailPreferences": null, "userErrors": [{"code": "INVALID", "message": "Write a time of day such as 20:00.", "path": ["input", "quietHours", "from"]}, {"code": "INVALID", "message": "Write a time of day such as 20:00.", "path": ["input", "quietHours", "to"]}]});
        assert_json!(own(&sam, 0, json!({ "isDigest": true })).await, {"mailPreferences": null, "userErrors": [{"code": "REQUIRED", "message": "A digest comes in the morning: say in which zone.", "path": ["input", "timeZone"]}]});
        assert_json!(own(&sam, 1, json!({ "isWeekendFree": true })).await, {"mailPreferences": {"isDigest": false, "isWeekendFree": false, "nextDigestAt": null, "quietFrom": "20:00", "quietTo": "07:00", "timeZone": null, "version": 0}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let zone = "mutation { viewerMailPreferencesUpdate(version: 0, input: {timeZone: \"Mars/Olympus\"}) { userErrors { code } } }";
        let answer = sam.ask(zone, json!({})).await.json();
        assert!(answer["errors"][0]["message"].as_str().expect("a message").contains("IANA"), "{answer}");
    }

    async fn staff_note_it_of_contacts(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let ann = contact(&sam, "Ann Ash").await;
        assert_json!(of_contact(&vera, &ann, 0, json!({ "isWeekendFree": true })).await, {"mailPreferences": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
        assert_json!(of_contact(&sam, &json!("contact_00000000000070008000000000000000"), 0, json!({})).await, {"mailPreferences": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such contact.", "path": ["contactId"]}]});
        assert_json!(of_contact(&sam, &ann, 0, json!({ "timeZone": "America/Denver", "quietHours": { "from": "00:00", "to": "00:00" } })).await, {"mailPreferences": {"isDigest": false, "isWeekendFree": false, "nextDigestAt": null, "quietFrom": "00:00", "quietTo": "00:00", "timeZone": "America/Denver", "version": 1}, "userErrors": []});
        assert_json!(vera.gql(READ, json!({ "id": ann })).await["contact"], {"mailPreferences": {"optOuts": [], "quietFrom": "00:00", "quietTo": "00:00", "timeZone": "America/Denver", "version": 1}});
        let admin = t.user(UserRole::Admin).await;
        let audit = "{ auditEntries(first: 1, where: {subjectType: [MAIL_PREFERENCE]}) { nodes { action changes { field before after } } } }";
        let entry = admin.gql(audit, json!({})).await["auditEntries"]["nodes"][0].clone();
        let fields: Vec<_> = entry["changes"].as_array().expect("a list").iter().map(|change| format!("{}: {}", change["field"], change["after"])).collect();
        assert_eq!((entry["action"].clone(), fields), (json!("CREATED"), vec![
            format!("\"contact\": {ann}"), "\"timeZone\": \"America/Denver\"".to_owned(), "\"quietFrom\": \"00:00\"".to_owned(),
            "\"quietTo\": \"00:00\"".to_owned(), "\"isWeekendFree\": \"false\"".to_owned(), "\"isDigest\": \"false\"".to_owned(),
        ]));
    }

    async fn many_people_take_as_many_statements_as_one(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut counts = Vec::new();
        for people in [1, 20] {
            for number in 0..people {
                contact(&sam, &format!("Person {people} {number}")).await;
            }
            let list = format!("{{ contacts(first: {people}) {{ nodes {{ mailPreferences {{ timeZone optOuts {{ kind }} }} }} }} }}");
            counts.push(t.statements(sam.gql(&list, json!({}))).await.0);
        }
        assert_eq!(counts[0], counts[1]);
    }
}
