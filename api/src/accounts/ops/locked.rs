//! What failed sign-ins leave behind: a line in the log each, an entry in the audit when they lock the door, and the way to
//! open it again.

use entities::{ids::UserId, user_account};

use super::throttle::{self, Attempt};
use crate::{
    accounts::reads,
    app::Cx,
    audit::FieldChange,
    db,
    error::{Error, Result},
    http::Network,
    mail,
    policy::Action,
    record, text,
};

/// An e-mail address as the log shows it: enough to recognize, too little to collect. What is none may be a password that was
/// typed into the wrong place.
pub(super) fn masked(email: &str) -> String {
    if text::is_email(email) {
        mail::mask(email)
    } else {
        "***".to_owned()
    }
}

/// Where a request comes from, as the audit keeps it.
pub(super) fn from_where(network: Option<&Network>) -> Vec<FieldChange> {
    let change = network.map(|network| FieldChange {
        field: "network".to_owned(),
        before: None,
        after: Some(network.0.clone()),
        is_restricted: false,
    });
    change.into_iter().collect()
}

/// Notes an attempt that was not even looked at.
pub(super) fn refused(error: &Error, email: &str, network: Option<&Network>) {
    if let Error::RateLimited { retry_after } = error {
        let network = network.map_or("unknown", |network| network.0.as_str());
        tracing::warn!(
            email = masked(email),
            network,
            retry_after,
            "a sign-in was not heard"
        );
    }
}

/// Notes a failure. When it locks the door of somebody who is known here, the audit keeps it.
///
/// # Errors
/// Database errors.
pub(super) async fn failed(
    cx: &Cx,
    attempt: &Attempt,
    email: &str,
    user: Option<&user_account::Model>,
    network: Option<&Network>,
) -> Result<()> {
    let shown = masked(email);
    let from = network.map_or("unknown", |network| network.0.as_str());
    let Some(until) = attempt.locks_until else {
        tracing::warn!(email = shown, network = from, "a sign-in failed");
        return Ok(());
    };
    tracing::warn!(email = shown, network = from, %until, "a sign-in failed and locked the door");
    let Some(user) = user else { return Ok(()) };
    db::write(cx, async |tx| {
        record::note::<user_account::Entity>(tx, cx, "SIGN_IN_LOCKED", user, from_where(network)).await
    })
    .await
}

/// Opens the door to somebody who failed too often; whether it was locked.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`.
pub async fn unlock_user(cx: &Cx, id: UserId) -> Result<bool> {
    db::write(cx, async |tx| {
        let user = reads::users::by_id(cx, tx, id).await?;
        cx.may(Action::UserManage)?;
        let was_locked = throttle::unlock(tx, cx, &user.email_search).await?;
        if was_locked {
            record::note::<user_account::Entity>(tx, cx, "SIGN_IN_UNLOCKED", &user, Vec::new()).await?;
        }
        Ok(was_locked)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_recognized_and_not_told() {
        assert_eq!(masked("ann@example.org"), "a***@example.org");
        assert_eq!(masked("correct horse@battery"), "***");
        assert_eq!(masked(""), "***");
    }
}
