//! The evidence file of a program as a page, built now and frozen.

use entities::user_account::UserRole;
use poem::{
    Request,
    http::{Method, StatusCode},
};
use serde_json::{Value, json};

use super::open;
use crate::{
    cohorts::cohort,
    evidence::{file, region},
    programs::program,
    support::{TestApp, User, client::Answer, on_both},
};

async fn open_as(t: &TestApp, user: &User<'_>, path: &str) -> Answer {
    let request = Request::builder()
        .method(Method::GET)
        .uri_str(path)
        .header("authorization", format!("Bearer {}", user.token));
    t.send(request.finish()).await
}

fn id(value: &Value) -> &str {
    value.as_str().expect("an id")
}

on_both! {
    async fn the_page_holds_the_whole_file(t: TestApp) {
        let (cora, stranger) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        let region = region(&cora).await;
        let path = format!("/programs/{}/evidence", id(&region.program));
        let evidence = file(&cora, &region.program).await;
        let page = open_as(&t, &stranger, &path).await;
        assert_eq!(page.status, StatusCode::OK);
        for line in evidence["sections"].as_array().unwrap().iter().flat_map(|section| section["lines"].as_array().unwrap()) {
            assert!(page.text.contains(id(&line["recordId"])), "{line}");
        }
        for gap in evidence["missing"].as_array().unwrap() {
            assert!(page.text.contains(gap["text"].as_str().unwrap()), "{gap}");
        }
        for part in ["<h1>Evidence file: Nursing</h1>", "As of <strong>2026-11-24</strong>", "<h2>What is missing</h2>", "$2600.25", "Occupations: SOC 29-1141.", id(&evidence["hash"])] {
            assert!(page.text.contains(part), "{part} in {}", page.text);
        }
        for word in ["<script", "<style", " style=", "Hidden", "Private words"] {
            assert!(!page.text.contains(word), "{word}");
        }
        assert_eq!(page.text.matches("<h1>").count(), 1);
    }

    async fn a_frozen_copy_stays_and_says_so(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let program = program(&cora, json!({ "name": "<b>Nursing</b>" })).await;
        let freeze = "mutation($id: ID!) { evidenceFreeze(programId: $id, note: \"For the <governor>\") { evidenceFile { id hash } } }";
        let kept = cora.gql(freeze, json!({ "id": program })).await["evidenceFreeze"]["evidenceFile"].clone();
        let path = format!("/evidence/{}", id(&kept["id"]));
        let page = open_as(&t, &cora, &path).await;
        assert_eq!(page.status, StatusCode::OK);
        for part in ["A frozen copy, kept at 2026-11-24 20:00 UTC: For the &#60;governor&#62;.", "The copy is intact, and the records still say the same", "&#60;b&#62;Nursing", id(&kept["hash"])] {
            assert!(page.text.contains(part), "{part} in {}", page.text);
        }
        cohort(&cora, &program, json!({ "name": "Late", "startsOn": "2026-09-01" })).await;
        let later = open_as(&t, &cora, &path).await;
        assert!(later.text.contains("The records say something else about its day by now."), "{}", later.text);
        assert!(!later.text.contains("Late"));
        // Others see that there is a copy and whether it is what it was.
        let other = t.user(UserRole::Staff).await;
        let closed = open_as(&t, &other, &path).await;
        assert_eq!(closed.status, StatusCode::OK);
        assert!(closed.text.contains("shown to the agency that offers the program") && closed.text.contains(id(&kept["hash"])), "{}", closed.text);
    }

    async fn whoever_may_not_see_it_is_told_so(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let program = program(&cora, json!({ "name": "Nursing" })).await;
        let nil = t.user_with(cora.agency_id, UserRole::Admin, &[]).await;
        let path = format!("/programs/{}/evidence", id(&program));
        let out = open(&t, &path).await;
        assert_eq!(out.status, StatusCode::UNAUTHORIZED);
        assert!(out.text.contains("Sign in first") && !out.text.contains("Nursing"), "{}", out.text);
        for (user, path) in [(&nil, path.as_str()), (&cora, "/programs/nothing/evidence"), (&cora, "/evidence/nothing")] {
            let page = open_as(&t, user, path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert!(page.text.contains("There is no such evidence file"), "{}", page.text);
        }
    }
}

#[tokio::test]
async fn an_evidence_page_is_cheap_for_what_it_reads() {
    let t = TestApp::sqlite().await;
    let cora = t.user(UserRole::Convener).await;
    let region = region(&cora).await;
    let path = format!("/programs/{}/evidence", id(&region.program));
    let (statements, page) = t.statements(open_as(&t, &cora, &path)).await;
    assert_eq!(page.status, StatusCode::OK);
    // A statement or two for each of eleven kinds of evidence, whatever their number: no page of fewer could hold them.
    assert!(statements <= 30, "{statements}");
}
