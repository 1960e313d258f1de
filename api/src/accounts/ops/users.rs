//! The rules of users: who they are, and how their access begins and ends.

use entities::{
    agency, api_token,
    ids::{AgencyId, UserId},
    session,
    subject_type::SubjectType,
    user_account::{self, UserRole},
    values::Secret,
};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::passwords;
use crate::{
    accounts::reads,
    agencies,
    app::Cx,
    audit::{self, Event, FieldChange},
    calendar,
    checks::{self, Checks, MOST_NAME},
    db::{self, Tx},
    error::{Error, OnUnique as _, Result, UserError, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    shared::references::changed,
    text,
};

record!(user_account, User, UserId, |_row| None, restricted: [PasswordHash]);

/// A person to be added.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// The agency the person works for; a live one.
    pub agency_id: AgencyId,
    /// The name.
    pub name: String,
    /// The e-mail address; nobody else has it.
    pub email: String,
    /// What the person may do.
    pub role: UserRole,
    /// The first password; without one the person cannot sign in yet.
    pub password: Option<Secret<String>>,
}

/// Adds a user. The command line makes the first admin with it.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `NOT_FOUND` for an agency that is not there; `DUPLICATE` when
/// somebody has the e-mail address; `FORBIDDEN` for a password where the actor works for another agency.
pub async fn create_user(cx: &Cx, new: NewUser) -> Result<user_account::Model> {
    let row = prepared(cx, new).await?;
    db::write(cx, async |tx| insert(tx, cx, row).await).await
}

/// Adds a user and the agency the user works for, under the id that the user names: both, or neither.
///
/// # Errors
/// As [`create_user`] and [`agencies::ops::create`].
pub async fn create_user_and_agency(
    cx: &Cx,
    new: NewUser,
    mut agency: agencies::ops::Draft,
) -> Result<user_account::Model> {
    cx.may(Action::AgencyCreate)?;
    agency.row.id = Set(new.agency_id);
    let agency = agencies::ops::checked(agency)?;
    let row = prepared(cx, new).await?;
    db::write(cx, async |tx| {
        agencies::ops::create_in(tx, cx, agency).await?;
        insert(tx, cx, row).await
    })
    .await
}

/// A new user's columns, checked, with the password hashed.
async fn prepared(cx: &Cx, new: NewUser) -> Result<user_account::ActiveModel> {
    cx.may(Action::UserManage)?;
    let mut row = checked(row(&new), new.password.as_ref())?;
    if let Some(password) = new.password {
        row.password_hash = Set(Some(cx.app.passwords.hash(password).await?));
    }
    Ok(row)
}

/// The columns of a new user, without a password.
pub(super) fn row(new: &NewUser) -> user_account::ActiveModel {
    user_account::ActiveModel {
        agency_id: Set(new.agency_id),
        name: Set(new.name.clone()),
        email: Set(new.email.clone()),
        role: Set(new.role),
        ..Default::default()
    }
}

/// Adds a user with values that were checked.
pub(super) async fn insert(tx: &Tx, cx: &Cx, row: user_account::ActiveModel) -> Result<user_account::Model> {
    check_agency(tx, &row.agency_id).await?;
    check_first_password(cx, &row)?;
    let user = unique(record::insert::<user_account::Entity>(tx, cx, row).await)?;
    if is_others(cx, user.agency_id) {
        note_agency(
            tx,
            cx,
            "ADDED",
            (user.id, user.agency_id),
            (None, Some(user.agency_id)),
        )?;
    }
    Ok(user)
}

/// Whether the actor is a person who works for another agency.
fn is_others(cx: &Cx, agency: AgencyId) -> bool {
    cx.actor.user().is_some_and(|user| user.agency_id != agency)
}

