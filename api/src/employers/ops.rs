//! The rules of employers.

mod tags;

use entities::{agency, employer, ids::EmployerId, subject_type::SubjectType, user_account};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, EntityTrait, QueryFilter,
};

use super::reads;
use crate::{
    accounts::reads::users,
    agencies,
    app::Cx,
    checks::{self, Checks, MOST_LINE, MOST_NAME, MOST_TEXT},
    codes::naics,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    memberships,
    policy::Action,
    record::{self, Updated, record},
    shared::{
        external_references::{self, Reference},
        references::found,
    },
    text,
};

record!(employer, Employer, EmployerId, |row| Some(row.id));

pub(crate) use tags::MOST_TAGS;

/// What is set on an employer: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. Derived columns (`name_search`, `naics_sort`) are set here, not by the caller.
    pub row: employer::ActiveModel,
    /// All tags of the employer; none leaves them.
    pub tags: Option<Vec<String>>,
    /// All external references of the employer; none leaves them.
    pub references: Option<Vec<Reference>>,
}

/// What became of a wish to create an employer, or to restore one.
#[derive(Clone, Debug)]
pub enum Created {
    /// It is there now.
    Employer(Box<employer::Model>),
    /// Employers have this name, some perhaps in the trash; nothing was written.
    Candidates(Vec<employer::Model>),
}

/// Adds an employer. With `allow_duplicates` also when employers have its name, the trash included.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `NOT_FOUND` for a parent or team that is not there;
/// `DUPLICATE` for an external reference that another employer has.
pub async fn create(cx: &Cx, draft: Draft, allow_duplicates: bool) -> Result<Created> {
    cx.may(Action::EmployerCreate)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, draft, allow_duplicates).await).await
}

/// [`create`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`create`].
pub async fn create_in(tx: &Tx, cx: &Cx, draft: Draft, allow_duplicates: bool) -> Result<Created> {
    if let (Set(name), false) = (&draft.row.name, allow_duplicates) {
        tx.alone(&format!("employer named {}", text::fold(name))).await?;
        let candidates = reads::same_name(cx, tx, name).await?;
        if !candidates.is_empty() {
            return Ok(Created::Candidates(candidates));
        }
    }
    let row = complete(tx, cx, draft.row).await?;
    let row = record::insert::<employer::Entity>(tx, cx, row).await?;
    if let Some(tags) = draft.tags {
        tags::set(tx, &row, &tags).await?;
    }
    if let Some(list) = draft.references.filter(|list| !list.is_empty()) {
        external_references::replace_in(tx, cx, (SubjectType::Employer, row.id.uuid()), &list).await?;
    }
    Ok(Created::Employer(Box::new(row)))
}

/// Adds employers for an import, whoever bears their names; for each its row, or why it cannot be. References to other
/// systems in the drafts are not taken notice of.
///
/// # Errors
/// When the database does not answer.
pub async fn create_many_in(tx: &Tx, cx: &Cx, drafts: Vec<Draft>) -> Result<Vec<Result<employer::Model>>> {
    let (mut rows, mut lists) = (Vec::new(), Vec::new());
    for draft in drafts {
        lists.push(draft.tags.unwrap_or_default());
        rows.push(complete(tx, cx, draft.row).await);
    }
    let employers = record::insert_accepted::<employer::Entity>(tx, cx, rows).await?;
    let tagged = employers.iter().zip(&lists);
    let tagged = tagged.filter_map(|(row, tags)| Some((row.as_ref().ok()?.id, tags.as_slice())));
    tags::insert(tx, tagged).await?;
    Ok(employers)
}

/// What a new employer has that nobody said.
async fn complete(tx: &Tx, cx: &Cx, mut row: employer::ActiveModel) -> Result<employer::ActiveModel> {
    if row.name.is_not_set() {
        let message = "This must not be empty.";
        return Err(Error::user(UserErrorCode::Required, "input.name", message));
    }
    check_references(tx, cx, None, &row).await?;
    fill_defaults(&mut row);
    Ok(row)
}

