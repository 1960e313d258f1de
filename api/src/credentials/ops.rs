//! The rules of credentials.

pub mod naming;
mod stack;
mod unique;

use entities::{agency, credential, ids::CredentialId};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, QueryFilter,
};
use uuid::Uuid;

use super::reads;
use crate::{
    agencies,
    app::Cx,
    checks::{self, Checks, MOST_NAME, MOST_TEXT, effective},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    shared::references::{changed, found},
    text,
};

record!(credential, Credential, CredentialId, |_row| None);

/// What is set on a credential: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. Derived columns (`name_search`, `issuer_search`) are set here, not by the caller.
    pub row: credential::ActiveModel,
    /// All credentials it leads to; none leaves them.
    pub leads_to: Option<Vec<CredentialId>>,
}

/// Adds a credential.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID`, `LIMIT` for values; `NOT_FOUND` for the agency or a credential it leads to;
/// `DUPLICATE` when a live credential has its name, kind and issuer, or its CTID.
pub async fn create(cx: &Cx, draft: Draft) -> Result<credential::Model> {
    cx.may(Action::CredentialManage)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, draft).await).await
}

/// [`create`] inside a transaction; the draft is checked.
///
/// # Errors
/// As [`create`].
pub async fn create_in(tx: &Tx, cx: &Cx, draft: Draft) -> Result<credential::Model> {
    cx.may(Action::CredentialManage)?;
    let mut row = draft.row;
    let mut checks = Checks::new();
    for (path, is_missing) in [
        ("input.name", row.name.is_not_set()),
        ("input.kind", row.kind.is_not_set()),
    ] {
        if is_missing {
            checks.fail(UserErrorCode::Required, path, "This must not be empty.");
        }
    }
    checks.done()?;
    check_issuer(tx, cx, None, &mut row).await?;
    unique::check(tx, None, &row, "input.name").await?;
    let stored = unique::named(
        record::insert::<credential::Entity>(tx, cx, row).await,
        "input.name",
    )?;
    if let Some(list) = draft.leads_to.filter(|list| !list.is_empty()) {
        stack::set(tx, cx, &stored, &list).await?;
    }
    Ok(stored)
}

/// Changes a credential.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash; those of [`create`]; `INVALID` when one it leads to leads
/// back to it.
pub async fn update(
    cx: &Cx,
    id: CredentialId,
    version: i32,
    draft: Draft,
) -> Result<Updated<credential::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction; the draft is checked.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: CredentialId,
    version: Option<i32>,
    draft: Draft,
) -> Result<Updated<credential::Model>> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may(Action::CredentialManage)?;
    if before.trashed_at.is_some() {
        let message = "This credential is in the trash; restore it first.";
        return Err(Error::state("id", message));
    }
    let mut row = draft.row;
    check_issuer(tx, cx, Some(&before), &mut row).await?;
    unique::check(tx, Some(&before), &row, "input.name").await?;
    let updated = record::update::<credential::Entity>(tx, cx, &before, version, row).await;
    let updated = unique::named(updated, "input.name")?;
    let beside = match &draft.leads_to {
        Some(list) => stack::set(tx, cx, &updated.row, list).await?,
        None => None,
    };
    record::beside::<credential::Entity>(tx, cx, &before, updated, beside.into_iter().collect()).await
}

/// Puts a credential into the trash. What names it keeps naming it.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: CredentialId, version: i32) -> Result<credential::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a credential out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash; `DUPLICATE` when a live one has taken its name or
/// its CTID.
pub async fn restore(cx: &Cx, id: CredentialId, version: i32) -> Result<credential::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: CredentialId, version: i32, trashed: bool) -> Result<credential::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::CredentialManage)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This credential is {state}.")));
        }
        if !trashed {
            let before = Some(&before);
            unique::check(tx, before, &credential::ActiveModel::default(), "id").await?;
        }
        let row = credential::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<credential::Entity>(tx, cx, &before, Some(version), row).await;
        Ok(unique::named(updated, "id")?.row)
    })
    .await
}

/// Cleans the values and sets the folded name.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.name", &mut row.name, MOST_NAME);
    checks.optional("input.issuerName", &mut row.issuer_name, MOST_NAME);
    checks.optional("input.description", &mut row.description, MOST_TEXT);
    let expected = "Write a CTID: ce- and a UUID, such as ce-534ec203-be18-49e1-a806-7e01d1d0ee3c.";
    checks.shaped("input.registryCtid", &mut row.registry_ctid, expected, ctid);
    within(&mut checks, "input.pirlType", &row.pirl_type, 0, 8);
    within(&mut checks, "input.renewalMonths", &row.renewal_months, 1, 1200);
    if let Some(list) = &mut draft.leads_to {
        stack::check_length(&mut checks, list);
    }
    checks.done()?;
    checks::fold_beside(&row.name, &mut row.name_search);
    Ok(draft)
}

fn within(checks: &mut Checks, path: &str, value: &ActiveValue<Option<i32>>, least: i32, most: i32) {
    if matches!(value, Set(Some(value)) if !(least..=most).contains(value)) {
        let message = format!("Write a number from {least} to {most}.");
        checks.fail(UserErrorCode::Invalid, path, message);
    }
}

/// A CTID as the registry writes it.
fn ctid(text: &str) -> Option<String> {
    let uuid = Uuid::try_parse(text.to_lowercase().strip_prefix("ce-")?).ok()?;
    Some(format!("ce-{}", uuid.hyphenated()))
}

/// It is issued by an agency, or by somebody else with a name, or nobody knows by whom.
async fn check_issuer(
    tx: &Tx,
    cx: &Cx,
    before: Option<&credential::Model>,
    row: &mut credential::ActiveModel,
) -> Result<()> {
    let stored = before.map(|before| before.issuer_agency_id);
    if let Some(Some(id)) = changed(&row.issuer_agency_id, stored) {
        let select = agencies::reads::live(cx).filter(agency::Column::Id.eq(id));
        found(tx, select, "input.issuerAgencyId", "agency").await?;
    }
    let name = effective(
        &row.issuer_name,
        before.and_then(|before| before.issuer_name.clone()),
    );
    let agency = effective(&row.issuer_agency_id, stored.flatten());
    row.issuer_search = Set(match (&name, agency) {
        (Some(_), Some(_)) => {
            let message = "Name the agency or somebody else, not both.";
            return Err(Error::invalid("input.issuerName", message));
        }
        (Some(name), None) => text::fold(name),
        (None, Some(agency)) => agency.to_string(),
        (None, None) => String::new(),
    });
    Ok(())
}
