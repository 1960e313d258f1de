//! Ending series.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{input, started};
use crate::{
    meetings::board,
    support::{User, assert_json, on_both},
};

const END: &str = "mutation($id: ID!, $version: Int!) {
    meetingSeriesEnd(id: $id, version: $version, reason: \"The board rests.\") {
        meetingSeries { endedAt version }
        meetings { localStart status sequence cancelledReason }
        userErrors { code path message }
    }
}";

async fn ended(user: &User<'_>, id: &Value, version: i32) -> Value {
    user.gql(END, json!({ "id": id, "version": version })).await["meetingSeriesEnd"].clone()
}

on_both! {
    async fn what_has_not_begun_is_cancelled(t: TestApp) {
        let (cora, sam) = (t.user(UserRole::Convener).await, t.user(UserRole::Staff).await);
        let board = board(&cora).await;
        let data = started(&cora, input(&board, json!({ "localStart": "2026-10-14T09:00" }))).await;
        let id = data["meetingSeries"]["id"].clone();
        let seen = json!([
            ended(&sam, &id, 1).await["userErrors"],
            ended(&cora, &id, 9).await,
            ended(&cora, &id, 1).await,
            ended(&cora, &id, 2).await["userErrors"],
            ended(&cora, &json!("nonsense"), 1).await["userErrors"],
        ]);
        assert_json!(seen, [[{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}], {"meetingSeries": {"endedAt": null, "version": 1}, "meetings": [], "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"meetingSeries": {"endedAt": "2026-11-24T20:00:00.000Z", "version": 2}, "meetings": [{"cancelledReason": "The board rests.", "localStart": "2026-12-09T09:00", "sequence": 1, "status": "CANCELLED"}, {"cancelledReason": "The board rests.", "localStart": "2027-01-13T09:00", "sequence": 1, "status": "CANCELLED"}], "userErrors": []}, [{"code": "STATE", "message": "This series was ended already.", "path": ["id"]}], [{"code": "NOT_FOUND", "message": "There is no such record, or it is not visible to you.", "path": []}]]);
        let query = "query($id: ID!) { meetingSeries(id: $id) { meetings { nodes { localStart status } } } }";
        assert_json!(cora.gql(query, json!({ "id": id })).await, {"meetingSeries": {"meetings": {"nodes": [{"localStart": "2026-10-14T09:00", "status": "PLANNED"}, {"localStart": "2026-11-11T09:00", "status": "PLANNED"}, {"localStart": "2026-12-09T09:00", "status": "CANCELLED"}, {"localStart": "2027-01-13T09:00", "status": "CANCELLED"}]}}});
        let extend = "mutation($id: ID!) { meetingSeriesExtend(id: $id, version: 2) { userErrors { code message } } }";
        assert_json!(cora.gql(extend, json!({ "id": id })).await, {"meetingSeriesExtend": {"userErrors": [{"code": "STATE", "message": "This series was ended."}]}});
    }
}
