//! Which characters a text file's bytes stand for.
//!
//! A byte order mark decides; else a file that is valid UTF-8 from end to end is UTF-8; else the
//! bytes are Windows-1252 or, where their statistics say so, another legacy encoding. The whole
//! file is looked at: a list of employers may keep its only `é` for the last row.

use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

use super::error::FileError;

/// Bytes read at a time.
pub(super) const CHUNK: usize = 64 * 1024;
/// Guess as for files from the United States: among equals, Windows-1252.
const HOME: &[u8] = b"us";

/// The encoding that a profile names, such as `windows-1252`.
///
/// # Errors
/// The name is not one of the WHATWG Encoding Standard's labels.
pub fn by_name(name: &str) -> Result<&'static Encoding, FileError> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        FileError::new(format!(
            "`{name}` is not the name of a text encoding; try `utf-8` or `windows-1252`."
        ))
    })
}

/// The encoding of the bytes of `source`, read to its end.
pub(super) fn sniff(mut source: impl Read) -> Result<&'static Encoding, FileError> {
    let mut chunk = vec![0; CHUNK];
    let mut filled = fill(&mut source, &mut chunk)?;
    if let Some((encoding, _)) = Encoding::for_bom(&chunk[..filled]) {
        return Ok(encoding);
    }
    let mut utf8 = Utf8Check::new();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    while filled > 0 {
        utf8.feed(&chunk[..filled], false);
        detector.feed(&chunk[..filled], false);
        filled = fill(&mut source, &mut chunk)?;
    }
    utf8.feed(&[], true);
    detector.feed(&[], true);
    Ok(if utf8.is_valid {
        UTF_8
    } else {
        detector.guess(Some(HOME), Utf8Detection::Deny)
    })
}

/// Fills `chunk` as far as `source` reaches; how many bytes that were.
pub(super) fn fill(source: &mut impl Read, chunk: &mut [u8]) -> Result<usize, FileError> {
    let mut filled = 0;
    while filled < chunk.len() {
        match source.read(&mut chunk[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(cause) if cause.kind() == std::io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(FileError::system("read", &cause)),
        }
    }
    Ok(filled)
}

/// Checks a stream of bytes for being UTF-8.
struct Utf8Check {
    decoder: Decoder,
    text: Vec<u8>,
    is_valid: bool,
}

impl Utf8Check {
    fn new() -> Self {
        Self {
            decoder: UTF_8.new_decoder_without_bom_handling(),
            text: vec![0; CHUNK],
            is_valid: true,
        }
    }

    fn feed(&mut self, mut bytes: &[u8], is_last: bool) {
        while self.is_valid {
            let (result, read, _, had_errors) = self.decoder.decode_to_utf8(bytes, &mut self.text, is_last);
            self.is_valid = !had_errors;
            bytes = &bytes[read..];
            if result == CoderResult::InputEmpty {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of(bytes: &[u8]) -> &'static str {
        sniff(bytes).unwrap().name()
    }

    #[test]
    fn plain_and_accented_utf8() {
        assert_eq!(name_of(b"Name\nCafe\n"), "UTF-8");
        assert_eq!(name_of("Name\nCafé\n".as_bytes()), "UTF-8");
    }

    #[test]
    fn byte_order_marks_decide() {
        assert_eq!(name_of(b"\xEF\xBB\xBFName\n"), "UTF-8");
        assert_eq!(name_of(b"\xFF\xFEN\0a\0"), "UTF-16LE");
    }

    #[test]
    fn one_late_accent_makes_windows_1252() {
        let mut bytes = b"Name\n".repeat(40_000);
        bytes.extend_from_slice(b"Jenny Lynn*s Caf\xE9\n");
        assert_eq!(name_of(&bytes), "windows-1252");
        assert_eq!(
            name_of(b"Name\nValley Children\x92s \x96 North\n"),
            "windows-1252"
        );
        assert_eq!(name_of(b"Name\nPe\xF1a Farms\nGarc\xEDa\n"), "windows-1252");
    }

    #[test]
    fn a_character_cut_by_the_end_is_not_utf8() {
        assert_ne!(name_of(b"Name\nCaf\xC3"), "UTF-8");
    }

    #[test]
    fn names_of_encodings() {
        assert_eq!(by_name("Windows-1252").unwrap().name(), "windows-1252");
        assert!(
            by_name("klingon")
                .unwrap_err()
                .sentence()
                .contains("`klingon` is not the name")
        );
    }
}
