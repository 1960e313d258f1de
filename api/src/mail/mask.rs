//! Addresses as logs and answers of servers may show them.

/// Longest answer of a server that is kept.
const MOST_ANSWER: usize = 500;

/// An address from which nobody can be written to: `ann@example.org` becomes `a***@example.org`.
pub fn mask(address: &str) -> String {
    match address.split_once('@') {
        Some((name, host)) => {
            let first: String = name.chars().take(1).collect();
            format!("{first}***@{host}")
        }
        None => "***".to_owned(),
    }
}

/// A text with every address in it masked, in one line and of bounded length.
pub fn masked(text: &str) -> String {
    let is_around =
        |letter: char| letter.is_whitespace() || letter.is_control() || "<>()[]\",;:".contains(letter);
    let mut shown = String::new();
    for word in text.split_inclusive(is_around) {
        let bare = word.trim_end_matches(is_around);
        if bare.contains('@') {
            shown.push_str(&mask(bare));
        } else {
            shown.push_str(bare);
        }
        shown.extend(
            word[bare.len()..]
                .chars()
                .map(|letter| if letter.is_control() { ' ' } else { letter }),
        );
    }
    shown.trim().chars().take(MOST_ANSWER).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_is_readable() {
        let answer = "550 5.1.1 <ann.o'neil@example.org>: unknown;\r\ntry ann@b.example";
        assert_eq!(
            masked(answer),
            "550 5.1.1 <a***@example.org>: unknown;  try a***@b.example"
        );
        assert_eq!(mask("nonsense"), "***");
        assert_eq!(masked(&"x".repeat(900)).len(), 500);
    }
}
