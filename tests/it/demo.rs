//! The demo: a region that does not exist, in an empty database.

use api::demo;
use poem::http::StatusCode;
use serde_json::json;

use crate::support::{client::graphql_request, on_both};

on_both! {
    async fn the_demo_fills_an_empty_database_once(t: TestApp) {
        let cx = t.app.system("demo data");
        let demo = demo::fill(&cx).await.expect("an empty database is filled");
        assert_eq!((demo.employers, demo.sign_ins.len()), (60, 4));
        assert!(demo::is_untouched(&cx).await.unwrap());
        let again = demo::fill(&cx).await;
        assert!(matches!(again, Err(api::error::Error::User(_))), "a database with data is left alone");

        let bearer = format!("Bearer {}", demo.token.expose());
        let query = "{ employers(first: 1) { nodes { name tags } totalCount { value } } }";
        let answer = t.send(graphql_request(query, &json!({}), &[("authorization", &bearer)])).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        assert_eq!(answer.json()["data"]["employers"]["totalCount"]["value"], 60);
    }

    async fn every_demo_sign_in_works(t: TestApp) {
        let demo = demo::fill(&t.app.system("demo data")).await.expect("an empty database is filled");
        for sign_in in demo.sign_ins {
            let query = "mutation($email: String!, $password: String!) { signIn(input: {email: $email, password: $password}) { viewer { role } } }";
            let answer = t.anonymous(query, json!({ "email": sign_in.email, "password": sign_in.password })).await.json();
            let role = answer["data"]["signIn"]["viewer"]["role"].as_str().unwrap_or_default().to_lowercase();
            assert_eq!(role, sign_in.role, "{answer}");
        }
    }
}
