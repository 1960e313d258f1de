//! Inviting people: an account without a password, and a letter with a link to choose one.

use entities::{account_link::LinkPurpose, agency, ids::UserId, user_account};
use sea_orm::EntityTrait;

use super::{
    links,
    users::{self, NewUser},
};
use crate::{
    accounts::reads,
    app::Cx,
    db::{self, Tx},
    error::{Error, Result},
    mail::{Letter, UserInvitation},
    policy::Action,
    record,
};

/// Adds a user without a password and sends the invitation.
///
/// # Errors
/// Those of [`users::create_user`].
pub async fn invite_user(cx: &Cx, new: &NewUser) -> Result<user_account::Model> {
    cx.may(Action::UserManage)?;
    let row = users::checked(users::row(new), None)?;
    db::write(cx, async |tx| {
        let user = users::insert(tx, cx, row).await?;
        send(tx, cx, &user).await?;
        Ok(user)
    })
    .await
}

/// Sends the invitation again; the link of the one before ends.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` when the user has a password or the access has ended.
pub async fn invite_again(cx: &Cx, id: UserId) -> Result<user_account::Model> {
    db::write(cx, async |tx| {
        let user = reads::users::by_id(cx, tx, id).await?;
        cx.may(Action::UserManage)?;
        if user.disabled_at.is_some() {
            return Err(Error::state("id", "This user's access has ended."));
        }
        if user.password_hash.is_some() {
            let message = "This user has a password; who forgot it asks for a new one.";
            return Err(Error::state("id", message));
        }
        send(tx, cx, &user).await?;
        Ok(user)
    })
    .await
}

async fn send(tx: &Tx, cx: &Cx, user: &user_account::Model) -> Result<()> {
    let inviter = match cx.actor.user() {
        Some(inviter) => user_account::Entity::find_by_id(inviter.id).one(tx).await?,
        None => None,
    };
    let agency = agency::Entity::find_by_id(user.agency_id).one(tx).await?;
    let link = links::issue(tx, cx, user, LinkPurpose::Invitation).await?;
    let letter = Letter::UserInvitation(UserInvitation {
        name: user.name.clone(),
        inviter: inviter.map(|inviter| inviter.name),
        agency: agency.map(|agency| agency.name).unwrap_or_default(),
        link: link.address.expose().clone(),
        until: link.until(),
        site: cx.app.config.site(),
    });
    links::send(tx, cx, user, &link, letter).await?;
    record::note::<user_account::Entity>(tx, cx, "INVITED", user, Vec::new()).await
}