/// Changes an employer.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT` when `version` is not the stored one, `STATE` when it is in the trash, and those of
/// [`create`].
pub async fn update(cx: &Cx, id: EmployerId, version: i32, draft: Draft) -> Result<Updated<employer::Model>> {
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
    id: EmployerId,
    version: Option<i32>,
    draft: Draft,
) -> Result<Updated<employer::Model>> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may(Action::EmployerUpdate)?;
    if before.trashed_at.is_some() {
        return Err(Error::state(
            "id",
            "This employer is in the trash; restore it first.",
        ));
    }
    check_references(tx, cx, Some(&before), &draft.row).await?;
    let updated = record::update::<employer::Entity>(tx, cx, &before, version, draft.row).await?;
    let mut beside = Vec::new();
    if let Some(tags) = draft.tags {
        beside.extend(tags::set(tx, &updated.row, &tags).await?);
    }
    if let Some(list) = draft.references {
        let subject = (SubjectType::Employer, id.uuid());
        beside.extend(external_references::replace_in(tx, cx, subject, &list).await?);
    }
    record::beside::<employer::Entity>(tx, cx, &before, updated, beside).await
}

/// Puts an employer into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already; `REFERENCED` when live children name it as parent, or
/// while it is a member of a partnership.
pub async fn trash(cx: &Cx, id: EmployerId, version: i32) -> Result<employer::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::EmployerTrash)?;
        if before.trashed_at.is_some() {
            return Err(Error::state("id", "This employer is in the trash already."));
        }
        let child = employer::Entity::find()
            .filter(employer::Column::ParentId.eq(id))
            .filter(employer::Column::TrashedAt.is_null())
            .one(tx)
            .await?;
        if child.is_some() {
            let message = "Other employers name it as their parent; give them another parent first.";
            return Err(Error::user(UserErrorCode::Referenced, "id", message));
        }
        refuse_member(tx, cx, id).await?;
        let row = employer::ActiveModel {
            trashed_at: Set(Some(cx.app.clock.now())),
            ..Default::default()
        };
        Ok(
            record::update::<employer::Entity>(tx, cx, &before, Some(version), row)
                .await?
                .row,
        )
    })
    .await
}

/// A member of a partnership, now or later, is counted there. Only who may see partnerships is told which.
async fn refuse_member(tx: &Tx, cx: &Cx, id: EmployerId) -> Result<()> {
    let Some(partnership) = memberships::reads::joined_by_in(tx, id, cx.app.clock.today()).await? else {
        return Ok(());
    };
    let is_seen = cx.actor.scope(Action::PartnershipRead).is_some();
    let name = if is_seen {
        partnership.name.as_str()
    } else {
        "a partnership"
    };
    let message = format!("This employer is a member of {name}; end the membership first.");
    Err(Error::user(UserErrorCode::Referenced, "id", message))
}

