//! Which character parts a line's cells: comma, tab, semicolon or pipe.
//!
//! The right one parts the first lines into equally many cells, from the header on. A decimal comma
//! or a semicolon in an address parts some lines as well, but not the header.

use csv::StringRecord;

use super::header;

/// The candidates, the commonest first: among equals the first wins.
const CANDIDATES: [u8; 4] = [b',', b'\t', b';', b'|'];
/// How many records decide.
const SAMPLE: usize = 50;
/// How many bytes of a text are looked at.
pub(super) const HEAD: usize = 256 * 1024;

/// The delimiter of the text that begins with `head`; `expected` are columns that it should have.
pub(super) fn sniff(head: &[u8], expected: &[String]) -> u8 {
    let mut best = (b',', Score::default());
    for candidate in CANDIDATES {
        let score = Score::of(&records(head, candidate), expected);
        if score > best.1 {
            best = (candidate, score);
        }
    }
    best.0
}

/// The first records of `head`; where the text goes on, the last one may be cut off and does not count.
pub(super) fn records(head: &[u8], delimiter: u8) -> Vec<StringRecord> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(head);
    let mut records: Vec<StringRecord> = reader.records().filter_map(Result::ok).take(SAMPLE).collect();
    if head.len() >= HEAD && records.len() > 1 {
        records.pop();
    }
    records
}

/// How well a delimiter fits; compared field by field, more is better.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    expected_columns: usize,
    is_regular: bool,
    lines_before_the_table: std::cmp::Reverse<usize>,
    regular_cells: usize,
}

impl Score {
    fn of(records: &[StringRecord], expected: &[String]) -> Self {
        let (width, regular) = usual_width(records);
        let before = records
            .iter()
            .position(|record| record.len() == width)
            .unwrap_or_default();
        Self {
            expected_columns: records
                .iter()
                .map(|record| header::matches(record, expected))
                .max()
                .unwrap_or_default(),
            is_regular: width > 1 && regular * 2 >= records.len(),
            lines_before_the_table: std::cmp::Reverse(before),
            regular_cells: if width > 1 { regular * width } else { 0 },
        }
    }
}

/// The commonest number of cells, the larger among equals, and how many records have it.
fn usual_width(records: &[StringRecord]) -> (usize, usize) {
    let count = |width: usize| records.iter().filter(|record| record.len() == width).count();
    let usual = records
        .iter()
        .map(|record| (count(record.len()), record.len()))
        .max();
    usual.map_or((0, 0), |(count, width)| (width, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(text: &str) -> char {
        char::from(sniff(text.as_bytes(), &[]))
    }

    #[test]
    fn the_four_delimiters() {
        assert_eq!(sniffed("a,b\n1,2\n3,4\n"), ',');
        assert_eq!(sniffed("a\tb\n1\t2\n3\t4\n"), '\t');
        assert_eq!(sniffed("a;b\n1;2\n3;4\n"), ';');
        assert_eq!(sniffed("a|b\n1|2\n3|4\n"), '|');
    }

    #[test]
    fn decimal_commas_and_addresses_do_not_mislead() {
        assert_eq!(
            sniffed("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n1,5;2,5;3,5\n1,5;2,5;3,5\n"),
            ';'
        );
        assert_eq!(
            sniffed("name,street,city\nA,1 Main; Suite 2,X\nB,3 Oak; Suite 4,Y\n"),
            ','
        );
    }

    #[test]
    fn expected_columns_decide() {
        assert_eq!(sniff(b"a,x;b,y\n1,2;3,4\n", &["a,x".into(), "b,y".into()]), b';');
    }

    #[test]
    fn one_column_or_nothing_is_comma() {
        assert_eq!(sniffed("Name\nAcme\nBest\n"), ',');
        assert_eq!(sniffed(""), ',');
    }
}
