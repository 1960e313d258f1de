//! Who may use Guildhall, in which role, for which agency.

use entities::{
    agency, api_token,
    ids::{AgencyId, UserId},
    session,
    user_account::{self, UserRole},
    values::{PasswordHash, Secret},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

use super::checked_password;
use crate::{
    accounts::reads::users,
    app::Cx,
    checks::{self, Checks, MOST_NAME},
    db::{self, Tx},
    error::{Error, OnUnique, Result, UserError, UserErrorCode},
    policy::Action,
    record::{self, Updated},
    text,
};

/// Longest e-mail address (RFC 5321: 254 characters).
const MOST_EMAIL: usize = 254;

/// A new user.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// The person's name.
    pub name: String,
    /// The e-mail address to sign in with.
    pub email: String,
    /// The role.
    pub role: UserRole,
    /// The agency.
    pub agency_id: AgencyId,
    /// The first password; without one the person cannot sign in yet.
    pub password: Option<Secret<String>>,
}

/// Changes of a user: what is none stays.
#[derive(Clone, Debug, Default)]
pub struct UserChanges {
    /// The person's name.
    pub name: Option<String>,
    /// The e-mail address to sign in with.
    pub email: Option<String>,
    /// The role.
    pub role: Option<UserRole>,
    /// The agency.
    pub agency_id: Option<AgencyId>,
}

/// Adds a user.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `NOT_FOUND` for the agency; `DUPLICATE` when the address has an
/// account.
pub async fn create_user(cx: &Cx, new: NewUser) -> Result<user_account::Model> {
    cx.may(Action::UserManage)?;
    let changes = UserChanges {
        name: Some(new.name),
        email: Some(new.email.clone()),
        role: Some(new.role),
        agency_id: Some(new.agency_id),
    };
    let mut row = checked(changes)?;
    if let Some(password) = &new.password {
        checked_password("input.password", password, &new.email)?;
    }
    // Hashed before the transaction: nobody waits for it.
    let hash: Option<PasswordHash> = match new.password {
        Some(password) => Some(cx.app.passwords.hash(password).await?),
        None => None,
    };
    row.password_hash = Set(hash);
    row.disabled_at = Set(None);
    db::write(cx, async |tx| {
        check_agency(tx, new.agency_id).await?;
        unique(record::insert::<user_account::Entity>(tx, cx, row).await)
    })
    .await
}

/// Changes a user.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`, `STATE` when it would leave Guildhall without an admin, and those of [`create_user`].
pub async fn update_user(
    cx: &Cx,
    id: UserId,
    version: i32,
    changes: UserChanges,
) -> Result<Updated<user_account::Model>> {
    let (role, agency_id) = (changes.role, changes.agency_id);
    let row = checked(changes)?;
    db::write(cx, async |tx| {
        let before = users::by_id(cx, tx, id).await?;
        cx.may(Action::UserManage)?;
        if let Some(agency_id) = agency_id {
            check_agency(tx, agency_id).await?;
        }
        if role.is_some_and(|role| role != UserRole::Admin) {
            keep_an_admin(tx, &before).await?;
        }
        let updated = record::update::<user_account::Entity>(tx, cx, &before, Some(version), row).await;
        unique(updated)
    })
    .await
}

/// Ends a user's access: sessions end and tokens are revoked at once.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is ended already or would leave Guildhall without an admin.
pub async fn disable_user(cx: &Cx, id: UserId, version: i32) -> Result<user_account::Model> {
    db::write(cx, async |tx| {
        let before = users::by_id(cx, tx, id).await?;
        cx.may(Action::UserManage)?;
        if before.disabled_at.is_some() {
            return Err(Error::state("id", "This user's access has ended already."));
        }
        keep_an_admin(tx, &before).await?;
        let now = cx.app.clock.now();
        let row = user_account::ActiveModel {
            disabled_at: Set(Some(now)),
            ..Default::default()
        };
        let updated = record::update::<user_account::Entity>(tx, cx, &before, Some(version), row).await?;
        session::Entity::delete_many()
            .filter(session::Column::UserId.eq(id))
            .exec(tx)
            .await?;
        api_token::Entity::update_many()
            .col_expr(api_token::Column::RevokedAt, Expr::value(Some(now)))
            .filter(api_token::Column::UserId.eq(id))
            .filter(api_token::Column::RevokedAt.is_null())
            .exec(tx)
            .await?;
        Ok(updated.row)
    })
    .await
}

