//! What can be imported: the one table of record kinds and their fields.
//!
//! Every record may also carry a reference to another system, `external.<system>`, such as
//! `external.wbl-event`; it is a text, and the usual key where a file has ids of its own.

mod fields;
mod words;

use std::fmt;

pub use fields::FIELDS;

/// A kind of record that a row can feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A public partner: a school district, a college, a workforce board.
    Agency,
    /// The employer people think of.
    Employer,
    /// A worksite of an employer.
    Establishment,
    /// A person.
    Contact,
    /// A person's place at an employer or agency, with dates.
    Affiliation,
    /// A school's or college's program, such as an academy.
    Program,
    /// A call, visit, e-mail, meeting or event with an employer.
    Engagement,
    /// What an employer gave: hours, cash, equipment.
    Contribution,
    /// A partnership or an advisory board.
    Partnership,
    /// A meeting of one.
    Meeting,
    /// Who came to a meeting.
    Attendee,
    /// What people earn that says what they can do.
    Credential,
    /// Who completed a program.
    Completer,
    /// An employer hired a completer.
    Hire,
    /// A list of competencies.
    CompetencyList,
    /// An edition of one.
    CompetencyEdition,
    /// What an employer says about a credential or a list of competencies.
    Affirmation,
    /// An opening or a forecast.
    Opening,
}

/// What a field holds, and so how a cell is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A day.
    Date,
    /// A moment; a day alone is taken as noon UTC, the same day everywhere in the United States.
    DateTime,
    /// A whole number, 0 or more.
    Count,
    /// Hours, 0 or more, kept in hundredths.
    Hours,
    /// US dollars, kept in cents; may be negative, for corrections.
    Money,
    /// Yes or no.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A NAICS code of two to six digits, or a range of sectors such as `31-33`.
    Naics,
    /// A county's five-digit FIPS code.
    CountyFips,
    /// A ZIP code, `93257` or `93257-1234`.
    PostalCode,
    /// A state's two USPS letters.
    State,
    /// A SOC code such as `29-1141`.
    Soc,
    /// The key of a row that the board administers, such as a role type's `HELP_DESIGN`.
    Key,
    /// Several texts.
    Tags,
    /// Several e-mail addresses, the primary first.
    Emails,
    /// Several phone numbers, the primary first.
    Phones,
    /// Another record of the same row.
    Reference(Target),
}

/// A field of a target.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Whose field it is.
    pub target: Target,
    /// Its name in a profile.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether no record can do without it.
    pub is_required: bool,
}

/// Fields of which a record has exactly one.
pub const EITHER: &[(Target, [&str; 2])] = &[
    (Target::Affiliation, ["employer", "agency"]),
    (Target::Attendee, ["employer", "agency"]),
    (Target::Affirmation, ["credential", "competency_edition"]),
];

impl Target {
    /// All targets, in the order in which they depend on each other.
    pub const ALL: [Self; 18] = [
        Self::Agency,
        Self::Employer,
        Self::Establishment,
        Self::Contact,
        Self::Affiliation,
        Self::Program,
        Self::Engagement,
        Self::Contribution,
        Self::Partnership,
        Self::Meeting,
        Self::Attendee,
        Self::Credential,
        Self::Completer,
        Self::Hire,
        Self::CompetencyList,
        Self::CompetencyEdition,
        Self::Affirmation,
        Self::Opening,
    ];

    /// Its name in a profile.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Employer => "employer",
            Self::Establishment => "establishment",
            Self::Contact => "contact",
            Self::Affiliation => "affiliation",
            Self::Program => "program",
            Self::Engagement => "engagement",
            Self::Contribution => "contribution",
            Self::Partnership => "partnership",
            Self::Meeting => "meeting",
            Self::Attendee => "attendee",
            Self::Credential => "credential",
            Self::Completer => "completer",
            Self::Hire => "hire",
            Self::CompetencyList => "competency_list",
            Self::CompetencyEdition => "competency_edition",
            Self::Affirmation => "affirmation",
            Self::Opening => "opening",
        }
    }

    /// Whether nobody outside the agency whose record it is learns of one: what it holds is about a completer.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Completer | Self::Hire)
    }

    /// Whether a file can name one and not make one: a list of competencies is more than a row.
    #[must_use]
    pub const fn is_only_looked_up(self) -> bool {
        matches!(self, Self::CompetencyList | Self::CompetencyEdition)
    }

    /// The target of this name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.name() == name)
    }

    /// Its fields, without the external references.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        FIELDS.iter().filter(move |field| field.target == self)
    }

    /// What the field `name` holds; `None` when there is no such field.
    #[must_use]
    pub fn kind_of(self, name: &str) -> Option<Kind> {
        if name.strip_prefix("external.").is_some_and(is_system) {
            return Some(Kind::Text);
        }
        self.fields()
            .find(|field| field.name == name)
            .map(|field| field.kind)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Whether `name` can name another system: small letters, digits and hyphens.
fn is_system(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_targets_and_kinds() {
        for target in Target::ALL {
            assert_eq!(Target::by_name(target.name()), Some(target));
            assert!(target.fields().any(|field| field.is_required));
        }
        assert_eq!(Target::by_name("widget"), None);
        assert_eq!(Target::Contribution.kind_of("hours"), Some(Kind::Hours));
        assert_eq!(
            Target::Employer.kind_of("external.wbl-employer"),
            Some(Kind::Text)
        );
        assert_eq!(Target::Employer.kind_of("external.Some System"), None);
        assert_eq!(Target::Employer.kind_of("hours"), None);
    }

    #[test]
    fn no_field_is_listed_twice() {
        for (at, field) in FIELDS.iter().enumerate() {
            assert!(
                !FIELDS[..at]
                    .iter()
                    .any(|other| other.target == field.target && other.name == field.name),
                "{field:?}"
            );
        }
    }
}
