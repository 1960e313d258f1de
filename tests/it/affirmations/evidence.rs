//! Affirmations as evidence of the roles that members of partnerships play.

use api::policy::Action;
use entities::{ids::PartnershipId, user_account::UserRole};
use serde_json::{Value, json};

use super::{affirmed, person};
use crate::{
    competencies,
    credentials::credential,
    roles::{employer, member, partnership, propose, seed},
    support::{User, assert_json, on_both},
};

const COVERAGE: &str = "query($id: ID!, $asOf: Date) { partnership(id: $id) { roleCoverage(asOf: $asOf) {
    members { membership { employer { name } } roles { roleType { key } state isPlayed lastEvidenceOn lastEvidence { people } lastAffirmation { answer } } }
    rolesNobodyPlays { key } } } }";

/// Each member with its roles, and whether nobody affirms competencies, and credentials.
async fn coverage(user: &User<'_>, id: PartnershipId, as_of: Option<&str>) -> Value {
    let data = user
        .gql(COVERAGE, json!({ "id": id.to_string(), "asOf": as_of }))
        .await;
    let data = &data["partnership"]["roleCoverage"];
    let members = data["members"].as_array().expect("members").iter().map(|member| {
        let roles = member["roles"].as_array().expect("roles").iter().map(|role| {
            json!([
                role["roleType"]["key"],
                role["state"],
                role["isPlayed"],
                role["lastEvidenceOn"],
                role["lastAffirmation"]["answer"]
            ])
        });
        json!([
            member["membership"]["employer"]["name"],
            roles.collect::<Vec<_>>()
        ])
    });
    let nobody: Vec<&Value> = data["rolesNobodyPlays"]
        .as_array()
        .expect("roles")
        .iter()
        .map(|role| &role["key"])
        .collect();
    let lacks = |key: &str| nobody.contains(&&json!(key));
    json!([
        members.collect::<Vec<_>>(),
        lacks("AFFIRM_KSA"),
        lacks("AFFIRM_CREDENTIALS")
    ])
}

on_both! {
    async fn members_that_affirm_play_the_roles(t: TestApp) {
        seed(&t).await;
        let sam = t.user(UserRole::Staff).await;
        let id = partnership(&t, "Valley Health").await;
        let (acme, bolt, cato) = (employer(&sam, "Acme").await, employer(&sam, "Bolt").await, employer(&sam, "Cato").await);
        let membership = member(&t, id, Some(acme), &sam).await;
        member(&t, id, Some(bolt), &sam).await;
        propose(&sam, membership, "AFFIRM_CREDENTIALS").await;
        let license = credential(&sam, "RN license", json!({})).await;
        let list = competencies::list(&sam, "Skills").await;
        let edition = competencies::edition(&sam, &list, "2026", "2026-06-01").await["id"].clone();
        let mut firms = Vec::new();
        for (id, name) in [(acme, "Ann"), (bolt, "Ben"), (cato, "Cid")] {
            let id = json!(id.to_string());
            let person = person(&sam, &id, name).await;
            firms.push((id, person));
        }
        // Cato is no member.
        affirmed(&sam, &firms[2], json!({ "credentialId": license })).await;
        assert_json!(coverage(&sam, id, None).await, [[["Acme", [["AFFIRM_CREDENTIALS", "PROPOSED", false, null, null]]], ["Bolt", []]], true, true]);
        affirmed(&sam, &firms[0], json!({ "credentialId": license, "affirmedOn": "2026-05-01" })).await;
        affirmed(&sam, &firms[0], json!({ "credentialId": license, "affirmedOn": "2026-11-01", "answer": "PREFERRED" })).await;
        affirmed(&sam, &firms[1], json!({ "competencyEditionId": edition, "answer": "NOT_VALUED" })).await;
        assert_json!(coverage(&sam, id, None).await, [[["Acme", [["AFFIRM_CREDENTIALS", "PROPOSED", true, "2026-11-01", "PREFERRED"]]], ["Bolt", [["AFFIRM_KSA", "EVIDENCE_ONLY", true, "2026-11-01", "NOT_VALUED"]]]], false, false]);
        assert_json!(coverage(&sam, id, Some("2026-10-31")).await, [[["Acme", [["AFFIRM_CREDENTIALS", "PROPOSED", true, "2026-05-01", "REQUIRED"]]], ["Bolt", []]], true, false]);
        // A gift in the role counts beside it: the later one tells the day.
        let gave = "mutation($input: ContributionRecordInput!) { contributionRecord(input: $input) { userErrors { message } } }";
        let role = crate::roles::role(&sam, "AFFIRM_CREDENTIALS").await;
        let input = json!({ "employerId": firms[0].0, "roleTypeId": role, "contributedOn": "2026-11-10", "people": 1 });
        assert_json!(sam.gql(gave, json!({ "input": input })).await["contributionRecord"], {"userErrors": []});
        assert_json!(coverage(&sam, id, None).await[0][0], ["Acme", [["AFFIRM_CREDENTIALS", "PROPOSED", true, "2026-11-10", "PREFERRED"]]]);
        let reads = [Action::PartnershipRead, Action::EmployerRead];
        let blind = t.user_with(sam.agency_id, UserRole::Staff, &reads).await;
        assert_json!(coverage(&blind, id, None).await, [[["Acme", [["AFFIRM_CREDENTIALS", "PROPOSED", false, null, null]]], ["Bolt", []]], true, true]);
    }
}
