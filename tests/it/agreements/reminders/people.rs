//! To whom reminders of agreements go.

use api::policy::Action;
use entities::{
    ids::{AgencyId, MailOptOutId},
    mail_opt_out, user_account,
    user_account::UserRole,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Value, json};

use super::{address, agreed, in_denver, later, lines, name, reminders};
use crate::{
    agreements::agreement,
    partnerships::partnership,
    reminders::sending::work,
    support::{TestApp, User, on_both, smtp::Smtp},
};

/// Switches a user off.
async fn off(t: &TestApp, user: &User<'_>) {
    let row = user_account::ActiveModel {
        id: Set(user.id),
        disabled_at: Set(Some(t.clock.now())),
        ..Default::default()
    };
    row.update(t.app.db.maintenance())
        .await
        .expect("it is switched off");
}

/// An agreement of a partnership that another agency convenes; the ids of agreement and partnership.
async fn convened_by(user: &User<'_>, agency: AgencyId, input: Value) -> (Value, Value) {
    let query = "mutation($input: PartnershipCreateInput!) { partnershipCreate(input: $input) { partnership { id } userErrors { message } } }";
    let conveners = json!([{ "agencyId": agency.to_string() }]);
    let board = json!({ "input": { "name": name(), "kind": "SECTOR", "conveners": conveners } });
    let board = user.gql(query, board).await["partnershipCreate"]["partnership"]["id"].clone();
    let id = agreement(user, &board, input).await["id"].clone();
    (id, board)
}

