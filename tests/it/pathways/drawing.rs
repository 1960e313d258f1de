//! The picture: the same bytes for the same map, well formed, its texts escaped, nothing over anything else.

use entities::user_account::UserRole;
use quick_xml::{Reader, events::Event};
use serde_json::json;

use super::{Drawn, ladder};
use crate::support::{TestApp, User, on_both};

const QUERY: &str = "query($id: ID!) { pathwayMap(id: $id) { svg } }";

async fn svg(user: &User<'_>, map: &serde_json::Value) -> String {
    let data = user.gql(QUERY, json!({ "id": map })).await;
    data["pathwayMap"]["svg"].as_str().expect("a picture").to_owned()
}

/// Fails when it is no XML, or holds anything but shapes and words; its texts.
pub(crate) fn assert_well_formed(svg: &str) -> Vec<String> {
    const KNOWN: [&str; 6] = ["svg", "title", "desc", "rect", "path", "text"];
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let (mut texts, mut open, mut within) = (Vec::new(), 0, String::new());
    loop {
        let event = reader.read_event().expect("XML");
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            assert!(KNOWN.contains(&tag.name().into_inner()), "{tag:?} in {svg}");
            assert!(
                tag.attributes().all(|attribute| attribute.is_ok()),
                "{tag:?} in {svg}"
            );
        }
        match event {
            Event::Start(_) => {
                open += 1;
                within.clear();
            }
            Event::Empty(_) => {}
            Event::Text(text) => within.push_str(&text),
            Event::GeneralRef(name) => {
                within.push('&');
                within.push_str(&name);
                within.push(';');
            }
            Event::End(_) => {
                open -= 1;
                texts.push(std::mem::take(&mut within));
            }
            Event::Eof => break,
            other => panic!("{other:?} in {svg}"),
        }
    }
    assert_eq!(open, 0, "{svg}");
    texts
}

/// The boxes, by their attributes: x, y, width, height.
fn boxes(svg: &str) -> Vec<[i64; 4]> {
    let number = |line: &str, name: &str| -> Option<i64> {
        let rest = line.split(&format!(" {name}=\"")).nth(1)?;
        rest.split('"').next()?.parse().ok()
    };
    let shape = |line: &str| {
        Some([
            number(line, "x")?,
            number(line, "y")?,
            number(line, "width")?,
            number(line, "height")?,
        ])
    };
    svg.lines()
        .filter(|line| line.starts_with("<rect"))
        .filter_map(shape)
        .collect()
}

fn assert_nothing_touches(svg: &str, count: usize) {
    let boxes = boxes(svg);
    assert_eq!(boxes.len(), count, "{svg}");
    for (n, [x, y, width, height]) in boxes.iter().enumerate() {
        for [left, top, across, down] in &boxes[n + 1..] {
            let is_apart =
                x + width <= *left || left + across <= *x || y + height <= *top || top + down <= *y;
            assert!(is_apart, "boxes lie over one another in {svg}");
        }
    }
}

