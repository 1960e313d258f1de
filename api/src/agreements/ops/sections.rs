//! The sections of an agreement, numbered from 1.

use entities::{agreement_section, ids::AgreementId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    audit::FieldChange,
    checks::{Checks, MOST_NAME, MOST_TEXT},
    db::Tx,
    error::{Result, UserErrorCode},
    text,
};

pub(crate) const MOST_SECTIONS: usize = 100;

/// A section of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSection {
    /// What it is about.
    pub heading: String,
    /// What was agreed.
    pub body: Option<String>,
}

/// Sections with their values cleaned.
pub(super) fn checked(sections: Vec<NewSection>) -> Result<Vec<NewSection>> {
    let mut checks = Checks::new();
    if sections.len() > MOST_SECTIONS {
        let message = format!("An agreement has {MOST_SECTIONS} sections at most.");
        checks.fail(UserErrorCode::Limit, "input.sections", message);
    }
    let mut kept = Vec::new();
    for (place, section) in sections.into_iter().enumerate() {
        let path = format!("input.sections.{place}");
        let heading = text::required(&format!("{path}.heading"), &section.heading, MOST_NAME);
        let body = text::optional(&format!("{path}.body"), section.body.as_deref(), MOST_TEXT);
        if let (Some(heading), Some(body)) = (checks.note(heading), checks.note(body)) {
            kept.push(NewSection { heading, body });
        }
    }
    checks.done()?;
    Ok(kept)
}

pub(super) async fn insert(tx: &Tx, id: AgreementId, sections: &[NewSection]) -> Result<()> {
    if sections.is_empty() {
        return Ok(());
    }
    let rows = (1..)
        .zip(sections)
        .map(|(position, section)| agreement_section::ActiveModel {
            agreement_id: Set(id),
            position: Set(position),
            heading: Set(section.heading.clone()),
            body: Set(section.body.clone()),
        });
    agreement_section::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Makes these its sections; what changed, if anything did.
pub(super) async fn replace(tx: &Tx, id: AgreementId, wanted: &[NewSection]) -> Result<Option<FieldChange>> {
    use agreement_section::Column as C;
    let stored = agreement_section::Entity::find()
        .filter(C::AgreementId.eq(id))
        .order_by_asc(C::Position)
        .all(tx)
        .await?;
    let had: Vec<NewSection> = stored
        .into_iter()
        .map(|row| NewSection {
            heading: row.heading,
            body: row.body,
        })
        .collect();
    if had == wanted {
        return Ok(None);
    }
    agreement_section::Entity::delete_many()
        .filter(C::AgreementId.eq(id))
        .exec(tx)
        .await?;
    insert(tx, id, wanted).await?;
    Ok(Some(FieldChange {
        field: "sections".into(),
        before: listed(&had),
        after: listed(wanted),
        is_restricted: false,
    }))
}

/// The sections as the audit keeps them: all their words.
fn listed(sections: &[NewSection]) -> Option<String> {
    let lines: Vec<String> = sections
        .iter()
        .map(|section| {
            format!(
                "{}: {}",
                section.heading,
                section.body.as_deref().unwrap_or_default()
            )
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
