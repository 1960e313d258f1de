//! Turns a written profile into a sound one, and gathers everything that keeps it from being so.

use super::check_field;
use super::raw::{RawField, RawFile, RawProfile, RawRecord};
use super::{FieldRule, Mode, Profile, RecordRule, Source};
use crate::imports::file::{FileOptions, encoding_by_name};
use crate::imports::targets::{EITHER, Kind, Target};

/// What is known of a record before its fields are looked at.
pub(super) struct Head {
    pub(super) name: String,
    pub(super) target: Option<Target>,
    pub(super) mode: Option<Mode>,
}

/// Checks a profile; the error is every problem found.
pub(super) fn check(raw: &RawProfile, text: &str) -> Result<Profile, Vec<String>> {
    let mut problems = Vec::new();
    if raw.name.trim().is_empty() {
        problems.push("The profile needs a `name`.".to_owned());
    }
    if raw.records.is_empty() {
        problems.push("The profile has no [[records]]: it would import nothing.".to_owned());
    }
    let heads = heads(&raw.records, &mut problems);
    let homes = homes(&raw.fields, &heads, &mut problems);
    let mut records = Vec::new();
    for (at, raw) in raw.records.iter().enumerate() {
        records.extend(record(at, raw, &heads, &homes, &mut problems));
    }
    let file = file_options(&raw.file, &records, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Profile {
        name: raw.name.trim().to_owned(),
        about: raw.about.trim().to_owned(),
        text: text.to_owned(),
        file,
        records,
    })
}

fn heads(records: &[RawRecord], problems: &mut Vec<String>) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for raw in records {
        let head = head(raw, problems);
        if heads.iter().any(|other| other.name == head.name) {
            problems.push(format!(
                "Two records are called `{}`; give one of them another `name`.",
                head.name
            ));
        }
        heads.push(head);
    }
    heads
}

fn head(raw: &RawRecord, problems: &mut Vec<String>) -> Head {
    let name = raw.name.clone().unwrap_or_else(|| raw.target.clone());
    let target = Target::by_name(&raw.target);
    let mode = Mode::ALL.into_iter().find(|mode| mode.name() == raw.mode);
    let mut problem = |sentence: String| problems.push(format!("Record `{name}`: {sentence}."));
    if target.is_none() {
        let known = Target::ALL.map(Target::name).join(", ");
        problem(format!(
            "`{}` is not a target; the targets are {known}",
            raw.target
        ));
    }
    if mode.is_none() {
        let known = Mode::ALL.map(Mode::name).join(", ");
        problem(format!("`{}` is not a mode; the modes are {known}", raw.mode));
    }
    if name.is_empty() || name.contains('.') {
        problem("a record's name is not empty and has no dot".to_owned());
    }
    Head { name, target, mode }
}

/// A field with the record that it belongs to and its name there.
struct Home<'a> {
    record: usize,
    field: &'a str,
    raw: &'a RawField,
}

fn homes<'a>(fields: &'a [RawField], heads: &[Head], problems: &mut Vec<String>) -> Vec<Home<'a>> {
    let mut homes: Vec<Home<'a>> = Vec::new();
    for raw in fields {
        let (record, field) = raw.to.split_once('.').unwrap_or((&raw.to, ""));
        let Some(record) = heads.iter().position(|head| head.name == record) else {
            problems.push(format!(
                "`{}`: there is no record `{record}` in [[records]].",
                raw.to
            ));
            continue;
        };
        if homes
            .iter()
            .any(|home| home.record == record && home.field == field)
        {
            problems.push(format!("`{}` is fed twice; a field has one source.", raw.to));
            continue;
        }
        homes.push(Home { record, field, raw });
    }
    homes
}

