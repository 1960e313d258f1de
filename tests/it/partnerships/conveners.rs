//! Who convenes a partnership.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::partnership;
use crate::support::{User, assert_json, on_both};

const ADD: &str = "mutation($id: ID!, $input: PartnershipConvenerInput!) {
    partnershipConvenerAdd(partnershipId: $id, input: $input) {
        convener { id fromOn isCurrent version } partnership { version } userErrors { code path message } } }";
const END: &str = "mutation($id: ID!, $version: Int!, $on: Date) {
    partnershipConvenerEnd(id: $id, version: $version, endedOn: $on) {
        convener { endedOn isCurrent version } partnership { version conveners(activeOn: \"2026-11-24\") { fromOn } }
        userErrors { code path message } } }";

async fn first_convener(user: &User<'_>, partnership: &Value) -> Value {
    let query = "query($id: ID!) { partnership(id: $id) { conveners { id } } }";
    user.gql(query, json!({ "id": partnership })).await["partnership"]["conveners"][0]["id"].clone()
}

on_both! {
    async fn the_last_convener_stays_while_it_works(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = partnership(&cora, "Health", "SECTOR").await;
        let first = first_convener(&cora, &id).await;
        let alone = cora.gql(END, json!({ "id": first, "version": 1 })).await;
        assert_json!(alone["partnershipConvenerEnd"], {"convener": null, "partnership": null, "userErrors": [{"code": "STATE", "message": "Nobody else convenes it after that; add another convener first, or let it be dormant or closed.", "path": ["id"]}]});
        let other = t.agency().await.to_string();
        let mut added = cora.gql(ADD, json!({ "id": id, "input": { "agencyId": other, "fromOn": "2026-11-24" } })).await;
        added["partnershipConvenerAdd"]["convener"]["id"] = Value::Null;
        assert_json!(added["partnershipConvenerAdd"], {"convener": {"fromOn": "2026-11-24", "id": null, "isCurrent": true, "version": 1}, "partnership": {"version": 2}, "userErrors": []});
        let too_early = cora.gql(END, json!({ "id": first, "version": 1, "on": "2026-11-22" })).await;
        assert_json!(too_early["partnershipConvenerEnd"]["userErrors"], [{"code": "STATE", "message": "Nobody else convenes it after that; add another convener first, or let it be dormant or closed.", "path": ["id"]}]);
        // The day before the other one begins is its last.
        let ended = cora.gql(END, json!({ "id": first, "version": 1, "on": "2026-11-23" })).await;
        assert_json!(ended["partnershipConvenerEnd"], {"convener": {"endedOn": "2026-11-23", "isCurrent": false, "version": 2}, "partnership": {"conveners": [{"fromOn": "2026-11-24"}], "version": 3}, "userErrors": []});
        let stale = cora.gql(END, json!({ "id": first, "version": 1 })).await;
        assert_json!(stale["partnershipConvenerEnd"], {"convener": {"endedOn": "2026-11-23", "isCurrent": false, "version": 2}, "partnership": null, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let again = cora.gql(END, json!({ "id": first, "version": 2 })).await;
        assert_json!(again["partnershipConvenerEnd"]["userErrors"], [{"code": "STATE", "message": "Its convening has ended already.", "path": ["id"]}]);
    }

    async fn a_dormant_partnership_lets_the_last_go_and_wakes_only_with_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = partnership(&cora, "Health", "SECTOR").await;
        let first = first_convener(&cora, &id).await;
        let phase = "mutation($id: ID!, $version: Int!, $phase: PartnershipPhase) { partnershipUpdate(id: $id, version: $version, input: {phase: $phase}) { userErrors { code path } } }";
        cora.gql(phase, json!({ "id": id, "version": 1, "phase": "DORMANT" })).await;
        let ended = cora.gql(END, json!({ "id": first, "version": 1 })).await;
        // Today is its last day.
        assert_json!(ended["partnershipConvenerEnd"]["convener"], {"endedOn": "2026-11-24", "isCurrent": true, "version": 2});
        t.clock.advance(chrono::TimeDelta::days(1));
        let woken = cora.gql(phase, json!({ "id": id, "version": 3, "phase": "ACTION" })).await;
        assert_json!(woken["partnershipUpdate"]["userErrors"], [{"code": "STATE", "path": ["input", "phase"]}]);
    }

    async fn an_agency_convenes_once_at_a_time(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let id = partnership(&cora, "Health", "SECTOR").await;
        let agency = cora.agency_id.to_string();
        let mut codes = Vec::new();
        for (user, id, agency) in [(&cora, &id, agency.as_str()), (&cora, &id, "nonsense"), (&cora, &json!("nonsense"), &agency), (&sam, &id, &agency)] {
            let data = user.gql(ADD, json!({ "id": id, "input": { "agencyId": agency } })).await;
            let error = &data["partnershipConvenerAdd"]["userErrors"][0];
            codes.push(json!([error["code"], error["path"]]));
        }
        assert_json!(json!(codes), [["DUPLICATE", ["input", "agencyId"]], ["NOT_FOUND", ["input", "agencyId"]], ["NOT_FOUND", ["partnershipId"]], ["FORBIDDEN", []]]);
    }

    async fn an_agency_shows_what_it_convenes(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        partnership(&cora, "Health", "SECTOR").await;
        let query = "query($id: ID!) { agency(id: $id) { convenes(activeOn: \"2026-11-24\") { partnership { name } isCurrent } memberships { nodes { id } } } }";
        let (count, data) = t.statements(cora.gql(query, json!({ "id": cora.agency_id.to_string() }))).await;
        assert_json!(data, {"agency": {"convenes": [{"isCurrent": true, "partnership": {"name": "Health"}}], "memberships": {"nodes": []}}});
        // The token, the agency, its memberships, and what it convenes with the partnerships.
        assert_eq!(count, 4);
    }

    async fn the_audit_tells_of_conveners(t: TestApp) {
        use entities::{audit_entry, subject_type::SubjectType};
        use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
        let cora = t.user(UserRole::Convener).await;
        let id = partnership(&cora, "Health", "SECTOR").await;
        let other = t.agency().await.to_string();
        cora.gql(ADD, json!({ "id": id, "input": { "agencyId": other, "fromOn": "2026-11-24" } })).await;
        let entries = audit_entry::Entity::find()
            .filter(audit_entry::Column::SubjectType.eq(SubjectType::Partnership))
            .filter(audit_entry::Column::Action.eq("UPDATED"))
            .all(t.app.db.maintenance()).await.unwrap();
        let after = format!("{other} from 2026-11-24");
        assert_eq!(entries[0].changes, json!([{ "field": "convener", "before": null, "after": after, "is_restricted": false }]));
    }
}
