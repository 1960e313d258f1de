//! The picture as text. Only presentation attributes, no style and no script: a page with a strict content policy shows it, too.

use std::fmt::Write as _;

use super::{
    Picture, Way,
    layers::Item,
    places::{BOX_WIDTH, Boxes, Drawn, EDGE, MARGIN, Part, Place, Words},
};

const INK: &str = "#111111";
/// Amber that is dark enough on white.
const OPEN: &str = "#8a4b00";
/// How long the head of an arrow is.
const HEAD: i64 = 9;

/// Writes a part of it.
pub(super) fn written(picture: &Picture, boxes: &Boxes, drawn: &Drawn, part: &Part) -> String {
    let (width, top, height) = (drawn.width, part.top, part.bottom - part.top);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 {top} {width} {height}\" font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">\n\
         <title>{}</title>\n<desc>{}</desc>\n\
         <rect y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
        escaped(&part.title),
        escaped(&told(picture, drawn, part)),
    );
    if picture.steps.is_empty() {
        let words = text("This map has no steps yet.", 14, false);
        put(&mut svg, &words, (width / 2, 2 * MARGIN));
    }
    lines(&mut svg, picture, drawn, part);
    for (item, place) in drawn.layers.items.iter().zip(&drawn.places) {
        if !part.holds(place.top, place.bottom) {
            continue;
        }
        match item {
            Item::Step(step) => {
                frame(&mut svg, *place, "stroke-width=\"2\" rx=\"6\"", INK);
                inside(&mut svg, *place, &boxes.steps[*step]);
            }
            Item::Way(way) => {
                let (dashes, color) = look(&picture.ways[*way]);
                frame(
                    &mut svg,
                    *place,
                    &format!("stroke-width=\"1\" rx=\"12\"{dashes}"),
                    color,
                );
                inside(&mut svg, *place, &boxes.ways[*way]);
            }
            Item::Bend => {}
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// A part of the picture in words, for those who do not see it.
fn told(picture: &Picture, drawn: &Drawn, part: &Part) -> String {
    let shown = drawn.layers.items.iter().zip(&drawn.places);
    let shown = shown.filter(|(_, place)| part.holds(place.top, place.bottom));
    let sentence = |item: &Item| match item {
        Item::Step(step) => {
            let step = &picture.steps[*step];
            let wage = step
                .wage
                .as_ref()
                .map_or(String::new(), |wage| format!(", {wage}"));
            Some(format!("{} (SOC {}{wage}).", step.name, step.code))
        }
        Item::Way(way) => {
            let way = &picture.ways[*way];
            let ends = (&picture.steps[way.from].name, &picture.steps[way.to].name);
            let said: Vec<&str> = way.asks.iter().chain([&way.state]).map(String::as_str).collect();
            Some(format!("From {} to {}: {}.", ends.0, ends.1, said.join("; ")))
        }
        Item::Bend => None,
    };
    let sentences: Vec<String> = shown.filter_map(|(item, _)| sentence(item)).collect();
    sentences.join(" ")
}

/// Dashes and color of an edge.
fn look(way: &Way) -> (&'static str, &'static str) {
    if way.is_firm {
        ("", INK)
    } else {
        (" stroke-dasharray=\"7 4\"", OPEN)
    }
}

/// All lines, from port to port, with a head where a step is reached.
fn lines(svg: &mut String, picture: &Picture, drawn: &Drawn, part: &Part) {
    let items = &drawn.layers.items;
    for line in &drawn.layers.lines {
        let (dashes, color) = look(&picture.ways[line.way]);
        let (below, above) = (drawn.places[line.from], drawn.places[line.to]);
        if !part.holds(above.top, below.top) {
            continue;
        }
        let from = (port(drawn, line.from, line.to, false), below.top);
        let reaches = matches!(items[line.to], Item::Step(_));
        let to = (port(drawn, line.to, line.from, true), above.bottom);
        let end = if reaches { to.1 + HEAD } else { to.1 };
        let middle = i64::midpoint(from.1, end);
        let through = match items[line.to] {
            Item::Bend => format!(" V {}", above.top),
            Item::Step(_) | Item::Way(_) => String::new(),
        };
        let _ = writeln!(
            svg,
            "<path d=\"M {} {} C {} {middle} {} {middle} {} {end}{through}\" fill=\"none\" stroke=\"{color}\" \
             stroke-width=\"2\"{dashes}/>",
            from.0, from.1, from.0, to.0, to.0,
        );
        if reaches {
            let (x, y) = to;
            let _ = writeln!(svg, "<path d=\"M {x} {y} l -5 {HEAD} h 10 z\" fill=\"{color}\"/>");
        }
    }
}

/// Where a line meets an item: the lines of a step share its width, those from the left on the left.
fn port(drawn: &Drawn, item: usize, other: usize, is_lower: bool) -> i64 {
    let x = drawn.places[item].x;
    if !matches!(drawn.layers.items[item], Item::Step(_)) {
        return x;
    }
    let joined = if is_lower {
        &drawn.layers.below
    } else {
        &drawn.layers.above
    };
    let ends = joined[item].iter();
    let mut ends: Vec<(i64, usize)> = ends.map(|end| (drawn.places[*end].x, *end)).collect();
    ends.sort_unstable();
    let count = i64::try_from(ends.len()).unwrap_or(1);
    let place = ends.iter().position(|(_, end)| *end == other).unwrap_or(0);
    let place = i64::try_from(place).unwrap_or(0);
    x - BOX_WIDTH / 2 + BOX_WIDTH * (place + 1) / (count + 1)
}

fn frame(svg: &mut String, place: Place, look: &str, color: &str) {
    let _ = writeln!(
        svg,
        "<rect x=\"{}\" y=\"{}\" width=\"{BOX_WIDTH}\" height=\"{}\" fill=\"#ffffff\" stroke=\"{color}\" {look}/>",
        place.x - BOX_WIDTH / 2,
        place.top,
        place.bottom - place.top,
    );
}

fn inside(svg: &mut String, place: Place, lines: &[Words]) {
    let mut y = place.top + EDGE;
    for words in lines {
        y += words.height();
        put(svg, words, (place.x, y - 4));
    }
}

/// Words around a place.
fn put(svg: &mut String, words: &Words, (x, y): (i64, i64)) {
    let weight = if words.is_bold {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{}\"{weight} fill=\"{INK}\" text-anchor=\"middle\">{}</text>",
        words.size,
        escaped(&words.text),
    );
}

fn text(text: &str, size: usize, is_bold: bool) -> Words {
    Words {
        text: text.to_owned(),
        size,
        is_bold,
    }
}

/// A text as XML holds it: its signs escaped, and without characters that XML does not know.
fn escaped(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => kept.push_str("&amp;"),
            '<' => kept.push_str("&lt;"),
            '>' => kept.push_str("&gt;"),
            '"' => kept.push_str("&quot;"),
            '\'' => kept.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => kept.push(' '),
            letter => kept.push(letter),
        }
    }
    kept
}
