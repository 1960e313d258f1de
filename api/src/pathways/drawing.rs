//! A map as SVG: a ladder from the bottom to the top, the same for the same data to the last byte.
//!
//! - **Layers**: steps stand by their level, three abreast at most; what an edge asks for stands in a box of its own between its
//!   steps, so that no text lies over a line. A level with more has several layers.
//! - **Order**: within a layer what belongs together stands above one another, by a few sweeps of barycentres; then each is moved as
//!   near to what it is joined to as its neighbours let it.
//! - **Legible in print**: three boxes abreast are as wide as a page (A4 and US Letter, upright), and the smallest letters are 12
//!   pixels high. Where so many long edges pass that a layer would be wider, fewer boxes stand abreast, so that the page is not made
//!   to fit by letters of less than 11 pixels: the picture becomes higher, and has more parts.
//! - **Parts**: for pages the picture comes in parts that each fit one, cut between layers, so that no box is cut in two.
//! - **Not by color alone**: an edge that nobody stands behind today is dashed, and its box says so.
//!
//! Forty steps need no more than this. What there is to lay out graphs in Rust (`rust-sugiyama`, ports of dagre) is young, brings
//! a graph library along, and does not keep a layer to the width of a page.

mod layers;
mod places;
mod svg;
mod words;

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// What the map is called.
    pub title: String,
    /// The steps.
    pub steps: Vec<StepBox>,
    /// The edges.
    pub ways: Vec<Way>,
}

/// A step as it is drawn.
#[derive(Clone, Debug)]
pub struct StepBox {
    /// What it is called.
    pub name: String,
    /// The code of its occupation.
    pub code: String,
    /// What it pays, in words.
    pub wage: Option<String>,
    /// From 1: where people enter.
    pub level: usize,
}

/// An edge as it is drawn.
#[derive(Clone, Debug)]
pub struct Way {
    /// The place of the step where it begins.
    pub from: usize,
    /// The place of the step where it leads.
    pub to: usize,
    /// What it asks for and how long it takes, a line each.
    pub asks: Vec<String>,
    /// Who stands behind it, in words.
    pub state: String,
    /// Whether somebody stands behind it today.
    pub is_firm: bool,
}

/// Draws it.
pub fn draw(picture: &Picture) -> String {
    let (boxes, drawn) = laid_out(picture);
    svg::written(picture, &boxes, &drawn, &drawn.whole(&picture.title))
}

/// Draws it in parts that each fit a page, from the top to the bottom.
pub fn draw_parts(picture: &Picture) -> Vec<String> {
    let (boxes, drawn) = laid_out(picture);
    let parts = drawn.parts(&picture.title).into_iter();
    parts
        .map(|part| svg::written(picture, &boxes, &drawn, &part))
        .collect()
}

fn laid_out(picture: &Picture) -> (places::Boxes, places::Drawn) {
    let boxes = places::boxes(picture);
    let drawn = |abreast| places::placed(layers::layered(picture, abreast), &boxes);
    let mut best = drawn(layers::MOST_ABREAST);
    for abreast in (1..layers::MOST_ABREAST).rev() {
        if best.width <= places::LEGIBLE {
            break;
        }
        let narrower = drawn(abreast);
        if narrower.width < best.width {
            best = narrower;
        }
    }
    (boxes, best)
}

#[cfg(test)]
mod tests {
    use super::{Picture, StepBox, Way, draw, draw_parts, places::LEGIBLE};

    /// Twenty steps on five levels, four abreast; each leads to two of the next level and past others to what stands high above it.
    fn wide() -> Picture {
        let step = |place: usize| StepBox {
            name: format!("Licensed practical and vocational nurse {place}"),
            code: "29-2061".to_owned(),
            wage: Some("$26.10–$32.75 an hour".to_owned()),
            level: place / 4 + 1,
        };
        let way = |(from, to): (usize, usize)| Way {
            from,
            to,
            asks: vec!["Practical nurse license".to_owned(), "about 12 months".to_owned()],
            state: "not yet validated".to_owned(),
            is_firm: (from + to).is_multiple_of(3),
        };
        let near = (0..16).flat_map(|from| {
            let above = (from / 4 + 1) * 4;
            [(from, above + from % 4), (from, above + (from + 1) % 4)]
        });
        let far = (0..8).map(|from| (from, 12 + from % 4 + from / 4 * 4));
        Picture {
            title: "Care".to_owned(),
            steps: (0..20).map(step).collect(),
            ways: near.chain(far).map(way).collect(),
        }
    }

    fn number(line: &str, name: &str) -> Option<i64> {
        let rest = line.split(&format!(" {name}=\"")).nth(1)?;
        rest.split('"').next()?.parse().ok()
    }

    #[test]
    fn a_large_map_is_no_wider_than_a_page_on_which_it_can_be_read() {
        let picture = wide();
        let whole = draw(&picture);
        let width = number(&whole, "width").expect("a width");
        assert!(width <= LEGIBLE, "{width}");
        let shape =
            |line: &str| Some(["x", "y", "width", "height"].map(|name| number(line, name).unwrap_or(-1)));
        let boxes: Vec<[i64; 4]> = whole
            .lines()
            .filter(|line| line.starts_with("<rect x"))
            .filter_map(shape)
            .collect();
        assert_eq!(boxes.len(), picture.steps.len() + picture.ways.len());
        for (place, [x, y, across, down]) in boxes.iter().enumerate() {
            assert!(*x >= 0 && x + across <= width);
            for [left, top, wide, high] in &boxes[place + 1..] {
                assert!(x + across <= *left || left + wide <= *x || y + down <= *top || top + high <= *y);
            }
        }
        let parts = draw_parts(&picture);
        assert!(parts.len() > 2);
        for part in &parts {
            assert_eq!(number(part, "width"), Some(width));
            assert!(number(part, "height").expect("a height") <= 780);
        }
    }
}
