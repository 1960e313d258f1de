//! CIP: series (`01`), groups (`01.01`) and programs (`01.0101`), with what moved since 2010.

use entities::{code::CodeStatus, code_list::CodeScheme};

use super::{CodeEntry, cell, some};
use crate::imports::file::Row;

/// The levels by the length of the code.
const LEVELS: [(usize, u8, &str); 3] = [(2, 1, "Series"), (5, 2, "Group"), (7, 3, "Program")];

pub(super) fn entry(row: &Row) -> Result<CodeEntry, String> {
    let (code, action) = (cell(row, "CIPCode"), cell(row, "Action"));
    let level = LEVELS
        .iter()
        .find(|(length, ..)| *length == code.len())
        .filter(|_| is_code(code));
    let (_, level, level_name) = *level.ok_or_else(|| format!("`{code}` is not a CIP code"))?;
    let status = status(action).ok_or_else(|| format!("`{action}` is not an action that CIP 2020 knows"))?;
    let definition = cell(row, "CIPDefinition");
    Ok(CodeEntry {
        scheme: CodeScheme::Cip,
        code: code.to_owned(),
        title: cell(row, "CIPTitle").to_owned(),
        level,
        level_name,
        parent: parent(code),
        status,
        definition: some(definition),
        moved_to: moved_to(status, definition),
    })
}

/// `NN`, `NN.NN` or `NN.NNNN`.
pub(super) fn is_code(code: &str) -> bool {
    let (series, rest) = code.split_once('.').unwrap_or((code, "00"));
    let is_digits = |part: &str| part.chars().all(|letter| letter.is_ascii_digit());
    series.len() == 2 && matches!(rest.len(), 2 | 4) && is_digits(series) && is_digits(rest)
}

fn status(action: &str) -> Option<CodeStatus> {
    match action {
        "No substantive changes" => Some(CodeStatus::Current),
        "New" => Some(CodeStatus::New),
        "Moved to" => Some(CodeStatus::MovedTo),
        "Moved from" => Some(CodeStatus::MovedFrom),
        "Deleted" => Some(CodeStatus::Deleted),
        _ => None,
    }
}

fn parent(code: &str) -> Option<String> {
    let length = match code.len() {
        7 => 5,
        5 => 2,
        _ => return None,
    };
    code.get(..length).map(str::to_owned)
}

/// The last code in "Moved from 01.0309 to 01.1004" or "Deleted, Report under 61".
fn moved_to(status: CodeStatus, definition: &str) -> Option<String> {
    if !matches!(status, CodeStatus::MovedFrom | CodeStatus::Deleted) {
        return None;
    }
    let words = definition.split(|letter: char| !letter.is_ascii_digit() && letter != '.');
    let mut codes = words
        .map(|word| word.trim_matches('.'))
        .filter(|word| is_code(word));
    codes.next_back().map(str::to_owned)
}
