//! A publication as it is stored: JSON with a line for every place. What is hidden is not in it.

use std::collections::HashMap;

use entities::ids::{AgencyId, ProgramId};
use serde::{Deserialize, Serialize};

use super::{Count, Counts, Publication, Table};
use crate::{
    config::Floors,
    error::{Error, Result},
    outcomes::{
        reads::Newest,
        suppression::{Leaf, Place, Reason},
    },
};

/// How the document is written. Counts may be added at the end of a line; another form gets another number.
const FORM: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Document {
    form: u32,
    floors: [u32; 3],
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
    counts: Vec<Shown>,
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
pub(super) fn write(floors: Floors, table: &Table) -> Result<String> {
    let Floors {
        people,
        employers,
        dominance_percent,
    } = floors;
    let mut places: Vec<Place> = table.counts.keys().copied().collect();
    places.sort();
    let leaves = table.leaves.iter();
    let providers: HashMap<ProgramId, AgencyId> = leaves.map(|leaf| (leaf.program, leaf.provider)).collect();
    let lines = places.into_iter().map(|place| line(table, place, &providers));
    let document = Document {
        form: FORM,
        floors: [people, employers, dominance_percent],
        lines: lines.collect(),
    };
    serde_json::to_string(&document).map_err(Error::internal)
}

fn line(table: &Table, place: Place, providers: &HashMap<ProgramId, AgencyId>) -> Line {
    let provider_of = |program| providers.get(&program).copied();
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
        counts: counts.map(Shown::from).to_vec(),
    }
}

/// What was published, from its document; the reason in words when it cannot be read.
pub(super) fn read(newest: Newest, document: &str) -> Result<Publication, String> {
    let Document {
        form,
        floors: [people, employers, dominance_percent],
        lines,
    } = serde_json::from_str(document).map_err(|error| error.to_string())?;
    if form != FORM {
        return Err(format!("it has the form {form}"));
    }
    let mut table = Table::default();
    for line in lines {
        let (place, leaf) = place(&line).ok_or("it names what is no id")?;
        table.leaves.extend(leaf);
        table.counts.insert(place, counts(&line.counts));
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
        table,
    })
}

fn place(line: &Line) -> Option<(Place, Option<Leaf>)> {
    let program: Option<ProgramId> = line.program.as_deref().map(str::parse).transpose().ok()?;
    let provider: Option<AgencyId> = line.provider.as_deref().map(str::parse).transpose().ok()?;
    Some(match (program, provider, line.year) {
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
    })
}

/// The counts of a line; those that it does not have yet are not available.
fn counts(shown: &[Shown]) -> Counts {
    let at = |number: usize| {
        shown
            .get(number)
            .copied()
            .map_or(Err(Reason::NotAvailable), Count::from)
    };
    Counts {
        completers: at(0),
        with_credential: at(1),
        hired: at(2),
        hired_in_field: at(3),
        employers_hiring: at(4),
        employed_q2: at(5),
        employed_q4: at(6),
        retention_base: at(7),
        retained: at(8),
        skill_gains: at(9),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use entities::ids::OutcomePublicationId;
    use uuid::Uuid;

    use super::*;

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
        let document = write(Floors::default(), &table).expect("a document");
        let newest = Newest {
            id: OutcomePublicationId::from_uuid(Uuid::from_u128(3)),
            as_of: NaiveDate::MIN,
            created_at: DateTime::UNIX_EPOCH,
        };
        let publication = read(newest, &document).expect("a publication");
        assert_eq!(publication.table, table);
        assert_eq!(publication.floors, Floors::default());
        // A later form is not guessed at, and a torn one not either.
        let later = document.replace("\"form\":1", "\"form\":2");
        for unread in [later.as_str(), &document[..document.len() / 2]] {
            assert!(read(newest, unread).is_err());
        }
    }
}
