//! What an evidence file holds, and the text and the hash it is kept by.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::{
    accounts::secrets,
    error::{Error, Result},
    outcomes::{ops::Count, suppression::Reason},
};

/// The form of the document. A change that makes another text of the same facts needs another name.
pub const FORM: &str = "guildhall-evidence-1";
/// Lines that a section shows at most; how many more there are is one of its figures.
pub const MOST_LINES: usize = 200;
/// Characters of a free text that a line repeats; the whole stands in the record.
const MOST_QUOTED: usize = 500;

/// An evidence file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contents {
    /// [`FORM`].
    pub form: String,
    /// The day it is about.
    pub as_of: NaiveDate,
    /// The program.
    pub program: About,
    /// The sections, in their order.
    pub sections: Vec<Section>,
}

/// The program that an evidence file is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The school or campus where it is taught.
    pub school: Option<String>,
    /// The id of the agency that offers it.
    pub agency_id: String,
    /// The name of that agency.
    pub agency: String,
    /// The field of study: a CIP 2020 code.
    pub cip_code: Option<String>,
    /// The occupations it leads to: SOC 2018 codes in their order.
    pub occupations: Vec<String>,
}

/// One kind of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Which kind.
    pub kind: Kind,
    /// What is on record.
    pub lines: Vec<Line>,
    /// Sums over the records.
    pub figures: Vec<Figure>,
    /// What is missing, a sentence each.
    pub missing: Vec<String>,
}

/// The kinds of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    /// The approval of the state.
    Approval,
    /// The seven parts of the definition of a career pathway.
    Checklist,
    /// What employers affirm.
    Affirmations,
    /// Meetings of the board.
    BoardMeetings,
    /// Advice and what became of it.
    Advice,
    /// What employers gave.
    Contributions,
    /// Openings and forecasts.
    Openings,
    /// Whether the region has room for more.
    DemandGap,
    /// Ways of pathway maps.
    Pathways,
    /// Groups of students.
    Cohorts,
    /// Completers, hires, retention, skill gains.
    Outcomes,
}

/// A line of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// What it says.
    pub text: String,
    /// The day it is about.
    pub on: Option<NaiveDate>,
    /// The id of the record it is from.
    pub record_id: String,
    /// Where the fact is from.
    pub source: String,
}

/// A sum over the records of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What is counted.
    pub label: String,
    /// In which unit.
    pub unit: Unit,
    /// How many, in that unit; none when it is hidden.
    pub value: Option<i64>,
    /// Why it is hidden; none when it is shown.
    pub hidden: Option<Reason>,
    /// Where it is from.
    pub source: String,
}

/// What a figure counts in; always whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Unit {
    /// Ones.
    Count,
    /// Hundredths of an hour.
    HourHundredths,
    /// Cents of a US dollar.
    Cents,
}

impl Contents {
    /// The file as canonical JSON.
    ///
    /// # Errors
    /// A fault of ours when it cannot be written as JSON.
    pub fn document(&self) -> Result<String> {
        let value = serde_json::to_value(self).map_err(Error::internal)?;
        let mut text = String::new();
        write(&value, &mut text);
        Ok(text)
    }

    /// What a document says; none when it is none.
    pub fn read(document: &str) -> Option<Self> {
        serde_json::from_str(document).ok()
    }
}

/// The hash of a document.
pub fn hash(document: &str) -> String {
    secrets::hex(&Sha256::digest(document.as_bytes()))
}

