//! The page of a map, and its picture alone.

use entities::user_account::UserRole;
use poem::{
    Request,
    http::{Method, StatusCode},
};
use serde_json::json;

use super::{Drawn, ladder};
use crate::{
    pages::open,
    support::{TestApp, User, client::Answer, on_both},
};

/// Opens a page as a person who is known by a token.
async fn open_as(t: &TestApp, user: &User<'_>, path: &str) -> Answer {
    let request = Request::builder()
        .method(Method::GET)
        .uri_str(path)
        .header("authorization", format!("Bearer {}", user.token));
    t.send(request.finish()).await
}

fn path_of(map: &Drawn<'_>) -> String {
    format!("/pathways/{}", map.id.as_str().expect("an id"))
}

on_both! {
    async fn the_page_tells_all_of_a_map_in_words_beside_the_picture(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let ladder = ladder(&sam).await;
        let path = path_of(&ladder.map);
        let (statements, page) = t.statements(open_as(&t, &vera, &path)).await;
        assert_eq!((page.status, statements <= 12), (StatusCode::OK, true), "{statements}: {}", page.text);
        for part in [
            "<h1>Nursing in Alder Valley</h1>",
            "As of <time datetime=\"2026-11-24\">2026-11-24</time>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"",
            "<td>$17.20–$21.40 an hour</td><td>OEWS, state, as of 2026-05-01</td>",
            "From Nursing assistant to Licensed practical nurse",
            "<li>Practical nurse license (required)</li>",
            "<li>Associate degree in nursing (preferred)</li>",
            "<li>Mercy Hospital, <time class=\"code\">2026-11-01</time> (until <time class=\"code\">2028-11-01</time>)</li>",
            "<strong class=\"open\">Not yet validated</strong>",
        ] {
            assert!(page.text.contains(part), "{part} in {}", page.text);
        }
        assert!(page.text.contains("<li>Practical nursing, College "), "{}", page.text);
        for word in ["<script", "<style", " style=", " onclick="] {
            assert!(!page.text.contains(word), "{word} in {}", page.text);
        }
        assert_eq!(page.text.matches("<h1>").count(), 1);
        let policy = page.headers["content-security-policy"].to_str().expect("text");
        assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"), "{policy}");
        let picture = open_as(&t, &vera, &format!("{path}/map.svg")).await;
        assert_eq!((picture.status, picture.headers["content-type"].as_bytes()), (StatusCode::OK, &b"image/svg+xml"[..]));
        assert_eq!(picture.headers["content-security-policy"].to_str().expect("text"), policy);
        assert!(page.text.contains(&picture.text), "{}", picture.text);
    }

    async fn what_employers_said_before_stands_below_what_they_say(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut ladder = ladder(&sam).await;
        let [mercy, valley] = ladder.employers.clone();
        let first = ladder.edges[0].clone();
        ladder.map.validated(&first, json!({ "employerId": mercy, "validatedOn": "2026-11-20" })).await;
        let remove = "mutation($edge: ID!, $employer: ID!, $version: Int!) { pathwayValidationRemove(pathwayEdgeId: $edge, employerId: $employer, version: $version) { userErrors { message } } }";
        sam.gql(remove, json!({ "edge": first, "employer": valley, "version": ladder.map.version })).await;
        let page = open_as(&t, &sam, &path_of(&ladder.map)).await;
        for part in [
            "<li>Mercy Hospital, <time class=\"code\">2026-11-20</time> (until <time class=\"code\">2028-11-20</time>)</li>",
            "<li>Mercy Hospital, 2026-11-01 (said again since)</li>",
            "<li>Valley Care Home, 2026-11-01 (taken back on 2026-11-24)</li>",
        ] {
            assert!(page.text.contains(part), "{part} in {}", page.text);
        }
        assert_eq!(page.text.matches("Said before:").count(), 1);
    }

    async fn what_employers_said_of_a_way_ends_or_is_of_another_day(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut ladder = ladder(&sam).await;
        let path = path_of(&ladder.map);
        let [first, second] = ladder.edges.clone();
        ladder.map.edge_changed(&first, json!({ "credentials": [] })).await;
        ladder.map.validated(&second, json!({ "employerId": ladder.employers[0], "validatedOn": "2026-11-01", "expiresOn": "2026-11-23" })).await;
        let page = open_as(&t, &sam, &path).await;
        for part in [
            "<strong class=\"open\">Changed since it was validated</strong>",
            "<li>Mercy Hospital, <time class=\"code\">2026-11-01</time> (before it changed)</li>",
            "<strong class=\"open\">Validation has lapsed</strong>",
            "<li>Mercy Hospital, <time class=\"code\">2026-11-01</time> (ended <time class=\"code\">2026-11-23</time>)</li>",
            "; changed since it was validated.",
            "; validation has lapsed.",
        ] {
            assert!(page.text.contains(part), "{part} in {}", page.text);
        }
    }

    async fn who_may_not_see_a_map_learns_nothing_of_it(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let ladder = ladder(&sam).await;
        let path = path_of(&ladder.map);
        let nil = t.user_with(sam.agency_id, UserRole::Admin, &[]).await;
        for ending in ["", "/map.svg"] {
            let out = open(&t, &format!("{path}{ending}")).await;
            assert_eq!(out.status, StatusCode::UNAUTHORIZED);
            assert!(out.text.contains("Sign in first") && !out.text.contains("Nursing"), "{}", out.text);
            for (user, path) in [(&nil, path.as_str()), (&sam, "/pathways/nonsense"), (&sam, "/pathways/pathway_map_00000000000000000000000000000007")] {
                let page = open_as(&t, user, &format!("{path}{ending}")).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND);
                assert!(page.text.contains("There is no such map") && !page.text.contains("Nursing"), "{}", page.text);
            }
        }
    }

    async fn what_people_write_is_shown_and_never_run(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let evil = "<img src=x onerror=alert(1)>";
        let mut map = Drawn::new(&sam, json!({ "title": evil, "note": evil, "region": evil })).await;
        let one = map.step(json!({ "socCode": "29-2061", "title": evil, "wageLow": "20", "wageSource": evil, "wageAsOf": "2026-01-01" })).await;
        let other = map.step(json!({ "socCode": "29-1141" })).await;
        let asked = crate::credentials::credential(&sam, evil, json!({})).await;
        let edge = map.edge(&one, &other, json!({ "credentials": [{ "credentialId": asked }] })).await;
        let employer = crate::contributions::employer(&sam, evil).await;
        map.validated(&edge, json!({ "employerId": employer })).await;
        let page = open_as(&t, &sam, &path_of(&map)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text.contains("<img") && page.text.contains("&lt;img"), "{}", page.text);
    }

    async fn a_map_in_the_trash_says_so(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let map = Drawn::new(&sam, json!({ "title": "Nursing" })).await;
        let path = path_of(&map);
        assert!(!open_as(&t, &sam, &path).await.text.contains("in the trash"));
        sam.gql("mutation($id: ID!) { pathwayMapTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": map.id })).await;
        let page = open_as(&t, &sam, &path).await;
        assert!(page.text.contains("This map is in the trash") && page.text.contains("This map has no steps yet."), "{}", page.text);
    }
}
