//! Which boxes stand in which layer, and in which order.

use super::Picture;

/// Boxes that stand abreast where there is room.
pub(super) const MOST_ABREAST: usize = 3;
/// Sweeps through the layers, up and down.
const SWEEPS: usize = 8;

/// What stands in a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// The step of this place.
    Step(usize),
    /// What the edge of this place asks for.
    Way(usize),
    /// An edge on its way past a layer.
    Bend,
}

/// A line between two items of layers that lie above one another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The item below.
    pub(super) from: usize,
    /// The item above.
    pub(super) to: usize,
    /// The edge it is a part of.
    pub(super) way: usize,
}

/// Items in layers, the lowest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Layers {
    /// All items; layers and lines name them by their places.
    pub(super) items: Vec<Item>,
    /// The items of each layer, from left to right.
    pub(super) rows: Vec<Vec<usize>>,
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// What each item is joined to in the layer below it.
    pub(super) below: Vec<Vec<usize>>,
    /// What each item is joined to in the layer above it.
    pub(super) above: Vec<Vec<usize>>,
    /// The layer of each item.
    at: Vec<usize>,
    /// How many boxes stand abreast at most.
    abreast: usize,
}

/// Puts steps and edges in layers, with so many boxes abreast.
pub(super) fn layered(picture: &Picture, abreast: usize) -> Layers {
    let mut layers = Layers {
        abreast,
        ..Layers::default()
    };
    let steps: Vec<usize> = (0..picture.steps.len())
        .map(|place| layers.add(Item::Step(place)))
        .collect();
    let ways: Vec<usize> = (0..picture.ways.len())
        .map(|place| layers.add(Item::Way(place)))
        .collect();
    let highest = picture.steps.iter().map(|step| step.level).max().unwrap_or(0);
    for level in 1..=highest {
        let reaches = |place: &usize| picture.steps[picture.ways[*place].to].level == level;
        let leading = (0..ways.len()).filter(reaches).map(|place| ways[place]);
        layers.stack(leading.collect(), |item, places| {
            let place = item - steps.len();
            places[steps[picture.ways[place].from]]
        });
        let standing = steps
            .iter()
            .copied()
            .filter(|place| picture.steps[*place].level == level);
        layers.stack(standing.collect(), |item, places| {
            let lead = |way: &&super::Way| way.to == item;
            let from = picture
                .ways
                .iter()
                .filter(lead)
                .map(|way| places[steps[way.from]]);
            mean(from).unwrap_or(0)
        });
    }
    for (place, way) in picture.ways.iter().enumerate() {
        layers.join(steps[way.from], ways[place], place);
        layers.join(ways[place], steps[way.to], place);
    }
    layers.order();
    layers
}

impl Layers {
    fn add(&mut self, item: Item) -> usize {
        self.items.push(item);
        self.at.push(usize::MAX);
        self.below.push(Vec::new());
        self.above.push(Vec::new());
        self.items.len() - 1
    }

    /// Puts items above everything, those that lie to the left first, in as many layers as they need.
    fn stack(&mut self, mut group: Vec<usize>, near: impl Fn(usize, &[usize]) -> usize) {
        let mut places = vec![0; self.items.len()];
        for layer in &self.rows {
            for (place, item) in layer.iter().enumerate() {
                // In thousandths, so that means stay whole.
                places[*item] = 1000 * (2 * place + 1) / (2 * layer.len());
            }
        }
        group.sort_by_key(|item| (near(*item, &places), *item));
        let count = group.len().div_ceil(self.abreast.max(1));
        for part in 0..count {
            let share = (part * group.len() / count)..((part + 1) * group.len() / count);
            let layer = group[share].to_vec();
            for item in &layer {
                self.at[*item] = self.rows.len();
            }
            self.rows.push(layer);
        }
    }

    /// Draws a line, bent where it passes a layer.
    fn join(&mut self, from: usize, to: usize, way: usize) {
        let mut last = from;
        for layer in (self.at[from] + 1)..self.at[to] {
            let bend = self.add(Item::Bend);
            self.at[bend] = layer;
            self.rows[layer].push(bend);
            self.line(last, bend, way);
            last = bend;
        }
        self.line(last, to, way);
    }

    fn line(&mut self, from: usize, to: usize, way: usize) {
        self.above[from].push(to);
        self.below[to].push(from);
        self.lines.push(Line { from, to, way });
    }

