//! The page that everybody opens: fifty employers with their people, roles and partnerships.

use entities::user_account::UserRole;
use serde_json::json;

use crate::{
    partnerships::partnership,
    roles::{role, seed},
    support::{TestApp, User, on_both},
};

/// Statements for the page, the token lookup included.
const MOST_STATEMENTS: u64 = 6;

const PAGE: &str = "query($first: Int) { employers(first: $first) { nodes { name
    contacts(first: 3) { nodes { title contact { name } } }
    roles { state roleType { key label } partnership { name } }
    memberships(first: 5) { nodes { standing partnership { name } } } } } }";

/// Fifty employers, each with three people, two partnerships, and a role in one of them.
async fn fill(t: &TestApp) -> User<'_> {
    seed(t).await;
    let cora = t.user(UserRole::Convener).await;
    let groups = [
        partnership(&cora, "Health", "SECTOR").await,
        partnership(&cora, "Board", "ADVISORY_BOARD").await,
    ];
    let hire = role(&cora, "HIRE_COMPLETERS").await;
    for n in 0..50 {
        let create = "mutation($name: String!) { employerCreate(input: {name: $name}) { employer { id } } }";
        let data = cora
            .gql(create, json!({ "name": format!("Employer {n:02}") }))
            .await;
        let employer = data["employerCreate"]["employer"]["id"].clone();
        let person = |place: usize| json!({ "name": format!("Person {n:02}-{place}"), "affiliation": { "employerId": employer, "title": "Manager" } });
        let join = "mutation($a: ContactCreateInput!, $b: ContactCreateInput!, $c: ContactCreateInput!, $health: ID!, $board: ID!, $e: ID!) {
            a: contactCreate(input: $a) { userErrors { message } }
            b: contactCreate(input: $b) { userErrors { message } }
            c: contactCreate(input: $c) { userErrors { message } }
            health: membershipStart(partnershipId: $health, input: {employerId: $e}) { membership { id } }
            board: membershipStart(partnershipId: $board, input: {employerId: $e}) { membership { id } } }";
        let variables = json!({
            "a": person(0), "b": person(1), "c": person(2), "health": groups[0], "board": groups[1], "e": employer,
        });
        let membership = cora.gql(join, variables).await["health"]["membership"]["id"].clone();
        let propose = "mutation($m: ID!, $r: ID!) { commitmentPropose(input: {membershipId: $m, roleTypeId: $r}) { userErrors { message } } }";
        cora.gql(propose, json!({ "m": membership, "r": hire })).await;
    }
    cora
}

on_both! {
    async fn a_page_of_fifty_takes_six_statements_at_most_and_comes_back_full(t: TestApp) {
        let cora = fill(&t).await;
        let (one, _) = t.statements(cora.gql(PAGE, json!({ "first": 1 }))).await;
        let (fifty, data) = t.statements(cora.gql(PAGE, json!({ "first": 50 }))).await;
        assert!(one == fifty && fifty <= MOST_STATEMENTS, "{one} and {fifty}");
        let nodes = data["employers"]["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), 50);
        for (n, node) in nodes.iter().enumerate() {
            let people = [2, 1, 0].map(|place| json!({ "title": "Manager", "contact": { "name": format!("Person {n:02}-{place}") } }));
            let groups = ["Board", "Health"].map(|name| json!({ "standing": "MEMBER", "partnership": { "name": name } }));
            let role = json!({ "key": "HIRE_COMPLETERS", "label": "Hire people who finish the programs" });
            let expected = json!({
                "name": format!("Employer {n:02}"),
                "contacts": { "nodes": people },
                "roles": [{ "state": "PROPOSED", "roleType": role, "partnership": { "name": "Health" } }],
                "memberships": { "nodes": groups },
            });
            assert_eq!(*node, expected, "employer {n}");
        }
    }
}
