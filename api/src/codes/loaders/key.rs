//! A code as the key of a relation: a text that can be copied.

use entities::ids::CodeListId;

/// Bytes of the longest published code (`29-1141`, `51.3801`), and one to spare.
const LONGEST: usize = 8;

/// The text of a code. What is longer than any published code is cut, and is the key of none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CodeKey([u8; LONGEST]);

/// A code of a list.
pub type CodeAt = (CodeListId, CodeKey);

impl CodeKey {
    /// The key of a code.
    pub fn new(code: &str) -> Self {
        let mut bytes = [0; LONGEST];
        for (place, byte) in bytes.iter_mut().zip(code.bytes()) {
            *place = byte;
        }
        Self(bytes)
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        self.0
            .get(..end)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::CodeKey;

    #[test]
    fn a_code_comes_back() {
        for code in ["", "11", "31-33", "29-1141", "51.3801"] {
            assert_eq!(CodeKey::new(code).as_str(), code);
        }
        assert_eq!(CodeKey::new("no such code").as_str(), "no such ");
    }
}
