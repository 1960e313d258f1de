//! Who plays which role in a partnership, as of a day, and which roles nobody plays.

use api::policy::Action;
use entities::{ids::PartnershipId, user_account::UserRole};
use serde_json::{Value, json};

use super::{employer, member, partnership, propose, role, seed};
use crate::support::{TestApp, User, assert_json, on_both};

const COVERAGE: &str = "query($id: ID!, $asOf: Date) { partnership(id: $id) { roleCoverage(asOf: $asOf) { asOf
    members { membership { employer { name } agency { id } partnership { name } }
        roles { roleType { key } state isPlayed lastEvidenceOn lastEvidence { people } commitment { state membership { seat } } } }
    rolesNobodyPlays { key } } } }";

const ADVANCE: &str = "mutation($id: ID!, $version: Int!, $input: CommitmentAdvanceInput!) {
    commitmentAdvance(id: $id, version: $version, input: $input) { userErrors { message } } }";

/// The coverage, each member as its name with a line a role, and the roles nobody plays.
async fn coverage(user: &User<'_>, id: PartnershipId, as_of: Option<&str>) -> (Value, Vec<String>) {
    let variables = json!({ "id": id.to_string(), "asOf": as_of });
    let data = user.gql(COVERAGE, variables).await["partnership"]["roleCoverage"].take();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let members = data["members"].as_array().unwrap().iter().map(|member| {
        let roles = member["roles"].as_array().unwrap().iter().map(|role| {
            let played = if role["isPlayed"] == json!(true) {
                "played"
            } else {
                "open"
            };
            let (key, state) = (text(&role["roleType"]["key"]), text(&role["state"]));
            format!("{key} {state} {played} {}", text(&role["lastEvidenceOn"]))
        });
        json!([
            member["membership"]["employer"]["name"],
            roles.collect::<Vec<_>>()
        ])
    });
    let nobody = data["rolesNobodyPlays"].as_array().unwrap().iter();
    (members.collect(), nobody.map(|role| text(&role["key"])).collect())
}

/// Takes a commitment through these states.
async fn steps(user: &User<'_>, id: &Value, states: &[(&str, &str)]) {
    for (version, (state, on)) in (1..).zip(states) {
        let input = json!({ "state": state, "on": on });
        let data = user
            .gql(ADVANCE, json!({ "id": id, "version": version, "input": input }))
            .await;
        assert_eq!(data["commitmentAdvance"]["userErrors"], json!([]));
    }
}

/// Records what an employer gave.
async fn gave(
    user: &User<'_>,
    employer: impl ToString,
    key: &str,
    on: Option<&str>,
    group: Option<PartnershipId>,
) {
    let query = "mutation($input: ContributionRecordInput!) { contributionRecord(input: $input) { userErrors { message } } }";
    let input = json!({
        "employerId": employer.to_string(), "roleTypeId": role(user, key).await, "contributedOn": on, "people": 1,
        "partnershipId": group.map(|group| group.to_string()),
    });
    let data = user.gql(query, json!({ "input": input })).await;
    assert_eq!(data["contributionRecord"]["userErrors"], json!([]));
}

/// Two employers and a college with roles, promises and evidence.
async fn valley(t: &TestApp, sam: &User<'_>) -> PartnershipId {
    seed(t).await;
    let (valley, other) = (
        partnership(t, "Valley Health").await,
        partnership(t, "Metal").await,
    );
    let (acme, bolt) = (employer(sam, "Acme").await, employer(sam, "Bolt").await);
    let firm = member(t, valley, Some(acme), sam).await;
    member(t, valley, Some(bolt), sam).await;
    let college = member(t, valley, None, sam).await;
    let hire = propose(sam, firm, "HIRE_COMPLETERS").await;
    steps(
        sam,
        &hire,
        &[("COMMITTED", "2026-02-01"), ("ACTIVE", "2026-03-01")],
    )
    .await;
    propose(sam, firm, "HOST_WBL").await;
    let sign = propose(sam, college, "SIGN_MOU").await;
    steps(sam, &sign, &[("COMMITTED", "2026-02-01")]).await;
    gave(sam, acme, "HIRE_COMPLETERS", Some("2026-06-01"), None).await;
    gave(sam, acme, "HIRE_COMPLETERS", None, Some(valley)).await;
    gave(sam, bolt, "ASSIST_INSTRUCTION", Some("2026-10-01"), Some(valley)).await;
    gave(sam, bolt, "ASSIST_INSTRUCTION", Some("2026-05-05"), None).await;
    gave(sam, bolt, "ASSIST_INSTRUCTION", Some("2026-11-01"), Some(other)).await;
    gave(sam, bolt, "HELP_DESIGN", Some("2026-04-01"), Some(other)).await;
    gave(sam, bolt, "DONATE_FUNDS", None, Some(valley)).await;
    valley
}