/// Gives a user access again; sessions and tokens of before stay ended.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when the user has access.
pub async fn enable_user(cx: &Cx, id: UserId, version: i32) -> Result<user_account::Model> {
    db::write(cx, async |tx| {
        let before = users::by_id(cx, tx, id).await?;
        cx.may(Action::UserManage)?;
        if before.disabled_at.is_none() {
            return Err(Error::state("id", "This user has access."));
        }
        let row = user_account::ActiveModel {
            disabled_at: Set(None),
            ..Default::default()
        };
        Ok(
            record::update::<user_account::Entity>(tx, cx, &before, Some(version), row)
                .await?
                .row,
        )
    })
    .await
}

fn checked(changes: UserChanges) -> Result<user_account::ActiveModel> {
    let mut row = user_account::ActiveModel::default();
    let mut checks = Checks::new();
    if let Some(name) = changes.name {
        row.name = Set(name);
        checks.required("input.name", &mut row.name, MOST_NAME);
        checks::fold_beside(&row.name, &mut row.name_search);
    }
    if let Some(email) = changes.email {
        row.email = Set(email);
        checks.required("input.email", &mut row.email, MOST_EMAIL);
        if matches!(&row.email, Set(email) if !email.is_empty() && !is_address(email)) {
            let message = "Write an e-mail address such as sam@example.org.";
            checks.fail(UserErrorCode::Invalid, "input.email", message);
        }
        checks::fold_beside(&row.email, &mut row.email_search);
    }
    if let Some(role) = changes.role {
        row.role = Set(role);
    }
    if let Some(agency_id) = changes.agency_id {
        row.agency_id = Set(agency_id);
    }
    checks.done()?;
    Ok(row)
}

/// One @ with something on both sides, a point on the right, and nothing that breaks a mail header.
fn is_address(text: &str) -> bool {
    let is_plain = |c: char| !c.is_control() && !c.is_whitespace() && !"<>,;:\"()[]\\".contains(c);
    match text.split_once('@') {
        Some((local, domain)) => {
            let has_point = domain.split('.').count() > 1 && domain.split('.').all(|part| !part.is_empty());
            !local.is_empty() && has_point && !domain.contains('@') && text.chars().all(is_plain)
        }
        None => false,
    }
}

async fn check_agency(tx: &Tx, id: AgencyId) -> Result<()> {
    let row = agency::Entity::find_by_id(id)
        .filter(agency::Column::TrashedAt.is_null())
        .one(tx)
        .await?;
    let missing = || {
        Error::user(
            UserErrorCode::NotFound,
            "input.agencyId",
            "There is no such agency.",
        )
    };
    row.map(|_| ()).ok_or_else(missing)
}

/// Somebody must be able to let people in.
async fn keep_an_admin(tx: &Tx, leaving: &user_account::Model) -> Result<()> {
    if leaving.role != UserRole::Admin || leaving.disabled_at.is_some() {
        return Ok(());
    }
    let others = user_account::Entity::find()
        .filter(user_account::Column::Role.eq(UserRole::Admin))
        .filter(user_account::Column::DisabledAt.is_null())
        .filter(user_account::Column::Id.ne(leaving.id))
        .count(tx)
        .await?;
    if others == 0 {
        return Err(Error::state(
            "id",
            "This is the last admin; make another one first.",
        ));
    }
    Ok(())
}

fn unique<T>(result: Result<T>) -> Result<T> {
    let message = "This e-mail address has an account already.";
    let duplicate = UserError::new(UserErrorCode::Duplicate, "input.email", message);
    result.on_unique(
        "uq_user_account_email_search",
        "user_account.email_search",
        duplicate,
    )
}

/// The folded form by which an address finds its account.
pub(super) fn folded(email: &str) -> String {
    text::fold(email)
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_are_told_from_other_text() {
        assert!(is_address("sam@example.org"));
        for text in [
            "",
            "sam",
            "@example.org",
            "sam@",
            "sam@example",
            "a@b@c.org",
            "sam@x.org\nBcc: y@z.org",
            "a b@c.org",
        ] {
            assert!(!is_address(text), "{text}");
        }
    }
}
