//! The ladder of employer engagement over the API.

mod evidence;
mod kinds;
mod level;
mod records;

use serde_json::{Value, json};

use crate::support::{TestApp, User};

/// The kinds of evidence that Guildhall ships with.
pub(crate) async fn seed(t: &TestApp) {
    let cx = t.app.system("a test");
    api::engagement_levels::ops::seed(&cx).await.expect("kinds");
}

/// The level of an employer, the day it decays, and a line a reason.
pub(crate) async fn level(user: &User<'_>, employer: &Value) -> Value {
    let query = "query($id: ID!) { employer(id: $id) { engagementLevel { level decaysOn reasons { kind { key } level on what recordId } } } }";
    let data = user.gql(query, json!({ "id": employer })).await;
    let it = &data["employer"]["engagementLevel"];
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let reasons = it["reasons"].as_array().expect("reasons").iter().map(|reason| {
        let parts = [
            &reason["level"],
            &reason["kind"]["key"],
            &reason["on"],
            &reason["what"],
        ];
        parts.map(text).join(" ")
    });
    json!([it["level"], it["decaysOn"], reasons.collect::<Vec<_>>()])
}