on_both! {
    async fn members_show_their_roles_with_state_and_last_evidence(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = valley(&t, &sam).await;
        let (members, nobody) = coverage(&sam, id, None).await;
        assert_json!(members, [
            ["Acme", ["HIRE_COMPLETERS ACTIVE played 2026-06-01", "HOST_WBL PROPOSED open -"]],
            ["Bolt", ["ASSIST_INSTRUCTION EVIDENCE_ONLY played 2026-10-01", "DONATE_FUNDS EVIDENCE_ONLY played -"]],
            [null, ["SIGN_MOU COMMITTED played -"]]
        ]);
        assert_eq!(nobody, [
            "REAL_PROJECTS", "AFFIRM_KSA", "AFFIRM_CREDENTIALS", "HELP_DESIGN", "SHARE_FORECAST", "UPDATE_JOB_DESCRIPTIONS",
            "HOST_WBL", "DONATE_EQUIPMENT", "SERVE_ON_BOARD", "CHAMPION_PRIORITY", "RECEIVE_TRAINING", "VALIDATE_PATHWAY_MAP",
        ]);
    }

    async fn it_is_told_as_of_a_day(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = valley(&t, &sam).await;
        let (members, nobody) = coverage(&sam, id, Some("2026-05-31")).await;
        assert_json!(members, [
            ["Acme", ["HIRE_COMPLETERS ACTIVE played -", "HOST_WBL PROPOSED open -"]],
            ["Bolt", ["ASSIST_INSTRUCTION EVIDENCE_ONLY played 2026-05-05"]],
            [null, ["SIGN_MOU COMMITTED played -"]]
        ]);
        assert_eq!(nobody.len(), 13);
        // Nothing had begun in January, and nobody was a member last year.
        let (members, nobody) = coverage(&sam, id, Some("2026-01-31")).await;
        assert_json!(members, [["Acme", []], ["Bolt", []], [null, []]]);
        assert_eq!(nobody.len(), 16);
        let (members, nobody) = coverage(&sam, id, Some("2025-12-31")).await;
        assert_eq!((members, nobody.len()), (json!([]), 16));
    }

    async fn what_ended_counts_by_its_dates_and_a_new_beginning_tells_more(t: TestApp) {
        seed(&t).await;
        let sam = t.user(UserRole::Staff).await;
        let id = partnership(&t, "Valley Health").await;
        let acme = employer(&sam, "Acme").await;
        let firm = member(&t, id, Some(acme), &sam).await;
        let hire = propose(&sam, firm, "HIRE_COMPLETERS").await;
        steps(&sam, &hire, &[("COMMITTED", "2026-02-01"), ("ACTIVE", "2026-02-01"), ("FULFILLED", "2026-06-30")]).await;
        let host = propose(&sam, firm, "HOST_WBL").await;
        steps(&sam, &host, &[("LAPSED", "2026-06-30")]).await;
        let told = async |day| coverage(&sam, id, day).await.0[0][1].clone();
        assert_json!(told(Some("2026-06-29")).await, ["HIRE_COMPLETERS ACTIVE played -", "HOST_WBL COMMITTED played -"]);
        assert_json!(told(Some("2026-06-30")).await, ["HIRE_COMPLETERS FULFILLED played -", "HOST_WBL LAPSED open -"]);
        propose(&sam, firm, "HOST_WBL").await;
        assert_json!(told(None).await, ["HIRE_COMPLETERS FULFILLED played -", "HOST_WBL PROPOSED open -"]);
    }

    async fn a_cross_agency_partnership_has_no_roles_for_employers(t: TestApp) {
        seed(&t).await;
        let cora = t.user(UserRole::Convener).await;
        let query = "mutation($agency: ID!) { partnershipCreate(input: {name: \"Partners\", kind: CROSS_AGENCY, phase: SCOPE,
            conveners: [{agencyId: $agency}]}) { partnership { roleCoverage { members { roles { state } } rolesNobodyPlays { key } } }
            userErrors { path message } } }";
        let data = cora.gql(query, json!({ "agency": cora.agency_id.to_string() })).await;
        assert_json!(data["partnershipCreate"], {"partnership": {"roleCoverage": {"members": [], "rolesNobodyPlays": [{"key": "SERVE_ON_BOARD"}, {"key": "SIGN_MOU"}]}}, "userErrors": []});
    }

    async fn what_one_may_not_see_is_not_told(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = valley(&t, &sam).await;
        let grants = [Action::PartnershipRead, Action::EmployerRead];
        let without_evidence = t.user_with(sam.agency_id, UserRole::Staff, &grants).await;
        let (members, nobody) = coverage(&without_evidence, id, None).await;
        assert_json!(members, [
            ["Acme", ["HIRE_COMPLETERS ACTIVE played -", "HOST_WBL PROPOSED open -"]], ["Bolt", []], [null, ["SIGN_MOU COMMITTED played -"]]
        ]);
        assert_eq!(nobody.len(), 14);
        let without_names = t.user_with(sam.agency_id, UserRole::Staff, &[Action::PartnershipRead]).await;
        let data = without_names.gql(COVERAGE, json!({ "id": id.to_string() })).await;
        let members = data["partnership"]["roleCoverage"]["members"].as_array().unwrap();
        let parties: Vec<_> = members.iter().map(|member| json!([member["membership"]["employer"], member["membership"]["agency"]])).collect();
        assert_json!(json!(parties), [[null, null], [null, null], [null, null]]);
        let stranger = t.user_with(sam.agency_id, UserRole::Staff, &[Action::EmployerRead, Action::ContributionRead]).await;
        assert_json!(stranger.gql(COVERAGE, json!({ "id": id.to_string() })).await["partnership"], null);
    }

    async fn it_takes_four_statements_whatever_the_number_of_members(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let id = valley(&t, &sam).await;
        let ask = async || t.statements(sam.gql(COVERAGE, json!({ "id": id.to_string() }))).await;
        let (few, _) = ask().await;
        for n in 0..17 {
            let firm = employer(&sam, &format!("Firm {n}")).await;
            let membership = member(&t, id, Some(firm), &sam).await;
            propose(&sam, membership, "HIRE_COMPLETERS").await;
            gave(&sam, firm, "REAL_PROJECTS", Some("2026-09-01"), None).await;
        }
        let (many, data) = ask().await;
        assert_eq!(data["partnership"]["roleCoverage"]["members"].as_array().unwrap().len(), 20);
        // The token, the partnership, and four: members with commitments, roles, contributions, affirmations.
        assert!(few == many && many == 6, "{few} and {many}");
    }
}