fn record(
    at: usize,
    raw: &RawRecord,
    heads: &[Head],
    homes: &[Home<'_>],
    problems: &mut Vec<String>,
) -> Option<RecordRule> {
    let head = heads.get(at)?;
    let (target, mode) = (head.target?, head.mode?);
    let mut fields = Vec::new();
    let mut fed = Vec::new();
    for home in homes.iter().filter(|home| home.record == at) {
        fed.push(home.field);
        let Some(kind) = target.kind_of(home.field) else {
            problems.push(no_such_field(&home.raw.to, target));
            continue;
        };
        fields.extend(check_field::field(
            home.raw, home.field, kind, at, heads, problems,
        ));
    }
    let key = [raw.key.as_slice(), raw.key_or_empty.as_slice()].concat();
    check_key(&head.name, raw, &key, target, problems, &fed);
    check_looked_up(&head.name, &key, target, mode, problems, &fed);
    check_needs(&head.name, target, mode, &fed, problems);
    if let Some(when) = raw.when.as_deref().filter(|when| !fed.contains(when)) {
        problems.push(format!(
            "Record `{}`: `when` names `{when}`, which no [[fields]] entry feeds.",
            head.name
        ));
    }
    for field in &mut fields {
        require(field, &raw.key, target, mode);
    }
    Some(RecordRule {
        name: head.name.clone(),
        target,
        mode,
        key,
        when: raw.when.clone(),
        fields,
    })
}

fn require(field: &mut FieldRule, key: &[String], target: Target, mode: Mode) {
    field.is_key = key.contains(&field.name);
    let is_needed = target
        .fields()
        .any(|known| known.name == field.name && known.is_required);
    field.is_required |= field.is_key || (is_needed && mode != Mode::Reference);
}

fn no_such_field(to: &str, target: Target) -> String {
    let known: Vec<&str> = target.fields().map(|field| field.name).collect();
    format!(
        "`{to}`: {target} has no such field; its fields are {} and external.<system>.",
        known.join(", ")
    )
}

fn check_key(
    name: &str,
    raw: &RawRecord,
    key: &[String],
    target: Target,
    problems: &mut Vec<String>,
    fed: &[&str],
) {
    if raw.key.is_empty() {
        problems.push(format!(
            "Record `{name}` needs a `key`: the fields that find the record that is there already."
        ));
    }
    for field in key {
        if !fed.contains(&field.as_str()) {
            problems.push(format!(
                "Record `{name}`: the key field `{field}` is not fed by any [[fields]] entry."
            ));
        }
        // A person is found by any address or number; what tags an employer carries says nothing about which one it is.
        if target.kind_of(field) == Some(Kind::Tags) {
            problems.push(format!(
                "Record `{name}`: `{field}` holds several values and cannot be a key."
            ));
        }
    }
    // Persons and other systems' ids are looked up by what they hold; nothing is no value to look for.
    for field in &raw.key_or_empty {
        let holds_several = matches!(target.kind_of(field), Some(Kind::Emails | Kind::Phones));
        if holds_several || field.starts_with("external.") {
            problems.push(format!(
                "Record `{name}`: `{field}` cannot be empty as part of a key; list it under `key`."
            ));
        }
    }
}

fn check_looked_up(
    name: &str,
    key: &[String],
    target: Target,
    mode: Mode,
    problems: &mut Vec<String>,
    fed: &[&str],
) {
    if mode != Mode::Reference {
        if target.is_only_looked_up() {
            problems.push(format!(
                "Record `{name}`: a {target} is only looked up; give it the mode `reference`."
            ));
        }
        return;
    }
    for field in fed.iter().filter(|field| !key.iter().any(|key| key == *field)) {
        problems.push(format!(
            "Record `{name}` is only looked up, so `{field}` must be part of its key or go."
        ));
    }
}

fn check_needs(name: &str, target: Target, mode: Mode, fed: &[&str], problems: &mut Vec<String>) {
    if mode == Mode::Reference {
        return;
    }
    for field in target
        .fields()
        .filter(|field| field.is_required && !fed.contains(&field.name))
    {
        problems.push(format!(
            "Record `{name}`: no {target} can do without `{}`; feed it.",
            field.name
        ));
    }
    for (_, [one, other]) in EITHER.iter().filter(|(either, _)| *either == target) {
        if !fed.contains(one) && !fed.contains(other) {
            problems.push(format!("Record `{name}`: feed either `{one}` or `{other}`."));
        }
    }
}

fn file_options(raw: &RawFile, records: &[RecordRule], problems: &mut Vec<String>) -> FileOptions {
    if let Some(error) = raw
        .encoding
        .as_deref()
        .and_then(|name| encoding_by_name(name).err())
    {
        problems.push(error.sentence().to_owned());
    }
    let mut columns = raw.columns.clone();
    for field in records.iter().flat_map(|record| &record.fields) {
        if let Source::Columns { columns: used, .. } = &field.source {
            columns.extend(used.iter().cloned());
        }
    }
    columns.sort();
    columns.dedup();
    FileOptions {
        encoding: raw.encoding.clone(),
        delimiter: delimiter(raw, problems),
        sheet: raw.sheet.clone(),
        columns,
        guarded: raw.guarded,
    }
}

fn delimiter(raw: &RawFile, problems: &mut Vec<String>) -> Option<u8> {
    match raw.delimiter.as_deref()? {
        "comma" => Some(b','),
        "tab" => Some(b'\t'),
        "semicolon" => Some(b';'),
        "pipe" => Some(b'|'),
        other => {
            problems.push(format!(
                "`{other}` is not a delimiter; use comma, tab, semicolon or pipe."
            ));
            None
        }
    }
}
