//! Starting memberships.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{START, employer, membership};
use crate::{
    partnerships::partnership,
    support::{assert_json, on_both},
};

on_both! {
    async fn an_employer_becomes_a_member(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (p, acme) = (partnership(&cora, "Health", "SECTOR").await, employer(&cora, "Acme").await);
        let input = json!({ "employerId": acme, "standing": "CHAMPION", "seat": " industry ", "joinedOn": "2026-01-01",
            "termFromOn": "2026-01-01", "termToOn": "2026-12-31" });
        let mut data = cora.gql(START, json!({ "p": p, "input": input })).await;
        data["membershipStart"]["membership"]["id"] = Value::Null;
        assert_json!(data["membershipStart"], {"membership": {"agency": null, "employer": {"name": "Acme"}, "id": null, "isCurrent": true, "isTermEndingSoon": true, "isTermOver": false, "joinedOn": "2026-01-01", "leftOn": null, "partnership": {"name": "Health"}, "seat": "industry", "standing": "CHAMPION", "termFromOn": "2026-01-01", "termToOn": "2026-12-31", "version": 1}, "userErrors": []});
    }

    async fn exactly_one_party_that_the_kind_takes(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        let agency = json!(cora.agency_id.to_string());
        let (sector, public) = (partnership(&cora, "Health", "SECTOR").await, partnership(&cora, "One Stop", "CROSS_AGENCY").await);
        let mut answers = Vec::new();
        for (p, input) in [
            (&sector, json!({})),
            (&sector, json!({ "employerId": acme, "agencyId": agency })),
            (&sector, json!({ "employerId": "nonsense" })),
            (&sector, json!({ "agencyId": "nonsense" })),
            (&sector, json!({ "employerId": acme, "joinedOn": "2026-02-01", "leftOn": "2026-01-01", "termFromOn": "2026-02-01", "termToOn": "2026-01-01" })),
            (&public, json!({ "employerId": acme })),
            (&public, json!({ "agencyId": agency })),
            (&json!("nonsense"), json!({ "agencyId": agency })),
        ] {
            let data = cora.gql(START, json!({ "p": p, "input": input })).await;
            answers.push(data["membershipStart"]["userErrors"].clone());
        }
        assert_json!(json!(answers), [[{"code": "REQUIRED", "message": "Name the employer or the agency that is the member.", "path": ["input", "employerId"]}], [{"code": "INVALID", "message": "Name the employer or the agency, not both.", "path": ["input", "agencyId"]}], [{"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "employerId"]}], [{"code": "NOT_FOUND", "message": "There is no such agency.", "path": ["input", "agencyId"]}], [{"code": "INVALID", "message": "It cannot leave before it joined.", "path": ["input", "leftOn"]}, {"code": "INVALID", "message": "A term cannot end before it begins.", "path": ["input", "termToOn"]}], [{"code": "INVALID", "message": "A cross-agency partnership has agencies as members only.", "path": ["input", "employerId"]}], [], [{"code": "NOT_FOUND", "message": "There is no such partnership.", "path": ["partnershipId"]}]]);
    }

    async fn a_party_is_a_member_once_at_a_time(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (p, acme) = (partnership(&cora, "Health", "SECTOR").await, employer(&cora, "Acme").await);
        membership(&cora, &p, json!({ "employerId": acme, "joinedOn": "2025-01-01", "leftOn": "2025-12-31" })).await;
        membership(&cora, &p, json!({ "employerId": acme, "joinedOn": "2026-01-01" })).await;
        let data = cora.gql(START, json!({ "p": p, "input": { "employerId": acme, "leftOn": "2025-01-01" } })).await;
        assert_json!(data["membershipStart"], {"membership": null, "userErrors": [{"code": "DUPLICATE", "message": "It is a member at that time already.", "path": ["input", "employerId"]}]});
        let other = employer(&cora, "Other").await;
        membership(&cora, &p, json!({ "employerId": other })).await;
    }

    async fn staff_start_nothing(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let (p, acme) = (partnership(&cora, "Health", "SECTOR").await, employer(&cora, "Acme").await);
        let data = sam.gql(START, json!({ "p": p, "input": { "employerId": acme } })).await;
        assert_json!(data["membershipStart"], {"membership": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]});
    }
}
