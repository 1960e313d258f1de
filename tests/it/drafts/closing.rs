//! What closing a meeting drafts, for whom not, and what opening it again discards.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{act, close, held, held_of, ids, letters, opted_out, person, person_at, reopen, send};
use crate::{
    contributions::employer,
    meetings::board,
    support::{assert_json, on_both},
    tasks::task,
};

on_both! {
    async fn who_came_has_letters_drafted_that_say_what_was_agreed(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let (ann, bo) = (person(&cora, "Ann Ash", Some(&acme)).await, person(&cora, "Bo Birch", None).await);
        let id = held(&cora, json!([{ "contactId": ann }, { "contactId": bo }, { "userId": cora.id.to_string() }])).await;
        for input in [
            json!({ "title": "Teach TIG first", "kind": "DECISION" }),
            json!({ "title": "Find an instructor", "ownerContactId": bo, "dueOn": "2026-12-04" }),
            json!({ "title": "Order <rods> & gas" }),
        ] {
            let mut input = input;
            input["meetingId"] = id.clone();
            task(&cora, input).await;
        }
        assert!(letters(&cora, &id).await.is_empty());
        close(&cora, &id, 2).await;
        assert_eq!(letters(&cora, &id).await, ["Ann Ash FOLLOW_UP DRAFT", "Ann Ash THANK_YOU DRAFT", "Bo Birch FOLLOW_UP DRAFT", "CONVENER FOLLOW_UP DRAFT"]);
        let query = "query($id: ID!) { meeting(id: $id) { letterDraftsLeftOut { reason } letterDrafts(first: 2) { nodes { subject body version sentAt employer { name }
            meeting { title } partnership { name } attendee { people } senderUser { role } senderContact { name } mail { id } permissions { canUpdate } } } } }";
        let data = cora.gql(query, json!({ "id": id })).await;
        let mut data = data["meeting"].clone();
        for node in data["letterDrafts"]["nodes"].as_array_mut().expect("a list") {
            let body = node["body"].as_str().expect("a text").to_owned();
            let (body, signature) = body.rsplit_once("\n\n").expect("paragraphs");
            assert!(signature.starts_with("Convener ") && signature.contains("\nCollege "), "{signature}");
            node["body"] = json!(body);
        }
        assert_json!(data, {"letterDrafts": {"nodes": [{"attendee": {"people": 1}, "body": "Hello Ann Ash,\n\nThank you for coming to \"Spring meeting\" of Welding advisory board on Fri 20 Nov 2026.\n\nWhat was decided:\n- Teach TIG first\n\nWhat is to be done:\n- Find an instructor (Bo Birch, by Fri 4 Dec 2026)\n- Order <rods> & gas\n\nWhat we ask of you: answer this letter if anything is missing or not as you remember it.", "employer": {"name": "Acme"}, "mail": null, "meeting": {"title": "Spring meeting"}, "partnership": {"name": "Welding advisory board"}, "permissions": {"canUpdate": true}, "senderContact": null, "senderUser": {"role": "CONVENER"}, "sentAt": null, "subject": "Follow-up: Spring meeting, Fri 20 Nov 2026", "version": 1}, {"attendee": {"people": 1}, "body": "Hello Ann Ash,\n\nThank you for the time you gave: on Fri 20 Nov 2026 you came to \"Spring meeting\" of Welding advisory board and spoke for Acme.\n\nWhat employers say at this table shapes what is taught and what is done in our region.", "employer": {"name": "Acme"}, "mail": null, "meeting": {"title": "Spring meeting"}, "partnership": {"name": "Welding advisory board"}, "permissions": {"canUpdate": true}, "senderContact": null, "senderUser": {"role": "CONVENER"}, "sentAt": null, "subject": "Thank you: Spring meeting, Fri 20 Nov 2026", "version": 1}]}, "letterDraftsLeftOut": []});
    }

    async fn whom_no_letter_is_for_is_told_with_the_reason(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let (ann, bo) = (person(&cora, "Ann Ash", Some(&acme)).await, person(&cora, "Bo Birch", Some(&acme)).await);
        let cy = person_at(&cora, "Cy Cedar", Some(&acme), &[]).await;
        let stop = "mutation($id: ID!) { contactUpdate(id: $id, version: 1, input: {doNotContact: true}) { userErrors { message } } }";
        assert_eq!(cora.gql(stop, json!({ "id": ann })).await["contactUpdate"]["userErrors"], json!([]));
        opted_out(&t, &bo).await;
        let id = held(&cora, json!([{ "contactId": ann }, { "contactId": bo }, { "contactId": cy }, { "employerId": acme, "people": 3 }, { "userId": cora.id.to_string() }])).await;
        let query = "query($id: ID!) { meeting(id: $id) { letterDraftsLeftOut { attendee { contact { name } people } reason } } }";
        let before = cora.gql(query, json!({ "id": id })).await;
        close(&cora, &id, 2).await;
        assert_eq!(letters(&cora, &id).await, ["CONVENER FOLLOW_UP DRAFT"]);
        let after = cora.gql(query, json!({ "id": id })).await;
        let mend = "mutation($id: ID!) { contactUpdate(id: $id, version: 1, input: {emails: [{address: \"cy@example.org\"}]}) { userErrors { message } } }";
        assert_eq!(cora.gql(mend, json!({ "id": cy })).await["contactUpdate"]["userErrors"], json!([]));
        let mended = cora.gql(query, json!({ "id": id })).await["meeting"]["letterDraftsLeftOut"][2].clone();
        assert_json!(json!([before["meeting"], after["meeting"], mended]), [{"letterDraftsLeftOut": []}, {"letterDraftsLeftOut": [{"attendee": {"contact": {"name": "Ann Ash"}, "people": 1}, "reason": "DO_NOT_CONTACT"}, {"attendee": {"contact": {"name": "Bo Birch"}, "people": 1}, "reason": "OPTED_OUT"}, {"attendee": {"contact": {"name": "Cy Cedar"}, "people": 1}, "reason": "NO_ADDRESS"}, {"attendee": {"contact": null, "people": 3}, "reason": "NO_ADDRESS"}]}, {"attendee": {"contact": {"name": "Cy Cedar"}, "people": 1}, "reason": "REACHABLE"}]);
    }

    async fn opening_again_discards_what_was_not_sent_and_closing_drafts_anew(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let (ann, bo) = (person(&cora, "Ann Ash", Some(&acme)).await, person(&cora, "Bo Birch", None).await);
        let id = held(&cora, json!([{ "contactId": ann }, { "contactId": bo }])).await;
        close(&cora, &id, 2).await;
        let drafted = ids(&cora, &id).await;
        assert_eq!(send(&cora, &drafted[..1], Value::Null).await["results"][0]["userErrors"], json!([]));
        reopen(&cora, &id, 3).await;
        assert_eq!(letters(&cora, &id).await, ["Ann Ash FOLLOW_UP SENT", "Ann Ash THANK_YOU DISCARDED", "Bo Birch FOLLOW_UP DISCARDED"]);
        // While the meeting is open nothing of it is taken back.
        let early = act(&cora, "Restore", &drafted[2], 2).await;
        let late = send(&cora, &drafted[1..2], Value::Null).await;
        task(&cora, json!({ "title": "Call Ann", "meetingId": id })).await;
        close(&cora, &id, 4).await;
        assert_eq!(letters(&cora, &id).await, ["Ann Ash FOLLOW_UP SENT", "Ann Ash THANK_YOU DISCARDED", "Bo Birch FOLLOW_UP DISCARDED", "Ann Ash THANK_YOU DRAFT", "Bo Birch FOLLOW_UP DRAFT"]);
        // Bo has another letter now.
        let other = act(&cora, "Restore", &drafted[2], 2).await;
        let history = "query($id: ID!) { letterDraft(id: $id) { state version body } }";
        let anew = cora.gql(history, json!({ "id": ids(&cora, &id).await[1] })).await["letterDraft"].clone();
        assert!(anew["body"].as_str().expect("a text").contains("\n- Call Ann\n"), "{anew}");
        assert_json!(json!([early, late, other]), [{"letterDraft": null, "userErrors": [{"code": "STATE", "message": "The meeting is open again: closing it drafts its letters anew.", "path": ["id"]}]}, {"results": [{"letterDraft": {"mail": null, "sentAt": null, "state": "DISCARDED", "version": 2}, "userErrors": [{"code": "STATE", "message": "This letter is discarded; take it back first.", "path": ["id"]}]}], "userErrors": []}, {"letterDraft": null, "userErrors": [{"code": "DUPLICATE", "message": "The person has another letter of this kind about it.", "path": ["id"]}]}]);
    }

    async fn closing_costs_the_same_for_one_and_for_twenty(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let board = board(&cora).await;
        let mut costs = Vec::new();
        for (number, people) in [(1, 1), (2, 20)] {
            let mut list = Vec::new();
            for one in 0..people {
                list.push(json!({ "contactId": person(&cora, &format!("Ann {number} {one}"), Some(&acme)).await }));
            }
            let id = held_of(&cora, &board, json!(list)).await;
            task(&cora, json!({ "title": "Call", "meetingId": id, "ownerContactId": list[0]["contactId"] })).await;
            let (cost, ()) = t.statements(close(&cora, &id, 2)).await;
            let (opened, ()) = t.statements(reopen(&cora, &id, 3)).await;
            costs.push((cost, opened));
        }
        assert_eq!(costs[0], costs[1]);
        assert!(costs[0].0 <= 22, "{costs:?}");
    }
}
