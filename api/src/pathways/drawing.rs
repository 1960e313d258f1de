//! A map as SVG: a ladder from the bottom to the top, the same for the same data to the last byte.
//!
//! - **Layers**: steps stand by their level, three abreast at most; what an edge asks for stands in a box of its own between its
//!   steps, so that no text lies over a line. A level with more has several layers.
//! - **Order**: within a layer what belongs together stands above one another, by a few sweeps of barycentres; then each is moved as
//!   near to what it is joined to as its neighbours let it.
//! - **Legible in print**: three boxes abreast are as wide as a page (A4 and US Letter, upright), and the smallest letters are 12
//!   pixels high. Long edges that pass many boxes make it wider.
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
    let drawn = places::placed(layers::layered(picture), &boxes);
    (boxes, drawn)
}