/// Writes JSON with the keys of each object in the order of their letters and nothing between its parts.
fn write(value: &Value, text: &mut String) {
    let separated = |text: &mut String, place: usize| {
        if place > 0 {
            text.push(',');
        }
    };
    match value {
        Value::Object(map) => {
            let sorted: BTreeMap<&String, &Value> = map.iter().collect();
            text.push('{');
            for (place, (key, value)) in sorted.into_iter().enumerate() {
                separated(text, place);
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                separated(text, place);
                write(item, text);
            }
            text.push(']');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

impl Section {
    /// A section without anything.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            lines: Vec::new(),
            figures: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// Adds a line.
    pub fn line(
        &mut self,
        text: impl Into<String>,
        on: Option<NaiveDate>,
        record: &impl ToString,
        source: impl Into<String>,
    ) {
        self.lines.push(Line {
            text: text.into(),
            on,
            record_id: record.to_string(),
            source: source.into(),
        });
    }

    /// Adds a figure that counts the records behind the lines.
    pub fn count(&mut self, label: &str, value: usize) {
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        self.figure(label, Unit::Count, value);
    }

    /// Adds a figure over the records behind the lines.
    pub fn figure(&mut self, label: &str, unit: Unit, value: i64) {
        self.figures.push(Figure {
            label: label.to_owned(),
            unit,
            value: Some(value),
            hidden: None,
            source: "The records of this section".to_owned(),
        });
    }

    /// Adds a count of persons, or why it is hidden.
    pub fn hidden_or(&mut self, label: &str, count: Count, source: &str) {
        self.figures.push(Figure {
            label: label.to_owned(),
            unit: Unit::Count,
            value: count.ok(),
            hidden: count.err(),
            source: source.to_owned(),
        });
    }

    /// Says what is missing.
    pub fn lacks(&mut self, sentence: impl Into<String>) {
        self.missing.push(sentence.into());
    }

    /// The latest line first, by id on the same day; no more lines than a section shows.
    #[must_use]
    pub fn latest_first(mut self) -> Self {
        self.lines.sort_by(|one, other| {
            (Reverse(one.on), &one.record_id).cmp(&(Reverse(other.on), &other.record_id))
        });
        if self.lines.len() > MOST_LINES {
            let left_out = self.lines.len() - MOST_LINES;
            self.lines.truncate(MOST_LINES);
            self.count("Older records that are counted and not listed", left_out);
        }
        self
    }
}

/// A free text in one line, cut where it is long.
pub fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    if line.chars().count() <= MOST_QUOTED {
        return line;
    }
    let kept: String = line.chars().take(MOST_QUOTED).collect();
    format!("{kept} […]")
}

/// `1 meeting`, `2 meetings`.
pub fn counted(count: i64, one: &str, many: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {many}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_sorted_and_nothing_stands_between() {
        let mut text = String::new();
        let value = json!({ "b": [1, null, "é\n"], "a": { "d": true, "c": -7 } });
        write(&value, &mut text);
        assert_eq!(text, r#"{"a":{"c":-7,"d":true},"b":[1,null,"é\n"]}"#);
    }

    #[test]
    fn the_hash_is_the_one_that_everybody_computes() {
        // As `printf %s abc | sha256sum` answers.
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hash("abc"), known);
    }

    #[test]
    fn what_was_written_is_read_again() {
        let mut section = Section::new(Kind::BoardMeetings);
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        section.line("Said \"yes\"", Some(day), &"meeting_1", "Minutes");
        section.figure("Given", Unit::Cents, 12_345);
        section.lacks("Much.");
        let contents = Contents {
            form: FORM.to_owned(),
            as_of: day,
            program: About {
                id: "program_1".to_owned(),
                name: "Nursing".to_owned(),
                school: None,
                agency_id: "agency_1".to_owned(),
                agency: "Valley College".to_owned(),
                cip_code: None,
                occupations: vec!["29-1141".to_owned()],
            },
            sections: vec![section],
        };
        let document = contents.document().expect("a document");
        assert!(document.starts_with(r#"{"asOf":"2026-11-24","form":"guildhall-evidence-1","program":{"#));
        assert_eq!(Contents::read(&document).as_ref(), Some(&contents));
        let again = Contents::read(&document).expect("contents");
        assert_eq!(again.document().expect("a document"), document);
    }

    #[test]
    fn a_section_shows_its_latest_lines_and_counts_the_others() {
        let mut section = Section::new(Kind::Advice);
        let day = |day| NaiveDate::from_ymd_opt(2026, 1, 1).map(|first| first + chrono::Days::new(day));
        for number in 0..=MOST_LINES {
            let on = day(u64::try_from(number).expect("a number"));
            section.line("A", on, &format!("recommendation_{number:03}"), "B");
        }
        let section = section.latest_first();
        assert_eq!(section.lines.len(), MOST_LINES);
        assert_eq!(section.lines[0].record_id, "recommendation_200");
        assert_eq!(section.figures[0].value, Some(1));
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(quoted(" More\n\nnights "), "More nights");
        let long = quoted(&"é".repeat(600));
        assert_eq!(long.chars().count(), 504);
        assert!(long.ends_with(" […]"));
    }
}
