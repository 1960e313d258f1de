//! Places in the United States as they are stored: states, counties, ZIP codes. All text: a code that loses its leading
//! zero names another place.

/// States, the district, territories, freely associated states and military mail, as the postal service writes them.
const STATES: [&str; 62] = [
    "AA", "AE", "AK", "AL", "AP", "AR", "AS", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "FM", "GA", "GU",
    "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MH", "MI", "MN", "MO", "MP", "MS",
    "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "PR", "PW", "RI", "SC",
    "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI", "WV", "WY",
];

/// The states where ZIP codes begin with 0, each with the beginnings in use there.
const ZERO_STATES: [(&str, &[&str]); 11] = [
    ("AE", &["09"]),
    ("CT", &["06"]),
    ("MA", &["01", "02", "055"]),
    ("ME", &["039", "04"]),
    ("NH", &["03"]),
    ("NJ", &["07", "08"]),
    ("NY", &["005", "063"]),
    ("PR", &["006", "007", "009"]),
    ("RI", &["02"]),
    ("VI", &["008"]),
    ("VT", &["05"]),
];

/// What a user is told when a text is no state.
pub const STATE_EXPECTED: &str = "Write a state or territory with two letters, such as WA.";
/// What a user is told when a text is no county code.
pub const COUNTY_EXPECTED: &str = "Write a county FIPS code of five digits, such as 53033.";
/// What a user is told when a text is no ZIP code, or may have lost a leading zero.
pub const POSTAL_CODE_EXPECTED: &str = "Write a ZIP code of five digits, such as 08360, or ZIP+4, such as 08360-1234. A leading zero is put back only where the state tells that it is missing.";

/// A state as it is stored: two capital letters.
pub fn state(text: &str) -> Option<String> {
    let state = text.to_ascii_uppercase();
    STATES.contains(&state.as_str()).then_some(state)
}

/// A county FIPS code as it is stored: two digits of the state, three of the county.
pub fn county_fips(text: &str) -> Option<String> {
    (is_digits(text, 5) && !text.starts_with("00") && !text.ends_with("000")).then(|| text.to_owned())
}

/// A ZIP or ZIP+4 code as it is stored. Zeros that a spreadsheet took away are put back where the state has such codes:
/// `8360` in New Jersey is `08360`; without the state, or in another one, it is none.
pub fn postal_code(text: &str, state: Option<&str>) -> Option<String> {
    let (zip, plus) = match text.split_once('-') {
        Some((zip, plus)) if is_digits(plus, 4) => (zip, Some(plus)),
        Some(_) => return None,
        // ZIP+4 as one number, with or without its zeros.
        None if text.is_ascii() && (7..=9).contains(&text.len()) => {
            let (zip, plus) = text.split_at(text.len() - 4);
            (zip, is_digits(plus, 4).then_some(plus))
        }
        None => (text, None),
    };
    if plus.is_none() && text.len() > 5 {
        return None;
    }
    let zip = padded(zip, state)?;
    Some(plus.map_or_else(|| zip.clone(), |plus| format!("{zip}-{plus}")))
}

fn padded(zip: &str, state: Option<&str>) -> Option<String> {
    if is_digits(zip, 5) {
        return (zip != "00000").then(|| zip.to_owned());
    }
    if !is_digits(zip, 4) && !is_digits(zip, 3) {
        return None;
    }
    let padded = format!("{zip:0>5}");
    let (_, beginnings) = ZERO_STATES.iter().find(|(zero, _)| Some(*zero) == state)?;
    let fits = beginnings.iter().any(|beginning| padded.starts_with(beginning));
    fits.then_some(padded)
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_zero_is_put_back_only_where_the_state_tells() {
        let cases = [
            ("98101", None, Some("98101")),
            ("98101-1234", Some("WA"), Some("98101-1234")),
            ("981011234", None, Some("98101-1234")),
            ("8360", Some("NJ"), Some("08360")),
            ("8360-1234", Some("NJ"), Some("08360-1234")),
            ("83601234", Some("NJ"), Some("08360-1234")),
            ("601", Some("PR"), Some("00601")),
            ("8360", None, None),
            ("8360", Some("CA"), None),
            ("8360", Some("MA"), None),
            ("836", Some("NJ"), None),
            ("0", Some("NJ"), None),
            ("00000", None, None),
            ("98101-12", None, None),
            ("V6B 1A1", None, None),
            ("９８１０１", None, None),
        ];
        for (text, state, expected) in cases {
            assert_eq!(postal_code(text, state).as_deref(), expected, "{text} {state:?}");
        }
    }

    #[test]
    fn states_and_counties_have_their_shape() {
        assert_eq!(state("wa").as_deref(), Some("WA"));
        assert_eq!((state("Washington"), state("XX")), (None, None));
        assert_eq!(county_fips("06107").as_deref(), Some("06107"));
        assert!(
            ["6107", "06000", "00107", "Tulare"]
                .iter()
                .all(|text| county_fips(text).is_none())
        );
    }
}
