//! The shapes of occupation codes (SOC 2018) and program codes (CIP 2020).

/// What a user is told when a text is no SOC code.
pub const SOC_EXPECTED: &str = "Write a SOC code such as 29-1141.";
/// What a user is told when a text is no CIP code.
pub const CIP_EXPECTED: &str = "Write a CIP code such as 51, 51.38 or 51.3801.";

/// A SOC code as it is stored; none when the text is not of that shape. The detail that O*NET adds is not kept.
pub fn soc(text: &str) -> Option<String> {
    let text = text.trim();
    let (code, detail) = text.split_once('.').map_or((text, None), |(c, d)| (c, Some(d)));
    let (major, rest) = code.split_once('-')?;
    let fits = is_digits(major, 2) && is_digits(rest, 4) && detail.is_none_or(|detail| is_digits(detail, 2));
    fits.then(|| code.to_owned())
}

/// A CIP code as it is stored; none when the text is not of that shape. Federal files write 51.3801 as 513801.
pub fn cip(text: &str) -> Option<String> {
    let text = text.trim();
    if is_digits(text, 6) {
        let (family, rest) = text.split_at_checked(2)?;
        return Some(format!("{family}.{rest}"));
    }
    let (family, rest) = text.split_once('.').map_or((text, None), |(f, r)| (f, Some(r)));
    let is_rest = |rest: &str| is_digits(rest, 2) || is_digits(rest, 4);
    (is_digits(family, 2) && rest.is_none_or(is_rest)).then(|| text.to_owned())
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{cip, soc};

    #[test]
    fn codes_are_kept_as_published() {
        assert_eq!(soc(" 29-1141 ").as_deref(), Some("29-1141"));
        assert_eq!(soc("29-1141.01").as_deref(), Some("29-1141"));
        assert_eq!(cip("513801").as_deref(), Some("51.3801"));
        for code in ["51", "51.38", "01.0101"] {
            assert_eq!(cip(code).as_deref(), Some(code));
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        assert!(
            ["", "291141", "29-114", "29-1141.", "2a-1141", "29-1141.1"]
                .iter()
                .all(|text| soc(text).is_none())
        );
        assert!(
            ["", "1.0101", "51.3", "51.38011", "5138", "51."]
                .iter()
                .all(|text| cip(text).is_none())
        );
    }
}
