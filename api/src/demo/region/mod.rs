//! The Alder Valley: a region that does not exist. Every name of a company, person and place was made up for Guildhall;
//! addresses end in example.org, telephone numbers are of the block 555-0100 to 555-0199 and employer numbers begin with 00:
//! they belong to nobody.

pub(super) mod activity;
pub(super) mod agencies;
pub(super) mod circles;
pub(super) mod employers;
pub(super) mod people;

/// Chooses one of a list: the same turn chooses the same, and neighbours differ.
pub(super) fn pick<T>(list: &[T], turn: usize) -> &T {
    // A prime step walks through lists of other lengths without a short cycle.
    &list[(turn.wrapping_mul(31) + turn / list.len()) % list.len()]
}

/// A number of the block that belongs to nobody.
pub(super) fn phone(turn: usize) -> String {
    format!("(360) 555-01{:02}", turn % 100)
}

/// The addresses of an organization end in this: its name's letters and `example.org`.
pub(super) fn domain(name: &str) -> String {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{}.example.org", letters.to_lowercase())
}
