//! The competencies of an edition that an employer did not affirm with the rest.

use entities::{
    affirmation,
    affirmation_rejection::{ActiveModel, Column as C, Entity},
    competency,
    ids::CompetencyId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::{
    audit::FieldChange,
    db::{MOST_INSERTED, Tx},
    error::{Error, Result, UserErrorCode},
};

const PATH: &str = "input.rejectedCompetencyIds";

/// Makes `list` (sorted, each once) the rejected competencies; what changed, if anything did.
pub(super) async fn set(
    tx: &Tx,
    row: &affirmation::Model,
    list: &[CompetencyId],
) -> Result<Option<FieldChange>> {
    check(tx, row, list).await?;
    let had: Vec<CompetencyId> = Entity::find()
        .filter(C::AffirmationId.eq(row.id))
        .order_by_asc(C::CompetencyId)
        .all(tx)
        .await?
        .into_iter()
        .map(|row| row.competency_id)
        .collect();
    if had == list {
        return Ok(None);
    }
    Entity::delete_many()
        .filter(C::AffirmationId.eq(row.id))
        .exec(tx)
        .await?;
    for part in list.chunks(MOST_INSERTED) {
        let rows = part.iter().map(|id| ActiveModel {
            affirmation_id: Set(row.id),
            competency_id: Set(*id),
        });
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    let shown = |list: &[CompetencyId]| {
        let ids: Vec<String> = list.iter().map(ToString::to_string).collect();
        (!ids.is_empty()).then(|| ids.join(", "))
    };
    Ok(Some(FieldChange {
        field: "rejectedCompetencies".into(),
        before: shown(&had),
        after: shown(list),
        is_restricted: false,
    }))
}

/// Every one belongs to the edition that is affirmed.
async fn check(tx: &Tx, row: &affirmation::Model, list: &[CompetencyId]) -> Result<()> {
    if list.is_empty() {
        return Ok(());
    }
    let Some(edition) = row.competency_edition_id else {
        let message = "A credential is affirmed as a whole; only competencies are rejected one by one.";
        return Err(Error::invalid(PATH, message));
    };
    let known = competency::Entity::find()
        .filter(competency::Column::EditionId.eq(edition))
        .filter(competency::Column::Id.is_in(list.iter().copied()))
        .count(tx)
        .await?;
    if usize::try_from(known).ok() == Some(list.len()) {
        return Ok(());
    }
    let message = "The edition does not have all of these competencies.";
    Err(Error::user(UserErrorCode::NotFound, PATH, message))
}
