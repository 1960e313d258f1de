//! What goes wrong with reminders and letters about meetings: nothing is sent that should not be, and nothing is lost.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{
    contact, invited, minutes, reminders,
    sending::{START, at, letters, work},
};
use crate::{
    meetings::{board, scheduled},
    support::{
        User, assert_json, on_both,
        smtp::{At, Does, Smtp},
    },
};

/// What stands between the attendees of a meeting and their mail.
async fn obstacles(user: &User<'_>, meeting: &Value) -> Value {
    let query = "query($id: ID!) { meeting(id: $id) { attendees { mailObstacle letters { letter } } } }";
    user.gql(query, json!({ "id": meeting })).await["meeting"]["attendees"].clone()
}

on_both! {
    async fn who_has_no_address_is_shown_so_and_written_to_once_there_is_one(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let create = "mutation { contactCreate(input: {name: \"Ann Ash\"}) { contact { id } } }";
        let ann = cora.gql(create, json!({})).await["contactCreate"]["contact"]["id"].clone();
        let id = scheduled(&cora, &board, json!({ "localStart": START })).await;
        let agency = json!({ "agencyId": cora.agency_id.to_string() });
        invited(&cora, &id, json!([{ "contactId": ann }, { "userId": cora.id.to_string() }, agency])).await;
        work(&t).await;
        assert_json!(obstacles(&cora, &id).await, [
            {"letters": [], "mailObstacle": "NO_ADDRESS"},
            {"letters": [{"letter": "meeting-invitation"}], "mailObstacle": null},
            {"letters": [], "mailObstacle": null}
        ]);
        assert_eq!(smtp.taken().len(), 1);
        let update = "mutation($id: ID!) { contactUpdate(id: $id, version: 1, input: {emails: [{address: \"ann@example.org\"}]}) { userErrors { message } } }";
        cora.gql(update, json!({ "id": ann })).await;
        assert_eq!(obstacles(&cora, &id).await[0], json!({ "mailObstacle": null, "letters": [] }));
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        at(&t, "2026-12-01T15:00:00Z");
        work(&t).await;
        assert_eq!(letters(&cora, &id).await[..2], ["Ann Ash meeting-invitation SENT - 1", "Ann Ash meeting-reminder SENT - 1"]);
    }

    async fn obstacles_of_many_take_as_many_statements_as_of_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let mut counts = Vec::new();
        for people in [1, 20] {
            let id = scheduled(&cora, &board, json!({})).await;
            let mut list = vec![json!({ "userId": cora.id.to_string() })];
            for number in 0..people {
                list.push(json!({ "contactId": contact(&cora, &format!("Person {people} {number}")).await }));
            }
            invited(&cora, &id, json!(list)).await;
            let query = "query($id: ID!) { meeting(id: $id) { attendees { mailObstacle } } }";
            counts.push(t.statements(cora.gql(query, json!({ "id": id }))).await.0);
        }
        assert_eq!(counts[0], counts[1]);
    }

    async fn an_address_with_a_line_break_reaches_nobody(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let create = "mutation($email: String!) { contactCreate(input: {name: \"Ann\\nBcc: bo@example.org\", emails: [{address: $email}]}) {
            contact { id } userErrors { code path } } }";
        for bad in ["ann@example.org\nBcc: bo@example.org", "ann@example.org\r\n\r\nHello", "ann\n@example.org", "\u{2028}ann@example.org\u{2028}bo@example.org"] {
            let refused = cora.gql(create, json!({ "email": bad })).await["contactCreate"].clone();
            assert_eq!(refused["contact"], Value::Null, "{bad:?}");
            assert!(refused["userErrors"].as_array().expect("a list").contains(&json!({ "code": "INVALID", "path": ["input", "emails", "0", "address"] })), "{bad:?} {refused}");
        }
        // One that came in another way fails its own letter.
        let (ann, bo) = (contact(&cora, "Ann Ash").await, contact(&cora, "Bo Birch").await);
        use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
        use entities::contact_point::{Column, Entity};
        Entity::update_many()
            .col_expr(Column::Value, Expr::value("ann@example.org\r\nBcc: eve@example.org"))
            .filter(Column::Value.eq("ann.ash@example.org"))
            .exec(t.app.db.maintenance()).await.expect("the database");
        let id = scheduled(&cora, &board, json!({ "localStart": START })).await;
        invited(&cora, &id, json!([{ "contactId": ann }, { "contactId": bo }])).await;
        work(&t).await;
        assert_eq!(letters(&cora, &id).await, ["Ann Ash meeting-invitation FAILED BAD_ADDRESS 0", "Bo Birch meeting-invitation SENT - 1"]);
        let taken = smtp.taken();
        assert!(taken.len() == 1 && taken[0].to == ["bo.birch@example.org"] && !taken[0].text.contains("eve@"));
    }

    async fn a_failed_reminder_is_sent_again_with_its_letter(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let (cora, ada) = (t.user(UserRole::Convener).await, t.user(UserRole::Admin).await);
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let (ann, bo) = (contact(&cora, "Ann Ash").await, contact(&cora, "Bo Birch").await);
        let id = scheduled(&cora, &board, json!({ "localStart": START })).await;
        invited(&cora, &id, json!([{ "contactId": ann }, { "contactId": bo }])).await;
        work(&t).await;
        smtp.order(At::Rcpt, Does::Says("550 5.7.1 no"), "", 2);
        at(&t, "2026-12-01T15:00:00Z");
        work(&t).await;
        let failed = ["Ann Ash 60 min 2026-12-01T15:00Z FAILED REFUSED", "Bo Birch 60 min 2026-12-01T15:00Z FAILED REFUSED"];
        assert_eq!(reminders(&cora, &id).await, failed);
        let query = "{ mails(where: {state: [FAILED]}, orderBy: [{createdAt: ASC}]) { nodes { id contact { name } } } }";
        let mails = ada.gql(query, json!({})).await["mails"]["nodes"].clone();
        let of = |name: &str| mails.as_array().expect("a list").iter().find(|one| one["contact"]["name"] == name).expect("a letter")["id"].clone();
        let send = "mutation($id: ID!) { mailSendNow(id: $id) { mail { state reason } userErrors { code path message } } }";
        assert_json!(ada.gql(send, json!({ "id": of("Ann Ash") })).await["mailSendNow"], {"mail": {"reason": null, "state": "QUEUED"}, "userErrors": []});
        assert_eq!(reminders(&cora, &id).await[0], "Ann Ash 60 min 2026-12-01T15:00Z QUEUED -");
        work(&t).await;
        assert_eq!(reminders(&cora, &id).await, ["Ann Ash 60 min 2026-12-01T15:00Z SENT -", failed[1]]);
        // What it says of the place is not true any more.
        let moved = "mutation($id: ID!) { meetingReschedule(id: $id, version: 1, input: {place: \"Room 5\"}) { userErrors { message } } }";
        cora.gql(moved, json!({ "id": id })).await;
        assert_json!(ada.gql(send, json!({ "id": of("Bo Birch") })).await["mailSendNow"], {"mail": null, "userErrors": [{"code": "STATE", "message": "The meeting has changed since.", "path": ["id"]}]});
        assert_eq!(reminders(&cora, &id).await[1], failed[1]);
    }

    async fn reminders_that_nobody_queues_are_late(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        minutes(&cora, &board, 60).await;
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &board, json!({ "localStart": START })).await;
        invited(&cora, &id, json!([{ "contactId": ann }])).await;
        cora.gql("mutation { viewerMailPreferencesUpdate(version: 0, input: {timeZone: \"UTC\", isDigest: true}) { userErrors { code } } }", json!({})).await;
        let query = "{ serverInfo { mail { plannedDueSince isLate } } }";
        let mut seen = Vec::new();
        for time in ["2026-11-25T07:59:59Z", "2026-11-25T08:15:00Z", "2026-11-25T08:15:01Z"] {
            at(&t, time);
            // The invitation waits for a mail server and would be late, too.
            api::mail::run_due(&t.app).await.expect("the outbox");
            seen.push(t.anonymous(query, json!({})).await.json()["data"]["serverInfo"]["mail"]["plannedDueSince"].clone());
        }
        assert_eq!(seen, [Value::Null, json!("2026-11-25T08:00:00.000Z"), json!("2026-11-25T08:00:00.000Z")]);
        api::reminders::step(&t.app).await.expect("the plan");
        at(&t, "2026-12-01T15:16:00Z");
        let smtp = Smtp::start().await;
        drop(cora);
        let t = t.restarted(smtp.flags()).await;
        api::mail::run_due(&t.app).await.expect("the outbox");
        // Nothing waits in the outbox, and still something is wrong.
        let health = t.anonymous("{ serverInfo { mail { dueSince plannedDueSince isLate } } }", json!({})).await.json();
        assert_json!(health["data"]["serverInfo"]["mail"], {"dueSince": null, "isLate": true, "plannedDueSince": "2026-11-26T08:00:00.000Z"});
        let ready = t.send(poem::Request::builder().uri_str("/readyz").finish()).await.json();
        assert_json!(ready, {"mail": {"late": true, "oldestDueSeconds": 458_160}, "status": "ready"});
        work(&t).await;
        let health = t.anonymous("{ serverInfo { mail { plannedDueSince isLate } } }", json!({})).await.json();
        assert_json!(health["data"]["serverInfo"]["mail"], {"isLate": false, "plannedDueSince": null});
    }

    async fn viewers_do_not_see_where_letters_to_others_go(t: TestApp) {
        let (cora, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        let board = board(&cora).await;
        let ann = contact(&cora, "Ann Ash").await;
        let id = scheduled(&cora, &board, json!({})).await;
        invited(&cora, &id, json!([{ "contactId": ann }, { "userId": vera.id.to_string() }])).await;
        let query = "{ mails(orderBy: [{createdAt: ASC}]) { nodes { toAddress contact { name } } } }";
        let own = vera.gql("{ viewer { email } }", json!({})).await["viewer"]["email"].clone();
        let addresses = |data: &Value| {
            let list = data["mails"]["nodes"].as_array().expect("a list").clone();
            list.iter().map(|one| format!("{} {}", one["contact"]["name"], one["toAddress"])).collect::<std::collections::BTreeSet<_>>()
        };
        let expected = |ann: &str| std::collections::BTreeSet::from([format!("\"Ann Ash\" {ann}"), format!("null {own}")]);
        assert_eq!(addresses(&cora.gql(query, json!({})).await), expected("\"ann.ash@example.org\""));
        assert_eq!(addresses(&vera.gql(query, json!({})).await), expected("null"));
        // Nor do they find out by asking for one.
        let guess = "{ mails(where: {toAddress: \"ann.ash@example.org\"}) { nodes { id } } }";
        let answer = vera.ask(guess, json!({})).await.json();
        assert_eq!((&answer["data"]["mails"], &answer["errors"][0]["extensions"]["code"]), (&Value::Null, &json!("FORBIDDEN")));
    }
}
