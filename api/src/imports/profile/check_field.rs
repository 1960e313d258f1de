//! Checks one `[[fields]]` entry.

use std::collections::BTreeMap;

use chrono::FixedOffset;

use super::check::Head;
use super::raw::RawField;
use super::{FieldRule, Source};
use crate::imports::cells::{CellRule, DateFormat, Otherwise, Value, ValueMap};
use crate::imports::targets::Kind;
use crate::text::fold;

/// The rule for the field `name` of the record at `at`; `None` when it has no sound source.
pub(super) fn field(
    raw: &RawField,
    name: &str,
    kind: Kind,
    at: usize,
    heads: &[Head],
    problems: &mut Vec<String>,
) -> Option<FieldRule> {
    let mut check = FieldCheck { raw, kind, problems };
    let cell = check.cell();
    check.options();
    let source = check.source(&cell, at, heads)?;
    let default = raw
        .default
        .as_ref()
        .and_then(|default| check.literal(&cell, default));
    let (is_required, reports_empty) = (raw.required, raw.report_empty);
    Some(FieldRule {
        name: name.to_owned(),
        source,
        cell,
        default,
        is_key: false,
        is_required,
        reports_empty,
    })
}

struct FieldCheck<'a> {
    raw: &'a RawField,
    kind: Kind,
    problems: &'a mut Vec<String>,
}

impl FieldCheck<'_> {
    fn problem(&mut self, sentence: &str) {
        self.problems.push(format!("`{}`: {sentence}.", self.raw.to));
    }

    fn source(&mut self, cell: &CellRule, at: usize, heads: &[Head]) -> Option<Source> {
        let raw = self.raw;
        let columns = match (&raw.column, &raw.columns, &raw.value, &raw.record) {
            (Some(column), None, None, None) => vec![column.clone()],
            (None, Some(columns), None, None) if !columns.is_empty() => columns.clone(),
            (None, None, Some(value), None) => {
                return self.literal(cell, value).map(Source::Constant);
            }
            (None, None, None, Some(record)) => {
                return self.record(record, at, heads).map(Source::Record);
            }
            _ => {
                self.problem("needs exactly one of `column`, `columns`, `value` and `record`");
                return None;
            }
        };
        if let Kind::Reference(target) = self.kind {
            self.problem(&format!(
                "is another record, so it needs `record`, the name of a record whose target is {target}"
            ));
        }
        Some(Source::Columns {
            columns,
            join: raw.join.clone().unwrap_or_else(|| " ".to_owned()),
        })
    }

    /// The position of the record called `name`.
    fn record(&mut self, name: &str, at: usize, heads: &[Head]) -> Option<usize> {
        let Kind::Reference(wanted) = self.kind else {
            self.problem("is not another record, so it cannot have `record`");
            return None;
        };
        let found = heads.iter().position(|head| head.name == name);
        let Some((position, head)) = found.and_then(|position| Some((position, heads.get(position)?))) else {
            self.problem(&format!("there is no record `{name}` in [[records]]"));
            return None;
        };
        if position >= at {
            self.problem(&format!(
                "the record `{name}` must be listed earlier in [[records]]"
            ));
        }
        if head.target.is_some_and(|target| target != wanted) {
            self.problem(&format!(
                "must be a record whose target is {wanted}, which `{name}` is not"
            ));
        }
        Some(position)
    }

    /// A value that stands in the profile.
    fn literal(&mut self, cell: &CellRule, text: &str) -> Option<Value> {
        let rule = CellRule {
            values: None,
            refuse: BTreeMap::new(),
            empty: Vec::new(),
            ..cell.clone()
        };
        match rule.parse(text) {
            Ok(parsed) if parsed.value.is_some() => parsed.value,
            Ok(_) => {
                self.problem("a value in the profile cannot be empty");
                None
            }
            Err(fault) => {
                self.problem(fault.sentence("value").trim_end_matches('.'));
                None
            }
        }
    }

    /// Options that this kind of field does not have.
    fn options(&mut self) {
        let raw = self.raw;
        let holds_several = matches!(self.kind, Kind::Tags | Kind::Emails | Kind::Phones);
        if !raw.separators.is_empty() && !holds_several {
            self.problem("holds one value, so it cannot have `separators`");
        }
        if raw.separators.iter().any(String::is_empty) {
            self.problem("a separator cannot be empty");
        }
        if raw.dates.is_some() && !matches!(self.kind, Kind::Date | Kind::DateTime) {
            self.problem("is not a date, so it cannot have `dates`");
        }
        if raw.utc_offset.is_some() && self.kind != Kind::DateTime {
            self.problem("is not a moment, so it cannot have `utc-offset`");
        }
        if raw.decimal_comma && !matches!(self.kind, Kind::Count | Kind::Hours | Kind::Money) {
            self.problem("is not a figure, so it cannot have `decimal-comma`");
        }
        if raw.otherwise.is_some() && raw.values.is_none() {
            self.problem("`otherwise` says what becomes of texts that `values` does not list, but there is no `values`");
        }
        if raw.join.is_some() && raw.columns.is_none() {
            self.problem("`join` goes with `columns`");
        }
    }

    fn cell(&mut self) -> CellRule {
        let raw = self.raw;
        let mut rule = CellRule::plain(self.kind);
        rule.empty = raw.empty.iter().map(|text| fold(text)).collect();
        rule.refuse = raw
            .refuse
            .iter()
            .map(|(text, why)| (fold(text), why.trim_end_matches('.').to_owned()))
            .collect();
        rule.has_decimal_comma = raw.decimal_comma;
        rule.separators.clone_from(&raw.separators);
        rule.keeps_blanks = raw.keep_blanks;
        if let Some(names) = &raw.dates {
            rule.dates = self.dates(names);
        }
        if let Some(offset) = raw.utc_offset.as_deref().and_then(|offset| self.offset(offset)) {
            rule.offset = offset;
        }
        rule.values = self.values(&rule);
        rule
    }

    fn dates(&mut self, names: &[String]) -> Vec<DateFormat> {
        let mut formats = Vec::new();
        for name in names {
            match DateFormat::by_name(name) {
                Ok(format) => formats.push(format),
                Err(sentence) => self.problem(&sentence),
            }
        }
        formats
    }

    fn offset(&mut self, text: &str) -> Option<FixedOffset> {
        let offset = text.parse().ok();
        if offset.is_none() {
            self.problem(&format!("`{text}` is not an offset from UTC such as `-08:00`"));
        }
        offset
    }

    fn values(&mut self, cell: &CellRule) -> Option<ValueMap> {
        let listed = self.raw.values.as_ref()?;
        let mut values = BTreeMap::new();
        for (text, value) in listed {
            if !value.is_empty() {
                self.literal(cell, value);
            }
            if values.insert(fold(text), value.clone()).is_some() {
                self.problem(&format!(
                    "`values` lists `{text}` twice; capitals, accents and blanks do not matter"
                ));
            }
        }
        let otherwise = self.raw.otherwise.clone().unwrap_or_default();
        if let Otherwise::Value(value) = &otherwise {
            self.literal(cell, value);
        }
        Some(ValueMap { values, otherwise })
    }
}
