//! SOC: major, minor and broad groups and detailed occupations.
//!
//! The parent of a code is the last code one level up that the file listed before it: the numbers
//! do not always tell (29-1221 belongs to 29-1210, not to 29-1220).

use entities::{code::CodeStatus, code_list::CodeScheme};

use super::{CodeEntry, ReadEntry, cell, some};

/// The groups as the file calls them, the widest first.
const LEVELS: [(&str, &str); 4] = [
    ("Major", "Major Group"),
    ("Minor", "Minor Group"),
    ("Broad", "Broad Occupation"),
    ("Detailed", "Detailed Occupation"),
];

pub(super) fn reader() -> ReadEntry {
    let mut open_groups: Vec<String> = Vec::new();
    Box::new(move |row| {
        let (group, code) = (cell(row, "SOCGroup"), cell(row, "SOCCode"));
        let place = LEVELS.iter().position(|(name, _)| *name == group);
        let (above, (_, level_name)) = place
            .and_then(|place| Some((place, LEVELS.get(place)?)))
            .filter(|(above, _)| is_code(code) && *above <= open_groups.len())
            .ok_or_else(|| format!("`{group}` `{code}` is not a SOC code below its group"))?;
        open_groups.truncate(above);
        let parent = open_groups.last().cloned();
        open_groups.push(code.to_owned());
        Ok(CodeEntry {
            scheme: CodeScheme::Soc,
            code: code.to_owned(),
            title: cell(row, "SOCTitle").to_owned(),
            level: u8::try_from(above + 1).unwrap_or(u8::MAX),
            level_name,
            parent,
            status: CodeStatus::Current,
            definition: some(cell(row, "SOCDefinition")),
            moved_to: None,
        })
    })
}

/// `NN-NNNN`.
pub(super) fn is_code(code: &str) -> bool {
    let is_digits = |part: &str| part.chars().all(|letter| letter.is_ascii_digit());
    code.split_once('-').is_some_and(|(major, rest)| {
        major.len() == 2 && rest.len() == 4 && is_digits(major) && is_digits(rest)
    })
}
