//! Who sees what of a timeline.

use api::policy::Action;
use entities::{subject_type::SubjectType, user_account::UserRole};
use serde_json::{Value, json};

use super::{entry, gave};
use crate::{
    engagements::{employer, logged},
    support::{User, assert_json, on_both},
};

async fn seen(user: &User<'_>, id: &Value) -> Value {
    let query =
        "query($id: ID!) { employer(id: $id) { timeline { nodes { summary } totalCount { value } } } }";
    let timeline = user.gql(query, json!({ "id": id })).await["employer"]["timeline"].take();
    let nodes = timeline["nodes"].as_array().expect("nodes");
    assert_eq!(timeline["totalCount"]["value"], nodes.len());
    nodes.iter().map(|node| node["summary"].clone()).collect()
}

on_both! {
    async fn a_timeline_obeys_the_label_of_an_engagement_and_never_tells_of_it_by_its_changes(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let colleague = t.user_of(sam.agency_id, UserRole::Convener).await;
        let (stranger, ada) = (t.user(UserRole::Convener).await, t.user(UserRole::Admin).await);
        let acme = employer(&sam, "Acme").await;
        for label in ["NETWORK", "AGENCY", "RESTRICTED"] {
            logged(&sam, &acme, json!({ "visibility": label, "subject": label })).await;
        }
        let mut all = Vec::new();
        for user in [&sam, &colleague, &stranger, &ada] {
            all.push(seen(user, &acme).await);
        }
        assert_json!(json!(all), [["Employer created", "Phone: RESTRICTED", "Phone: AGENCY", "Phone: NETWORK"], ["Employer created", "Phone: AGENCY", "Phone: NETWORK"], ["Employer created", "Phone: NETWORK"], ["Employer created", "Phone: RESTRICTED", "Phone: AGENCY", "Phone: NETWORK"]]);
    }

    async fn what_is_in_the_trash_is_not_told(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let call = logged(&sam, &acme, json!({})).await;
        let gift = gave(&sam, &acme, json!("2026-11-20"), "day").await;
        let query = "mutation($call: ID!, $gift: ID!) {
            engagementTrash(id: $call, version: 1) { userErrors { code } }
            contributionTrash(id: $gift, version: 1) { userErrors { code } } }";
        assert_eq!(seen(&sam, &acme).await.as_array().unwrap().len(), 3);
        sam.gql(query, json!({ "call": call, "gift": gift })).await;
        assert_json!(seen(&sam, &acme).await, ["Employer created"]);
    }

    async fn each_kind_takes_the_permission_of_its_own_records(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        logged(&sam, &acme, json!({ "visibility": "NETWORK" })).await;
        gave(&sam, &acme, json!("2026-11-20"), "day").await;
        for kind in [
            SubjectType::Commitment,
            SubjectType::Affiliation,
            SubjectType::Membership,
            SubjectType::Identifier,
            SubjectType::Engagement,
            SubjectType::Contribution,
            SubjectType::User,
        ] {
            entry(&t, &sam, &acme, kind, 5).await;
        }
        let mut all = Vec::new();
        for more in [None, Some(Action::EngagementRead), Some(Action::ContributionRead), Some(Action::PartnershipRead), Some(Action::ContactRead)] {
            let grants: Vec<_> = [Action::EmployerRead].into_iter().chain(more).collect();
            let user = t.user_with(sam.agency_id, UserRole::Staff, &grants).await;
            all.push(seen(&user, &acme).await);
        }
        assert_json!(json!(all), [["Employer created"], ["Employer created", "Phone: Talked"], ["Employer created", "Guest speaker: day"], ["Employer created", "Membership updated: state", "Commitment updated: state"], ["Employer created", "Affiliation updated: state"]]);
    }
}
