//! The rules of programs.

mod checklist;
mod credentials;
mod occupations;
mod references;

pub use checklist::{NewAnswer, answer};
pub use references::held;

use entities::{
    agency,
    ids::{CredentialId, ProgramId},
    program,
    subject_type::SubjectType,
};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, EntityTrait, QueryFilter,
};

use super::reads;
use crate::{
    app::Cx,
    checks::{self, Checks, MOST_NAME, MOST_TEXT},
    codes::shapes,
    db::{self, Tx},
    error::{Error, OnUnique as _, Result, UserError, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    shared::external_references::{self, Reference},
    text,
};

record!(program, Program, ProgramId, |_row| None);

/// What is set on a program: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. Derived columns (`name_search`, `school_search`) are set here, not by the caller.
    pub row: program::ActiveModel,
    /// All external references of the program; none leaves them.
    pub references: Option<Vec<Reference>>,
    /// The SOC codes of all occupations it leads to; none leaves them.
    pub occupations: Option<Vec<String>>,
    /// All credentials it awards or prepares for; none leaves them.
    pub credentials: Option<Vec<CredentialId>>,
}

/// Adds a program. Without an agency it is the actor's.
///
/// # Errors
/// `FORBIDDEN` for another agency than one's own; `REQUIRED`, `TOO_LONG`, `INVALID`, `LIMIT` for values; `NOT_FOUND` for an
/// agency or an advisory board that is not there, and for a code that the current list does not have; `DUPLICATE` when a live
/// program of the agency has this name at this school.
pub async fn create(cx: &Cx, draft: Draft) -> Result<program::Model> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, draft).await).await
}

/// [`create`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`create`].
pub async fn create_in(tx: &Tx, cx: &Cx, mut draft: Draft) -> Result<program::Model> {
    owned(tx, cx, &mut draft.row).await?;
    if draft.row.name.is_not_set() {
        return Err(Error::user(
            UserErrorCode::Required,
            "input.name",
            "This must not be empty.",
        ));
    }
    if draft.row.school_search.is_not_set() {
        draft.row.school_search = Set(String::new());
    }
    references::check(tx, cx, None, &draft).await?;
    check_unique(tx, None, &draft.row, "input.name").await?;
    let row = unique(
        record::insert::<program::Entity>(tx, cx, draft.row).await,
        "input.name",
    )?;
    if let Some(list) = draft.references.filter(|list| !list.is_empty()) {
        external_references::replace_in(tx, cx, (SubjectType::Program, row.id.uuid()), &list).await?;
    }
    if let Some(codes) = draft.occupations {
        occupations::set(tx, row.id, &codes).await?;
    }
    if let Some(list) = draft.credentials {
        credentials::set(tx, cx, row.id, &list).await?;
    }
    Ok(row)
}

/// Changes a program. It stays with its agency.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT` when `version` is not the stored one, `STATE` when it is in the trash, and those of
/// [`create`].
pub async fn update(cx: &Cx, id: ProgramId, version: i32, draft: Draft) -> Result<Updated<program::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: ProgramId,
    version: Option<i32>,
    mut draft: Draft,
) -> Result<Updated<program::Model>> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may_for(Action::ProgramUpdate, before.agency_id)?;
    if before.trashed_at.is_some() {
        return Err(Error::state(
            "id",
            "This program is in the trash; restore it first.",
        ));
    }
    draft.row.agency_id = ActiveValue::NotSet;
    references::check(tx, cx, Some(&before), &draft).await?;
    check_unique(tx, Some(&before), &draft.row, "input.name").await?;
    let updated = record::update::<program::Entity>(tx, cx, &before, version, draft.row).await;
    let updated = unique(updated, "input.name")?;
    let mut beside = Vec::new();
    if let Some(list) = draft.references {
        let subject = (SubjectType::Program, before.id.uuid());
        beside.extend(external_references::replace_in(tx, cx, subject, &list).await?);
    }
    if let Some(codes) = draft.occupations {
        beside.extend(occupations::set(tx, before.id, &codes).await?);
    }
    if let Some(list) = draft.credentials {
        beside.extend(credentials::set(tx, cx, before.id, &list).await?);
    }
    record::beside::<program::Entity>(tx, cx, &before, updated, beside).await
}

/// Puts a program into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: ProgramId, version: i32) -> Result<program::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::ProgramUpdate, before.agency_id)?;
        if before.trashed_at.is_some() {
            return Err(Error::state("id", "This program is in the trash already."));
        }
        let row = program::ActiveModel {
            trashed_at: Set(Some(cx.app.clock.now())),
            ..Default::default()
        };
        let gone = record::update::<program::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(gone.row)
    })
    .await
}

