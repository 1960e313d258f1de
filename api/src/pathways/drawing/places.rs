//! How large boxes are, and where they and the lines between them lie.

use super::{
    Picture,
    layers::{Item, Layers},
    words::wrapped,
};

/// How wide a box is.
pub(super) const BOX_WIDTH: i64 = 204;
/// Blank on both sides of the words in a box.
const SIDE: i64 = 10;
/// Blank above and below them.
pub(super) const EDGE: i64 = 9;
/// Blank around the picture.
pub(super) const MARGIN: i64 = 16;
const BETWEEN: i64 = 22;
/// Blank beside a line that passes.
const BESIDE_LINE: i64 = 10;
/// The room of three boxes abreast.
const PAGE: i64 = 3 * BOX_WIDTH + 2 * BETWEEN;
/// How wide a picture may be: printed on A4 with margins of 12 mm (703 pixels), its letters of 12 pixels are 11 pixels high at least.
pub(super) const LEGIBLE: i64 = 750;
const BEND_WIDTH: i64 = 6;
const BETWEEN_LAYERS: i64 = 34;
const SWEEPS: usize = 12;
/// How high a part of the picture is at most, unless one layer is higher: a page of US Letter has room for it below a heading.
const PART: i64 = 780;

/// A line of words.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// The words.
    pub(super) text: String,
    /// How high the letters are.
    pub(super) size: usize,
    /// Whether they are bold.
    pub(super) is_bold: bool,
}

impl Words {
    /// How high the line is.
    pub(super) fn height(&self) -> i64 {
        i64::try_from(self.size + 4).unwrap_or(i64::MAX)
    }
}

/// The words of every box.
#[derive(Clone, Debug)]
pub(super) struct Boxes {
    /// Those of steps, in their order.
    pub(super) steps: Vec<Vec<Words>>,
    /// Those of edges, in their order.
    pub(super) ways: Vec<Vec<Words>>,
}

/// Breaks the words of every box into lines.
pub(super) fn boxes(picture: &Picture) -> Boxes {
    let most = usize::try_from(BOX_WIDTH - 2 * SIDE).unwrap_or(1);
    let lines = |text: &str, size: usize, is_bold: bool| {
        // Bold letters are wider.
        let most = if is_bold { most * 93 / 100 } else { most };
        let words = move |text: String| Words { text, size, is_bold };
        wrapped(text, size, most).into_iter().map(words)
    };
    let step = |step: &super::StepBox| {
        let code = format!("SOC {}", step.code);
        let is_named = step.name != step.code;
        let mut words: Vec<Words> = lines(if is_named { &step.name } else { &code }, 14, true).collect();
        if is_named {
            words.extend(lines(&code, 12, false));
        }
        words.extend(step.wage.iter().flat_map(|wage| lines(wage, 12, false)));
        words
    };
    let way = |way: &super::Way| {
        let mut words: Vec<Words> = way.asks.iter().flat_map(|text| lines(text, 12, false)).collect();
        words.extend(lines(&way.state, 12, true));
        words
    };
    Boxes {
        steps: picture.steps.iter().map(step).collect(),
        ways: picture.ways.iter().map(way).collect(),
    }
}

/// Where an item lies.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Its middle.
    pub(super) x: i64,
    /// Its upper end.
    pub(super) top: i64,
    /// Its lower end.
    pub(super) bottom: i64,
}

/// Everything at its place.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    /// The items and the lines between them.
    pub(super) layers: Layers,
    /// Where each item lies.
    pub(super) places: Vec<Place>,
    /// How wide all is.
    pub(super) width: i64,
    /// How high all is.
    pub(super) height: i64,
}

/// A part of the picture, from one height to another.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// What it is called.
    pub(super) title: String,
    /// Where it begins.
    pub(super) top: i64,
    /// Where it ends.
    pub(super) bottom: i64,
}

impl Part {
    /// Whether it holds something of what lies between two heights.
    pub(super) fn holds(&self, top: i64, bottom: i64) -> bool {
        top < self.bottom && bottom > self.top
    }
}

impl Drawn {
    /// All of it.
    pub(super) fn whole(&self, title: &str) -> Part {
        Part {
            title: title.to_owned(),
            top: 0,
            bottom: self.height,
        }
    }

    /// The parts that each fit a page, cut in the middle between two layers.
    pub(super) fn parts(&self, title: &str) -> Vec<Part> {
        let mut cuts = vec![0];
        let mut last = 0;
        for layer in self.layers.rows.iter().rev() {
            let ends = layer.iter().map(|item| self.places[*item].bottom);
            let end = ends.max().unwrap_or(0) + BETWEEN_LAYERS / 2;
            let begun = cuts.last().copied().unwrap_or(0);
            if end - begun > PART && last > begun {
                cuts.push(last);
            }
            last = end;
        }
        cuts.push(self.height);
        let count = cuts.len() - 1;
        let part = |(place, ends): (usize, &[i64])| Part {
            title: if count == 1 {
                title.to_owned()
            } else {
                format!("{title}, part {} of {count}", place + 1)
            },
            top: ends[0],
            bottom: ends[1],
        };
        cuts.windows(2).enumerate().map(part).collect()
    }
}