/// Who knew the password of somebody else's colleague could sign in as that person and see what the agency keeps to itself.
fn check_first_password(cx: &Cx, row: &user_account::ActiveModel) -> Result<()> {
    match (&row.agency_id, &row.password_hash) {
        (Set(agency), Set(Some(_))) if is_others(cx, *agency) => {
            let message =
                "You cannot choose a password for a person of another agency; invite the person instead.";
            Err(Error::user(UserErrorCode::Forbidden, "input.password", message))
        }
        _ => Ok(()),
    }
}

/// Changes a user's name, e-mail address, role or agency. Who works for another agency from now on signs in anew: sessions, API
/// tokens and calendar feeds of before end, for what they see is another agency's. The audit tells the move to administrators of both.
///
/// # Errors
/// `NOT_FOUND`, `CONFLICT` when `version` is not the stored one, `STATE` when nobody would be left to administer; `FORBIDDEN`, also for
/// one's own role or agency; and those of [`create_user`].
pub async fn update_user(
    cx: &Cx,
    id: UserId,
    version: i32,
    row: user_account::ActiveModel,
) -> Result<Updated<user_account::Model>> {
    let row = checked(row, None)?;
    db::write(cx, async |tx| {
        let before = reads::users::by_id(cx, tx, id).await?;
        cx.may(Action::UserManage)?;
        check_agency(tx, &row.agency_id).await?;
        if matches!(row.role, Set(role) if role != UserRole::Admin) {
            check_another_admin(tx, &before).await?;
        }
        check_others(cx, &before, &row)?;
        let updated =
            unique(record::update::<user_account::Entity>(tx, cx, &before, Some(version), row).await)?;
        if updated.row.agency_id != before.agency_id {
            end_doors(tx, cx, id).await?;
            let agencies = (Some(before.agency_id), Some(updated.row.agency_id));
            for owner in [before.agency_id, updated.row.agency_id] {
                note_agency(tx, cx, "MOVED", (id, owner), agencies)?;
            }
        }
        Ok(updated)
    })
    .await
}

/// Nobody gives oneself another role or agency: an agency's completers are seen by whom somebody else put there.
fn check_others(cx: &Cx, before: &user_account::Model, row: &user_account::ActiveModel) -> Result<()> {
    if cx.actor.user().map(|user| user.id) != Some(before.id) {
        return Ok(());
    }
    let mut checks = Checks::new();
    if changed(&row.agency_id, Some(before.agency_id)).is_some() {
        let message = "You cannot move yourself to another agency; another administrator can.";
        checks.fail(UserErrorCode::Forbidden, "input.agencyId", message);
    }
    if matches!(row.role, Set(role) if role != before.role) {
        let message = "You cannot change your own role; another administrator can.";
        checks.fail(UserErrorCode::Forbidden, "input.role", message);
    }
    checks.done()
}

