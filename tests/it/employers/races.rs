//! Rules about several employers hold when two people write at the same moment.

use entities::user_account::UserRole;
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::{User, on_both};

async fn create(user: &User<'_>, name: &str) -> Value {
    let create = "mutation($name: String!) { employerCreate(input: {name: $name}) { employer { id } userErrors { code } } }";
    user.gql(create, json!({ "name": name })).await["employerCreate"].clone()
}

on_both! {
    async fn two_employers_do_not_become_each_others_parent(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let below = "mutation($id: ID!, $parent: ID!) { employerUpdate(id: $id, version: 1, input: {parentId: $parent}) { userErrors { code } } }";
        for round in 0..4 {
            let one = create(&cora, &format!("One {round}")).await["employer"]["id"].clone();
            let two = create(&cora, &format!("Two {round}")).await["employer"]["id"].clone();
            let both = [(&one, &two), (&two, &one)].map(|(id, parent)| cora.gql(below, json!({ "id": id, "parent": parent })));
            let told = join_all(both).await;
            let refused = told.iter().filter(|one| one["employerUpdate"]["userErrors"] == json!([{ "code": "INVALID" }]));
            assert_eq!(refused.count(), 1, "{told:?}");
        }
    }

    async fn one_name_makes_one_employer(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let told = join_all((0..8).map(|_| create(&cora, "Acme"))).await;
        let made = told.iter().filter(|one| !one["employer"].is_null()).count();
        let refused = told.iter().filter(|one| one["userErrors"] == json!([{ "code": "DUPLICATE" }])).count();
        assert_eq!((made, refused), (1, 7), "{told:?}");
    }
}