    /// Puts what belongs together above one another: the order with the fewest crossings that a few sweeps find.
    fn order(&mut self) {
        let mut best = (self.crossings(), self.rows.clone());
        for sweep in 0..SWEEPS {
            let is_up = sweep % 2 == 0;
            let count = self.rows.len();
            for step in 1..count {
                let layer = if is_up { step } else { count - 1 - step };
                self.sort(layer, is_up);
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.rows.clone());
            }
        }
        self.rows = best.1;
    }

    /// Sorts a layer by where its items' neighbours stand, in the layer below or above.
    fn sort(&mut self, layer: usize, by_lower: bool) {
        let places = self.places();
        let near = if by_lower { &self.below } else { &self.above };
        let key = |item: usize| {
            let joined = near[item].iter().map(|other| 1000 * places[*other]);
            mean(joined).unwrap_or(1000 * places[item])
        };
        let items = self.rows[layer].iter();
        let mut keyed: Vec<(usize, usize)> = items.map(|item| (key(*item), *item)).collect();
        // A sort that keeps the order of equals: the picture does not jump between two that are as good.
        keyed.sort_by_key(|(key, _)| *key);
        self.rows[layer] = keyed.into_iter().map(|(_, item)| item).collect();
    }

    fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.items.len()];
        for layer in &self.rows {
            for (place, item) in layer.iter().enumerate() {
                places[*item] = place;
            }
        }
        places
    }

    fn crossings(&self) -> usize {
        let places = self.places();
        let mut by_layer: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.rows.len()];
        for line in &self.lines {
            by_layer[self.at[line.from]].push((places[line.from], places[line.to]));
        }
        let cross = |lines: &Vec<(usize, usize)>| {
            let pairs = lines.iter().enumerate();
            pairs
                .map(|(n, one)| {
                    let rest = lines[n + 1..].iter();
                    rest.filter(|other| {
                        (one.0 < other.0 && one.1 > other.1) || (one.0 > other.0 && one.1 < other.1)
                    })
                    .count()
                })
                .sum::<usize>()
        };
        by_layer.iter().map(cross).sum()
    }
}

fn mean(values: impl Iterator<Item = usize>) -> Option<usize> {
    let (count, sum) = values.fold((0, 0), |(count, sum), value| (count + 1, sum + value));
    (count > 0).then(|| sum / count)
}

#[cfg(test)]
mod tests {
    use super::{Item, MOST_ABREAST, layered};
    use crate::pathways::drawing::{Picture, StepBox, Way};

    fn picture(levels: &[usize], ways: &[(usize, usize)]) -> Picture {
        let step = |level: &usize| StepBox {
            name: String::new(),
            code: String::new(),
            wage: None,
            level: *level,
        };
        let way = |(from, to): &(usize, usize)| Way {
            from: *from,
            to: *to,
            asks: Vec::new(),
            state: String::new(),
            is_firm: true,
        };
        Picture {
            title: String::new(),
            steps: levels.iter().map(step).collect(),
            ways: ways.iter().map(way).collect(),
        }
    }

    #[test]
    fn lines_lead_one_layer_up_and_long_ones_bend() {
        let layers = layered(&picture(&[1, 2, 3], &[(0, 1), (1, 2), (0, 2)]), MOST_ABREAST);
        assert!(
            layers
                .lines
                .iter()
                .all(|line| layers.at[line.to] == layers.at[line.from] + 1)
        );
        let bends = layers.items.iter().filter(|item| **item == Item::Bend).count();
        // Past what leads to the second step, and past the second step.
        assert_eq!((bends, layers.rows.len()), (2, 5));
    }

    #[test]
    fn no_more_boxes_stand_abreast_than_asked_for() {
        let star: Vec<(usize, usize)> = (1..8).map(|to| (0, to)).collect();
        for most in 1..=MOST_ABREAST {
            let layers = layered(&picture(&[1, 2, 2, 2, 2, 2, 2, 2], &star), most);
            let boxes = |layer: &Vec<usize>| {
                layer
                    .iter()
                    .filter(|item| layers.items[**item] != Item::Bend)
                    .count()
            };
            assert!(layers.rows.iter().all(|layer| boxes(layer) <= most));
            assert_eq!(layers.rows.iter().map(boxes).sum::<usize>(), 15);
        }
    }

    #[test]
    fn what_can_be_drawn_without_a_crossing_is() {
        // The first of two ladders leads to the second of two steps, and the second to the first.
        let layers = layered(&picture(&[1, 1, 2, 2], &[(0, 3), (1, 2)]), MOST_ABREAST);
        assert_eq!(layers.crossings(), 0);
    }
}
