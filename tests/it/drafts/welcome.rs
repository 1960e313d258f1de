//! Welcomes to those who speak for new members.

use entities::{outbox_message, user_account::UserRole};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use super::{person, person_at, send};
use crate::{
    memberships::{employer, membership},
    partnerships::partnership,
    support::{User, assert_json, on_both},
};

/// Lets a person speak for a member.
async fn assigned(user: &User<'_>, membership: &Value, contact: &Value, kind: &str) {
    let query = "mutation($m: ID!, $input: RepresentativeAssignInput!) { representativeAssign(membershipId: $m, input: $input) { userErrors { message } } }";
    let input = json!({ "contactId": contact, "kind": kind });
    let data = user.gql(query, json!({ "m": membership, "input": input })).await;
    assert_eq!(data["representativeAssign"]["userErrors"], json!([]));
}

/// The welcomes there are.
async fn welcomes(user: &User<'_>) -> Value {
    let query = "{ letterDrafts(where: {kind: [WELCOME]}, orderBy: [{createdAt: ASC}]) { nodes { id state subject body contact { name } employer { name } meeting { id }
        attendee { id } partnership { name } senderUser { role } senderContact { name } } } }";
    user.gql(query, json!({})).await["letterDrafts"]["nodes"].clone()
}

on_both! {
    async fn who_speaks_for_a_new_member_first_is_welcomed(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        let (acme, bolt) = (employer(&cora, "Acme").await, employer(&cora, "Bolt").await);
        let new = membership(&cora, &p, json!({ "employerId": acme, "joinedOn": "2026-11-01" })).await;
        let old = membership(&cora, &p, json!({ "employerId": bolt, "joinedOn": "2026-01-01" })).await;
        let (ann, bo) = (person(&cora, "Ann Ash", Some(&acme)).await, person(&cora, "Bo Birch", Some(&acme)).await);
        let cy = person(&cora, "Cy Cedar", Some(&bolt)).await;
        assigned(&cora, &new, &bo, "BACKUP").await;
        assigned(&cora, &old, &cy, "PRIMARY").await;
        assert_eq!(welcomes(&cora).await, json!([]));
        assigned(&cora, &new, &ann, "PRIMARY").await;
        let mut seen = welcomes(&cora).await;
        let id = seen[0]["id"].take();
        let body = seen[0]["body"].as_str().expect("a text").to_owned();
        let (body, signature) = body.rsplit_once("\n\n").expect("paragraphs");
        assert!(signature.starts_with("Convener ") && signature.contains("\nCollege "), "{signature}");
        seen[0]["body"] = json!(body);
        assert_json!(seen, [{"attendee": null, "body": "Hello Ann Ash,\n\nWelcome to Health. You speak for Acme from now on, and we are glad of it.\n\nWhatever you would like to know about our work, answer this letter.", "contact": {"name": "Ann Ash"}, "employer": {"name": "Acme"}, "id": null, "meeting": null, "partnership": {"name": "Health"}, "senderContact": null, "senderUser": {"role": "CONVENER"}, "state": "DRAFT", "subject": "Welcome to Health"}]);
        // The next one is no first.
        let di = person(&cora, "Di Dogwood", Some(&acme)).await;
        assigned(&cora, &new, &di, "PRIMARY").await;
        assert_eq!(welcomes(&cora).await.as_array().expect("a list").len(), 1);
        let sent = send(&cora, &[id], Value::Null).await;
        assert_json!(sent, {"results": [{"letterDraft": {"mail": {"kind": "LETTER", "letter": "personal-letter", "state": "QUEUED"}, "sentAt": "2026-11-24T20:00:00.000Z", "state": "SENT", "version": 2}, "userErrors": []}], "userErrors": []});
    }

    async fn a_champion_who_can_be_reached_welcomes(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let p = partnership(&cora, "Health", "SECTOR").await;
        for (name, emails) in [("Mute", &[][..]), ("Champ", &["champ@example.org"][..])] {
            let of = employer(&cora, name).await;
            let m = membership(&cora, &p, json!({ "employerId": of, "joinedOn": "2026-01-01", "standing": "CHAMPION" })).await;
            let one = person_at(&cora, &format!("{name} Person"), Some(&of), emails).await;
            assigned(&cora, &m, &one, "PRIMARY").await;
        }
        assert_eq!(welcomes(&cora).await, json!([]));
        let acme = employer(&cora, "Acme").await;
        let new = membership(&cora, &p, json!({ "employerId": acme })).await;
        let ann = person(&cora, "Ann Ash", Some(&acme)).await;
        assigned(&cora, &new, &ann, "PRIMARY").await;
        // Whoever has no address is not welcomed by letter.
        let bolt = employer(&cora, "Bolt").await;
        let other = membership(&cora, &p, json!({ "employerId": bolt })).await;
        let bo = person_at(&cora, "Bo Birch", Some(&bolt), &[]).await;
        assigned(&cora, &other, &bo, "PRIMARY").await;
        let mut seen = welcomes(&cora).await;
        let id = seen[0]["id"].take();
        assert_json!(seen, [{"attendee": null, "body": "Hello Ann Ash,\n\nWelcome to Health. You speak for Acme from now on, and we are glad of it.\n\nWhatever you would like to know about our work, answer this letter.\n\nChamp Person\nChamp", "contact": {"name": "Ann Ash"}, "employer": {"name": "Acme"}, "id": null, "meeting": null, "partnership": {"name": "Health"}, "senderContact": {"name": "Champ Person"}, "senderUser": null, "state": "DRAFT", "subject": "Welcome to Health"}]);
        assert_eq!(send(&cora, &[id], Value::Null).await["results"][0]["userErrors"], json!([]));
        let rows = outbox_message::Entity::find().all(t.app.db.read()).await.expect("the outbox");
        let reply_to: Vec<_> = rows.iter().map(|row| row.reply_to.as_deref()).collect();
        assert_eq!(reply_to, [Some("champ@example.org")]);
    }
}
