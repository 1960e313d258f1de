//! Which programs of study lead to which occupations.

use std::path::Path;

use super::{cell, cip, open, soc};
use crate::imports::file::{FileError, Row, Rows};

/// The codes that stand for "no match".
const NO_MATCH: [&str; 2] = ["99-9999", "99.9999"];

/// An occupation and a program of study that leads to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// A detailed occupation of SOC 2018.
    pub soc_code: String,
    /// A program of CIP 2020.
    pub cip_code: String,
}

/// The pairs of the crosswalk, without those that mean "no match".
pub struct Crosswalk {
    rows: Rows,
    /// SHA-256 of the file's bytes.
    pub sha256: String,
    /// How many "no match" pairs were passed over so far.
    pub skipped: u32,
}

impl Crosswalk {
    /// Opens the published file.
    ///
    /// # Errors
    /// The file cannot be read or is not the crosswalk.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        let file = open(
            path,
            "SOC 2018 to CIP 2020 crosswalk",
            &["SOC2018Code", "CIP2020Code"],
        )?;
        Ok(Self {
            sha256: file.sha256.clone(),
            rows: file.rows(),
            skipped: 0,
        })
    }
}

impl Iterator for Crosswalk {
    type Item = Result<Pair, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let pair = self.rows.next()?.and_then(|row| pair(&row));
            match pair {
                Ok(pair) if is_no_match(&pair) => self.skipped += 1,
                pair => return Some(pair),
            }
        }
    }
}

fn pair(row: &Row) -> Result<Pair, FileError> {
    let (soc_code, cip_code) = (cell(row, "SOC2018Code"), cell(row, "CIP2020Code"));
    if soc::is_code(soc_code) && cip::is_code(cip_code) {
        return Ok(Pair {
            soc_code: soc_code.to_owned(),
            cip_code: cip_code.to_owned(),
        });
    }
    Err(FileError::new(format!(
        "Line {}: `{soc_code}` and `{cip_code}` are not a SOC and a CIP code.",
        row.line
    )))
}

fn is_no_match(pair: &Pair) -> bool {
    NO_MATCH.contains(&pair.soc_code.as_str()) || NO_MATCH.contains(&pair.cip_code.as_str())
}