/// Ends every session and, for good, every API token and calendar feed.
async fn end_doors(tx: &Tx, cx: &Cx, id: UserId) -> Result<()> {
    session::Entity::delete_many()
        .filter(session::Column::UserId.eq(id))
        .exec(tx)
        .await?;
    api_token::Entity::update_many()
        .col_expr(
            api_token::Column::RevokedAt,
            Expr::value(Some(cx.app.clock.now())),
        )
        .filter(api_token::Column::UserId.eq(id))
        .filter(api_token::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    calendar::ops::revoke_all(tx, cx, id).await
}

/// An entry of the audit about the agency of a user, which the administrators of `owner` read, whoever acted.
fn note_agency(
    tx: &Tx,
    cx: &Cx,
    action: &'static str,
    (user, owner): (UserId, AgencyId),
    (before, after): (Option<AgencyId>, Option<AgencyId>),
) -> Result<()> {
    let event = Event {
        action,
        subject_type: SubjectType::User,
        subject_id: user.uuid(),
        employer_id: None,
        changes: vec![FieldChange {
            field: "agencyId".to_owned(),
            before: before.map(|id| id.to_string()),
            after: after.map(|id| id.to_string()),
            is_restricted: false,
        }],
    };
    audit::record_owned(tx, cx, &event, Some(owner))
}

/// Ends a user's access: every session, every API token and every calendar feed at once, for good.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it has ended already or nobody would be left to administer.
pub async fn disable_user(cx: &Cx, id: UserId, version: i32) -> Result<user_account::Model> {
    db::write(cx, async |tx| {
        let before = reads::users::by_id(cx, tx, id).await?;
        cx.may(Action::UserManage)?;
        if before.disabled_at.is_some() {
            return Err(Error::state("id", "This user's access has ended already."));
        }
        check_another_admin(tx, &before).await?;
        let row = user_account::ActiveModel {
            disabled_at: Set(Some(cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<user_account::Entity>(tx, cx, &before, Some(version), row).await?;
        end_doors(tx, cx, id).await?;
        Ok(updated.row)
    })
    .await
}

/// Gives a user access again. Sessions, API tokens and calendar feeds of before stay ended.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when the access has not ended or the agency is in the trash.
pub async fn enable_user(cx: &Cx, id: UserId, version: i32) -> Result<user_account::Model> {
    db::write(cx, async |tx| {
        let before = reads::users::by_id(cx, tx, id).await?;
        cx.may(Action::UserManage)?;
        if before.disabled_at.is_none() {
            return Err(Error::state("id", "This user has access."));
        }
        if check_agency(tx, &Set(before.agency_id)).await.is_err() {
            let message = "The user's agency is in the trash; restore it, or give the user another one.";
            return Err(Error::state("id", message));
        }
        let row = user_account::ActiveModel {
            disabled_at: Set(None),
            ..Default::default()
        };
        let updated = record::update::<user_account::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Cleans the values and sets the derived columns.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(
    mut row: user_account::ActiveModel,
    password: Option<&Secret<String>>,
) -> Result<user_account::ActiveModel> {
    let mut checks = Checks::new();
    checks.required("input.name", &mut row.name, MOST_NAME);
    checks.email("input.email", &mut row.email);
    if let (Some(password), Set(email)) = (password, &row.email) {
        checks.note(passwords::check_new("input.password", password, email));
    }
    checks.done()?;
    checks::fold_beside(&row.name, &mut row.name_search);
    // An address is one letter for letter: `jörg@` and `jorg@` are two people.
    if let Set(email) = &row.email {
        row.email_search = Set(text::email_key(email));
    }
    Ok(row)
}

async fn check_agency(tx: &Tx, id: &ActiveValue<AgencyId>) -> Result<()> {
    let Set(id) = id else { return Ok(()) };
    let row = agency::Entity::find_by_id(*id)
        .filter(agency::Column::TrashedAt.is_null())
        .one(tx)
        .await?;
    row.map(|_| ()).ok_or_else(|| {
        Error::user(
            UserErrorCode::NotFound,
            "input.agencyId",
            "There is no such agency.",
        )
    })
}

/// Somebody else can administer when `user` no longer does. The admins' rows are locked, so that two admins who take the
/// role from each other at the same moment do not both succeed.
async fn check_another_admin(tx: &Tx, user: &user_account::Model) -> Result<()> {
    if user.role != UserRole::Admin || user.disabled_at.is_some() {
        return Ok(());
    }
    let admins = user_account::Entity::find()
        .filter(user_account::Column::Role.eq(UserRole::Admin))
        .filter(user_account::Column::DisabledAt.is_null())
        .order_by_asc(user_account::Column::Id)
        .lock_exclusive()
        .all(tx)
        .await?;
    if admins.iter().any(|admin| admin.id != user.id) {
        return Ok(());
    }
    let message = "This is the last admin with access; make somebody else admin first.";
    Err(Error::state("id", message))
}

fn unique<T>(outcome: Result<T>) -> Result<T> {
    let message = "Somebody has this e-mail address.";
    let error = UserError::new(UserErrorCode::Duplicate, "input.email", message);
    outcome.on_unique("uq_user_account_email_search", "user_account.email_search", error)
}

/// Whether two e-mail addresses are one.
pub(super) fn same_email(one: &str, other: &str) -> bool {
    text::email_key(one) == text::email_key(other)
}
