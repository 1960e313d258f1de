//! Rules about reminders: whose they are, how they change, who may.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{ADD, contact, invited, minutes, reminders, rule};
use crate::{
    meetings::{board, scheduled},
    support::{User, assert_json, on_both},
};

const CHANGE: &str = "mutation($id: ID!, $version: Int!, $input: ReminderRuleChangeInput!) {
    reminderRuleChange(id: $id, version: $version, input: $input) {
        reminderRule { id minutesBefore daysBefore at audience isActive version } userErrors { code path message } } }";
const END: &str = "mutation($id: ID!, $version: Int!) { reminderRuleEnd(id: $id, version: $version) {
    reminderRule { isActive version } userErrors { code path message } } }";

async fn added(user: &User<'_>, input: Value) -> Value {
    user.gql(ADD, json!({ "input": input })).await["reminderRuleAdd"]["userErrors"].clone()
}

async fn ended(user: &User<'_>, id: &Value, version: i32) -> Value {
    user.gql(END, json!({ "id": id, "version": version })).await["reminderRuleEnd"].clone()
}

on_both! {
    async fn a_changed_rule_reminds_of_its_own(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let first = minutes(&cora, &board, 15).await;
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &board, json!({})).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        let five = json!({ "offset": { "minutesBefore": 5 } });
        let stale = cora.gql(CHANGE, json!({ "id": first, "version": 2, "input": five })).await;
        assert_eq!(stale["reminderRuleChange"]["userErrors"][0]["code"], "CONFLICT");
        assert_eq!(stale["reminderRuleChange"]["reminderRule"]["minutesBefore"], 15);
        let mut changed = cora.gql(CHANGE, json!({ "id": first, "version": 1, "input": five })).await;
        let second = changed["reminderRuleChange"]["reminderRule"]["id"].take();
        assert_ne!(second, first);
        assert_json!(changed["reminderRuleChange"], {"reminderRule": {"at": null, "audience": "ATTENDEES", "daysBefore": null, "id": null, "isActive": true, "minutesBefore": 5, "version": 1}, "userErrors": []});
        assert_eq!(reminders(&cora, &id).await, [
            "Ann Ash 15 min 2027-03-10T15:45Z CANCELLED RULE_ENDED",
            "Ann Ash 5 min 2027-03-10T15:55Z PLANNED -",
        ]);
        let same = cora.gql(CHANGE, json!({ "id": second, "version": 1, "input": {} })).await;
        assert_eq!(same["reminderRuleChange"]["reminderRule"]["id"], second);
        let gone = cora.gql(CHANGE, json!({ "id": first, "version": 2, "input": five })).await;
        assert_json!(gone["reminderRuleChange"], {"reminderRule": null, "userErrors": [{"code": "STATE", "message": "This rule was ended.", "path": ["id"]}]});
    }

    async fn a_meeting_with_rules_of_its_own_follows_them_alone(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let ann = contact(&cora, "Ann Ash").await;
        let (one, other) = (scheduled(&cora, &board, json!({})).await, scheduled(&cora, &board, json!({})).await);
        for id in [&one, &other] {
            invited(&cora, id, json!([{ "contactId": ann }])).await;
        }
        let days = json!({ "daysBefore": { "days": 1, "at": "17:30" } });
        let own = rule(&cora, json!({ "meetingId": one }), days, "ATTENDEES").await;
        assert_eq!(reminders(&cora, &one).await, [
            "Ann Ash 1 d 2027-03-10T00:30Z PLANNED -",
            "Ann Ash 60 min 2027-03-10T15:00Z CANCELLED RULE_ENDED",
        ]);
        assert_eq!(reminders(&cora, &other).await, ["Ann Ash 60 min 2027-03-10T15:00Z PLANNED -"]);
        let shown = "query($one: ID!, $other: ID!, $board: ID!) {
            one: meeting(id: $one) { reminderRules { ...rule } } other: meeting(id: $other) { reminderRules { ...rule } }
            partnership(id: $board) { reminderRules { ...rule } } }
            fragment rule on ReminderRule { minutesBefore daysBefore at audience isOfOneMeeting isActive version }";
        let shown = cora.gql(shown, json!({ "one": one, "other": other, "board": board })).await;
        assert_json!(shown, {"one": {"reminderRules": [{"at": "17:30", "audience": "ATTENDEES", "daysBefore": 1, "isActive": true, "isOfOneMeeting": true, "minutesBefore": null, "version": 1}]}, "other": {"reminderRules": [{"at": null, "audience": "ATTENDEES", "daysBefore": null, "isActive": true, "isOfOneMeeting": false, "minutesBefore": 60, "version": 1}]}, "partnership": {"reminderRules": [{"at": null, "audience": "ATTENDEES", "daysBefore": null, "isActive": true, "isOfOneMeeting": false, "minutesBefore": 60, "version": 1}]}});
        assert_json!(ended(&cora, &own, 1).await, {"reminderRule": {"isActive": false, "version": 2}, "userErrors": []});
        assert_json!(ended(&cora, &own, 2).await, {"reminderRule": null, "userErrors": [{"code": "STATE", "message": "This rule was ended.", "path": ["id"]}]});
        assert_eq!(reminders(&cora, &one).await, [
            "Ann Ash 1 d 2027-03-10T00:30Z CANCELLED RULE_ENDED",
            "Ann Ash 60 min 2027-03-10T15:00Z PLANNED -",
        ]);
    }

    async fn a_new_rule_of_a_partnership_is_for_all_its_meetings_to_come(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let ann = contact(&cora, "Ann Ash").await;
        let past = scheduled(&cora, &board, json!({ "localStart": "2026-11-03T09:00" })).await;
        let (one, other) = (scheduled(&cora, &board, json!({})).await, scheduled(&cora, &board, json!({})).await);
        for id in [&past, &one, &other] {
            invited(&cora, id, json!([{ "contactId": ann }])).await;
        }
        let rule = minutes(&cora, &board, 60).await;
        assert!(reminders(&cora, &past).await.is_empty());
        for id in [&one, &other] {
            assert_eq!(reminders(&cora, id).await, ["Ann Ash 60 min 2027-03-10T15:00Z PLANNED -"]);
        }
        ended(&cora, &rule, 1).await;
        assert_eq!(reminders(&cora, &one).await, ["Ann Ash 60 min 2027-03-10T15:00Z CANCELLED RULE_ENDED"]);
    }

    async fn what_is_no_rule_is_refused(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let of = json!({ "partnershipId": board });
        let mut seen = Vec::new();
        for offset in [
            json!({ "minutesBefore": 0 }),
            json!({ "minutesBefore": 40321 }),
            json!({ "daysBefore": { "days": -1, "at": "09:00" } }),
            json!({ "daysBefore": { "days": 366, "at": "09:00" } }),
            json!({ "daysBefore": { "days": 1, "at": "9:00" } }),
            json!({ "daysBefore": { "days": 1, "at": "24:00" } }),
            json!({ "daysBefore": { "days": 1, "at": "09:00:30" } }),
        ] {
            seen.push(added(&cora, json!({ "of": of, "offset": offset })).await);
        }
        minutes(&cora, &board, 60).await;
        seen.push(added(&cora, json!({ "of": of, "offset": { "minutesBefore": 60 } })).await);
        seen.push(added(&cora, json!({ "of": { "partnershipId": "nonsense" }, "offset": { "minutesBefore": 60 } })).await);
        seen.push(added(&cora, json!({ "of": { "meetingId": "nonsense" }, "offset": { "minutesBefore": 60 } })).await);
        for number in 1..10 {
            minutes(&cora, &board, number).await;
        }
        seen.push(added(&cora, json!({ "of": of, "offset": { "minutesBefore": 10 } })).await);
        let id = scheduled(&cora, &board, json!({})).await;
        let cancel = "mutation($id: ID!) { meetingCancel(id: $id, version: 1) { userErrors { code } } }";
        cora.gql(cancel, json!({ "id": id })).await;
        seen.push(added(&cora, json!({ "of": { "meetingId": id }, "offset": { "minutesBefore": 60 } })).await);
        assert_json!(json!(seen), [[{"code": "INVALID", "message": "Remind from one minute to four weeks before.", "path": ["input", "offset", "minutesBefore"]}], [{"code": "INVALID", "message": "Remind from one minute to four weeks before.", "path": ["input", "offset", "minutesBefore"]}], [{"code": "INVALID", "message": "Remind on the day itself or up to 365 days before.", "path": ["input", "offset", "daysBefore", "days"]}], [{"code": "INVALID", "message": "Remind on the day itself or up to 365 days before.", "path": ["input", "offset", "daysBefore", "days"]}], [{"code": "INVALID", "message": "Write a time of day such as 09:00.", "path": ["input", "offset", "daysBefore", "at"]}], [{"code": "INVALID", "message": "Write a time of day such as 09:00.", "path": ["input", "offset", "daysBefore", "at"]}], [{"code": "INVALID", "message": "Write a time of day such as 09:00.", "path": ["input", "offset", "daysBefore", "at"]}], [{"code": "DUPLICATE", "message": "There is a rule that says the same.", "path": ["input", "offset"]}], [{"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["input", "of", "partnershipId"]}], [{"code": "NOT_FOUND", "message": "There is no such meeting.", "path": ["input", "of", "meetingId"]}], [{"code": "LIMIT", "message": "There are 10 rules already; end one first.", "path": ["input"]}], [{"code": "STATE", "message": "Of this meeting nobody is reminded any more.", "path": ["input", "of", "meetingId"]}]]);
    }

    async fn only_who_may_changes_rules(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let board = board(&cora).await;
        let id = scheduled(&cora, &board, json!({})).await;
        let rule = minutes(&cora, &board, 60).await;
        let input = json!({ "offset": { "minutesBefore": 5 } });
        for user in [&sam, &vera] {
            for of in [json!({ "partnershipId": board }), json!({ "meetingId": id })] {
                let errors = added(user, json!({ "of": of, "offset": { "minutesBefore": 5 } })).await;
                assert_eq!(errors[0]["code"], "FORBIDDEN");
            }
            let changed = user.gql(CHANGE, json!({ "id": rule, "version": 1, "input": input })).await;
            assert_eq!(changed["reminderRuleChange"]["userErrors"][0]["code"], "FORBIDDEN");
            assert_eq!(ended(user, &rule, 1).await["userErrors"][0]["code"], "FORBIDDEN");
            assert_eq!(ended(user, &json!("nonsense"), 1).await["userErrors"][0]["code"], "NOT_FOUND");
        }
        // Who organizes a meeting says when people are reminded of it.
        let own = scheduled(&sam, &board, json!({})).await;
        let of = json!({ "meetingId": own });
        assert_eq!(added(&sam, json!({ "of": of, "offset": { "minutesBefore": 5 } })).await, json!([]));
    }
}
