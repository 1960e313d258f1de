//! Starting an import: the file is kept, the batch is recorded, a job is queued.

use std::path::Path;

use entities::{
    ids::{AgencyId, ImportBatchId, ImportFileId},
    import_batch::{self, ImportStatus},
    import_file,
    subject_type::SubjectType,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::run::invalid;
use crate::{
    app::Cx,
    audit::{self, Event},
    checks::MOST_LINE,
    db::{self, Tx},
    error::{Error, Result},
    imports::{profile::Profile, profiles, reads},
    jobs::{self, JobKind},
    policy::{Action, Owner},
    text,
};

/// Who starts an import of a file, or removes one, does so alone.
pub(super) const FILES: &str = "uploaded files";

/// A wish to import an uploaded file.
#[derive(Clone, Debug)]
pub struct Start {
    /// The file.
    pub file: ImportFileId,
    /// The name of a profile that Guildhall ships with.
    pub profile: Option<String>,
    /// A profile of one's own, TOML.
    pub profile_text: Option<String>,
    /// Whether only to report what would be done.
    pub dry_run: bool,
    /// The agency of records that do not name one; the actor's own when none.
    pub agency: Option<AgencyId>,
}

/// Queues an import.
///
/// # Errors
/// `FORBIDDEN` for another agency than one may import for; `NOT_FOUND` for the file; `INVALID` for the profile, one for each
/// problem.
pub async fn start(cx: &Cx, wish: Start) -> Result<import_batch::Model> {
    let agency = wish.agency.or_else(|| cx.actor.user().map(|user| user.agency_id));
    may(cx, agency)?;
    let text = match (&wish.profile, &wish.profile_text) {
        (Some(name), None) => profiles::by_name(name).ok_or_else(|| unknown(name))?.to_owned(),
        (None, Some(text)) => text.clone(),
        _ => {
            let message = "Give the name of a profile, or the text of one.";
            return Err(Error::invalid("input.profile", message));
        }
    };
    let profile = parse(&text).map_err(|error| {
        at(
            error,
            if wish.profile.is_some() {
                "profile"
            } else {
                "profileText"
            },
        )
    })?;
    may_read(cx, &profile, agency)?;
    db::write(cx, async |tx| {
        tx.alone(FILES).await?;
        let file = reads::file(cx, tx, wish.file).await?;
        let new = New {
            file_name: &file.name,
            file_sha256: &file.sha256,
            profile: &profile,
            is_dry_run: wish.dry_run,
            agency,
            stored_path: Some(&file.stored_path),
        };
        let batch = insert(tx, cx, &new).await?;
        jobs::enqueue(tx, cx, JobKind::Import, json!({ "batch": batch.id.to_string() })).await?;
        Ok(batch)
    })
    .await
}

/// Whether the actor may import for an agency.
pub(super) fn may(cx: &Cx, agency: Option<AgencyId>) -> Result<()> {
    cx.actor
        .may(Action::ImportRun, agency.map_or(Owner::Network, Owner::Agency))
}

/// Whether the actor may bring in what a profile reads: what is about completers is brought in by their own agency.
///
/// # Errors
/// `FORBIDDEN`.
pub(super) fn may_read(cx: &Cx, profile: &Profile, agency: Option<AgencyId>) -> Result<()> {
    if !profile.is_closed() {
        return Ok(());
    }
    let owner = agency.map_or(Owner::Network, Owner::Agency);
    cx.actor.may(Action::CompleterRecord, owner)
}

/// Reads a profile.
pub(super) fn parse(text: &str) -> Result<Profile> {
    Profile::parse(text).map_err(|error| invalid("profile", error.problems))
}

fn at(error: Error, field: &str) -> Error {
    match error {
        Error::User(mut errors) => {
            for error in &mut errors {
                error.path = vec!["input".to_owned(), field.to_owned()];
            }
            Error::User(errors)
        }
        other => other,
    }
}

fn unknown(name: &str) -> Error {
    let known = profiles::names().collect::<Vec<_>>().join(", ");
    Error::invalid(
        "input.profile",
        format!("There is no profile `{name}`; Guildhall ships with {known}."),
    )
}

/// A batch to be recorded.
pub(super) struct New<'a> {
    pub(super) file_name: &'a str,
    pub(super) file_sha256: &'a str,
    pub(super) profile: &'a Profile,
    pub(super) is_dry_run: bool,
    pub(super) agency: Option<AgencyId>,
    pub(super) stored_path: Option<&'a str>,
}

/// Records a batch.
pub(super) async fn insert(tx: &Tx, cx: &Cx, new: &New<'_>) -> Result<import_batch::Model> {
    let row = import_batch::ActiveModel {
        id: Set(cx.app.ids.next::<ImportBatchId>()),
        file_name: Set(new.file_name.to_owned()),
        file_sha256: Set(new.file_sha256.to_owned()),
        profile_name: Set(new.profile.name.clone()),
        profile_text: Set(new.profile.text.clone()),
        is_dry_run: Set(new.is_dry_run),
        status: Set(ImportStatus::Queued),
        agency_id: Set(new.agency),
        user_id: Set(cx.actor.user().map(|user| user.id)),
        stored_path: Set(new.stored_path.map(str::to_owned)),
        rows_total: Set(0),
        rows_done: Set(0),
        rows_created: Set(0),
        rows_updated: Set(0),
        rows_unchanged: Set(0),
        rows_failed: Set(0),
        report: Set(json!({})),
        message: Set(None),
        created_at: Set(cx.app.clock.now()),
        started_at: Set(None),
        heard_at: Set(None),
        finished_at: Set(None),
        reverted_at: Set(None),
        version: Set(1),
        is_closed: Set(new.profile.is_closed()),
    };
    Ok(row.insert(tx).await?)
}

/// Sets columns of a batch.
pub(super) async fn update(tx: &Tx, id: ImportBatchId, row: import_batch::ActiveModel) -> Result<()> {
    import_batch::Entity::update_many()
        .set(row)
        .filter(import_batch::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Audits what was done with a batch.
pub(super) async fn note(tx: &Tx, cx: &Cx, action: &'static str, id: ImportBatchId) -> Result<()> {
    let event = Event {
        action,
        subject_type: SubjectType::ImportBatch,
        subject_id: id.uuid(),
        employer_id: None,
        changes: Vec::new(),
    };
    audit::record(tx, cx, event).await
}

/// Asks whether the actor may upload files.
///
/// # Errors
/// `FORBIDDEN`.
pub fn may_keep_file(cx: &Cx) -> Result<()> {
    may(cx, cx.actor.user().map(|user| user.agency_id))
}

/// Records a file that was uploaded; its bytes lie at `stored_path` in the folder for files.
///
/// # Errors
/// `FORBIDDEN`; `TOO_LONG` for its name.
pub async fn keep_file(
    cx: &Cx,
    name: &str,
    stored_path: &Path,
    sha256: String,
    byte_count: i64,
) -> Result<import_file::Model> {
    may_keep_file(cx)?;
    let name = text::optional("name", Some(name), MOST_LINE)?.unwrap_or_else(|| "upload".to_owned());
    let row = import_file::ActiveModel {
        id: Set(cx.app.ids.next::<ImportFileId>()),
        name: Set(name),
        sha256: Set(sha256),
        byte_count: Set(byte_count),
        stored_path: Set(stored_path.display().to_string()),
        uploaded_by: Set(cx.actor.user().map(|user| user.id)),
        created_at: Set(cx.app.clock.now()),
    };
    db::write(cx, async |tx| Ok(row.insert(tx).await?)).await
}
