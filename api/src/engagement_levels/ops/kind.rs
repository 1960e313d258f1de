//! The rules of kinds of evidence: a reference list whose keys never change.

use entities::{ids::LadderEvidenceKindId, ladder_evidence_kind};
use sea_orm::ActiveValue::NotSet;

use crate::{
    app::Cx,
    checks::{Checks, MOST_NAME},
    db::{self, Tx},
    engagement_levels::reads,
    error::{OnUnique, Result, UserError, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    shared::lists,
};

record!(
    ladder_evidence_kind,
    LadderEvidenceKind,
    LadderEvidenceKindId,
    |_row| None
);

/// What is set on a kind of evidence: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct KindDraft {
    /// The columns.
    pub row: ladder_evidence_kind::ActiveModel,
}

/// Adds a kind of evidence that Guildhall ships with.
pub(super) async fn create_in(
    tx: &Tx,
    cx: &Cx,
    row: ladder_evidence_kind::ActiveModel,
) -> Result<ladder_evidence_kind::Model> {
    let duplicate = UserError::new(
        UserErrorCode::Duplicate,
        "input.key",
        "A kind of evidence has this key already.",
    );
    record::insert::<ladder_evidence_kind::Entity>(tx, cx, row)
        .await
        .on_unique(
            "uq_ladder_evidence_kind_key",
            "ladder_evidence_kind.key",
            duplicate,
        )
}

/// Changes a kind of evidence: the level it shows, its label. Its key stays. The levels of all employers follow at once.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `REQUIRED`, `TOO_LONG` for the label.
pub async fn update(
    cx: &Cx,
    id: LadderEvidenceKindId,
    version: i32,
    mut draft: KindDraft,
) -> Result<Updated<ladder_evidence_kind::Model>> {
    let mut checks = Checks::new();
    checks.required("input.label", &mut draft.row.label, MOST_NAME);
    checks.done()?;
    draft.row.key = NotSet;
    db::write(cx, async |tx| {
        let before = reads::kind_by_id(cx, tx, id).await?;
        cx.may(Action::EngagementLevelManage)?;
        record::update::<ladder_evidence_kind::Entity>(tx, cx, &before, Some(version), draft.row).await
    })
    .await
}

/// Takes a kind of evidence out of use: it shows no level any more.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is out of use already.
pub async fn retire(cx: &Cx, id: LadderEvidenceKindId, version: i32) -> Result<ladder_evidence_kind::Model> {
    set_retired(cx, id, version, true).await
}

/// Takes a kind of evidence back into use.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in use.
pub async fn unretire(
    cx: &Cx,
    id: LadderEvidenceKindId,
    version: i32,
) -> Result<ladder_evidence_kind::Model> {
    set_retired(cx, id, version, false).await
}

async fn set_retired(
    cx: &Cx,
    id: LadderEvidenceKindId,
    version: i32,
    retired: bool,
) -> Result<ladder_evidence_kind::Model> {
    db::write(cx, async |tx| {
        let before = reads::kind_by_id(cx, tx, id).await?;
        cx.may(Action::EngagementLevelManage)?;
        let what = "kind of evidence";
        lists::set_retired::<ladder_evidence_kind::Entity>(tx, cx, &before, version, retired, what).await
    })
    .await
}
