//! What employers affirm: which credentials and lists of competencies they require, prefer or do not value.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use entities::{
    affirmation::{self, AffirmationAnswer, Model},
    competency_edition, credential,
    ids::{AffirmationId, CompetencyEditionId, CompetencyListId, CredentialId, EmployerId},
};
use sea_orm::{ColumnTrait, Condition, QueryFilter};

use super::{Subject, names};
use crate::{
    affirmations::{self, reads::Standing},
    app::Cx,
    competencies, credentials,
    error::Result,
    evidence::ops::contents::{Kind, Section},
};

pub(super) async fn section(cx: &Cx, subject: &Subject) -> Result<Section> {
    let rows = said(cx, subject).await?;
    let names = names(cx, rows.iter().map(|row| row.employer_id)).await?;
    let things = Things::of(cx, &rows).await?;
    let ids: Vec<AffirmationId> = rows.iter().map(|row| row.id).collect();
    let standings = match ids.as_slice() {
        [] => HashMap::new(),
        ids => affirmations::reads::standings(cx, ids).await?,
    };
    let mut section = Section::new(Kind::Affirmations);
    let (mut of_credentials, mut of_lists) = (BTreeSet::new(), BTreeSet::new());
    let mut requiring: BTreeMap<(String, String), BTreeSet<EmployerId>> = BTreeMap::new();
    for row in &rows {
        let state = state(subject, row, &rows, standings.get(&row.id));
        if state == State::Current && row.answer != AffirmationAnswer::NotValued {
            let of = if row.credential_id.is_some() {
                &mut of_credentials
            } else {
                &mut of_lists
            };
            of.insert(row.employer_id);
        }
        if state == State::Current && row.answer == AffirmationAnswer::Required {
            let of = requiring
                .entry((things.name(row), row.soc_code.clone()))
                .or_default();
            of.insert(row.employer_id);
        }
        let name = names.get(&row.employer_id).map_or("An employer", String::as_str);
        let text = format!(
            "{name}: {} is {} for {}{}.",
            things.name(row),
            word(row.answer),
            row.soc_code,
            state.words()
        );
        section.line(text, Some(row.affirmed_on), &row.id, source(row));
    }
    sum_up(&mut section, &of_credentials, &of_lists);
    for ((name, soc_code), employers) in &requiring {
        section.count(
            &format!("Employers that require {name} for {soc_code}"),
            employers.len(),
        );
    }
    Ok(section.latest_first())
}

fn sum_up(section: &mut Section, of_credentials: &BTreeSet<EmployerId>, of_lists: &BTreeSet<EmployerId>) {
    if of_credentials.is_empty() {
        section
            .lacks("No employer affirms a credential: none said so in 24 months, or none that still counts.");
    }
    if of_lists.is_empty() {
        section.lacks("No employer affirms a list of competencies: none said so in 24 months, or none that still counts.");
    }
    section.count(
        "Employers that require or prefer a credential",
        of_credentials.len(),
    );
    section.count(
        "Employers that require or prefer a list of competencies",
        of_lists.len(),
    );
}

/// What was said in the months that count, for the program or for an occupation that it leads to.
async fn said(cx: &Cx, subject: &Subject) -> Result<Vec<Model>> {
    use affirmation::Column as C;
    let occupations = subject.occupations.iter().map(String::as_str);
    let about = Condition::any()
        .add(C::ProgramId.eq(subject.program.id))
        .add(C::SocCode.is_in(occupations));
    Ok(affirmations::reads::live(cx)
        .filter(about)
        .filter(C::AffirmedOn.gte(subject.from))
        .filter(C::AffirmedOn.lte(subject.day))
        .all(cx.app.db.read())
        .await?)
}

/// The names of what is affirmed.
struct Things {
    credentials: HashMap<CredentialId, credential::Model>,
    editions: HashMap<CompetencyEditionId, competency_edition::Model>,
    lists: HashMap<CompetencyListId, entities::competency_list::Model>,
}

impl Things {
    async fn of(cx: &Cx, rows: &[Model]) -> Result<Self> {
        let credentials: BTreeSet<CredentialId> = rows.iter().filter_map(|row| row.credential_id).collect();
        let credentials: Vec<CredentialId> = credentials.into_iter().collect();
        let editions: BTreeSet<CompetencyEditionId> =
            rows.iter().filter_map(|row| row.competency_edition_id).collect();
        let editions: Vec<CompetencyEditionId> = editions.into_iter().collect();
        let credentials = match credentials.as_slice() {
            [] => HashMap::new(),
            ids => credentials::reads::by_ids(cx, ids).await?,
        };
        let editions = match editions.as_slice() {
            [] => HashMap::new(),
            ids => competencies::reads::editions_by_ids(cx, ids).await?,
        };
        let lists: BTreeSet<CompetencyListId> = editions.values().map(|row| row.list_id).collect();
        let lists: Vec<CompetencyListId> = lists.into_iter().collect();
        let lists = match lists.as_slice() {
            [] => HashMap::new(),
            ids => competencies::reads::by_ids(cx, ids).await?,
        };
        Ok(Self {
            credentials,
            editions,
            lists,
        })
    }

    fn name(&self, row: &Model) -> String {
        if let Some(credential) = row.credential_id.and_then(|id| self.credentials.get(&id)) {
            return credential.name.clone();
        }
        let edition = row.competency_edition_id.and_then(|id| self.editions.get(&id));
        match edition {
            Some(edition) => {
                let list = self.lists.get(&edition.list_id);
                let title = list.map_or("A list of competencies", |list| list.title.as_str());
                format!("{title}, edition {}", edition.edition)
            }
            None => "What was asked about".to_owned(),
        }
    }
}

/// How an affirmation stood on the day of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Superseded,
    Expired,
    Stale,
    Current,
}

impl State {
    fn words(self) -> &'static str {
        match self {
            Self::Superseded => " (said otherwise or again since)",
            Self::Expired => " (expired)",
            Self::Stale => " (stale: a newer edition is published)",
            Self::Current => "",
        }
    }
}

/// As the feature itself tells it, but for a later word that had not been said by the day.
fn state(subject: &Subject, row: &Model, rows: &[Model], standing: Option<&Standing>) -> State {
    let is_later = |other: &Model| {
        (other.employer_id, &other.soc_code) == (row.employer_id, &row.soc_code)
            && other.credential_id == row.credential_id
            && other.competency_edition_id == row.competency_edition_id
            && (other.affirmed_on, other.id) > (row.affirmed_on, row.id)
    };
    let day = subject.day;
    let newer = standing.and_then(|standing| standing.newer_edition_on);
    // Of an occupation that is none of the program's, not everything that was said is at hand.
    let is_of_program = subject.occupations.contains(&row.soc_code);
    let superseded = standing.is_some_and(|standing| standing.is_superseded);
    if rows.iter().any(is_later) || superseded && !is_of_program {
        State::Superseded
    } else if row.expires_on < day {
        State::Expired
    } else if newer.is_some_and(|on| on <= day) {
        State::Stale
    } else {
        State::Current
    }
}

fn word(answer: AffirmationAnswer) -> &'static str {
    match answer {
        AffirmationAnswer::Required => "required",
        AffirmationAnswer::Preferred => "preferred",
        AffirmationAnswer::NotValued => "not valued",
    }
}

fn source(row: &Model) -> String {
    match (&row.source, row.meeting_id) {
        (Some(source), _) => source.clone(),
        (None, Some(meeting)) => format!("Said at {meeting}"),
        (None, None) => "Record of the affirmation".to_owned(),
    }
}
