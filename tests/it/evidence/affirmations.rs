//! What an evidence file says of affirmations, and how they stand on its day.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{FILE, section, value};
use crate::{
    affirmations::{affirmed, firm},
    competencies::{edition, list},
    credentials::credential,
    programs::program,
    support::{User, assert_json, on_both},
};

async fn affirmations(user: &User<'_>, program: &Value, day: Option<&str>) -> Value {
    let data = user.gql(FILE, json!({ "id": program, "asOf": day })).await;
    let section = section(&data["programEvidence"], "AFFIRMATIONS").clone();
    let lines = section["lines"].as_array().expect("lines").iter();
    let texts: Vec<Value> = lines.map(|line| line["text"].clone()).collect();
    let counts = ["credential", "list of competencies"]
        .map(|what| value(&section, &format!("Employers that require or prefer a {what}")));
    assert!(
        !section.to_string().contains("Ann of"),
        "persons stay out: {section}"
    );
    json!({ "texts": texts, "counts": counts, "missing": section["missing"].as_array().map(Vec::len) })
}

on_both! {
    async fn what_employers_say_stands_as_it_stood_on_the_day(t: TestApp) {
        let sam = t.user(UserRole::Convener).await;
        let license = credential(&sam, "RN license", json!({})).await;
        let id = program(&sam, json!({ "name": "Nursing", "socCodes": ["29-1141"], "credentialIds": [license] })).await;
        let (acme, bay, cedar) = (firm(&sam, "Acme").await, firm(&sam, "Bay").await, firm(&sam, "Cedar").await);
        let skills = list(&sam, "Ward skills").await;
        let old = edition(&sam, &skills, "2025", "2025-01-01").await["id"].clone();
        for (firm, more) in [
            (&acme, json!({ "credentialId": license, "answer": "PREFERRED", "affirmedOn": "2026-05-01" })),
            (&acme, json!({ "credentialId": license, "source": "Letter of the chief nurse" })),
            (&acme, json!({ "credentialId": license, "occupation": "51-4121" })),
            (&bay, json!({ "credentialId": license, "answer": "NOT_VALUED", "affirmedOn": "2026-10-01" })),
            (&bay, json!({ "competencyEditionId": old, "affirmedOn": "2026-06-01" })),
            (&cedar, json!({ "credentialId": license, "affirmedOn": "2026-01-15", "expiresOn": "2026-10-31" })),
        ] {
            affirmed(&sam, firm, more).await;
        }
        edition(&sam, &skills, "2026", "2026-09-01").await;
        assert_json!(affirmations(&sam, &id, None).await, {"texts": [
            "Acme: RN license is required for 29-1141.",
            "Bay: RN license is not valued for 29-1141.",
            "Bay: Ward skills, edition 2025 is required for 29-1141 (stale: a newer edition is published).",
            "Acme: RN license is preferred for 29-1141 (said otherwise or again since).",
            "Cedar: RN license is required for 29-1141 (expired)."], "counts": ["1.00", "0.00"], "missing": 1});
        assert_json!(affirmations(&sam, &id, Some("2026-08-01")).await, {"texts": [
            "Bay: Ward skills, edition 2025 is required for 29-1141.",
            "Acme: RN license is preferred for 29-1141.",
            "Cedar: RN license is required for 29-1141."], "counts": ["2.00", "1.00"], "missing": 0});
        assert_json!(affirmations(&sam, &id, Some("2025-12-31")).await, {"texts": [], "counts": ["0.00", "0.00"], "missing": 3});
        // What was said for the program counts for it, whatever the occupation.
        affirmed(&sam, &cedar, json!({ "credentialId": license, "occupation": "31-1131", "programId": id, "affirmedOn": "2026-11-20" })).await;
        let seen = affirmations(&sam, &id, None).await;
        assert_json!(json!([seen["texts"][0], seen["counts"][0]]), ["Cedar: RN license is required for 31-1131.", "2.00"]);
    }
}
