//! How affirmations stand: current, stale, expired, superseded. Asked of each and found by the filter alike.

use chrono::TimeDelta;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{affirmed, firm, states};
use crate::{
    competencies,
    credentials::credential,
    support::{User, on_both},
};

/// The ids that a filter by state finds, and that an employer's list finds by it.
async fn found(user: &User<'_>, employer: &Value, state: &str) -> Vec<Value> {
    let query = "query($id: ID!, $state: [AffirmationState!]) { employer(id: $id) { affirmations(state: $state) { nodes { id } } }
        affirmations(where: {employerId: [$id], state: $state}) { nodes { id } } }";
    let data = user.gql(query, json!({ "id": employer, "state": [state] })).await;
    assert_eq!(
        data["employer"]["affirmations"]["nodes"], data["affirmations"]["nodes"],
        "{state}"
    );
    let nodes = data["affirmations"]["nodes"].as_array().expect("nodes").iter();
    nodes.map(|node| node["id"].clone()).collect()
}

/// Asserts how these affirmations, all there are of the employer, stand.
async fn assert_states(user: &User<'_>, employer: &Value, ids: &[&Value], expected: &[&str]) {
    assert_eq!(states(user, ids).await, expected);
    for state in ["CURRENT", "STALE", "EXPIRED", "SUPERSEDED"] {
        let mut of_state = found(user, employer, state).await;
        let mut wanted: Vec<Value> = ids
            .iter()
            .zip(expected)
            .filter(|(_, stands)| **stands == state)
            .map(|(id, _)| (*id).clone())
            .collect();
        of_state.sort_by_key(ToString::to_string);
        wanted.sort_by_key(ToString::to_string);
        assert_eq!(of_state, wanted, "{state}");
    }
}

on_both! {
    async fn a_new_edition_makes_what_was_said_of_older_ones_stale(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = firm(&sam, "Acme").await;
        let (list, beside) = (competencies::list(&sam, "Skills").await, competencies::list(&sam, "Others").await);
        let of = async |list: &Value, name: &str, on: &str| competencies::edition(&sam, list, name, on).await["id"].clone();
        let (old, new) = (of(&list, "2025", "2025-06-01").await, of(&list, "2026", "2026-11-01").await);
        let other = of(&beside, "2020", "2020-01-01").await;
        let say = async |edition: &Value| affirmed(&sam, &acme, json!({ "competencyEditionId": edition })).await;
        let (on_old, on_new, on_other) = (say(&old).await, say(&new).await, say(&other).await);
        let ids = [&on_old, &on_new, &on_other];
        assert_states(&sam, &acme.0, &ids, &["STALE", "CURRENT", "CURRENT"]).await;
        // A new edition of another list changes nothing; one of tomorrow does so tomorrow.
        of(&list, "2026b", "2026-11-25").await;
        assert_states(&sam, &acme.0, &ids, &["STALE", "CURRENT", "CURRENT"]).await;
        t.clock.advance(TimeDelta::hours(4));
        assert_states(&sam, &acme.0, &ids, &["STALE", "STALE", "CURRENT"]).await;
        // Of two editions of a day the later one is the newer.
        let twin = of(&beside, "2020b", "2020-01-01").await;
        let on_twin = say(&twin).await;
        let ids = [&on_old, &on_new, &on_other, &on_twin];
        assert_states(&sam, &acme.0, &ids, &["STALE", "STALE", "STALE", "CURRENT"]).await;
    }

    async fn it_expires_after_its_last_day(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = firm(&sam, "Acme").await;
        let license = credential(&sam, "RN license", json!({})).await;
        let list = competencies::list(&sam, "Skills").await;
        let edition = competencies::edition(&sam, &list, "2026", "2026-06-01").await["id"].clone();
        competencies::edition(&sam, &list, "2026b", "2026-10-01").await;
        let plain = affirmed(&sam, &acme, json!({ "credentialId": license, "expiresOn": "2026-11-25" })).await;
        let stale = affirmed(&sam, &acme, json!({ "competencyEditionId": edition, "expiresOn": "2026-11-25" })).await;
        let ids = [&plain, &stale];
        assert_states(&sam, &acme.0, &ids, &["CURRENT", "STALE"]).await;
        t.clock.advance(TimeDelta::days(1));
        assert_states(&sam, &acme.0, &ids, &["CURRENT", "STALE"]).await;
        t.clock.advance(TimeDelta::hours(4));
        assert_states(&sam, &acme.0, &ids, &["EXPIRED", "EXPIRED"]).await;
    }

    async fn the_latest_word_of_an_employer_counts(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let (acme, bolt) = (firm(&sam, "Acme").await, firm(&sam, "Bolt").await);
        let (license, badge) = (credential(&sam, "RN license", json!({})).await, credential(&sam, "Badge", json!({})).await);
        let say = async |firm: &(Value, Value), credential: &Value, occupation: &str, on: &str| {
            let more = json!({ "credentialId": credential, "occupation": occupation, "affirmedOn": on });
            affirmed(&sam, firm, more).await
        };
        // Recorded first, though it was said last.
        let last = say(&acme, &license, "29-1141", "2026-11-03").await;
        let expired = affirmed(&sam, &acme, json!({ "credentialId": license, "affirmedOn": "2024-01-01", "expiresOn": "2024-12-31" })).await;
        let first = say(&acme, &license, "29-1141", "2026-11-01").await;
        let twin = say(&acme, &badge, "29-1141", "2026-11-01").await;
        let again = say(&acme, &badge, "29-1141", "2026-11-01").await;
        let elsewhere = say(&acme, &license, "29-1171", "2026-11-01").await;
        say(&bolt, &license, "29-1141", "2026-11-20").await;
        let ids = [&last, &expired, &first, &twin, &again, &elsewhere];
        let stand = ["CURRENT", "SUPERSEDED", "SUPERSEDED", "SUPERSEDED", "CURRENT", "CURRENT"];
        assert_states(&sam, &acme.0, &ids, &stand).await;
    }
}