on_both! {
    async fn the_ladder_of_nursing_is_drawn_the_same_each_time(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let ladder = ladder(&sam).await;
        let drawn = svg(&sam, &ladder.map.id).await;
        assert_eq!(drawn, svg(&vera, &ladder.map.id).await);
        let texts = assert_well_formed(&drawn);
        for words in ["$17.20–$21.40 an hour", "SOC 29-1141", "validated by 2 employers", "not yet validated", "about 12 months"] {
            assert!(texts.iter().any(|text| text == words), "{words} in {texts:?}");
        }
        // What nobody stands behind is dashed: its box, and the lines to it and from it.
        assert_eq!(drawn.matches("stroke-dasharray").count(), 3);
        assert_nothing_touches(&drawn, 5);
        insta::assert_snapshot!("the_ladder_of_nursing", drawn);
    }

    async fn what_people_write_is_shown_and_never_run(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let evil = "</text><script>alert(1)</script>";
        let mut map = Drawn::new(&sam, json!({ "title": format!("{evil} \"quoted\" & 'so'") })).await;
        map.step(json!({ "socCode": "29-1141", "title": evil })).await;
        map.step(json!({ "socCode": "29-1141", "title": "]]> <!-- &amp; <img src=x onerror=alert(1)> \u{7}" })).await;
        let drawn = svg(&sam, &map.id).await;
        let texts = assert_well_formed(&drawn);
        assert_eq!(texts[0], format!("Pathway map: {} &quot;quoted&quot; &amp; &#39;so&#39;", evil.replace('<', "&lt;").replace('>', "&gt;")));
        for word in ["<script", "<img", "<!--", "\u{7}"] {
            assert!(!drawn.contains(word), "{word} in {drawn}");
        }
    }

    async fn a_high_picture_comes_in_parts_that_cut_no_box(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut map = Drawn::new(&sam, json!({ "title": "Health" })).await;
        let mut steps = Vec::new();
        for n in 0..8 {
            steps.push(map.step(json!({ "socCode": "29-1141", "title": format!("Step {n}") })).await);
        }
        for pair in steps.windows(2) {
            map.edge(&pair[0], &pair[1], json!({})).await;
        }
        let query = "query($id: ID!) { pathwayMap(id: $id) { svg svgParts } }";
        let data = sam.gql(query, json!({ "id": map.id })).await["pathwayMap"].take();
        let parts: Vec<&str> = data["svgParts"].as_array().unwrap().iter().map(|part| part.as_str().unwrap()).collect();
        let mut boxes_of_parts = Vec::new();
        let mut end = 0;
        for (n, part) in parts.iter().enumerate() {
            assert_eq!(assert_well_formed(part)[0], format!("Pathway map: Health, part {} of {}", n + 1, parts.len()));
            let view: Vec<i64> = part.split("viewBox=\"").nth(1).unwrap().split('"').next().unwrap().split(' ').map(|number| number.parse().unwrap()).collect();
            let [_, top, _, height] = view[..] else { panic!("{view:?}") };
            assert!(top == end && height <= 780, "{view:?}");
            end = top + height;
            let own = boxes(part);
            assert!(own.iter().all(|[_, y, _, down]| *y >= top && y + down <= end), "a box is cut in {part}");
            boxes_of_parts.extend(own);
        }
        let whole = data["svg"].as_str().unwrap();
        let mut all = boxes(whole);
        all.sort_unstable();
        boxes_of_parts.sort_unstable();
        assert_eq!((parts.len() > 1, boxes_of_parts), (true, all));
        let ladder = ladder(&sam).await;
        let data = sam.gql(query, json!({ "id": ladder.map.id })).await["pathwayMap"].take();
        assert_eq!(data["svgParts"], json!([data["svg"]]), "a few levels are one part");
    }

    async fn steps_abreast_and_long_edges_have_their_own_room(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut map = Drawn::new(&sam, json!({ "title": "Health" })).await;
        let empty = svg(&sam, &map.id).await;
        assert!(assert_well_formed(&empty).contains(&"This map has no steps yet.".to_owned()), "{empty}");
        let mut steps = Vec::new();
        for name in ["Aide", "Phlebotomist", "Medical assistant with a name that takes more than one line", "Surgical technologist", "Practical nurse", "Registered nurse"] {
            steps.push(map.step(json!({ "socCode": "29-1141", "title": name })).await);
        }
        let ways = [(0, 1), (0, 2), (0, 3), (0, 4), (4, 5), (1, 5), (0, 5)];
        for (from, to) in ways {
            map.edge(&steps[from], &steps[to], json!({})).await;
        }
        let drawn = svg(&sam, &map.id).await;
        assert_well_formed(&drawn);
        assert_nothing_touches(&drawn, steps.len() + ways.len());
        let width: i64 = drawn.split(" width=\"").nth(1).and_then(|rest| rest.split('"').next()).and_then(|text| text.parse().ok()).expect("a width");
        // 190 mm of an A4 page are 718 pixels; letters of 12 pixels are then 11 high at least.
        assert!(width <= 718 * 12 / 11, "{width}");
    }
}

#[tokio::test]
async fn a_picture_costs_fifty_points() {
    let t = TestApp::sqlite().await;
    let sam = t.user(UserRole::Staff).await;
    let map = Drawn::new(&sam, json!({ "title": "Health" })).await;
    let body = sam.ask(QUERY, json!({ "id": map.id })).await.json();
    assert_eq!(body["extensions"]["cost"]["requested"], 51);
    let many = sam
        .ask("{ pathwayMaps(first: 100) { nodes { svg } } }", json!({}))
        .await
        .json();
    assert_eq!(
        many["errors"][0]["extensions"]["code"],
        "COMPLEXITY_LIMIT_EXCEEDED"
    );
}
