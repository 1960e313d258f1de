//! Words for pathway maps and what employers tell of openings are evidence; a partnership that rests keeps nobody on a level.

use api::policy::Action;
use chrono::TimeDelta;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{level, seed};
use crate::{
    contributions::employer,
    memberships::membership,
    openings::opening,
    partnerships::partnership,
    pathways::ladder,
    priorities::{champion, priority},
    support::{User, assert_json, on_both},
};

async fn done(user: &User<'_>, mutation: &str, id: &Value, version: i32, input: Value) {
    let (arguments, variables) = if input.is_null() {
        ("id: $id, version: $version", "$id: ID!, $version: Int!")
    } else {
        (
            "id: $id, version: $version, input: $input",
            "$id: ID!, $version: Int!, $input: PartnershipUpdateInput!",
        )
    };
    let query =
        format!("mutation({variables}) {{ it: {mutation}({arguments}) {{ userErrors {{ message }} }} }}");
    let mut values = json!({ "id": id, "version": version });
    if !input.is_null() {
        values["input"] = input;
    }
    let data = user.gql(&query, values).await;
    assert_eq!(data["it"]["userErrors"], json!([]), "{mutation}");
}

on_both! {
    async fn a_word_for_a_way_of_a_map_shows_co_designing(t: TestApp) {
        seed(&t).await;
        let sam = t.user(UserRole::Staff).await;
        let mut ladder = ladder(&sam).await;
        let [mercy, valley] = ladder.employers.clone();
        let word = "CO_DESIGNING VALIDATE_PATHWAY_MAP 2026-11-01 Nursing in Alder Valley";
        assert_json!(level(&sam, &mercy).await, ["CO_DESIGNING", "2028-11-02", [word]]);
        // The newer word tells; both are in the history of the level.
        ladder.map.validated(&ladder.edges[0], json!({ "employerId": mercy, "validatedOn": "2026-11-20" })).await;
        ladder.map.validated(&ladder.edges[1], json!({ "employerId": mercy, "validatedOn": "2024-11-23" })).await;
        let newer = "CO_DESIGNING VALIDATE_PATHWAY_MAP 2026-11-20 Nursing in Alder Valley";
        assert_json!(level(&sam, &mercy).await, ["CO_DESIGNING", "2028-11-21", [newer]]);
        let query = "query($id: ID!) { employer(id: $id) { engagementLevel { history { on level } reasons { recordType recordId } } } }";
        let seen = sam.gql(query, json!({ "id": mercy })).await["employer"]["engagementLevel"].clone();
        assert_json!(seen["reasons"], [{"recordId": ladder.map.id.clone(), "recordType": "PATHWAY_MAP"}]);
        let at = seen["history"].as_array().unwrap().iter().filter(|at| at["level"] == "CO_DESIGNING").count();
        assert_eq!(at, 8, "the word of 2024 counts to 2026-11-23");
        // What is taken back, and what is said of a map in the trash, is none.
        let remove = "mutation($edge: ID!, $employer: ID!, $version: Int!) { pathwayValidationRemove(pathwayEdgeId: $edge, employerId: $employer, version: $version) { userErrors { message } } }";
        for edge in &ladder.edges {
            let variables = json!({ "edge": edge, "employer": mercy, "version": ladder.map.version });
            sam.gql(remove, variables).await;
            ladder.map.version += 1;
        }
        assert_json!(level(&sam, &mercy).await, [null, null, []]);
        let token = t.user_with(sam.agency_id, UserRole::Staff, &[Action::EmployerRead]).await;
        assert_json!(level(&token, &valley).await, [null, null, []]);
        assert_json!(level(&sam, &valley).await, ["CO_DESIGNING", "2028-11-02", [word]]);
        done(&sam, "pathwayMapTrash", &ladder.map.id, ladder.map.version, Value::Null).await;
        assert_json!(level(&sam, &valley).await, [null, null, []]);
        done(&sam, "pathwayMapRestore", &ladder.map.id, ladder.map.version + 1, Value::Null).await;
        assert_json!(level(&sam, &valley).await, ["CO_DESIGNING", "2028-11-02", [word]]);
    }

    async fn a_word_counts_for_the_window(t: TestApp) {
        seed(&t).await;
        let sam = t.user(UserRole::Staff).await;
        let mut ladder = ladder(&sam).await;
        let mut seen = Vec::new();
        for (name, input) in [
            ("Last day", json!({ "validatedOn": "2024-11-24" })),
            ("Day after", json!({ "validatedOn": "2024-11-23" })),
            // The level asks when the employer worked along, not how long its word holds.
            ("Short", json!({ "validatedOn": "2026-10-01", "expiresOn": "2026-10-02" })),
        ] {
            let id = employer(&sam, name).await;
            let mut input = input;
            input["employerId"] = id.clone();
            ladder.map.validated(&ladder.edges[0], input).await;
            let now = level(&sam, &id).await;
            seen.push(json!([now[0], now[1]]));
        }
        assert_json!(json!(seen), [["CO_DESIGNING", "2026-11-25"], [null, null], ["CO_DESIGNING", "2028-10-02"]]);
    }

    async fn openings_that_the_network_sees_show_advising(t: TestApp) {
        seed(&t).await;
        let (sam, tom) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let mut seen = Vec::new();
        for (name, more) in [
            ("Open", json!({ "visibility": "NETWORK" })),
            ("Forecast", json!({ "visibility": "NETWORK", "kind": "FORECAST", "closesOn": "2027-12-01", "title": "Night nurse", "asOf": "2025-01-31" })),
            ("Last day", json!({ "visibility": "NETWORK", "asOf": "2024-11-24" })),
            ("Too old", json!({ "visibility": "NETWORK", "asOf": "2024-11-23" })),
            ("Own", json!({ "visibility": "AGENCY" })),
            ("Closed", json!({ "visibility": "RESTRICTED" })),
        ] {
            let id = employer(&sam, name).await;
            opening(&sam, &id, more).await;
            // The same for those who see more.
            let told = level(&sam, &id).await;
            assert_eq!(told, level(&tom, &id).await, "{name}");
            seen.push(told);
        }
        assert_json!(json!(seen), [
            ["ADVISING", "2028-11-21", ["ADVISING SHARE_FORECAST 2026-11-20 29-1141"]],
            ["ADVISING", "2027-02-01", ["ADVISING SHARE_FORECAST 2025-01-31 Night nurse"]],
            ["ADVISING", "2026-11-25", ["ADVISING SHARE_FORECAST 2024-11-24 29-1141"]],
            [null, null, []], [null, null, []], [null, null, []]
        ]);
        let acme = employer(&sam, "Acme").await;
        let id = opening(&sam, &acme, json!({ "visibility": "NETWORK" })).await;
        let token = t.user_with(sam.agency_id, UserRole::Staff, &[Action::EmployerRead]).await;
        assert_json!(level(&token, &acme).await, [null, null, []]);
        let query = "query($id: ID!) { employer(id: $id) { engagementLevel { reasons { recordType recordId } } } }";
        assert_json!(sam.gql(query, json!({ "id": acme })).await["employer"]["engagementLevel"]["reasons"], [{"recordId": id.clone(), "recordType": "OPENING"}]);
        done(&sam, "openingTrash", &id, 1, Value::Null).await;
        assert_json!(level(&sam, &acme).await, [null, null, []]);
    }

    async fn a_partnership_that_rests_keeps_nobody_on_a_level(t: TestApp) {
        seed(&t).await;
        let cora = t.user(UserRole::Convener).await;
        let mut places = Vec::new();
        for (name, input) in [
            ("Works", json!({ "phase": "ACTION" })),
            ("Sleeps", json!({ "phase": "DORMANT" })),
            ("Closed", json!({ "phase": "CLOSED" })),
            ("Ended before", json!({ "phase": "CLOSED", "endedOn": "2026-10-31" })),
            ("Ends later", json!({ "phase": "DORMANT", "endedOn": "2027-06-30" })),
        ] {
            let group = partnership(&cora, name, "SECTOR").await;
            let acme = employer(&cora, name).await;
            let place = membership(&cora, &group, json!({ "employerId": acme, "standing": "CHAMPION", "joinedOn": "2026-01-01" })).await;
            let aides = priority(&cora, &group, json!({ "title": "More aides", "adoptedOn": "2026-03-01" })).await;
            champion(&cora, &aides, json!({ "membershipId": place, "fromOn": "2026-04-01" })).await;
            done(&cora, "partnershipUpdate", &group, 1, input).await;
            places.push((group, acme));
        }
        t.clock.advance(TimeDelta::days(1));
        let mut seen = Vec::new();
        for (_, acme) in &places {
            let now = level(&cora, acme).await;
            let days: Vec<&str> = now[2].as_array().unwrap().iter().map(|line| line.as_str().unwrap().split(' ').nth(2).unwrap()).collect();
            seen.push(json!([now[0], now[1], days]));
        }
        assert_json!(json!(seen), [
            ["LEADING", null, ["2026-11-25", "2026-11-25", "2026-11-25"]],
            ["LEADING", "2028-11-25", ["2026-11-24", "2026-11-24", "2026-11-24"]],
            ["LEADING", "2028-11-25", ["2026-11-24", "2026-11-24", "2026-11-24"]],
            ["LEADING", "2028-11-01", ["2026-10-31", "2026-10-31", "2026-10-31"]],
            ["LEADING", "2028-11-25", ["2026-11-24", "2026-11-24", "2026-11-24"]]
        ]);
        let since = "query($id: ID!) { partnership(id: $id) { phase phaseSince } }";
        let (sleeping, member) = &places[1];
        assert_json!(cora.gql(since, json!({ "id": sleeping })).await["partnership"], {"phase": "DORMANT", "phaseSince": "2026-11-24"});
        // Another change leaves the day alone; waking it makes its members count again.
        done(&cora, "partnershipUpdate", sleeping, 2, json!({ "region": "North", "phase": "DORMANT" })).await;
        assert_eq!(level(&cora, member).await[1], "2028-11-25");
        done(&cora, "partnershipUpdate", sleeping, 3, json!({ "phase": "SUSTAIN" })).await;
        assert_json!(cora.gql(since, json!({ "id": sleeping })).await["partnership"], {"phase": "SUSTAIN", "phaseSince": "2026-11-25"});
        assert_eq!(level(&cora, member).await[1], Value::Null);
    }

    async fn one_at_rest_that_is_closed_lifts_nobody_up_again(t: TestApp) {
        seed(&t).await;
        let cora = t.user(UserRole::Convener).await;
        let (group, acme) = (partnership(&cora, "Sleeps", "SECTOR").await, employer(&cora, "Acme").await);
        let place = json!({ "employerId": acme, "standing": "CHAMPION", "joinedOn": "2026-01-01" });
        membership(&cora, &group, place).await;
        done(&cora, "partnershipUpdate", &group, 1, json!({ "phase": "DORMANT" })).await;
        t.clock.advance(TimeDelta::days(800));
        // The token of before has ended by now.
        let cora = t.user(UserRole::Convener).await;
        let before = level(&cora, &acme).await;
        assert_json!(before, [null, null, []]);
        let since = "query($id: ID!) { partnership(id: $id) { phaseSince } }";
        for (version, phase) in [(2, "CLOSED"), (3, "DORMANT"), (4, "CLOSED")] {
            done(&cora, "partnershipUpdate", &group, version, json!({ "phase": phase })).await;
            assert_eq!(level(&cora, &acme).await, before, "{phase}");
            assert_eq!(cora.gql(since, json!({ "id": group })).await["partnership"]["phaseSince"], "2026-11-24");
        }
        // To work again, and then to rest, is another rest.
        done(&cora, "partnershipUpdate", &group, 5, json!({ "phase": "SUSTAIN" })).await;
        t.clock.advance(TimeDelta::days(1));
        done(&cora, "partnershipUpdate", &group, 6, json!({ "phase": "CLOSED" })).await;
        assert_eq!(cora.gql(since, json!({ "id": group })).await["partnership"]["phaseSince"], "2029-02-02");
    }

    async fn one_that_comes_at_rest_gives_its_members_no_fresh_window(t: TestApp) {
        seed(&t).await;
        let cora = t.user(UserRole::Convener).await;
        let query = "mutation($input: PartnershipCreateInput!) { partnershipCreate(input: $input) { partnership { id phaseSince } userErrors { message } } }";
        let mut seen = Vec::new();
        for (name, phase, ended) in [("Sleeps", "DORMANT", json!(null)), ("Closed", "CLOSED", json!("2026-10-31")), ("Ends later", "DORMANT", json!("2027-06-30"))] {
            let input = json!({ "name": name, "kind": "SECTOR", "phase": phase, "endedOn": ended, "conveners": [] });
            let made = cora.gql(query, json!({ "input": input })).await["partnershipCreate"]["partnership"].take();
            let acme = employer(&cora, name).await;
            let place = json!({ "employerId": acme, "standing": "CHAMPION", "joinedOn": "2026-01-01" });
            membership(&cora, &made["id"], place).await;
            seen.push(json!([made["phaseSince"], level(&cora, &acme).await[1]]));
        }
        // Of the first it is known that it worked on the day of joining, and no more.
        assert_json!(json!(seen), [[null, "2028-01-02"], ["2026-10-31", "2028-11-01"], ["2026-11-24", "2028-11-25"]]);
    }
}
