//! A publication as it is stored: JSON with a line for every place. What is hidden is not in it.

use entities::ids::{AgencyId, ProgramId};
use serde::{Deserialize, Serialize};

use super::{Count, Counts, Publication, Table};
use crate::{
    config::{Config, Floors},
    error::{Error, Result},
    outcomes::{
        reads::Newest,
        suppression::{Leaf, Place, Reason},
    },
};

#[derive(Serialize, Deserialize)]
struct Document {
    floors: [u32; 3],
    successor_counts: bool,
    lines: Vec<Line>,
}

/// A place with its counts, in the order of [`Counts`]. A line of a program tells its provider, too.
#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    program: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    counts: [Shown; 10],
}

/// A number, or the reason why it is hidden.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(untagged)]
enum Shown {
    Count(i64),
    Hidden(Reason),
}

impl From<Count> for Shown {
    fn from(count: Count) -> Self {
        count.map_or_else(Self::Hidden, Self::Count)
    }
}

impl From<Shown> for Count {
    fn from(shown: Shown) -> Self {
        match shown {
            Shown::Count(count) => Ok(count),
            Shown::Hidden(reason) => Err(reason),
        }
    }
}

/// The document of what is published under the settings.
pub(super) fn write(config: &Config, table: &Table) -> Result<String> {
    let Floors {
        people,
        employers,
        dominance_percent,
    } = config.floors;
    let mut places: Vec<Place> = table.counts.keys().copied().collect();
    places.sort();
    let lines = places.into_iter().map(|place| line(table, place));
    let document = Document {
        floors: [people, employers, dominance_percent],
        successor_counts: config.completers.successor_counts,
        lines: lines.collect(),
    };
    serde_json::to_string(&document).map_err(Error::internal)
}

fn line(table: &Table, place: Place) -> Line {
    let provider_of = |program| {
        let leaf = table.leaves.iter().find(|leaf| leaf.program == program);
        leaf.map(|leaf| leaf.provider)
    };
    let (program, provider, year) = match place {
        Place::ProgramYear(program, year) => (Some(program), provider_of(program), Some(year)),
        Place::Program(program) => (Some(program), provider_of(program), None),
        Place::ProviderYear(provider, year) => (None, Some(provider), Some(year)),
        Place::Provider(provider) => (None, Some(provider), None),
        Place::Year(year) => (None, None, Some(year)),
        Place::All => (None, None, None),
    };
    let counts = table.at(place);
    let counts = [
        counts.completers,
        counts.with_credential,
        counts.hired,
        counts.hired_in_field,
        counts.employers_hiring,
        counts.employed_q2,
        counts.employed_q4,
        counts.retention_base,
        counts.retained,
        counts.skill_gains,
    ];
    Line {
        program: program.map(|id| id.to_string()),
        provider: provider.map(|id| id.to_string()),
        year,
        counts: counts.map(Shown::from),
    }
}

/// What was published, from its document.
pub(super) fn read(newest: Newest, document: &str) -> Result<Publication> {
    let Document {
        floors: [people, employers, dominance_percent],
        successor_counts,
        lines,
    } = serde_json::from_str(document).map_err(Error::internal)?;
    let mut table = Table::default();
    for line in lines {
        let (place, leaf) = place(&line)?;
        table.leaves.extend(leaf);
        table.counts.insert(place, counts(line.counts));
    }
    table.leaves.sort();
    Ok(Publication {
        id: newest.id,
        published_at: newest.created_at,
        as_of: newest.as_of,
        floors: Floors {
            people,
            employers,
            dominance_percent,
        },
        successor_counts,
        table,
    })
}

fn place(line: &Line) -> Result<(Place, Option<Leaf>)> {
    let program = line.program.as_deref().map(str::parse::<ProgramId>).transpose();
    let provider = line.provider.as_deref().map(str::parse::<AgencyId>).transpose();
    let unread = |_| Error::internal("a publication of outcomes names what is no id");
    Ok(
        match (program.map_err(unread)?, provider.map_err(unread)?, line.year) {
            (Some(program), Some(provider), Some(year)) => {
                let leaf = Leaf {
                    program,
                    year,
                    provider,
                };
                (Place::ProgramYear(program, year), Some(leaf))
            }
            (Some(program), None, Some(year)) => (Place::ProgramYear(program, year), None),
            (Some(program), _, None) => (Place::Program(program), None),
            (None, Some(provider), Some(year)) => (Place::ProviderYear(provider, year), None),
            (None, Some(provider), None) => (Place::Provider(provider), None),
            (None, None, Some(year)) => (Place::Year(year), None),
            (None, None, None) => (Place::All, None),
        },
    )
}

fn counts(shown: [Shown; 10]) -> Counts {
    let [
        completers,
        with_credential,
        hired,
        hired_in_field,
        employers_hiring,
        employed_q2,
        employed_q4,
        retention_base,
        retained,
        skill_gains,
    ] = shown.map(Count::from);
    Counts {
        completers,
        with_credential,
        hired,
        hired_in_field,
        employers_hiring,
        employed_q2,
        employed_q4,
        retention_base,
        retained,
        skill_gains,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use entities::ids::OutcomePublicationId;
    use uuid::Uuid;

    use super::*;
    use crate::config::Flags;

    #[test]
    fn what_is_read_is_what_was_written() {
        let leaf = Leaf {
            program: ProgramId::from_uuid(Uuid::from_u128(1)),
            year: 2026,
            provider: AgencyId::from_uuid(Uuid::from_u128(2)),
        };
        let some = Counts {
            completers: Ok(12),
            hired: Err(Reason::FewEmployers),
            ..Counts::NONE
        };
        let places = [
            Place::ProgramYear(leaf.program, leaf.year),
            Place::Program(leaf.program),
            Place::ProviderYear(leaf.provider, leaf.year),
            Place::Provider(leaf.provider),
            Place::Year(leaf.year),
            Place::All,
        ];
        let table = Table {
            leaves: vec![leaf],
            counts: places.into_iter().map(|place| (place, some)).collect(),
        };
        let config = Config::resolve(&Flags::default(), |_| None).expect("settings");
        let document = write(&config, &table).expect("a document");
        let newest = Newest {
            id: OutcomePublicationId::from_uuid(Uuid::from_u128(3)),
            as_of: NaiveDate::MIN,
            created_at: DateTime::UNIX_EPOCH,
        };
        let publication = read(newest, &document).expect("a publication");
        assert_eq!(publication.table, table);
        assert_eq!(publication.floors, config.floors);
        assert!(!publication.successor_counts);
    }
}
