//! The profile as it is written, before any check.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::imports::cells::Otherwise;

/// A profile's TOML.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawProfile {
    pub(super) name: String,
    #[serde(default)]
    pub(super) about: String,
    #[serde(default)]
    pub(super) file: RawFile,
    #[serde(default)]
    pub(super) records: Vec<RawRecord>,
    #[serde(default)]
    pub(super) fields: Vec<RawField>,
}

/// `[file]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawFile {
    pub(super) encoding: Option<String>,
    pub(super) delimiter: Option<String>,
    pub(super) sheet: Option<String>,
    #[serde(default)]
    pub(super) columns: Vec<String>,
    #[serde(default)]
    pub(super) guarded: bool,
}

/// `[[records]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawRecord {
    pub(super) name: Option<String>,
    pub(super) target: String,
    pub(super) mode: String,
    #[serde(default)]
    pub(super) key: Vec<String>,
    #[serde(default)]
    pub(super) key_or_empty: Vec<String>,
    pub(super) when: Option<String>,
}

/// `[[fields]]`.
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the file format")]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawField {
    pub(super) to: String,
    pub(super) column: Option<String>,
    pub(super) columns: Option<Vec<String>>,
    pub(super) join: Option<String>,
    pub(super) value: Option<String>,
    pub(super) record: Option<String>,
    #[serde(default)]
    pub(super) required: bool,
    #[serde(default)]
    pub(super) report_empty: bool,
    pub(super) default: Option<String>,
    #[serde(default)]
    pub(super) empty: Vec<String>,
    #[serde(default)]
    pub(super) refuse: BTreeMap<String, String>,
    pub(super) values: Option<BTreeMap<String, String>>,
    pub(super) otherwise: Option<Otherwise>,
    pub(super) dates: Option<Vec<String>>,
    pub(super) utc_offset: Option<String>,
    #[serde(default)]
    pub(super) decimal_comma: bool,
    #[serde(default)]
    pub(super) separators: Vec<String>,
    #[serde(default)]
    pub(super) keep_blanks: bool,
}

/// Reads the TOML; the error is one sentence with the line.
pub(super) fn parse(text: &str) -> Result<RawProfile, String> {
    toml::from_str(text).map_err(|error| {
        let message = error.message().trim_end_matches('.').replace('\n', " ");
        match error.span() {
            Some(span) => format!("Line {} of the profile: {message}.", line_of(text, span.start)),
            None => format!("The profile: {message}."),
        }
    })
}

fn line_of(text: &str, position: usize) -> usize {
    text.bytes().take(position).filter(|byte| *byte == b'\n').count() + 1
}
