//! Logging engagements.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::employer;
use crate::support::{User, assert_json, on_both};

const LOG: &str = "mutation($input: EngagementLogInput!) {
    engagementLog(input: $input) {
        engagement {
            channel occurredAt subject body nextStep nextStepDueOn visibility version
            employer { name } establishment { name } participants { contact { name } user { id } }
            author { id } agency { id } permissions { canUpdate canTrash }
        }
        userErrors { code path message }
    }
}";

async fn contact(t: &crate::support::TestApp, name: &str) -> Value {
    use api::text::fold;
    use entities::{contact, ids::ContactId};
    use sea_orm::{ActiveModelTrait, ActiveValue::Set};
    let (id, now) = (t.app.ids.next::<ContactId>(), t.clock.now());
    let row = contact::ActiveModel {
        id: Set(id),
        name: Set(name.to_owned()),
        name_search: Set(fold(name)),
        do_not_contact: Set(false),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..Default::default()
    };
    row.insert(t.app.db.maintenance()).await.expect("a contact");
    json!(id.to_string())
}

async fn site(t: &crate::support::TestApp, of: &Value, name: &str) -> Value {
    use api::text::fold;
    use entities::{establishment, ids::EstablishmentId};
    use sea_orm::{ActiveModelTrait, ActiveValue::Set};
    let (id, now) = (t.app.ids.next::<EstablishmentId>(), t.clock.now());
    let row = establishment::ActiveModel {
        id: Set(id),
        employer_id: Set(of.as_str().expect("an id").parse().expect("an id")),
        name: Set(name.to_owned()),
        name_search: Set(fold(name)),
        naics_sort: Set(String::new()),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..Default::default()
    };
    row.insert(t.app.db.maintenance()).await.expect("a site");
    json!(id.to_string())
}

fn input(employer: &Value) -> Value {
    json!({ "employerId": employer, "channel": "SITE_VISIT", "occurredAt": "2026-11-23T10:00:00-08:00", "subject": "Tour" })
}

async fn errors(user: &User<'_>, input: Value) -> Value {
    let data = user.gql(LOG, json!({ "input": input })).await;
    assert_eq!(data["engagementLog"]["engagement"], Value::Null);
    data["engagementLog"]["userErrors"].clone()
}

on_both! {
    async fn an_engagement_is_logged_in_the_authors_agency(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let mut input = input(&acme);
        input["subject"] = json!("  Toured the plant ");
        input["body"] = json!("They need **welders**.");
        input["nextStep"] = json!("Send résumés");
        input["nextStepDueOn"] = json!("2026-12-01");
        input["establishmentId"] = site(&t, &acme, "Main plant").await;
        input["contactIds"] = json!([contact(&t, "Ann Lee").await]);
        input["userIds"] = json!([sam.id.to_string()]);
        let mut data = sam.gql(LOG, json!({ "input": input })).await["engagementLog"].take();
        let author = data["engagement"]["author"]["id"].take();
        let agency = data["engagement"]["agency"]["id"].take();
        let colleague = data["engagement"]["participants"][1]["user"]["id"].take();
        assert_eq!((author.clone(), agency), (json!(sam.id.to_string()), json!(sam.agency_id.to_string())));
        assert_eq!(author, colleague);
        assert_json!(data, {"engagement": {"agency": {"id": null}, "author": {"id": null}, "body": "They need **welders**.", "channel": "SITE_VISIT", "employer": {"name": "Acme"}, "establishment": {"name": "Main plant"}, "nextStep": "Send résumés", "nextStepDueOn": "2026-12-01", "occurredAt": "2026-11-23T18:00:00.000Z", "participants": [{"contact": {"name": "Ann Lee"}, "user": null}, {"contact": null, "user": {"id": null}}], "permissions": {"canTrash": true, "canUpdate": true}, "subject": "Toured the plant", "version": 1, "visibility": "AGENCY"}, "userErrors": []});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let mut bad = input(&acme);
        bad["subject"] = json!(" ");
        bad["occurredAt"] = json!("2026-11-26T00:00:00Z");
        bad["contactIds"] = json!(vec!["contact_00000000000000000000000000000007"; 101]);
        assert_json!(errors(&sam, bad).await, [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "subject"]}, {"code": "INVALID", "message": "This lies in the future; what is planned is a next step.", "path": ["input", "occurredAt"]}, {"code": "LIMIT", "message": "An engagement names 100 of them at most.", "path": ["input", "contactIds"]}]);
        let mut bad = input(&acme);
        bad["occurredAt"] = json!("1969-12-31T00:00:00Z");
        assert_json!(errors(&sam, bad).await, [{"code": "INVALID", "message": "This lies before 1970.", "path": ["input", "occurredAt"]}]);
    }

    async fn what_is_named_must_be_there_and_fit_together(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (acme, other) = (employer(&sam, "Acme").await, employer(&sam, "Other").await);
        let mut bad = input(&json!("employer_00000000000000000000000000000007"));
        bad["partnershipId"] = json!("nonsense");
        bad["contactIds"] = json!([contact(&t, "Ann Lee").await, "contact_00000000000000000000000000000007"]);
        bad["userIds"] = json!(["user_00000000000000000000000000000007"]);
        bad["nextStepDueOn"] = json!("2026-12-01");
        assert_json!(errors(&sam, bad).await, [{"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "employerId"]}, {"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["input", "partnershipId"]}, {"code": "NOT_FOUND", "message": "There is no such contact.", "path": ["input", "contactIds", "1"]}, {"code": "NOT_FOUND", "message": "There is no such user.", "path": ["input", "userIds", "0"]}, {"code": "REQUIRED", "message": "Say what is to be done by that day, or clear the day too.", "path": ["input", "nextStep"]}]);
        let mut bad = input(&acme);
        bad["establishmentId"] = site(&t, &other, "Elsewhere").await;
        assert_json!(errors(&sam, bad).await, [{"code": "INVALID", "message": "This is a site of another employer.", "path": ["input", "establishmentId"]}]);
    }

    async fn nobody_writes_into_another_agencys_log_but_an_administrator(t: TestApp) {
        let (sam, ada) = (t.user(UserRole::Staff).await, t.user(UserRole::Admin).await);
        let vera = t.user(UserRole::Viewer).await;
        let acme = employer(&sam, "Acme").await;
        let mut input = input(&acme);
        input["agencyId"] = json!(ada.agency_id.to_string());
        assert_json!(errors(&sam, input.clone()).await, [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]);
        input["agencyId"] = json!(sam.agency_id.to_string());
        let data = ada.gql(LOG, json!({ "input": input })).await;
        assert_eq!(data["engagementLog"]["engagement"]["agency"]["id"], json!(sam.agency_id.to_string()));
        input["agencyId"] = Value::Null;
        assert_eq!(errors(&vera, input).await[0]["code"], "FORBIDDEN");
        let count = ada.gql("{ engagements { totalCount { value } } }", json!({})).await;
        assert_eq!(count["engagements"]["totalCount"]["value"], 1);
    }
}
