//! What an employer requires of those who fill an opening.

use entities::{
    ids::{CredentialId, OpeningId},
    opening_requirement::{ActiveModel, Column as C, Entity, Model, RequirementStrength},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    audit::FieldChange,
    checks::{Checks, MOST_LINE},
    db::Tx,
    error::{Error, Result, UserErrorCode},
    text,
};

pub(super) const MOST_REQUIREMENTS: usize = 50;

/// A requirement as callers give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The credential required; exactly one of it and `text`.
    pub credential: Option<CredentialId>,
    /// What is required, in words.
    pub text: Option<String>,
    /// How strongly.
    pub strength: RequirementStrength,
}

/// Cleans the requirements of a draft.
pub(super) fn checked(checks: &mut Checks, list: &mut [Requirement]) {
    if list.len() > MOST_REQUIREMENTS {
        let message = format!("An opening has {MOST_REQUIREMENTS} requirements at most.");
        checks.fail(UserErrorCode::Limit, "input.requirements", message);
    }
    let mut seen = Vec::new();
    for (place, one) in list.iter_mut().enumerate() {
        let path = format!("input.requirements.{place}");
        let cleaned = text::optional(&format!("{path}.text"), one.text.as_deref(), MOST_LINE);
        if let Some(cleaned) = checks.note(cleaned) {
            one.text = cleaned;
        }
        if one.credential.is_some() == one.text.is_some() {
            let message = "Name a credential, or say in words what is required; one of the two.";
            checks.fail(UserErrorCode::Invalid, &path, message);
        }
        if one.credential.is_some() && seen.contains(&one.credential) {
            let message = "This credential is named twice.";
            checks.fail(UserErrorCode::Invalid, &format!("{path}.credentialId"), message);
        }
        seen.push(one.credential);
    }
}

/// Writes the requirements of an opening that has none.
pub(super) async fn set(tx: &Tx, id: OpeningId, list: Vec<Requirement>) -> Result<()> {
    let mut rows = Vec::with_capacity(list.len());
    for (place, one) in list.into_iter().enumerate() {
        rows.push(ActiveModel {
            opening_id: Set(id),
            place: Set(i32::try_from(place).map_err(Error::internal)?),
            credential_id: Set(one.credential),
            text: Set(one.text),
            strength: Set(one.strength),
        });
    }
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Makes these the requirements of an opening; that they changed, if they did. The audit keeps none of the words.
pub(super) async fn change(tx: &Tx, id: OpeningId, list: Vec<Requirement>) -> Result<Vec<FieldChange>> {
    let stored = Entity::find()
        .filter(C::OpeningId.eq(id))
        .order_by_asc(C::Place)
        .all(tx)
        .await?;
    if stored.into_iter().map(Requirement::from).eq(list.iter().cloned()) {
        return Ok(Vec::new());
    }
    Entity::delete_many().filter(C::OpeningId.eq(id)).exec(tx).await?;
    set(tx, id, list).await?;
    Ok(vec![FieldChange {
        field: "requirements".to_owned(),
        before: None,
        after: None,
        is_restricted: true,
    }])
}

impl From<Model> for Requirement {
    fn from(row: Model) -> Self {
        Self {
            credential: row.credential_id,
            text: row.text,
            strength: row.strength,
        }
    }
}