/// Gives everything its place.
pub(super) fn placed(layers: Layers, boxes: &Boxes) -> Drawn {
    let heights: Vec<i64> = layers
        .items
        .iter()
        .map(|item| match item {
            Item::Step(place) => height(&boxes.steps[*place]),
            Item::Way(place) => height(&boxes.ways[*place]),
            Item::Bend => 0,
        })
        .collect();
    let mut places = vec![Place::default(); layers.items.len()];
    let mut y = MARGIN;
    for layer in layers.rows.iter().rev() {
        let highest = layer.iter().map(|item| heights[*item]).max().unwrap_or(0);
        for item in layer {
            // A line that only passes goes straight through the layer.
            let own = if layers.items[*item] == Item::Bend {
                highest
            } else {
                heights[*item]
            };
            places[*item].top = y + (highest - own) / 2;
            places[*item].bottom = places[*item].top + own;
        }
        y += highest + BETWEEN_LAYERS;
    }
    let xs = across(&layers);
    let half = |item: usize| width(layers.items[item]) / 2;
    let left = (0..xs.len()).map(|item| xs[item] - half(item)).min().unwrap_or(0);
    let right = (0..xs.len())
        .map(|item| xs[item] + half(item))
        .max()
        .unwrap_or(BOX_WIDTH);
    for (place, x) in places.iter_mut().zip(&xs) {
        place.x = x - left + MARGIN;
    }
    Drawn {
        width: right - left + 2 * MARGIN,
        height: (y - BETWEEN_LAYERS + MARGIN).max(4 * MARGIN),
        layers,
        places,
    }
}

fn height(words: &[Words]) -> i64 {
    words.iter().map(Words::height).sum::<i64>() + 2 * EDGE
}

fn width(item: Item) -> i64 {
    match item {
        Item::Step(_) | Item::Way(_) => BOX_WIDTH,
        Item::Bend => BEND_WIDTH,
    }
}

/// The middle of each item: as near to what it is joined to as its neighbours and the edges of the page let it.
fn across(layers: &Layers) -> Vec<i64> {
    let mut xs = vec![0; layers.items.len()];
    let widths = layers.rows.iter().map(|layer| packed(layers, layer));
    let room = widths.max().unwrap_or(0).max(PAGE);
    for layer in &layers.rows {
        settle(layers, layer, room, &mut xs, |_, _| None);
    }
    let count = layers.rows.len();
    for sweep in 0..SWEEPS {
        for step in 0..count {
            let is_up = sweep % 2 == 0;
            let layer = if is_up { step } else { count - 1 - step };
            let joined = if is_up { &layers.below } else { &layers.above };
            let near = |item: usize, xs: &[i64]| {
                let add = |(count, sum): (i64, i64), other: &usize| (count + 1, sum + xs[*other]);
                let (count, sum) = joined[item].iter().fold((0, 0), add);
                (count > 0).then(|| sum.div_euclid(count))
            };
            settle(layers, &layers.rows[layer], room, &mut xs, near);
        }
    }
    xs
}

/// How wide a layer is at least.
fn packed(layers: &Layers, layer: &[usize]) -> i64 {
    let wide: i64 = layer.iter().map(|item| width(layers.items[*item])).sum();
    let blank = layer.windows(2).map(|pair| blank(layers, pair[0], pair[1]));
    wide + blank.sum::<i64>()
}

/// The blank between two neighbours.
fn blank(layers: &Layers, one: usize, other: usize) -> i64 {
    if [one, other].iter().any(|item| layers.items[*item] == Item::Bend) {
        BESIDE_LINE
    } else {
        BETWEEN
    }
}

/// Moves the items of a layer to where they would be, without changing their order, letting them touch or leaving the room: the
/// places with the least squares of what is missed, by pooling neighbours that push each other.
fn settle(
    layers: &Layers,
    layer: &[usize],
    room: i64,
    xs: &mut [i64],
    near: impl Fn(usize, &[i64]) -> Option<i64>,
) {
    // (weight, weighted sum, items) of those that are pushed together.
    let mut pools: Vec<(i64, i64, usize)> = Vec::new();
    let mut offsets = Vec::with_capacity(layer.len());
    let mut offset = 0;
    for (place, item) in layer.iter().enumerate() {
        if place > 0 {
            let before = layer[place - 1];
            offset += i64::midpoint(width(layers.items[before]), width(layers.items[*item]))
                + blank(layers, before, *item);
        }
        offsets.push(offset);
        // Long lines are kept straight.
        let weight = if layers.items[*item] == Item::Bend { 4 } else { 1 };
        let wanted = near(*item, xs).unwrap_or(xs[*item]);
        pools.push((weight, weight * (wanted - offset), 1));
        while let [.., (weight, sum, count), (last_weight, last_sum, last_count)] = pools[..] {
            if sum * last_weight <= last_sum * weight {
                break;
            }
            pools.truncate(pools.len() - 2);
            pools.push((weight + last_weight, sum + last_sum, count + last_count));
        }
    }
    let half = |item: Option<&usize>| item.map_or(0, |item| width(layers.items[*item]) / 2);
    let least = half(layer.first()) - room / 2;
    let most = (room / 2 - half(layer.last()) - offset).max(least);
    let mut place = 0;
    for (weight, sum, count) in pools {
        for _ in 0..count {
            xs[layer[place]] = sum.div_euclid(weight).clamp(least, most) + offsets[place];
            place += 1;
        }
    }
}
