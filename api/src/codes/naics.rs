//! The shape of NAICS codes, and how sectors that are ranges roll up.
//!
//! Source: NAICS 2022 (US Census Bureau): 2 to 6 digits; the sectors 31-33, 44-45 and 48-49 are ranges of two-digit codes.

/// The sectors that are ranges, each with the two-digit codes it covers.
const RANGES: [(&str, &[&str]); 3] = [
    ("31-33", &["31", "32", "33"]),
    ("44-45", &["44", "45"]),
    ("48-49", &["48", "49"]),
];

/// The 20 sectors of NAICS 2022 with their titles, so that employers can be counted by them before the list is loaded.
pub const SECTORS: [(&str, &str); 20] = [
    ("11", "Agriculture, Forestry, Fishing and Hunting"),
    ("21", "Mining, Quarrying, and Oil and Gas Extraction"),
    ("22", "Utilities"),
    ("23", "Construction"),
    ("31-33", "Manufacturing"),
    ("42", "Wholesale Trade"),
    ("44-45", "Retail Trade"),
    ("48-49", "Transportation and Warehousing"),
    ("51", "Information"),
    ("52", "Finance and Insurance"),
    ("53", "Real Estate and Rental and Leasing"),
    ("54", "Professional, Scientific, and Technical Services"),
    ("55", "Management of Companies and Enterprises"),
    (
        "56",
        "Administrative and Support and Waste Management and Remediation Services",
    ),
    ("61", "Educational Services"),
    ("62", "Health Care and Social Assistance"),
    ("71", "Arts, Entertainment, and Recreation"),
    ("72", "Accommodation and Food Services"),
    ("81", "Other Services (except Public Administration)"),
    ("92", "Public Administration"),
];

/// What a user is told when a text is no NAICS code.
pub const EXPECTED: &str = "Write a NAICS code of 2 to 6 digits, or one of the sectors 31-33, 44-45, 48-49.";

/// A NAICS code as it is stored; none when the text is not of that shape.
pub fn shape(text: &str) -> Option<String> {
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let is_code = (2..=6).contains(&text.len()) && is_digits;
    (is_code || RANGES.iter().any(|(range, _)| *range == text)).then(|| text.to_owned())
}

/// The prefixes that codes under `code` begin with: `31-33` covers 31, 32 and 33, and the range itself; every other code
/// covers what begins with it.
pub fn prefixes(code: &str) -> Vec<String> {
    match RANGES.iter().find(|(range, _)| *range == code) {
        Some((_, parts)) => parts.iter().map(|part| (*part).to_owned()).collect(),
        None => vec![code.to_owned()],
    }
}

/// The codes that cover `code`, itself included: 31, 31-33 and 311 for 311.
pub fn above(code: &str) -> Vec<String> {
    let mut above: Vec<String> = sector(code).map(str::to_owned).into_iter().collect();
    for prefix in prefixes(code) {
        above.extend((2..=prefix.len()).filter_map(|end| prefix.get(..end).map(str::to_owned)));
    }
    above.dedup();
    above
}

/// The sector of a code: `31-33` for 311, `62` for 622110; none for an empty text.
pub fn sector(code: &str) -> Option<&str> {
    let two = code.get(..2)?;
    let range = RANGES.iter().find(|(_, parts)| parts.contains(&two));
    Some(range.map_or(two, |(range, _)| *range))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sector_that_is_a_range_rolls_up() {
        assert_eq!(prefixes("31-33"), ["31", "32", "33"]);
        assert_eq!(sector("311"), Some("31-33"));
        assert_eq!(sector("622110"), Some("62"));
        assert_eq!(sector("31-33"), Some("31-33"));
        assert_eq!(sector(""), None);
    }

    #[test]
    fn a_code_is_covered_by_its_prefixes_and_its_sector() {
        assert_eq!(above("311"), ["31-33", "31", "311"]);
        assert_eq!(above("6221"), ["62", "622", "6221"]);
        assert_eq!(above("31-33"), ["31-33", "31", "32", "33"]);
    }

    #[test]
    fn what_is_no_code_is_refused() {
        assert_eq!(shape("622110").as_deref(), Some("622110"));
        assert_eq!(shape("44-45").as_deref(), Some("44-45"));
        assert!(
            ["6", "6221101", "62-63", "abc", ""]
                .iter()
                .all(|text| shape(text).is_none())
        );
    }
}
