//! How wide words are, and where lines are broken.

/// Lines that a text may take; what is longer ends with dots, and is told in full beside the picture.
const MOST_LINES: usize = 5;

/// How wide a letter is about, in thousandths of its size: those of Helvetica, with something to spare for other faces.
fn width_of(letter: char) -> usize {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' => 310,
        'f' | 't' | 'r' | 'I' | ' ' | '(' | ')' | '[' | ']' | '-' | '/' => 390,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 960,
        'A'..='Z' | '&' => 760,
        '\u{0}'..='\u{24f}' => 610,
        _ => 1000,
    }
}

/// How wide a text is about at this size, in pixels.
pub(super) fn width(text: &str, size: usize) -> usize {
    text.chars().map(width_of).sum::<usize>() * size / 1000
}

/// The text in lines no wider than `most` pixels; a word that is wider is cut.
pub(super) fn wrapped(text: &str, size: usize, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace().flat_map(|word| cut(word, size, most)) {
        let longer = if line.is_empty() {
            word.clone()
        } else {
            format!("{line} {word}")
        };
        if width(&longer, size) <= most {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word));
        }
    }
    lines.push(line);
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            while width(last, size) + width("…", size) > most {
                last.pop();
            }
            last.push('…');
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// A word in parts that each fit.
fn cut(word: &str, size: usize, most: usize) -> Vec<String> {
    let mut parts = vec![String::new()];
    for letter in word.chars() {
        if let Some(part) = parts.last_mut() {
            part.push(letter);
            if width(part, size) > most {
                part.pop();
                parts.push(letter.to_string());
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{width, wrapped};

    #[test]
    fn lines_are_broken_between_words_and_within_those_that_do_not_fit() {
        let text = "Licensed Practical and Licensed Vocational Nurses";
        let lines = wrapped(text, 14, 180);
        assert_eq!(lines.join(" "), text);
        assert!(
            lines.len() > 1 && lines.iter().all(|line| width(line, 14) <= 180),
            "{lines:?}"
        );
        let long = wrapped(&"x".repeat(60), 14, 180);
        assert!(
            long.len() > 1 && long.iter().all(|line| width(line, 14) <= 180),
            "{long:?}"
        );
        assert_eq!(long.concat(), "x".repeat(60));
        let most = wrapped(&"word ".repeat(200), 14, 180);
        assert!(
            most.len() == 5 && most[4].ends_with('…') && width(&most[4], 14) <= 180,
            "{most:?}"
        );
        assert!(wrapped(" ", 14, 180).is_empty());
    }
}
