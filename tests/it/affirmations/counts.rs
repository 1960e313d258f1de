//! Counts of different employers for each credential and occupation.

use api::policy::Action;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{affirmed, firm};
use crate::{
    competencies,
    credentials::credential,
    programs::program,
    support::{User, assert_json, on_both},
};

const COUNTS: &str = "query($where: AffirmationWhere) { affirmationCounts(where: $where) {
    credential { name } competencyEdition { edition } occupation { code }
    requiring preferring notValuing stale expired lastAffirmedOn } }";

/// Each count as a line.
async fn counts(user: &User<'_>, filter: Value) -> Vec<String> {
    let data = user.gql(COUNTS, json!({ "where": filter })).await;
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let rows = data["affirmationCounts"].as_array().expect("counts").iter();
    rows.map(|row| {
        let subject = [&row["credential"]["name"], &row["competencyEdition"]["edition"]];
        let subject = subject.into_iter().find(|name| !name.is_null()).map(text);
        let numbers =
            ["requiring", "preferring", "notValuing", "stale", "expired"].map(|name| row[name].to_string());
        let (code, last) = (text(&row["occupation"]["code"]), text(&row["lastAffirmedOn"]));
        format!(
            "{} {code}: {}; {last}",
            subject.unwrap_or_default(),
            numbers.join(" ")
        )
    })
    .collect()
}

on_both! {
    async fn an_employer_in_the_trash_counts_for_nothing(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let license = credential(&cora, "RN license", json!({})).await;
        let (acme, twin) = (firm(&cora, "Acme").await, firm(&cora, "Acme Inc").await);
        for firm in [&acme, &twin] {
            affirmed(&cora, firm, json!({ "credentialId": license })).await;
        }
        assert_eq!(counts(&cora, json!({})).await, ["RN license 29-1141: 2 0 0 0 0; 2026-11-01"]);
        let trash = "mutation($id: ID!) { employerTrash(id: $id, version: 1) { userErrors { message } } }";
        assert_json!(cora.gql(trash, json!({ "id": twin.0 })).await, {"employerTrash": {"userErrors": []}});
        assert_eq!(counts(&cora, json!({})).await, ["RN license 29-1141: 1 0 0 0 0; 2026-11-01"]);
    }

    async fn different_employers_are_counted_by_their_latest_word(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let license = credential(&sam, "RN license", json!({})).await;
        let badge = credential(&sam, "Badge", json!({ "kind": "BADGE" })).await;
        let list = competencies::list(&sam, "Skills").await;
        let edition = competencies::edition(&sam, &list, "2026", "2026-06-01").await["id"].clone();
        let nursing = program(&sam, json!({ "name": "Nursing" })).await;
        let mut firms = Vec::new();
        for name in ["Acme", "Bolt", "Cato", "Dyno", "Elmo"] {
            firms.push(firm(&sam, name).await);
        }
        // Acme says it twice, and to another agency again; Bolt changes its mind; what Elmo said has expired.
        for (place, more) in [
            (0, json!({ "affirmedOn": "2026-10-01" })),
            (0, json!({ "affirmedOn": "2026-11-01", "programId": nursing })),
            (1, json!({ "affirmedOn": "2026-10-01" })),
            (1, json!({ "affirmedOn": "2026-11-02", "answer": "PREFERRED" })),
            (2, json!({ "affirmedOn": "2026-09-01" })),
            (3, json!({ "affirmedOn": "2026-09-01", "answer": "NOT_VALUED" })),
            (4, json!({ "affirmedOn": "2023-01-01", "expiresOn": "2025-01-01" })),
            (4, json!({ "affirmedOn": "2026-09-05", "occupation": "29-1171" })),
            (2, json!({ "credentialId": badge, "answer": "PREFERRED" })),
            (2, json!({ "credentialId": null, "competencyEditionId": edition })),
        ] {
            let mut input = json!({ "credentialId": license });
            for (name, value) in more.as_object().unwrap() {
                input[name] = value.clone();
            }
            affirmed(&sam, &firms[place], input).await;
        }
        let tom = t.user(UserRole::Staff).await;
        affirmed(&tom, &firms[0], json!({ "credentialId": license, "affirmedOn": "2026-11-03" })).await;
        let all = counts(&sam, Value::Null).await;
        assert_eq!(all, [
            "RN license 29-1141: 2 1 1 0 1; 2026-11-03", "2026 29-1141: 1 0 0 0 0; 2026-11-01",
            "RN license 29-1171: 1 0 0 0 0; 2026-09-05", "Badge 29-1141: 0 1 0 0 0; 2026-11-01",
        ]);
        competencies::edition(&sam, &list, "2026b", "2026-11-01").await;
        assert_eq!(counts(&sam, json!({ "competencyListId": [list] })).await, ["2026 29-1141: 0 0 0 1 0; 2026-11-01"]);
        assert_eq!(counts(&sam, json!({ "credentialId": [badge] })).await, ["Badge 29-1141: 0 1 0 0 0; 2026-11-01"]);
        assert_eq!(counts(&sam, json!({ "occupation": "29-117" })).await, ["RN license 29-1171: 1 0 0 0 0; 2026-09-05"]);
        // Of the program only what was superseded by a later word is left: nothing.
        assert_eq!(counts(&sam, json!({ "programId": [nursing] })).await, Vec::<String>::new());
        let blind = t.user_with(sam.agency_id, UserRole::Staff, &[Action::EmployerRead, Action::CredentialRead]).await;
        assert_eq!(counts(&blind, Value::Null).await, Vec::<String>::new());
    }

    async fn they_take_three_statements_whatever_there_is_to_count(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut firms = Vec::new();
        for name in ["Acme", "Bolt"] {
            firms.push(firm(&sam, name).await);
        }
        let mut license = credential(&sam, "License 0", json!({})).await;
        affirmed(&sam, &firms[0], json!({ "credentialId": license })).await;
        let query = "{ affirmationCounts { credential { name } occupation { code } requiring } }";
        let (few, _) = t.statements(sam.gql(query, json!({}))).await;
        for n in 1..20 {
            license = credential(&sam, &format!("License {n}"), json!({})).await;
            for firm in &firms {
                affirmed(&sam, firm, json!({ "credentialId": license })).await;
            }
        }
        let (many, data) = t.statements(sam.gql(query, json!({}))).await;
        let rows = data["affirmationCounts"].as_array().unwrap();
        assert_json!(json!([rows.len(), rows[0]["requiring"], rows[19]["requiring"]]), [20, 2, 1]);
        // The token, the counts, the credentials.
        assert!(few == many && many == 3, "{few} and {many}");
    }
}