on_both! {
    async fn when_nobody_answers_it_waits_for_somebody(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = in_denver(t, &smtp).await;
        let (cora, other) = (t.user(UserRole::Convener).await, t.agency().await);
        let input = json!({ "kind": "MOU", "title": "Together", "endsOn": "2027-06-30" });
        let (id, _) = convened_by(&cora, other, input.clone()).await;
        let (never, _) = convened_by(&cora, t.agency().await, input).await;
        assert_eq!(lines(&cora, &id, true).await[0], "ENDS 2027-06-30 -60 2027-05-01T15:00Z PLANNED - -");
        later(&t, "2027-05-01T15:00:00Z").await;
        work(&t).await;
        assert_eq!(reminders(&cora, &id).await, [
            "ENDS 2027-06-30 -60 2027-05-02T15:00Z PLANNED NO_RECIPIENT",
            "ENDS 2027-06-30 -30 2027-05-31T15:00Z PLANNED -",
            "ENDS 2027-06-30 -7 2027-06-23T15:00Z PLANNED -",
        ]);
        assert!(smtp.taken().is_empty());
        let new = t.user_of(other, UserRole::Convener).await;
        let to = address(&t, &new).await;
        later(&t, "2027-05-02T15:00:00Z").await;
        work(&t).await;
        let mut all = lines(&cora, &id, true).await;
        all.sort();
        assert_eq!(all, [
            "ENDS 2027-06-30 -30 2027-05-31T15:00Z CANCELLED TAKEN_OVER -".to_owned(),
            format!("ENDS 2027-06-30 -30 2027-05-31T15:00Z PLANNED - {to}"),
            format!("ENDS 2027-06-30 -60 2027-05-01T15:00Z SENT - {to}"),
            "ENDS 2027-06-30 -60 2027-05-02T15:00Z CANCELLED TAKEN_OVER -".to_owned(),
            "ENDS 2027-06-30 -7 2027-06-23T15:00Z CANCELLED TAKEN_OVER -".to_owned(),
            format!("ENDS 2027-06-30 -7 2027-06-23T15:00Z PLANNED - {to}"),
        ]);
        // Nobody came before the day had passed: that is told, too.
        later(&t, "2027-07-01T15:00:00Z").await;
        work(&t).await;
        assert!(reminders(&cora, &never).await.iter().all(|line| line.ends_with("SKIPPED NO_RECIPIENT")));
    }

    async fn who_answers_is_read_again_when_it_is_due(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = in_denver(t, &smtp).await;
        let (cora, agency) = (t.user(UserRole::Convener).await, t.agency().await);
        let before = t.user_of(agency, UserRole::Convener).await;
        let input = json!({ "kind": "MOU", "title": "Together", "endsOn": "2027-06-30" });
        let (id, _) = convened_by(&cora, agency, input).await;
        off(&t, &before).await;
        let admin = t.user_of(agency, UserRole::Admin).await;
        t.user(UserRole::Admin).await;
        later(&t, "2027-05-01T15:00:00Z").await;
        work(&t).await;
        assert_eq!(smtp.taken().iter().map(|taken| taken.to.join(",")).collect::<Vec<_>>(), [address(&t, &admin).await]);
        assert!(smtp.taken()[0].text.contains("you are an admin at an agency"), "{}", smtp.taken()[0].text);
        let mine = address(&t, &before).await;
        let gone = lines(&cora, &id, true).await;
        assert_eq!(gone.iter().filter(|line| line.ends_with(&format!("CANCELLED NOT_RESPONSIBLE {mine}"))).count(), 3, "{gone:?}");
        // Nobody at the agency: every admin is asked to see to it.
        off(&t, &admin).await;
        later(&t, "2027-05-31T15:00:00Z").await;
        work(&t).await;
        let all = smtp.taken();
        assert_eq!(all.len(), 2);
        assert!(all[1].text.contains("Please see to it that somebody does"), "{}", all[1].text);
    }

    async fn while_the_partnership_is_in_the_trash_it_waits(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = in_denver(t, &smtp).await;
        let cora = t.user(UserRole::Convener).await;
        let board = partnership(&cora, "Health", "SECTOR").await;
        let id = agreement(&cora, &board, json!({ "kind": "MOU", "title": "Together", "endsOn": "2027-06-30" })).await["id"].clone();
        let verb = |verb: &str, version: i32| format!("mutation($p: ID!) {{ partnership{verb}(id: $p, version: {version}) {{ userErrors {{ message }} }} }}");
        cora.gql(&verb("Trash", 1), json!({ "p": board })).await;
        later(&t, "2027-05-01T15:00:00Z").await;
        work(&t).await;
        assert_eq!(reminders(&cora, &id).await[0], "ENDS 2027-06-30 -60 2027-05-02T15:00Z PLANNED PARTNERSHIP_TRASHED");
        cora.gql(&verb("Restore", 2), json!({ "p": board })).await;
        later(&t, "2027-05-02T15:00:00Z").await;
        work(&t).await;
        assert_eq!(reminders(&cora, &id).await[0], "ENDS 2027-06-30 -60 2027-05-02T15:00Z SENT -");
        assert_eq!(smtp.taken().len(), 1);
    }

    async fn who_does_without_reminders_gets_none_and_addresses_are_masked(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = in_denver(t, &smtp).await;
        let cora = t.user(UserRole::Convener).await;
        let id = agreed(&cora, json!({ "endsOn": "2027-06-30" })).await;
        let out = mail_opt_out::ActiveModel {
            id: Set(t.app.ids.next::<MailOptOutId>()),
            contact_id: Set(None),
            user_id: Set(Some(cora.id)),
            kind: Set(mail_opt_out::MailKind::Reminder),
            created_at: Set(t.clock.now()),
        };
        out.insert(t.app.db.maintenance()).await.expect("it is noted");
        later(&t, "2027-05-01T15:00:00Z").await;
        work(&t).await;
        assert!(smtp.taken().is_empty());
        let mine = address(&t, &cora).await;
        assert_eq!(lines(&cora, &id, true).await[0], format!("ENDS 2027-06-30 -60 2027-05-01T15:00Z SKIPPED OPTED_OUT {mine}"));
        let agency = t.agency().await;
        let reader = t.user_with(agency, UserRole::Viewer, &[Action::PartnershipRead]).await;
        assert_eq!(lines(&reader, &id, true).await[0], "ENDS 2027-06-30 -60 2027-05-01T15:00Z SKIPPED OPTED_OUT c***@example.org");
        let query = "query($id: ID!) { agreement(id: $id) { reminders { user { email } } } }";
        let seen = cora.gql(query, json!({ "id": id })).await;
        assert_eq!(seen["agreement"]["reminders"][0]["user"]["email"], json!(mine));
        let unseen = reader.ask(query, json!({ "id": id })).await.json();
        assert_eq!(unseen["data"]["agreement"]["reminders"][0]["user"], Value::Null, "{unseen}");
    }
}