/// Takes an employer out of the trash. With `allow_duplicates` also when a live employer has taken its name.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: EmployerId, version: i32, allow_duplicates: bool) -> Result<Created> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::EmployerTrash)?;
        if before.trashed_at.is_none() {
            return Err(Error::state("id", "This employer is not in the trash."));
        }
        if before.version != version {
            return Err(record::conflict());
        }
        if !allow_duplicates {
            tx.alone(&format!("employer named {}", before.name_search))
                .await?;
            let candidates = reads::live_same_name(cx, tx, &before.name).await?;
            if !candidates.is_empty() {
                return Ok(Created::Candidates(candidates));
            }
        }
        let row = employer::ActiveModel {
            trashed_at: Set(None),
            ..Default::default()
        };
        let restored = record::update::<employer::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(Created::Employer(Box::new(restored.row)))
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
    checks.optional("input.legalName", &mut row.legal_name, MOST_NAME);
    checks.shaped(
        "input.naicsCode",
        &mut row.naics_code,
        naics::EXPECTED,
        naics::shape,
    );
    checks.website("input.website", &mut row.website);
    checks.optional("input.phone", &mut row.phone, MOST_LINE);
    checks.optional("input.description", &mut row.description, MOST_TEXT);
    checks.optional("input.fairChanceNote", &mut row.fair_chance_note, MOST_TEXT);
    checks.optional(
        "input.excludedByLawNote",
        &mut row.excluded_by_law_note,
        MOST_TEXT,
    );
    if matches!(row.fidelity_bond_count, Set(count) if count < 0) {
        checks.fail(
            UserErrorCode::Invalid,
            "input.fidelityBondCount",
            "This must not be negative.",
        );
    }
    if let Some(tags) = draft.tags.take() {
        draft.tags = checks.note(tags::checked(&tags));
    }
    if let Some(list) = draft.references.take() {
        draft.references = checks.note(external_references::checked(&list));
    }
    checks.done()?;
    checks::fold_beside(&draft.row.name, &mut draft.row.name_search);
    if let Set(code) = &draft.row.naics_code {
        draft.row.naics_sort = Set(code.clone().unwrap_or_default());
    }
    Ok(draft)
}

fn fill_defaults(row: &mut employer::ActiveModel) {
    fn or_set<T: Into<sea_orm::Value>>(value: &mut ActiveValue<T>, default: T) {
        if value.is_not_set() {
            *value = Set(default);
        }
    }
    or_set(&mut row.status, employer::EmployerStatus::Prospect);
    or_set(&mut row.fair_chance, employer::FairChanceStance::Unknown);
    or_set(&mut row.fidelity_bond_count, 0);
    or_set(&mut row.naics_sort, String::new());
    or_set(&mut row.last_contact_sort, chrono::DateTime::UNIX_EPOCH);
}

/// The parent is a live employer and not the employer or one below it; the team exists and is two people.
async fn check_references(
    tx: &Tx,
    cx: &Cx,
    before: Option<&employer::Model>,
    row: &employer::ActiveModel,
) -> Result<()> {
    let mut checks = Checks::new();
    if let Set(Some(parent)) = row.parent_id {
        let checked = check_parent(tx, cx, before, parent).await;
        checks.note(checked);
    }
    if let Set(Some(agency)) = row.lead_agency_id {
        let select = agencies::reads::live(cx).filter(agency::Column::Id.eq(agency));
        checks.note(found(tx, select, "input.leadAgencyId", "agency").await);
    }
    let lead = checks::effective(&row.lead_user_id, before.and_then(|before| before.lead_user_id));
    let backup = checks::effective(
        &row.backup_user_id,
        before.and_then(|before| before.backup_user_id),
    );
    for (path, user) in [
        ("input.leadUserId", &row.lead_user_id),
        ("input.backupUserId", &row.backup_user_id),
    ] {
        if let Set(Some(user)) = user {
            let select = users::visible(cx)
                .filter(user_account::Column::Id.eq(*user))
                .filter(user_account::Column::DisabledAt.is_null());
            checks.note(found(tx, select, path, "user").await);
        }
    }
    if lead.is_some() && lead == backup {
        checks.fail(
            UserErrorCode::Invalid,
            "input.backupUserId",
            "Lead and back-up must be two people.",
        );
    }
    checks.done()
}

async fn check_parent(tx: &Tx, cx: &Cx, before: Option<&employer::Model>, parent: EmployerId) -> Result<()> {
    let path = "input.parentId";
    let select = reads::live(cx).filter(employer::Column::Id.eq(parent));
    found(tx, select, path, "employer").await?;
    let Some(before) = before else { return Ok(()) };
    tx.alone("parents of employers").await?;
    if reads::ancestors(tx, parent).await?.contains(&before.id) {
        return Err(Error::invalid(path, "An employer cannot be below itself."));
    }
    Ok(())
}
