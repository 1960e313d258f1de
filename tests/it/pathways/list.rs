//! Finding maps, what each right shows of them, and how many statements that takes.

use api::policy::Action;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{Drawn, ladder};
use crate::support::{User, assert_json, on_both};

async fn titles(user: &User<'_>, filter: Value, order: Value) -> Value {
    let query = "query($filter: PathwayMapWhere, $order: [PathwayMapOrder!]) { pathwayMaps(where: $filter, orderBy: $order) { nodes { title } totalCount { value } } }";
    let data = user.gql(query, json!({ "filter": filter, "order": order })).await;
    let nodes = data["pathwayMaps"]["nodes"].as_array().expect("a list").clone();
    assert_eq!(data["pathwayMaps"]["totalCount"]["value"], json!(nodes.len()));
    nodes.into_iter().map(|node| node["title"].clone()).collect()
}

on_both! {
    async fn maps_are_found_by_what_is_on_them(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        api::sectors::ops::seed(&t.app.system("a test")).await.expect("sectors");
        let ladder = ladder(&sam).await;
        let mut welding = Drawn::new(&sam, json!({ "title": "Welding" })).await;
        welding.step(json!({ "socCode": "51-4121" })).await;
        let gone = Drawn::new(&sam, json!({ "title": "Gone" })).await;
        sam.gql("mutation($id: ID!) { pathwayMapTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": gone.id })).await;
        let sector = sam.gql("{ sectors { id } }", json!({})).await["sectors"][0]["id"].clone();
        let about = json!({ "id": welding.id, "version": 2, "input": { "sectorId": sector } });
        sam.gql("mutation($id: ID!, $version: Int!, $input: PathwayMapUpdateInput!) { pathwayMapUpdate(id: $id, version: $version, input: $input) { userErrors { code } } }", about).await;
        let mut seen = Vec::new();
        for filter in [
            json!(null),
            json!({ "search": "ALDER nurs" }),
            json!({ "title": { "startsWith": "weld" } }),
            json!({ "socCode": ["29-2061", "99-9999"] }),
            json!({ "socCode": [] }),
            json!({ "credentialId": [ladder.licenses[1]] }),
            json!({ "sectorId": [sector] }),
            json!({ "not": { "sectorId": [sector] } }),
            json!({ "agencyId": [vera.agency_id.to_string()] }),
            json!({ "or": [{ "socCode": ["51-4121"] }, { "credentialId": [ladder.licenses[0]] }] }),
        ] {
            seen.push(titles(&vera, filter, json!(null)).await);
        }
        seen.push(titles(&vera, json!(null), json!([{ "title": "DESC" }])).await);
        let trashed = vera.gql("{ pathwayMaps(trashed: true) { nodes { title } } }", json!({})).await;
        seen.push(trashed["pathwayMaps"]["nodes"].clone());
        assert_json!(json!(seen), [["Nursing in Alder Valley", "Welding"], ["Nursing in Alder Valley"], ["Welding"], ["Nursing in Alder Valley"], [], ["Nursing in Alder Valley"], ["Welding"], ["Nursing in Alder Valley"], [], ["Nursing in Alder Valley", "Welding"], ["Welding", "Nursing in Alder Valley"], [{"title": "Gone"}]]);
        let node = vera.gql("query($id: ID!) { node(id: $id) { id ... on PathwayMap { title } } }", json!({ "id": welding.id })).await;
        assert_eq!(node["node"], json!({ "id": welding.id, "title": "Welding" }));
    }

    async fn a_token_shows_of_a_map_what_it_allows(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let ladder = ladder(&sam).await;
        let query = "query($id: ID!) { pathwayMap(id: $id) { agency { id } svg steps { programs { name } } edges { state credentials { credential { name } } programs { name } validations { employer { name } state } } } }";
        let only = t.user_with(sam.agency_id, UserRole::Staff, &[Action::PathwayRead]).await;
        let mut map = only.gql(query, json!({ "id": ladder.map.id })).await["pathwayMap"].take();
        let svg = map["svg"].take();
        assert_json!(map["edges"][0], {"credentials": [], "programs": [], "state": "VALIDATED", "validations": [{"employer": null, "state": "CURRENT"}, {"employer": null, "state": "CURRENT"}]});
        assert_eq!((&map["agency"], &map["steps"][1]["programs"]), (&Value::Null, &json!([])));
        assert!(!svg.as_str().unwrap().contains("license") && svg.as_str().unwrap().contains("validated by 2 employers"), "{svg}");
        let nothing = t.user_with(sam.agency_id, UserRole::Admin, &[Action::EmployerRead]).await;
        assert_eq!(nothing.gql(query, json!({ "id": ladder.map.id })).await, json!({ "pathwayMap": null }));
        let list = nothing.gql("{ pathwayMaps { nodes { title } totalCount { value } } }", json!({})).await;
        assert_eq!(list["pathwayMaps"], json!({ "nodes": [], "totalCount": { "value": 0 } }));
    }

    async fn many_maps_take_as_many_statements_as_one(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        ladder(&sam).await;
        let employer = crate::contributions::employer(&sam, "Acme").await;
        for n in 0..14 {
            let mut map = Drawn::new(&sam, json!({ "title": format!("Zoo {n:02}") })).await;
            let one = map.step(json!({ "socCode": "29-2061" })).await;
            let other = map.step(json!({ "socCode": "29-1141" })).await;
            let edge = map.edge(&one, &other, json!({})).await;
            map.validated(&edge, json!({ "employerId": employer })).await;
        }
        let query = "query($first: Int) { pathwayMaps(first: $first) { nodes { title agency { name } svg
            steps { name programs { name agency { name } } }
            edges { from { name } credentials { credential { name issuerAgency { name } } } programs { name agency { name } }
                validations { employer { name } contact { name } agency { name } } } } } }";
        let (one, _) = t.statements(sam.gql(query, json!({ "first": 1 }))).await;
        let (many, data) = t.statements(sam.gql(query, json!({ "first": 15 }))).await;
        assert_eq!(data["pathwayMaps"]["nodes"].as_array().unwrap().len(), 15);
        // The token, the page, the agency; steps, titles, edges, credentials, validations; programs of steps (two) and their
        // agency, programs of edges and theirs, the agency that recorded.
        assert!(one == many && many == 14, "{one} and {many}");
    }
}
