//! Selects of imports, always through the policy.

use std::collections::HashMap;

use entities::{
    ids::{ImportBatchId, ImportFileId},
    import_batch, import_file,
    import_row::{self, ImportOutcome},
    user_account,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The imports the actor may see. One of records about completers shows its file's rows: only their own agency sees it, administrators
/// of other agencies do not.
pub fn visible(cx: &Cx) -> Select<import_batch::Entity> {
    let agency = import_batch::Column::AgencyId;
    let open = Condition::any()
        .add(import_batch::Column::IsClosed.eq(false))
        .add(policy::visible_owned(&cx.actor, Action::CompleterRead, agency));
    import_batch::Entity::find()
        .filter(policy::visible_owned(&cx.actor, Action::ImportRead, agency))
        .filter(open)
}

/// One import.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: ImportBatchId) -> Result<import_batch::Model> {
    db::found(
        visible(cx)
            .filter(import_batch::Column::Id.eq(id))
            .one(conn)
            .await?,
    )
}

/// These imports, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[ImportBatchId]) -> Result<HashMap<ImportBatchId, import_batch::Model>> {
    let rows = visible(cx)
        .filter(import_batch::Column::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The imports, the latest first.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    filter: Condition,
    args: &PageArgs,
) -> Result<(Slice<import_batch::Model>, Counter)> {
    let sorts = vec![Sort::descending(import_batch::Column::CreatedAt)];
    let keys = Keys::new(sorts, import_batch::Column::Id);
    let select = visible(cx).filter(filter);
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys, args).await?;
    Ok((slice, paging::counter(cx, select)))
}

/// The row reports of the imports the actor may see.
pub fn rows(cx: &Cx, batches: &[ImportBatchId], filter: Condition) -> Select<import_row::Entity> {
    use sea_orm::QuerySelect as _;
    let seen = visible(cx)
        .select_only()
        .column(import_batch::Column::Id)
        .filter(import_batch::Column::Id.is_in(batches.iter().copied()));
    import_row::Entity::find()
        .filter(import_row::Column::BatchId.in_subquery(seen.into_query()))
        .filter(filter)
}

/// The order of a row report: as the file.
pub fn row_keys() -> Keys<import_row::Entity> {
    Keys::new(
        vec![Sort::ascending(import_row::Column::RowNumber)],
        import_row::Column::Id,
    )
}

/// What a line of a row report is about, as the API names it.
pub fn subject(row: &import_row::Model) -> Option<String> {
    let id = row.subject_id?;
    Some(format!("{}_{}", row.target, id.simple()))
}

/// The lines of what a revert left as it was.
pub fn left_by_revert() -> Condition {
    let outcomes = [ImportOutcome::Created, ImportOutcome::Updated];
    Condition::all().add(import_row::Column::Outcome.is_in(outcomes))
}

/// The lines of the rows that were quarantined.
pub fn quarantined() -> Condition {
    Condition::all().add(import_row::Column::Outcome.eq(ImportOutcome::Failed))
}

/// The lines about which something is to be said: quarantined, warned of, or left by a revert.
pub fn with_reason() -> Condition {
    Condition::all().add(import_row::Column::Reason.is_not_null())
}

/// A file that somebody uploaded whose files the actor may bring in.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not import it.
pub async fn file(cx: &Cx, conn: &impl ConnectionTrait, id: ImportFileId) -> Result<import_file::Model> {
    let uploaders = user_account::Entity::find()
        .select_only()
        .column(user_account::Column::Id)
        .filter(policy::visible_uploaders(
            &cx.actor,
            user_account::Column::AgencyId,
        ))
        .into_query();
    let select = import_file::Entity::find_by_id(id);
    db::found(
        select
            .filter(import_file::Column::UploadedBy.in_subquery(uploaders))
            .one(conn)
            .await?,
    )
}
