//! The tags of an employer: free words, each once by its folded form.

use entities::{employer, employer_tag, ids::EmployerId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    audit::FieldChange,
    db::{MOST_INSERTED, Tx},
    error::{Error, Result, UserErrorCode},
    text,
};

pub(crate) const MOST_TAGS: usize = 50;
pub(crate) const MOST_TAG: usize = 60;

/// Tags trimmed, each once by its folded form, in the given order.
pub(super) fn checked(tags: &[String]) -> Result<Vec<String>> {
    let mut kept: Vec<String> = Vec::new();
    for (place, tag) in tags.iter().enumerate() {
        let tag = text::required(&format!("input.tags.{place}"), tag, MOST_TAG)?;
        if !kept.iter().any(|other| text::fold(other) == text::fold(&tag)) {
            kept.push(tag);
        }
    }
    if kept.len() > MOST_TAGS {
        let message = format!("An employer has {MOST_TAGS} tags at most.");
        return Err(Error::user(UserErrorCode::Limit, "input.tags", message));
    }
    Ok(kept)
}

/// Makes `tags` the tags of the employer; what changed, if anything did.
pub(super) async fn set(tx: &Tx, row: &employer::Model, tags: &[String]) -> Result<Option<FieldChange>> {
    let stored = employer_tag::Entity::find()
        .filter(employer_tag::Column::EmployerId.eq(row.id))
        .order_by_asc(employer_tag::Column::TagSearch)
        .all(tx)
        .await?;
    let mut wanted: Vec<_> = tags.iter().map(|tag| (text::fold(tag), tag.clone())).collect();
    wanted.sort();
    let had: Vec<_> = stored
        .iter()
        .map(|tag| (tag.tag_search.clone(), tag.tag.clone()))
        .collect();
    if wanted == had {
        return Ok(None);
    }
    employer_tag::Entity::delete_many()
        .filter(employer_tag::Column::EmployerId.eq(row.id))
        .exec(tx)
        .await?;
    insert(tx, [(row.id, tags)]).await?;
    let list = |tags: &[(String, String)]| {
        let names: Vec<&str> = tags.iter().map(|(_, tag)| tag.as_str()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    Ok(Some(FieldChange {
        field: "tags".into(),
        before: list(&had),
        after: list(&wanted),
        is_restricted: false,
    }))
}

/// Adds tags to employers that have none.
pub(super) async fn insert<'t>(
    tx: &Tx,
    tagged: impl IntoIterator<Item = (EmployerId, &'t [String])>,
) -> Result<()> {
    let row = |id: EmployerId, tag: &String| employer_tag::ActiveModel {
        employer_id: Set(id),
        tag: Set(tag.clone()),
        tag_search: Set(text::fold(tag)),
    };
    let rows = tagged
        .into_iter()
        .flat_map(|(id, tags)| tags.iter().map(move |tag| row(id, tag)));
    for part in rows.collect::<Vec<_>>().chunks(MOST_INSERTED) {
        employer_tag::Entity::insert_many(part.iter().cloned())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
