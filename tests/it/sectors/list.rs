//! Adding, changing and retiring sectors, and the list that Guildhall ships with.

use api::sectors::ops::seed;
use entities::user_account::UserRole;
use serde_json::json;

use crate::support::{assert_json, on_both};

const CREATE: &str = "mutation($input: SectorCreateInput!) {
    sectorCreate(input: $input) { sector { id key label position version } userErrors { code path } } }";

on_both! {
    async fn sectors_are_seeded_once_and_stay_as_they_were_left(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        seed(&t.app.system("test")).await.expect("seeds");
        let list = "{ sectors { id key label version } }";
        let first = ada.gql(list, json!({})).await["sectors"].clone();
        assert_eq!(first.as_array().unwrap().len(), 16);
        let update = "mutation($id: ID!) { sectorUpdate(id: $id, version: 1, input: {label: \"Farms\"}) { changes { field before after } userErrors { code } } }";
        let changed = ada.gql(update, json!({ "id": first[0]["id"] })).await;
        assert_json!(changed["sectorUpdate"], {"changes": [{"after": "Farms", "before": "Agriculture, Food & Natural Resources", "field": "label"}], "userErrors": []});
        seed(&t.app.system("test")).await.expect("seeds");
        let again = ada.gql(list, json!({})).await["sectors"].clone();
        assert_eq!(again.as_array().unwrap().len(), 16);
        assert_eq!(again[0]["label"], "Farms");
    }

    async fn a_start_fills_the_lists_that_guildhall_ships_with(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let lists = "{ sectors { key } roleTypes { key } }";
        assert_json!(ada.gql(lists, json!({})).await, { "sectors": [], "roleTypes": [] });
        for _ in 0..2 {
            api::startup::prepare(&t.app).await.expect("a start");
            let filled = ada.gql(lists, json!({})).await;
            assert_eq!(filled["sectors"].as_array().unwrap().len(), 16);
            assert!(filled["roleTypes"].as_array().unwrap().len() > 6);
        }
    }

    async fn a_key_is_taken_once_and_has_a_shape(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let mut answers = Vec::new();
        for input in [
            json!({ "key": "SPACE", "label": "Space" }),
            json!({ "key": "SPACE", "label": "Space again" }),
            json!({ "key": "space", "label": " " }),
        ] {
            let mut data = ada.gql(CREATE, json!({ "input": input })).await;
            if let Some(sector) = data["sectorCreate"]["sector"].as_object_mut() {
                sector.remove("id");
            }
            answers.push(data["sectorCreate"].clone());
        }
        assert_json!(json!(answers), [{"sector": {"key": "SPACE", "label": "Space", "position": 0, "version": 1}, "userErrors": []}, {"sector": null, "userErrors": [{"code": "DUPLICATE", "path": ["input", "key"]}]}, {"sector": null, "userErrors": [{"code": "INVALID", "path": ["input", "key"]}, {"code": "REQUIRED", "path": ["input", "label"]}]}]);
    }

    async fn a_retired_sector_is_chosen_no_more(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let input = json!({ "key": "SPACE", "label": "Space" });
        let id = ada.gql(CREATE, json!({ "input": input })).await["sectorCreate"]["sector"]["id"].clone();
        let retire = "mutation($id: ID!) { sectorRetire(id: $id, version: 1) { sector { retiredAt } userErrors { code } } }";
        assert_json!(ada.gql(retire, json!({ "id": id })).await["sectorRetire"], {"sector": {"retiredAt": "2026-11-24T20:00:00.000Z"}, "userErrors": []});
        let again = ada.gql(retire, json!({ "id": id })).await;
        assert_json!(again["sectorRetire"], {"sector": null, "userErrors": [{"code": "STATE"}]});
        let create = "mutation($input: PartnershipCreateInput!) { partnershipCreate(input: $input) { userErrors { code path message } } }";
        let input = json!({ "name": "Orbit", "kind": "SECTOR", "sectorIds": [id], "conveners": [{ "agencyId": ada.agency_id.to_string() }] });
        assert_json!(ada.gql(create, json!({ "input": input })).await["partnershipCreate"], {"userErrors": [{"code": "STATE", "message": "This sector is out of use; choose another one.", "path": ["input", "sectorIds", "0"]}]});
        let lists = "{ inUse: sectors { key } all: sectors(includeRetired: true) { key } }";
        assert_json!(ada.gql(lists, json!({})).await, {"all": [{"key": "SPACE"}], "inUse": []});
        let back = "mutation($id: ID!) { sectorUnretire(id: $id, version: 2) { sector { retiredAt version } userErrors { code } } }";
        assert_json!(ada.gql(back, json!({ "id": id })).await["sectorUnretire"], {"sector": {"retiredAt": null, "version": 3}, "userErrors": []});
    }

    async fn only_administrators_keep_the_list(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let data = cora.gql(CREATE, json!({ "input": { "key": "SPACE", "label": "Space" } })).await;
        assert_json!(data["sectorCreate"], {"sector": null, "userErrors": [{"code": "FORBIDDEN", "path": []}]});
    }
}
