//! Setting the rules of boards.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use crate::{
    meetings::board,
    support::{User, assert_json, on_both},
};

const SET: &str = "mutation($id: ID!, $version: Int, $input: BoardRulesInput!) {
    boardRulesSet(partnershipId: $id, version: $version, input: $input) {
        boardRules { quorumPercent industryMajority meetingsPerYear minutesWithinDays termMonths version }
        changes { field before after }
        userErrors { code path message }
    }
}";

async fn set(user: &User<'_>, id: &Value, version: Option<i32>, input: Value) -> Value {
    let data = user
        .gql(SET, json!({ "id": id, "version": version, "input": input }))
        .await;
    data["boardRulesSet"].clone()
}

on_both! {
    async fn a_board_gets_rules_and_other_rules(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let id = board(&cora).await;
        let read = "query($id: ID!) { partnership(id: $id) { boardRules { quorumPercent meetingsPerYear } } }";
        assert_eq!(cora.gql(read, json!({ "id": id })).await["partnership"]["boardRules"], Value::Null);
        let seen = json!([
            set(&cora, &id, None, json!({ "quorumPercent": 50, "minutesWithinDays": 30 })).await,
            set(&cora, &id, None, json!({ "quorumPercent": 60 })).await,
            set(&cora, &id, Some(1), json!({ "quorumPercent": null, "meetingsPerYear": 2, "industryMajority": false })).await,
            set(&cora, &id, Some(1), json!({ "termMonths": 36 })).await["userErrors"],
        ]);
        assert_json!(seen, [{"boardRules": {"industryMajority": true, "meetingsPerYear": null, "minutesWithinDays": 30, "quorumPercent": 50, "termMonths": null, "version": 1}, "changes": [], "userErrors": []}, {"boardRules": {"industryMajority": true, "meetingsPerYear": null, "minutesWithinDays": 30, "quorumPercent": 50, "termMonths": null, "version": 1}, "changes": [], "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"boardRules": {"industryMajority": false, "meetingsPerYear": 2, "minutesWithinDays": 30, "quorumPercent": null, "termMonths": null, "version": 2}, "changes": [{"after": null, "before": "50", "field": "quorumPercent"}, {"after": "false", "before": "true", "field": "industryMajority"}, {"after": "2", "before": null, "field": "meetingsPerYear"}], "userErrors": []}, [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]]);
        assert_json!(cora.gql(read, json!({ "id": id })).await, {"partnership": {"boardRules": {"meetingsPerYear": 2, "quorumPercent": null}}});
    }

    async fn what_makes_no_rule_and_who_may_not_rule(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let id = board(&cora).await;
        let bad = json!({ "quorumPercent": 101, "meetingsPerYear": 0, "minutesWithinDays": -1, "termMonths": 601 });
        let seen = json!([
            set(&cora, &id, None, bad).await["userErrors"],
            set(&sam, &id, None, json!({ "quorumPercent": 50 })).await["userErrors"],
            set(&cora, &json!("nonsense"), None, json!({ "quorumPercent": 50 })).await["userErrors"],
            set(&cora, &id, Some(1), json!({ "quorumPercent": 50 })).await["userErrors"],
        ]);
        assert_json!(seen, [[{"code": "INVALID", "message": "This is from 1 to 100.", "path": ["input", "quorumPercent"]}, {"code": "INVALID", "message": "This is from 1 to 366.", "path": ["input", "meetingsPerYear"]}, {"code": "INVALID", "message": "This is from 1 to 366.", "path": ["input", "minutesWithinDays"]}, {"code": "INVALID", "message": "This is from 1 to 600.", "path": ["input", "termMonths"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}], [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]]);
    }
}
