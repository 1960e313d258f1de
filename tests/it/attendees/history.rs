//! What employers and contacts were invited to.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{contact, invited};
use crate::{
    engagements::employer,
    meetings::{board, scheduled},
    support::{User, assert_json, on_both},
};

const OF_CONTACT: &str = "query($id: ID!) { contact(id: $id) { meetings {
    nodes { meeting { title } employer { name } contact { name } } totalCount { value } } } }";
const OF_EMPLOYER: &str = "query($id: ID!) { employer(id: $id) { meetings {
    nodes { meeting { title } employer { name } contact { name } } totalCount { value } } } }";

/// The person leaves the employer on a day and goes to another.
async fn moves(user: &User<'_>, contact: &Value, to: &Value, on: &str) {
    let query = "query($id: ID!) { contact(id: $id) { affiliations { nodes { id version } } } }";
    let data = user.gql(query, json!({ "id": contact })).await;
    let old = &data["contact"]["affiliations"]["nodes"][0];
    let end = "mutation($id: ID!, $version: Int!, $on: Date!) { affiliationEnd(id: $id, version: $version, on: $on) { userErrors { message } } }";
    let ended = user
        .gql(
            end,
            json!({ "id": old["id"], "version": old["version"], "on": on }),
        )
        .await;
    assert_eq!(ended["affiliationEnd"]["userErrors"], json!([]));
    let start = "mutation($input: AffiliationStartInput!) { affiliationStart(input: $input) { userErrors { message } } }";
    let input = json!({ "contactId": contact, "employerId": to, "fromOn": on });
    let started = user.gql(start, json!({ "input": input })).await;
    assert_eq!(started["affiliationStart"]["userErrors"], json!([]));
}

on_both! {
    async fn a_person_who_moves_leaves_the_history_with_the_employer(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (acme, other) = (employer(&cora, "Acme").await, employer(&cora, "Other").await);
        let ann = contact(&cora, "Ann Lee", &acme).await;
        let board = board(&cora).await;
        for (title, local) in [("Spring", "2026-03-10T09:00"), ("Autumn", "2026-10-06T09:00")] {
            let meeting = scheduled(&cora, &board, json!({ "title": title, "localStart": local })).await;
            if title == "Autumn" {
                moves(&cora, &ann, &other, "2026-07-01").await;
            }
            invited(&cora, &meeting, json!([{ "contactId": ann }])).await;
        }
        let trashed = scheduled(&cora, &board, json!({ "title": "Trashed", "localStart": "2026-11-01T09:00" })).await;
        invited(&cora, &trashed, json!([{ "contactId": ann }])).await;
        let gone = "mutation($id: ID!) { meetingCancel(id: $id, version: 1) { userErrors { code } } meetingTrash(id: $id, version: 2) { userErrors { code } } }";
        cora.gql(gone, json!({ "id": trashed })).await;
        let seen = json!([
            cora.gql(OF_CONTACT, json!({ "id": ann })).await,
            cora.gql(OF_EMPLOYER, json!({ "id": acme })).await,
            cora.gql(OF_EMPLOYER, json!({ "id": other })).await,
        ]);
        assert_json!(seen, [{"contact": {"meetings": {"nodes": [{"contact": {"name": "Ann Lee"}, "employer": {"name": "Other"}, "meeting": {"title": "Autumn"}}, {"contact": {"name": "Ann Lee"}, "employer": {"name": "Acme"}, "meeting": {"title": "Spring"}}], "totalCount": {"value": 2}}}}, {"employer": {"meetings": {"nodes": [{"contact": {"name": "Ann Lee"}, "employer": {"name": "Acme"}, "meeting": {"title": "Spring"}}], "totalCount": {"value": 1}}}}, {"employer": {"meetings": {"nodes": [{"contact": {"name": "Ann Lee"}, "employer": {"name": "Other"}, "meeting": {"title": "Autumn"}}], "totalCount": {"value": 1}}}}]);
    }

    async fn a_meeting_that_is_moved_moves_in_the_history(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (acme, board) = (employer(&cora, "Acme").await, board(&cora).await);
        let mut ids = Vec::new();
        for (title, local) in [("First", "2027-03-10T09:00"), ("Second", "2027-04-10T09:00")] {
            let meeting = scheduled(&cora, &board, json!({ "title": title, "localStart": local })).await;
            invited(&cora, &meeting, json!([{ "employerId": acme }])).await;
            ids.push(meeting);
        }
        let moved = "mutation($id: ID!) { meetingReschedule(id: $id, version: 1, input: {localStart: \"2027-05-10T09:00\"}) { userErrors { code } } }";
        cora.gql(moved, json!({ "id": ids[0] })).await;
        let query = "query($id: ID!) { employer(id: $id) { meetings(first: 1) { nodes { meeting { title } } pageInfo { hasNextPage } } } }";
        assert_json!(cora.gql(query, json!({ "id": acme })).await, {"employer": {"meetings": {"nodes": [{"meeting": {"title": "First"}}], "pageInfo": {"hasNextPage": true}}}});
    }

    async fn the_meetings_of_twenty_employers_take_no_more_statements_than_of_one(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let board = board(&cora).await;
        let meeting = scheduled(&cora, &board, json!({})).await;
        let query = "{ employers { nodes { meetings(first: 2) { nodes { meeting { title } } } } } }";
        let mut counts = Vec::new();
        for number in 0..20 {
            let acme = employer(&cora, &format!("Acme {number}")).await;
            invited(&cora, &meeting, json!([{ "employerId": acme }])).await;
            if number == 0 || number == 19 {
                counts.push(t.statements(cora.gql(query, json!({}))).await.0);
            }
        }
        assert_eq!(counts[0], counts[1]);
    }
}
