//! The mail log: who sees which letters, and what is done with one.

use chrono::TimeDelta;
use entities::{audit_entry, user_account::UserRole};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use super::{notice, queue, queued, run, standing};
use crate::support::{
    TestApp, assert_json, on_both,
    smtp::{At, Does, Smtp},
};

const MAILS: &str = "query($where: MailWhere) { mails(where: $where, orderBy: [{dueAt: ASC}]) { nodes { letter toAddress toName subject state reason endedAt expiresAt nextAttemptAt
    user { role } contact { name } attempts { number outcome answer at } } totalCount { value } } }";
const SEND: &str = "mutation($id: ID!) { mailSendNow(id: $id) { mail { state reason nextAttemptAt } userErrors { code path message } } }";
const CANCEL: &str =
    "mutation($id: ID!) { mailCancel(id: $id) { mail { state reason } userErrors { code path message } } }";

async fn due_later(t: &TestApp) -> entities::ids::MailId {
    let user = t.user(UserRole::Viewer).await.id;
    let mut letter = notice(t, "ann@example.org", user, "1");
    letter.due_at = Some(t.clock.now() + TimeDelta::hours(2));
    queue(t, letter).await.expect("it is new")
}

on_both! {
    async fn admins_see_every_letter_and_everybody_their_own(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let (ada, sam) = (t.user(UserRole::Admin).await, t.user(UserRole::Staff).await);
        queue(&t, notice(&t, "sam@example.org", sam.id, "1")).await;
        queue(&t, notice(&t, "other@example.org", ada.id, "1")).await;
        smtp.order(At::Rcpt, Does::Says("450 4.2.1 <other@example.org> busy"), "other@", 1);
        run(&t).await;
        let mut all = ada.gql(MAILS, json!({})).await;
        let next = all["mails"]["nodes"][1]["nextAttemptAt"].take();
        assert!(next.as_str().is_some_and(|at| at.starts_with("2026-11-24T20:01:")), "{next}");
        let name = "Ann Ørsted Bcc: b@example.org";
        assert_json!(all, {"mails": {"nodes": [
            {"attempts": [{"answer": "250 2.0.0 taken", "at": "2026-11-24T20:00:00.000Z", "number": 1, "outcome": "ACCEPTED"}], "contact": null, "endedAt": "2026-11-24T20:00:00.000Z", "expiresAt": "2026-11-25T20:00:00.000Z", "letter": "sign-in-notice", "nextAttemptAt": null, "reason": null, "state": "SENT", "subject": format!("{name}, a new sign-in to Guildhall"), "toAddress": "sam@example.org", "toName": name, "user": {"role": "STAFF"}},
            {"attempts": [{"answer": "450 4.2.1 <o***@example.org> busy", "at": "2026-11-24T20:00:00.000Z", "number": 1, "outcome": "TRANSIENT"}], "contact": null, "endedAt": null, "expiresAt": "2026-11-25T20:00:00.000Z", "letter": "sign-in-notice", "nextAttemptAt": null, "reason": null, "state": "QUEUED", "subject": format!("{name}, a new sign-in to Guildhall"), "toAddress": "other@example.org", "toName": name, "user": {"role": "ADMIN"}}
        ], "totalCount": {"value": 2}}});
        let own = sam.gql(MAILS, json!({})).await;
        assert_eq!((own["mails"]["totalCount"]["value"].clone(), own["mails"]["nodes"][0]["toAddress"].clone()), (json!(1), json!("sam@example.org")));
        assert_eq!(sam.gql(MAILS, json!({ "where": { "userId": ada.id.to_string() } })).await["mails"]["nodes"], json!([]));
        for (filter, count) in [
            (json!({ "state": ["SENT"] }), 1),
            (json!({ "userId": sam.id.to_string() }), 1),
            (json!({ "not": { "userId": sam.id.to_string() } }), 1),
            (json!({ "letter": ["sign-in-notice"], "createdAt": { "before": "2026-11-25T00:00:00Z" } }), 2),
            (json!({ "toAddress": "OTHER@example.org" }), 1),
            (json!({ "contactId": "nonsense" }), 0),
            (json!({ "or": [{ "employerId": "nonsense" }, { "state": ["QUEUED", "FAILED"] }] }), 1),
        ] {
            let found = ada.gql(MAILS, json!({ "where": filter })).await;
            assert_eq!(found["mails"]["totalCount"]["value"], json!(count), "{filter}");
        }
    }

    async fn the_log_costs_the_same_for_one_letter_and_for_twenty(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        queued(&t, "ann@example.org").await;
        let (one, _) = t.statements(ada.gql(MAILS, json!({}))).await;
        for _ in 0..19 {
            queued(&t, "ann@example.org").await;
        }
        let (twenty, _) = t.statements(ada.gql(MAILS, json!({}))).await;
        assert_eq!(one, twenty);
    }

    async fn a_letter_is_sent_now_or_called_off(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let ada = t.user(UserRole::Admin).await;
        let (now, never) = (due_later(&t).await, due_later(&t).await);
        assert_json!(ada.gql(SEND, json!({ "id": now.to_string() })).await, {"mailSendNow": {"mail": {"nextAttemptAt": "2026-11-24T20:00:00.000Z", "reason": null, "state": "QUEUED"}, "userErrors": []}});
        assert_json!(ada.gql(CANCEL, json!({ "id": never.to_string() })).await, {"mailCancel": {"mail": {"reason": "BY_HAND", "state": "CANCELLED"}, "userErrors": []}});
        assert_eq!(run(&t).await, 1);
        t.clock.advance(TimeDelta::hours(3));
        assert_eq!(run(&t).await, 0);
        assert_eq!((standing(&t, now).await, standing(&t, never).await), ("Sent - 1. Accepted: 250 2.0.0 taken".to_owned(), "Cancelled BY_HAND ".to_owned()));
        for (query, id) in [(SEND, now), (CANCEL, now), (SEND, never), (CANCEL, never)] {
            let data = ada.gql(query, json!({ "id": id.to_string() })).await;
            let payload = data.as_object().unwrap().values().next().unwrap().clone();
            assert_eq!((payload["mail"].clone(), payload["userErrors"][0]["code"].clone()), (Value::Null, json!("STATE")));
        }
        let entries = audit_entry::Entity::find().filter(audit_entry::Column::SubjectId.eq(never.uuid())).all(t.app.db.read()).await.unwrap();
        assert!(entries.len() == 1 && entries[0].user_id == Some(ada.id), "{entries:?}");
    }

    async fn a_refused_letter_is_tried_again_by_hand(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let ada = t.user(UserRole::Admin).await;
        smtp.order(At::Rcpt, Does::Says("550 5.1.1 unknown"), "", 2);
        let (first, second, third) = (queued(&t, "ann@example.org").await, queued(&t, "ann@example.org").await, queued(&t, "ann@example.org").await);
        run(&t).await;
        assert_eq!(standing(&t, third).await, "Skipped BOUNCING ");
        for id in [first, second, third] {
            assert_eq!(ada.gql(SEND, json!({ "id": id.to_string() })).await["mailSendNow"]["userErrors"], json!([]));
        }
        run(&t).await;
        assert_eq!(standing(&t, first).await, "Sent - 1. Permanent: 550 5.1.1 unknown | 2. Accepted: 250 2.0.0 taken");
        assert_eq!((standing(&t, third).await.as_str(), smtp.taken().len()), ("Sent - 1. Accepted: 250 2.0.0 taken", 3));
    }

    async fn who_may_not_changes_nothing(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let own = queue(&t, notice(&t, "sam@example.org", sam.id, "1")).await.unwrap().to_string();
        let other = due_later(&t).await.to_string();
        let mut codes = Vec::new();
        for query in [SEND, CANCEL] {
            for id in [own.as_str(), other.as_str(), "nonsense"] {
                let data = sam.gql(query, json!({ "id": id })).await;
                codes.push(data.as_object().unwrap().values().next().unwrap()["userErrors"][0]["code"].clone());
            }
        }
        assert_json!(json!(codes), ["FORBIDDEN", "NOT_FOUND", "NOT_FOUND", "FORBIDDEN", "NOT_FOUND", "NOT_FOUND"]);
    }

    async fn the_server_says_whether_mail_leaves(t: TestApp) {
        let query = "{ serverInfo { mail { way isRedirected dueSince plannedDueSince isLate } } }";
        let ask = async |t: &TestApp| t.anonymous(query, json!({})).await.json()["data"]["serverInfo"]["mail"].clone();
        assert_json!(ask(&t).await, {"dueSince": null, "isLate": false, "isRedirected": false, "plannedDueSince": null, "way": "NONE"});
        queued(&t, "ann@example.org").await;
        t.clock.advance(TimeDelta::minutes(16));
        assert_json!(ask(&t).await, {"dueSince": "2026-11-24T20:00:00.000Z", "isLate": true, "isRedirected": false, "plannedDueSince": null, "way": "NONE"});
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        run(&t).await;
        assert_json!(ask(&t).await, {"dueSince": null, "isLate": false, "isRedirected": false, "plannedDueSince": null, "way": "SMTP"});
    }
}
