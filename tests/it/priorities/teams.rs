//! Action teams.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{codes, priority};
use crate::{
    partnerships::partnership,
    support::{assert_json, on_both},
};

const CREATE: &str = "mutation($id: ID!, $input: ActionTeamCreateInput!) { actionTeamCreate(priorityId: $id, input: $input) {
    actionTeam { id name version priority { title } members { contact { name } user { id } isLead } } userErrors { code path message } } }";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: ActionTeamUpdateInput!) { actionTeamUpdate(id: $id, version: $version, input: $input) {
    actionTeam { name version members { contact { name } isLead } } changes { field } userErrors { code path message } } }";
const TRASH: &str = "mutation($id: ID!, $version: Int!) { actionTeamTrash(id: $id, version: $version) { actionTeam { version trashedAt } userErrors { code message } } }";
const RESTORE: &str = "mutation($id: ID!, $version: Int!) { actionTeamRestore(id: $id, version: $version) { actionTeam { version trashedAt } userErrors { code message } } }";

on_both! {
    async fn a_team_has_people_and_leads(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let p = partnership(&cora, "Health", "SECTOR").await;
        let of = priority(&cora, &p, json!({ "title": "More aides" })).await;
        let ann = cora.gql("mutation { contactCreate(input: {name: \"Ann Lee\"}) { contact { id } } }", json!({})).await["contactCreate"]["contact"]["id"].clone();
        let input = json!({ "name": " Recruiters ", "members": [{ "contactId": ann, "isLead": true }, { "userId": sam.id.to_string() }] });
        let mut data = cora.gql(CREATE, json!({ "id": of, "input": input })).await;
        let id = data["actionTeamCreate"]["actionTeam"]["id"].clone();
        assert_eq!(data["actionTeamCreate"]["actionTeam"]["members"][1]["user"]["id"], sam.id.to_string());
        data["actionTeamCreate"]["actionTeam"]["id"] = Value::Null;
        data["actionTeamCreate"]["actionTeam"]["members"][1]["user"] = Value::Null;
        assert_json!(data["actionTeamCreate"], {"actionTeam": {"id": null, "members": [{"contact": {"name": "Ann Lee"}, "isLead": true, "user": null}, {"contact": null, "isLead": false, "user": null}], "name": "Recruiters", "priority": {"title": "More aides"}, "version": 1}, "userErrors": []});
        let mut answers = Vec::new();
        for (version, input) in [
            (1, json!({ "name": "", "members": [{ "contactId": ann }, { "contactId": ann }, {}] })),
            (1, json!({ "members": [{ "contactId": "nonsense" }, { "userId": "nonsense" }] })),
            (1, json!({ "members": [{ "contactId": ann }] })),
            (1, json!({ "name": "Other" })),
            (2, json!({ "members": [{ "contactId": ann }], "name": "Callers" })),
        ] {
            let data = cora.gql(UPDATE, json!({ "id": id, "version": version, "input": input })).await;
            answers.push(data["actionTeamUpdate"].clone());
        }
        assert_json!(json!(answers), [{"actionTeam": null, "changes": [], "userErrors": [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "name"]}, {"code": "DUPLICATE", "message": "This person is named twice.", "path": ["input", "members", "1"]}, {"code": "INVALID", "message": "Name the contact or the person of an agency, and not both.", "path": ["input", "members", "2"]}]}, {"actionTeam": null, "changes": [], "userErrors": [{"code": "NOT_FOUND", "message": "There is no such contact.", "path": ["input", "members", "0", "contactId"]}, {"code": "NOT_FOUND", "message": "There is no such user.", "path": ["input", "members", "1", "userId"]}]}, {"actionTeam": {"members": [{"contact": {"name": "Ann Lee"}, "isLead": false}], "name": "Recruiters", "version": 2}, "changes": [{"field": "members"}], "userErrors": []}, {"actionTeam": {"members": [{"contact": {"name": "Ann Lee"}, "isLead": false}], "name": "Recruiters", "version": 2}, "changes": [], "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"actionTeam": {"members": [{"contact": {"name": "Ann Lee"}, "isLead": false}], "name": "Callers", "version": 3}, "changes": [{"field": "name"}], "userErrors": []}]);
        assert_json!(cora.gql(TRASH, json!({ "id": id, "version": 3 })).await["actionTeamTrash"], {"actionTeam": {"trashedAt": "2026-11-24T20:00:00.000Z", "version": 4}, "userErrors": []});
        let teams = "query($id: ID!) { priority(id: $id) { actionTeams { name } } }";
        assert_json!(cora.gql(teams, json!({ "id": of })).await["priority"]["actionTeams"], []);
        let refused = cora.gql(UPDATE, json!({ "id": id, "version": 4, "input": { "name": "B" } })).await;
        assert_json!(refused["actionTeamUpdate"]["userErrors"], [{"code": "STATE", "message": "This action team is in the trash; restore it first.", "path": ["id"]}]);
        assert_json!(cora.gql(RESTORE, json!({ "id": id, "version": 4 })).await["actionTeamRestore"], {"actionTeam": {"trashedAt": null, "version": 5}, "userErrors": []});
        assert_json!(cora.gql(teams, json!({ "id": of })).await["priority"]["actionTeams"], [{"name": "Callers"}]);
        let mutations = ["mutation($id: ID!, $version: Int!) { actionTeamUpdate(id: $id, version: $version, input: {name: \"A\"}) { userErrors { code } } }", TRASH, RESTORE];
        assert_eq!(codes(&cora, &json!("nonsense"), &mutations).await, ["NOT_FOUND"; 3]);
        assert_eq!(codes(&sam, &id, &mutations).await, ["FORBIDDEN"; 3]);
        let denied = sam.gql(CREATE, json!({ "id": of, "input": { "name": "A" } })).await;
        let unknown = cora.gql(CREATE, json!({ "id": "nonsense", "input": { "name": "A" } })).await;
        assert_json!(json!([denied["actionTeamCreate"]["userErrors"], unknown["actionTeamCreate"]["userErrors"]]), [[{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "NOT_FOUND", "message": "There is no such priority.", "path": ["priorityId"]}]]);
    }
}
