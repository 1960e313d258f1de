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
    affirmations::{
        self,
        ops::state::{Facts, State},
        reads::Standing,
    },
    app::Cx,
    competencies,
    credentials::{self, ops::naming},
    employers,
    error::Result,
    evidence::ops::contents::{Kind, Section},
};

pub(super) async fn section(cx: &Cx, subject: &Subject) -> Result<Section> {
    let awarded = awarded(cx, subject).await?;
    let rows = said(cx, subject, &awarded).await?;
    let names = names(cx, rows.iter().map(|row| row.employer_id)).await?;
    let things = Things::of(cx, &rows, &awarded).await?;
    let ids: Vec<AffirmationId> = rows.iter().map(|row| row.id).collect();
    let standings = match ids.as_slice() {
        [] => HashMap::new(),
        ids => affirmations::reads::standings(cx, ids, Some(subject.day)).await?,
    };
    let mut section = Section::new(Kind::Affirmations);
    let (mut of_credentials, mut of_lists) = (BTreeSet::new(), BTreeSet::new());
    let mut requiring: BTreeMap<(String, String), BTreeSet<EmployerId>> = BTreeMap::new();
    let mut affirmed = BTreeSet::new();
    for row in &rows {
        let state = state(subject, row, standings.get(&row.id));
        if state == State::Current && row.answer != AffirmationAnswer::NotValued {
            affirmed.extend(row.credential_id);
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
            words(state)
        );
        section.line(text, Some(row.affirmed_on), &row.id, source(row));
    }
    sum_up(&mut section, &of_credentials, &of_lists);
    for id in awarded.iter().filter(|id| !affirmed.contains(*id)) {
        let name = things.credential(*id);
        section.lacks(format!("No employer affirms {name}, which the program awards."));
    }
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

/// The credentials that the program awards or prepares for.
async fn awarded(cx: &Cx, subject: &Subject) -> Result<Vec<CredentialId>> {
    let rows = credentials::reads::of_programs(cx.app.db.read(), &[subject.program.id]).await?;
    let ids: BTreeSet<CredentialId> = rows.into_iter().map(|row| row.credential_id).collect();
    Ok(ids.into_iter().collect())
}

/// What live employers said in the months that count or what counts on the day: for the program itself, or for an occupation that it
/// leads to, of a credential that it awards or of competencies.
async fn said(cx: &Cx, subject: &Subject, awarded: &[CredentialId]) -> Result<Vec<Model>> {
    use affirmation::Column as C;
    let of_program = Condition::any()
        .add(C::CompetencyEditionId.is_not_null())
        .add(C::CredentialId.is_in(awarded.iter().copied()));
    let of_occupations = Condition::all()
        .add(C::SocCode.is_in(subject.occupations.iter().map(String::as_str)))
        .add(of_program);
    let about = Condition::any()
        .add(C::ProgramId.eq(subject.program.id))
        .add(of_occupations);
    let counts = Condition::any()
        .add(C::AffirmedOn.gte(subject.from))
        .add(C::ExpiresOn.gte(subject.day));
    Ok(affirmations::reads::live(cx)
        .filter(about)
        .filter(C::EmployerId.in_subquery(employers::reads::live_ids()))
        .filter(counts)
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
    async fn of(cx: &Cx, rows: &[Model], awarded: &[CredentialId]) -> Result<Self> {
        let named = rows.iter().filter_map(|row| row.credential_id);
        let credentials: BTreeSet<CredentialId> = named.chain(awarded.iter().copied()).collect();
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

    /// A credential by its name, with its kind where the name does not tell it.
    fn credential(&self, id: CredentialId) -> String {
        let found = self.credentials.get(&id);
        found.map_or_else(
            || "a credential".to_owned(),
            |row| naming::named(&row.name, row.kind),
        )
    }

    fn name(&self, row: &Model) -> String {
        if let Some(id) = row.credential_id {
            return self.credential(id);
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

/// As the feature itself tells it, as of the day.
fn state(subject: &Subject, row: &Model, standing: Option<&Standing>) -> State {
    let facts = Facts {
        is_trashed: false,
        is_superseded: standing.is_some_and(|standing| standing.is_superseded),
        expires_on: row.expires_on,
        newer_edition_on: standing.and_then(|standing| standing.newer_edition_on),
    };
    facts.state(subject.day).unwrap_or(State::Superseded)
}

fn words(state: State) -> &'static str {
    match state {
        State::Superseded => " (said otherwise or again since)",
        State::Expired => " (expired)",
        State::Stale => " (stale: a newer edition is published)",
        State::Current => "",
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
