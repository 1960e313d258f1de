//! NAICS: sectors, some of them ranges of two-digit codes, down to six-digit industries.

use entities::{code::CodeStatus, code_list::CodeScheme};

use super::{CodeEntry, ReadEntry, cell};
use crate::codes::naics::{sector, shape};

/// The names of the levels, from the sector on.
const LEVELS: [(u8, &str); 5] = [
    (2, "Sector"),
    (3, "Subsector"),
    (4, "Industry Group"),
    (5, "NAICS Industry"),
    (6, "National Industry"),
];

pub(super) fn reader() -> ReadEntry {
    Box::new(|row| {
        let code = cell(row, "2022 NAICS Code");
        let title = without_footnote(cell(row, "2022 NAICS Title"));
        let digits = if code.contains('-') { 2 } else { code.len() };
        let level = LEVELS.iter().find(|(level, _)| usize::from(*level) == digits);
        let (level, level_name) = *level
            .filter(|_| shape(code).is_some())
            .ok_or_else(|| format!("`{code}` is not a NAICS code"))?;
        Ok(CodeEntry {
            scheme: CodeScheme::Naics,
            code: code.to_owned(),
            title: title.to_owned(),
            level,
            level_name,
            parent: parent(code),
            status: CodeStatus::Current,
            definition: None,
            moved_to: None,
        })
    })
}

/// The code with a digit less; of a subsector in a range, the range.
fn parent(code: &str) -> Option<String> {
    if code.len() < 3 || code.contains('-') {
        return None;
    }
    let wider = code.get(..code.len() - 1)?;
    let wider = if wider.len() == 2 { sector(wider)? } else { wider };
    Some(wider.to_owned())
}

/// The footnote `T` (comparable with Canada and Mexico) is a capital put right after the last word,
/// `FarmingT`; a title that ends in a T of its own ends in a small one or in a word of capitals.
fn without_footnote(title: &str) -> &str {
    let bare = title
        .strip_suffix('T')
        .filter(|bare| bare.ends_with(|last: char| last.is_lowercase() || last == ')'));
    bare.unwrap_or(title).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes() {
        assert_eq!(without_footnote("Soybean FarmingT"), "Soybean Farming");
        assert_eq!(
            without_footnote("Utilities (except Water)T"),
            "Utilities (except Water)"
        );
        assert_eq!(
            without_footnote("Freight Transportation Arrangement"),
            "Freight Transportation Arrangement"
        );
        assert_eq!(without_footnote("Real Estate CreditT"), "Real Estate Credit");
        assert_eq!(without_footnote("Services by AT&T"), "Services by AT&T");
        assert_eq!(without_footnote("Makers of SOFT"), "Makers of SOFT");
    }

    #[test]
    fn parents() {
        assert_eq!(parent("339").as_deref(), Some("31-33"));
        assert_eq!(parent("339113").as_deref(), Some("33911"));
        assert_eq!(parent("111").as_deref(), Some("11"));
        assert_eq!(parent("11"), None);
        assert_eq!(parent("44-45"), None);
    }
}
