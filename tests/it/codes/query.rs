//! Asking for codes: one, many, up and down, across, and the industries of employers.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::load;
use crate::support::{User, assert_json, on_both};

/// The codes that a filter finds.
async fn found(who: &User<'_>, filter: Value) -> Value {
    let query = "query($where: CodeWhere!) { codes(where: $where, first: 100) { nodes { code } totalCount { value } } }";
    let page = who.gql(query, json!({ "where": filter })).await["codes"].take();
    let codes: Vec<_> = page["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| node["code"].clone())
        .collect();
    assert_eq!(page["totalCount"]["value"], codes.len());
    json!(codes)
}

/// Employers and worksites with industries, and one without.
async fn employers(who: &User<'_>, count: usize) {
    let create = "mutation($input: EmployerCreateInput!) { employerCreate(input: $input) { employer { id } userErrors { message } } }";
    let site = "mutation($input: EstablishmentCreateInput!) { establishmentCreate(input: $input) { userErrors { message } } }";
    let codes = ["31-33", "3112", "332", "622110", "99"];
    for n in 0..count {
        let code = codes.get(n % 6);
        let made = who
            .gql(
                create,
                json!({ "input": { "name": format!("Employer {n:02}"), "naicsCode": code } }),
            )
            .await;
        let id = &made["employerCreate"]["employer"]["id"];
        let made = who
            .gql(
                site,
                json!({ "input": { "employerId": id, "name": "Works", "naicsCode": "622110" } }),
            )
            .await;
        assert_eq!(made["establishmentCreate"]["userErrors"], json!([]));
    }
}

on_both! {
    async fn lists_are_told_with_their_editions(t: TestApp) {
        let vera = t.user(UserRole::Viewer).await;
        let query = "{ codeLists { scheme edition entryCount isCurrent } }";
        assert_json!(vera.gql(query, json!({})).await, { "codeLists": [] });
        load(&t).await;
        assert_json!(vera.gql(query, json!({})).await, {"codeLists": [{"edition": "2020", "entryCount": 4, "isCurrent": true, "scheme": "CIP"}, {"edition": "2022", "entryCount": 8, "isCurrent": true, "scheme": "NAICS"}, {"edition": "2018", "entryCount": 7, "isCurrent": true, "scheme": "SOC"}]});
    }

    async fn a_code_is_found_with_what_is_above_and_below(t: TestApp) {
        load(&t).await;
        let vera = t.user(UserRole::Viewer).await;
        let query = "{ code(scheme: NAICS, code: \" 31-33 \") { scheme edition code title level levelName status movedTo definition
            parent { code } children { nodes { code title parent { code } children { nodes { code } } } totalCount { value } } crosswalk { code } }
            deleted: code(scheme: CIP, code: \"51.1201\", edition: \"2020\") { code status movedTo }
            other: code(scheme: CIP, code: \"51.1201\", edition: \"2010\") { code }
            none: code(scheme: NAICS, code: \"99\") { code } }";
        assert_json!(vera.gql(query, json!({})).await, {"code": {"children": {"nodes": [{"children": {"nodes": [{"code": "3112"}]}, "code": "311", "parent": {"code": "31-33"}, "title": "Food Manufacturing"}, {"children": {"nodes": []}, "code": "332", "parent": {"code": "31-33"}, "title": "Fabricated Metal Products"}], "totalCount": {"value": 2}}, "code": "31-33", "crosswalk": [], "definition": null, "edition": "2022", "level": 2, "levelName": "Sector", "movedTo": null, "parent": null, "scheme": "NAICS", "status": "CURRENT", "title": "Manufacturing"}, "deleted": {"code": "51.1201", "movedTo": "51.3801", "status": "DELETED"}, "none": null, "other": null});
    }

    async fn codes_are_found_by_level_parent_status_and_words(t: TestApp) {
        load(&t).await;
        let vera = t.user(UserRole::Viewer).await;
        let mut all = Vec::new();
        for filter in [
            json!({ "scheme": "NAICS", "level": 2 }),
            json!({ "scheme": "NAICS", "parent": "31-33" }),
            json!({ "scheme": "NAICS", "under": "31-33" }),
            json!({ "scheme": "NAICS", "under": "62" }),
            json!({ "scheme": "NAICS", "under": "31%" }),
            json!({ "scheme": "SOC", "under": "29-0000", "level": 4 }),
            json!({ "scheme": "SOC", "under": "29-1210" }),
            json!({ "scheme": "CIP", "under": "51.38" }),
            json!({ "scheme": "CIP", "status": ["DELETED"] }),
            json!({ "scheme": "NAICS", "search": "hospitals CAFE" }),
            json!({ "scheme": "NAICS", "edition": "2017" }),
        ] {
            all.push(json!([filter, found(&vera, filter.clone()).await]));
        }
        assert_json!(json!(all), [[{"level": 2, "scheme": "NAICS"}, ["31-33", "62"]], [{"parent": "31-33", "scheme": "NAICS"}, ["311", "332"]], [{"scheme": "NAICS", "under": "31-33"}, ["31-33", "311", "3112", "332"]], [{"scheme": "NAICS", "under": "62"}, ["62", "621", "622", "622110"]], [{"scheme": "NAICS", "under": "31%"}, []], [{"level": 4, "scheme": "SOC", "under": "29-0000"}, ["29-1141", "29-1211", "29-1221"]], [{"scheme": "SOC", "under": "29-1210"}, ["29-1210", "29-1211", "29-1221"]], [{"scheme": "CIP", "under": "51.38"}, ["51.38", "51.3801"]], [{"scheme": "CIP", "status": ["DELETED"]}, ["51.1201"]], [{"scheme": "NAICS", "search": "hospitals CAFE"}, ["622110"]], [{"edition": "2017", "scheme": "NAICS"}, []]]);
    }

    async fn codes_come_in_pages(t: TestApp) {
        load(&t).await;
        let vera = t.user(UserRole::Viewer).await;
        let query = "query($after: String) { codes(where: {scheme: NAICS}, first: 5, after: $after) { nodes { code } pageInfo { hasNextPage endCursor } } }";
        let first = vera.gql(query, json!({})).await;
        let second = vera.gql(query, json!({ "after": first["codes"]["pageInfo"]["endCursor"] })).await;
        assert_json!(json!([first["codes"]["nodes"], second["codes"]["nodes"], second["codes"]["pageInfo"]["hasNextPage"]]), [[{"code": "31-33"}, {"code": "311"}, {"code": "3112"}, {"code": "332"}, {"code": "62"}], [{"code": "621"}, {"code": "622"}, {"code": "622110"}], false]);
    }

    async fn the_crosswalk_goes_both_ways(t: TestApp) {
        load(&t).await;
        let vera = t.user(UserRole::Viewer).await;
        let query = "{ soc: code(scheme: SOC, code: \"29-1141\") { crosswalk { scheme code title } }
            cip: code(scheme: CIP, code: \"51.3801\") { crosswalk { scheme code crosswalk { code } } } }";
        assert_json!(vera.gql(query, json!({})).await, {"cip": {"crosswalk": [{"code": "29-1141", "crosswalk": [{"code": "51.3801"}], "scheme": "SOC"}, {"code": "29-1221", "crosswalk": [{"code": "51.3801"}], "scheme": "SOC"}]}, "soc": {"crosswalk": [{"code": "51.3801", "scheme": "CIP", "title": "Registered Nursing."}]}});
    }

    async fn an_industry_has_its_title(t: TestApp) {
        load(&t).await;
        let sam = t.user(UserRole::Staff).await;
        employers(&sam, 6).await;
        let query = "{ employers { nodes { naicsCode naics { title edition parent { code } } establishments { nodes { naics { title } } } } } }";
        assert_json!(sam.gql(query, json!({})).await, {"employers": {"nodes": [{"establishments": {"nodes": [{"naics": {"title": "Café Hospitals"}}]}, "naics": {"edition": "2022", "parent": null, "title": "Manufacturing"}, "naicsCode": "31-33"}, {"establishments": {"nodes": [{"naics": {"title": "Café Hospitals"}}]}, "naics": {"edition": "2022", "parent": {"code": "311"}, "title": "Grain and Oilseed Milling"}, "naicsCode": "3112"}, {"establishments": {"nodes": [{"naics": {"title": "Café Hospitals"}}]}, "naics": {"edition": "2022", "parent": {"code": "31-33"}, "title": "Fabricated Metal Products"}, "naicsCode": "332"}, {"establishments": {"nodes": [{"naics": {"title": "Café Hospitals"}}]}, "naics": {"edition": "2022", "parent": null, "title": "Café Hospitals"}, "naicsCode": "622110"}, {"establishments": {"nodes": [{"naics": {"title": "Café Hospitals"}}]}, "naics": null, "naicsCode": "99"}, {"establishments": {"nodes": [{"naics": {"title": "Café Hospitals"}}]}, "naics": null, "naicsCode": null}]}});
    }

    async fn employers_are_found_by_a_sector_that_rolls_up(t: TestApp) {
        load(&t).await;
        let sam = t.user(UserRole::Staff).await;
        employers(&sam, 6).await;
        let query = "query($code: String!) { employers(where: {naics: {within: $code}}) { nodes { naicsCode } } }";
        let mut all = Vec::new();
        for code in ["31-33", "31", "311", "332", "62", "6221", "9", "%"] {
            let page = sam.gql(query, json!({ "code": code })).await;
            let codes = page["employers"]["nodes"].as_array().unwrap().iter().map(|node| node["naicsCode"].clone());
            all.push(json!([code, codes.collect::<Vec<_>>()]));
        }
        assert_json!(json!(all), [["31-33", ["31-33", "3112", "332"]], ["31", ["31-33", "3112"]], ["311", ["3112"]], ["332", ["332"]], ["62", ["622110"]], ["6221", ["622110"]], ["9", ["99"]], ["%", []]]);
    }

    async fn a_page_takes_the_same_statements_for_1_and_for_20(t: TestApp) {
        load(&t).await;
        let sam = t.user(UserRole::Staff).await;
        let ask = async |query: &str, first: i32| {
            let query = query.replace("$first", &first.to_string());
            let (count, _) = t.statements(sam.gql(&query, json!({}))).await;
            count
        };
        employers(&sam, 20).await;
        let industries = "{ employers(first: $first) { nodes { naics { title } establishments(first: 2) { nodes { naics { title } } } } } }";
        let codes = "{ codes(where: {scheme: SOC}, first: $first) { nodes { parent { code } children { nodes { code } } crosswalk { code } } } }";
        let one = [ask(industries, 1).await, ask(codes, 1).await];
        let many = [ask(industries, 20).await, ask(codes, 20).await];
        // The token; employers, their industries, their sites, the industries of those.
        assert_eq!((one[0], many[0]), (5, 5));
        // One code has neither parent nor pairs: many take as many statements whatever their number.
        let fewer = ask(codes, 7).await;
        assert!(one[1] <= fewer);
        assert_eq!(fewer, many[1]);
    }
}