/// Takes a program out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash; `DUPLICATE` when a live program has taken its name.
pub async fn restore(cx: &Cx, id: ProgramId, version: i32) -> Result<program::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::ProgramUpdate, before.agency_id)?;
        if before.trashed_at.is_none() {
            return Err(Error::state("id", "This program is not in the trash."));
        }
        let row = program::ActiveModel {
            trashed_at: Set(None),
            ..Default::default()
        };
        check_unique(tx, Some(&before), &row, "id").await?;
        let back = record::update::<program::Entity>(tx, cx, &before, Some(version), row).await;
        Ok(unique(back, "id")?.row)
    })
    .await
}

/// Cleans the values and sets the derived columns.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.name", &mut row.name, MOST_NAME);
    checks.optional("input.school", &mut row.school, MOST_NAME);
    checks.optional("input.county", &mut row.county, MOST_NAME);
    checks.optional("input.sectorLabel", &mut row.sector_label, MOST_NAME);
    checks.shaped(
        "input.cipCode",
        &mut row.cip_code,
        shapes::CIP_EXPECTED,
        shapes::cip,
    );
    checks.optional("input.description", &mut row.description, MOST_TEXT);
    checks.optional("input.objectives", &mut row.objectives, MOST_TEXT);
    checks.optional("input.approvalNumber", &mut row.approval_number, MOST_NAME);
    if let Some(codes) = draft.occupations.take() {
        draft.occupations = Some(occupations::checked(&mut checks, &codes));
    }
    if let Some(list) = &mut draft.credentials {
        credentials::check_length(&mut checks, list);
    }
    if let Some(list) = draft.references.take() {
        draft.references = checks.note(external_references::checked(&list));
    }
    checks.done()?;
    checks::fold_beside(&row.name, &mut row.name_search);
    if let Set(school) = &row.school {
        row.school_search = Set(school.as_deref().map(text::fold).unwrap_or_default());
    }
    Ok(draft)
}

/// The agency of a new program: the given one, or the actor's. It is live, and the actor may add programs to it.
async fn owned(tx: &Tx, cx: &Cx, row: &mut program::ActiveModel) -> Result<()> {
    if let (true, Some(user)) = (row.agency_id.is_not_set(), cx.actor.user()) {
        row.agency_id = Set(user.agency_id);
    }
    let path = "input.agencyId";
    let Set(agency) = row.agency_id else {
        return Err(Error::user(
            UserErrorCode::Required,
            path,
            "This must not be empty.",
        ));
    };
    let live = agency::Entity::find_by_id(agency)
        .filter(agency::Column::TrashedAt.is_null())
        .one(tx)
        .await?;
    let missing = || Error::user(UserErrorCode::NotFound, path, "There is no such agency.");
    live.ok_or_else(missing)?;
    cx.may_for(Action::ProgramUpdate, agency)
}

/// No other live program of the agency has the name at the school. Asked first, because a violated index ends a PostgreSQL
/// transaction, and an import goes on.
async fn check_unique(
    tx: &Tx,
    before: Option<&program::Model>,
    row: &program::ActiveModel,
    path: &str,
) -> Result<()> {
    use program::Column as C;
    if before.is_some_and(|before| before.trashed_at.is_none())
        && row.name_search.is_not_set()
        && row.school_search.is_not_set()
    {
        return Ok(());
    }
    let text = |set: &ActiveValue<String>, stored: Option<&String>| match set {
        Set(text) => text.clone(),
        _ => stored.cloned().unwrap_or_default(),
    };
    let agency = match (&row.agency_id, before) {
        (_, Some(before)) => before.agency_id,
        (Set(agency), None) => *agency,
        _ => return Ok(()),
    };
    let mut same = program::Entity::find()
        .filter(C::AgencyId.eq(agency))
        .filter(C::NameSearch.eq(text(&row.name_search, before.map(|before| &before.name_search))))
        .filter(C::SchoolSearch.eq(text(
            &row.school_search,
            before.map(|before| &before.school_search),
        )))
        .filter(C::TrashedAt.is_null());
    if let Some(before) = before {
        same = same.filter(C::Id.ne(before.id));
    }
    let taken = same.one(tx).await?.is_some();
    if taken {
        Err(Error::User(vec![duplicate(path)]))
    } else {
        Ok(())
    }
}

fn duplicate(path: &str) -> UserError {
    let message = "A live program of this agency has this name at this school.";
    UserError::new(UserErrorCode::Duplicate, path, message)
}

/// A name taken between the question and the write.
fn unique<T>(outcome: Result<T>, path: &str) -> Result<T> {
    outcome.on_unique(
        "uq_program_agency_id_name_search_school_search",
        "program.agency_id",
        duplicate(path),
    )
}
