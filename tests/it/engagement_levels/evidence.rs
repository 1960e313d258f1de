//! What is evidence, and for which level.

use api::policy::Action;
use chrono::Days;
use entities::{engagement::EngagementVisibility, user_account::UserRole};
use sea_orm::ActiveEnum as _;
use serde_json::json;

use super::{level, seed};
use crate::{
    affirmations::{affirmed, person},
    contributions::{contribution, employer},
    credentials::credential,
    engagements::logged,
    memberships::membership,
    partnerships::partnership,
    priorities::{champion, priority},
    recommendations::{recorded, step},
    roles,
    support::{assert_json, on_both},
};

on_both! {
    async fn an_employer_climbs_from_advising_to_leading(t: TestApp) {
        seed(&t).await;
        let cora = t.user(UserRole::Convener).await;
        let acme = employer(&cora, "Acme").await;
        assert_json!(level(&cora, &acme).await, [null, null, []]);
        logged(&cora, &acme, json!({ "visibility": "NETWORK", "occurredAt": "2026-11-19T23:59:59.5Z" })).await;
        assert_json!(level(&cora, &acme).await, ["ADVISING", "2028-11-20", ["ADVISING ENGAGEMENT 2026-11-19 Talked"]]);
        let ann = person(&cora, &acme, "Ann").await;
        let license = credential(&cora, "RN license", json!({})).await;
        affirmed(&cora, &(acme.clone(), ann), json!({ "credentialId": license })).await;
        contribution(&cora, json!({ "employerId": acme, "activity": "GUEST_SPEAKER", "contributedOn": "2026-10-01", "eventName": "career day" })).await;
        contribution(&cora, json!({ "employerId": acme, "activity": "JOB_SHADOW", "contributedOn": "2026-10-02" })).await;
        assert_json!(level(&cora, &acme).await, ["CAPACITY_BUILDING", "2028-10-03", [
            "CAPACITY_BUILDING WORK_BASED_LEARNING 2026-10-02 JOB_SHADOW",
            "ADVISING ENGAGEMENT 2026-11-19 Talked", "ADVISING AFFIRMATION 2026-11-01 REQUIRED",
        ]]);
        let advice = recorded(&cora, json!({ "employerId": acme, "text": "Teach blueprints", "saidOn": "2026-08-01" })).await;
        assert_eq!(level(&cora, &acme).await[0], "CAPACITY_BUILDING");
        step(&cora, "Decide", &advice, 1, json!({ "decision": "ACCEPTED", "on": "2026-08-10" })).await;
        assert_json!(level(&cora, &acme).await[0], "CO_DESIGNING");
        step(&cora, "Implement", &advice, 2, json!({ "on": "2026-09-01" })).await;
        assert_json!(level(&cora, &acme).await, ["CO_DESIGNING", "2028-09-02", [
            "CO_DESIGNING ADVICE_TAKEN 2026-09-01 Teach blueprints", "CAPACITY_BUILDING WORK_BASED_LEARNING 2026-10-02 JOB_SHADOW",
            "ADVISING ENGAGEMENT 2026-11-19 Talked", "ADVISING AFFIRMATION 2026-11-01 REQUIRED", "ADVISING ADVICE 2026-08-01 Teach blueprints",
        ]]);
        let health = partnership(&cora, "Valley Health", "SECTOR").await;
        let place = membership(&cora, &health, json!({ "employerId": acme, "joinedOn": "2026-02-01" })).await;
        let now = level(&cora, &acme).await;
        assert_json!(json!([now[0], now[1], now[2][0]]), ["CONVENING", null, "CONVENING SECTOR_PARTNERSHIP 2026-11-24 Valley Health"]);
        let aides = priority(&cora, &health, json!({ "title": "More aides", "adoptedOn": "2026-03-01" })).await;
        champion(&cora, &aides, json!({ "membershipId": place, "fromOn": "2026-04-01" })).await;
        let now = level(&cora, &acme).await;
        assert_json!(json!([now[0], now[1], now[2][0]]), ["LEADING", null, "LEADING PRIORITY_CHAMPION 2026-11-24 More aides"]);
    }

    async fn contributions_count_by_their_role(t: TestApp) {
        seed(&t).await;
        roles::seed(&t).await;
        let sam = t.user(UserRole::Staff).await;
        let mut seen = Vec::new();
        for role in [
            "SERVE_ON_BOARD", "SHARE_FORECAST", "ASSIST_INSTRUCTION", "HOST_WBL", "DONATE_EQUIPMENT", "DONATE_FUNDS", "RECEIVE_TRAINING",
            "HELP_DESIGN", "REAL_PROJECTS", "VALIDATE_PATHWAY_MAP", "HIRE_COMPLETERS", "SIGN_MOU",
        ] {
            let id = employer(&sam, role).await;
            let input = json!({ "employerId": id, "roleTypeId": roles::role(&sam, role).await, "contributedOn": "2026-10-01", "people": 1 });
            contribution(&sam, input).await;
            let now = level(&sam, &id).await;
            seen.push(json!([now[0], now[2][0].as_str().map(|line| line.contains(role))]));
        }
        assert_json!(json!(seen), [
            ["ADVISING", true], ["ADVISING", true], ["CAPACITY_BUILDING", true], ["CAPACITY_BUILDING", true], ["CAPACITY_BUILDING", true],
            ["CAPACITY_BUILDING", true], ["CAPACITY_BUILDING", true], ["CO_DESIGNING", true], ["CO_DESIGNING", true], ["CO_DESIGNING", true],
            [null, null], [null, null]
        ]);
        // Who sits on an advisory council advises; a gift of an unknown day is evidence of nothing.
        let board = employer(&sam, "Board").await;
        contribution(&sam, json!({ "employerId": board, "activity": "ADVISORY", "contributedOn": "2026-10-01" })).await;
        assert_json!(level(&sam, &board).await, ["ADVISING", "2028-10-02", ["ADVISING SERVE_ON_BOARD 2026-10-01 ADVISORY"]]);
        let vague = employer(&sam, "Vague").await;
        contribution(&sam, json!({ "employerId": vague, "activity": "GUEST_SPEAKER" })).await;
        assert_json!(level(&sam, &vague).await, [null, null, []]);
    }

    async fn memberships_count_while_they_last_and_from_their_last_day(t: TestApp) {
        seed(&t).await;
        let cora = t.user(UserRole::Convener).await;
        let (health, metal) = (partnership(&cora, "Health", "SECTOR").await, partnership(&cora, "Metal", "SECTOR").await);
        let board = partnership(&cora, "Board", "ADVISORY_BOARD").await;
        let mut seen = Vec::new();
        for (name, places) in [
            ("Ended", vec![(&health, json!({ "joinedOn": "2020-01-01", "leftOn": "2026-10-31" }))]),
            ("Ending", vec![(&health, json!({ "leftOn": "2026-12-31" }))]),
            ("Long ago", vec![(&health, json!({ "joinedOn": "2020-01-01", "leftOn": "2024-11-23" }))]),
            ("To come", vec![(&health, json!({ "joinedOn": "2026-11-25" }))]),
            ("Board", vec![(&board, json!({ "joinedOn": "2020-01-01" }))]),
            ("Led", vec![(&health, json!({ "standing": "CHAMPION", "joinedOn": "2025-01-01", "leftOn": "2026-06-30" })), (&board, json!({ "joinedOn": "2025-06-01", "leftOn": "2026-03-31" }))]),
            ("In turn", vec![(&health, json!({ "standing": "CHAMPION", "joinedOn": "2025-01-01", "leftOn": "2026-06-30" })), (&metal, json!({ "joinedOn": "2026-07-01" }))]),
        ] {
            let id = employer(&cora, name).await;
            for (group, input) in places {
                let mut input = input;
                input["employerId"] = id.clone();
                membership(&cora, group, input).await;
            }
            seen.push(level(&cora, &id).await);
        }
        assert_json!(json!(seen), [
            ["CONVENING", "2028-11-01", ["CONVENING SECTOR_PARTNERSHIP 2026-10-31 Health"]],
            ["CONVENING", "2029-01-01", ["CONVENING SECTOR_PARTNERSHIP 2026-11-24 Health"]],
            [null, null, []],
            [null, null, []],
            [null, null, []],
            ["LEADING", "2028-07-01", ["LEADING CHAMPION 2026-06-30 Health", "LEADING SEVERAL_PARTNERSHIPS 2026-03-31 Health, Board", "CONVENING SECTOR_PARTNERSHIP 2026-06-30 Health"]],
            ["LEADING", "2028-07-01", ["LEADING CHAMPION 2026-06-30 Health", "CONVENING SECTOR_PARTNERSHIP 2026-11-24 Metal"]]
        ]);
    }

    async fn what_not_everybody_sees_is_no_evidence(t: TestApp) {
        seed(&t).await;
        let (sam, tom) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let ada = t.user(UserRole::Admin).await;
        let acme = employer(&sam, "Acme").await;
        for label in [EngagementVisibility::Agency, EngagementVisibility::Restricted] {
            logged(&sam, &acme, json!({ "visibility": label.to_value(), "subject": "Secret" })).await;
        }
        logged(&sam, &acme, json!({ "visibility": "NETWORK", "channel": "MASS_COMMUNICATION" })).await;
        // The same for its own agency, for others and for administrators, who see more.
        for user in [&sam, &tom, &ada] {
            assert_json!(level(user, &acme).await, [null, null, []]);
        }
        contribution(&sam, json!({ "employerId": acme, "activity": "GUEST_SPEAKER", "contributedOn": "2026-10-01" })).await;
        logged(&sam, &acme, json!({ "visibility": "NETWORK" })).await;
        for user in [&sam, &tom, &ada] {
            assert_eq!(level(user, &acme).await[0], "CAPACITY_BUILDING");
        }
        let token = t.user_with(sam.agency_id, UserRole::Staff, &[Action::EmployerRead, Action::EngagementRead]).await;
        assert_json!(level(&token, &acme).await, ["ADVISING", "2028-11-21", ["ADVISING ENGAGEMENT 2026-11-20 Talked"]]);
    }

    async fn what_is_taken_back_counts_no_more(t: TestApp) {
        seed(&t).await;
        let sam = t.user(UserRole::Staff).await;
        let acme = employer(&sam, "Acme").await;
        let tomorrow = (t.clock.today() + Days::new(1)).to_string();
        contribution(&sam, json!({ "employerId": acme, "activity": "JOB_SHADOW", "contributedOn": tomorrow })).await;
        assert_json!(level(&sam, &acme).await, [null, null, []]);
        let engagement = logged(&sam, &acme, json!({ "visibility": "NETWORK" })).await;
        let gift = contribution(&sam, json!({ "employerId": acme, "activity": "GUEST_SPEAKER", "contributedOn": "2026-10-01" })).await;
        let advice = recorded(&sam, json!({ "employerId": acme, "text": "Teach blueprints", "saidOn": "2026-08-01" })).await;
        step(&sam, "Decide", &advice, 1, json!({ "decision": "ACCEPTED", "on": "2026-08-10" })).await;
        let mut levels = vec![level(&sam, &acme).await[0].clone()];
        for (name, id, version) in [("recommendation", &advice, 2), ("contribution", &gift, 1), ("engagement", &engagement, 1)] {
            let trash = format!("mutation($id: ID!, $version: Int!) {{ it: {name}Trash(id: $id, version: $version) {{ userErrors {{ message }} }} }}");
            let data = sam.gql(&trash, json!({ "id": id, "version": version })).await;
            assert_eq!(data["it"]["userErrors"], json!([]), "{name}");
            levels.push(level(&sam, &acme).await[0].clone());
        }
        assert_json!(json!(levels), ["CO_DESIGNING", "CAPACITY_BUILDING", "ADVISING", null]);
        let declined = recorded(&sam, json!({ "employerId": acme, "text": "Teach welding", "saidOn": "2026-08-01" })).await;
        step(&sam, "Decide", &declined, 1, json!({ "decision": "DECLINED", "reason": "No room", "on": "2026-08-10" })).await;
        assert_json!(level(&sam, &acme).await[2], ["ADVISING ADVICE 2026-08-01 Teach welding"]);
    }
}
