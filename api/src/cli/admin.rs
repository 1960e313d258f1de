//! `guildhall admin`: users and API tokens, for whoever runs the machine. It makes the first admin.

use std::{io::Read, sync::Arc};

use chrono::TimeDelta;
use entities::{
    agency::{self, AgencyKind},
    ids::{AgencyId, ApiTokenId},
    user_account::{self, UserRole},
    values::Secret,
};
use sea_orm::{ActiveEnum, ActiveValue::Set, ColumnTrait, Iterable, QueryFilter, QueryOrder};
use serde_json::json;

use super::{
    acting::by_email,
    exit::{Exit, Failure},
    open, output,
};
use crate::{
    accounts::{ops, reads::users, secrets},
    agencies,
    app::{App, Cx},
    config::Config,
    error::{Error, Result, UserErrorCode},
    policy::{self, Action},
    text,
};

/// What `admin` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
    /// Answer as JSON
    #[arg(long, global = true)]
    pub(super) json: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Add a user; the first one is made here
    CreateUser(NewUser),
    /// Make an API token; it is shown this once
    CreateToken(NewToken),
    /// List the users
    ListUsers,
    /// End a user's access: sessions and tokens end with it
    DisableUser {
        /// The e-mail address
        email: String,
    },
    /// Open the door to somebody who failed to sign in too often
    UnlockUser {
        /// The e-mail address
        email: String,
    },
    /// Give a user a new password; all of the user's sessions end
    ResetPassword {
        /// The e-mail address
        email: String,
        /// Read the password from standard input, instead of making one and showing it
        #[arg(long)]
        password_stdin: bool,
    },
    /// Revoke an API token
    RevokeToken {
        /// The token's id, such as `token_0199…`
        id: ApiTokenId,
    },
}

#[derive(Debug, clap::Args)]
struct NewUser {
    /// The e-mail address to sign in with
    #[arg(long)]
    email: String,
    /// The person's name
    #[arg(long)]
    name: String,
    /// ADMIN, CONVENER, STAFF or VIEWER
    #[arg(long, value_parser = one_of::<UserRole>)]
    role: UserRole,
    /// The name of the person's agency
    #[arg(long)]
    agency: String,
    /// The kind of the agency, such as `WORKFORCE_BOARD`: makes the agency when there is none of that name
    #[arg(long, value_parser = one_of::<AgencyKind>)]
    agency_kind: Option<AgencyKind>,
    /// Read the password from standard input, instead of making one and showing it
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Debug, clap::Args)]
struct NewToken {
    /// The e-mail address of the user whose token it is
    #[arg(long)]
    user: String,
    /// What the token is for
    #[arg(long)]
    name: String,
    /// Days until it ends, at most 366
    #[arg(long, default_value_t = 90)]
    days: u16,
    /// An action it allows, such as `EmployerRead`, once for each; without any, all that the user's role allows
    #[arg(long = "grant", value_name = "ACTION", value_parser = action)]
    grants: Vec<Action>,
}

/// Runs the command.
pub(super) async fn run(config: Config, args: Args) -> Result<Exit, Failure> {
    // Only the first user may come before there is anything.
    let app = match args.command {
        Command::CreateUser(_) => open::current(config).await?,
        _ => open::existing(config).await?,
    };
    open::closing(&app, async {
        let done = execute(&app, args.command, args.json).await;
        done.map_err(|error| Failure::operation(&app.config.database, error))
    })
    .await?;
    Ok(Exit::Done)
}

async fn execute(app: &Arc<App>, command: Command, as_json: bool) -> Result<()> {
    let cx = app.system("command line");
    match command {
        Command::CreateUser(new) => create_user(&cx, new, as_json).await,
        Command::CreateToken(new) => create_token(&cx, new, as_json).await,
        Command::ListUsers => list_users(&cx, as_json).await,
        Command::DisableUser { email } => {
            let user = by_email(&cx, &email).await?;
            let user = ops::disable_user(&cx, user.id, user.version).await?;
            tell(as_json, &json!({ "id": user.id.to_string() }), || {
                format!("{} has no access any more.", user.email)
            });
            Ok(())
        }
        Command::UnlockUser { email } => {
            let user = by_email(&cx, &email).await?;
            let was_locked = ops::unlock_user(&cx, user.id).await?;
            let answer = json!({ "id": user.id.to_string(), "wasLocked": was_locked });
            tell(as_json, &answer, || {
                if was_locked {
                    format!("{} may try again.", user.email)
                } else {
                    format!(
                        "{} was not locked out; a network that fails too often waits by itself.",
                        user.email
                    )
                }
            });
            Ok(())
        }
        Command::ResetPassword {
            email,
            password_stdin,
        } => reset_password(&cx, &email, password_stdin, as_json).await,
        Command::RevokeToken { id } => {
            let token = ops::revoke_token(&cx, id).await?;
            tell(as_json, &json!({ "id": token.id.to_string() }), || {
                format!("The token {} is revoked.", token.name)
            });
            Ok(())
        }
    }
}

async fn create_user(cx: &Cx, new: NewUser, as_json: bool) -> Result<()> {
    let (password, shown) = password(new.password_stdin)?;
    let (agency_id, new_agency) = match agency(cx, &new.agency, new.agency_kind).await? {
        Workplace::Known(id) => (id, None),
        Workplace::New(draft) => (cx.app.ids.next(), Some(draft)),
    };
    let user = ops::NewUser {
        name: new.name,
        email: new.email,
        role: new.role,
        agency_id,
        password: Some(password),
    };
    let user = match new_agency {
        None => ops::create_user(cx, user).await?,
        Some(agency) => Box::pin(ops::create_user_and_agency(cx, user, *agency)).await?,
    };
    let answer = json!({
        "id": user.id.to_string(),
        "agencyId": agency_id.to_string(),
        "email": user.email,
        "role": user.role.to_value(),
        "password": shown,
    });
    tell(as_json, &answer, || match &shown {
        Some(password) => format!("{} may sign in with the password {password}", user.email),
        None => format!("{} may sign in.", user.email),
    });
    Ok(())
}

async fn reset_password(cx: &Cx, email: &str, from_stdin: bool, as_json: bool) -> Result<()> {
    let user = by_email(cx, email).await?;
    let (password, shown) = password(from_stdin)?;
    let user = ops::reset_password(cx, user.id, password).await?;
    let answer = json!({ "id": user.id.to_string(), "email": user.email, "password": shown });
    tell(as_json, &answer, || match &shown {
        Some(password) => format!("{} may sign in with the password {password}", user.email),
        None => format!("{} may sign in with the new password.", user.email),
    });
    Ok(())
}

async fn create_token(cx: &Cx, new: NewToken, as_json: bool) -> Result<()> {
    let user = by_email(cx, &new.user).await?;
    let grants = if new.grants.is_empty() {
        all_of(user.role)
    } else {
        new.grants
    };
    let token = ops::NewToken {
        user_id: user.id,
        name: new.name,
        grants,
        expires_at: cx.app.clock.now() + TimeDelta::days(new.days.into()),
    };
    let (token, secret) = ops::create_token(cx, token).await?;
    let answer = json!({
        "id": token.id.to_string(),
        "token": secret.expose(),
        "expiresAt": token.expires_at.to_rfc3339(),
    });
    tell(as_json, &answer, || secret.expose().clone());
    Ok(())
}

async fn list_users(cx: &Cx, as_json: bool) -> Result<()> {
    let rows = users::visible(cx)
        .order_by_asc(user_account::Column::EmailSearch)
        .all(cx.app.db.read())
        .await?;
    let agencies: Vec<AgencyId> = rows.iter().map(|user| user.agency_id).collect();
    let agencies = agencies::reads::by_ids(cx, &agencies).await?;
    let agency = |user: &user_account::Model| {
        let agency = agencies.get(&user.agency_id);
        agency.map_or_else(String::new, |agency| agency.name.clone())
    };
    if as_json {
        let list = rows.iter().map(|user| {
            json!({
                "id": user.id.to_string(),
                "email": user.email,
                "name": user.name,
                "role": user.role.to_value(),
                "agency": agency(user),
                "isDisabled": user.disabled_at.is_some(),
            })
        });
        output::json(&list.collect());
        return Ok(());
    }
    for user in &rows {
        let ended = if user.disabled_at.is_some() {
            "  (no access)"
        } else {
            ""
        };
        output::line(format_args!(
            "{:<8}  {:<32}  {}, {}{ended}",
            user.role.to_value(),
            user.email,
            user.name,
            agency(user)
        ));
    }
    Ok(())
}

/// Every action a role may do.
pub(super) fn all_of(role: UserRole) -> Vec<Action> {
    let may = |action: &Action| policy::granted(*action, role).is_some();
    Action::ALL.iter().copied().filter(may).collect()
}

/// The password, and the same as text when it was made here and must be shown.
fn password(from_stdin: bool) -> Result<(Secret<String>, Option<String>)> {
    if !from_stdin {
        let made = secrets::generate("")?
            .expose()
            .chars()
            .take(20)
            .collect::<String>();
        return Ok((Secret::new(made.clone()), Some(made)));
    }
    let mut given = String::new();
    std::io::stdin()
        .read_to_string(&mut given)
        .map_err(|_| Error::invalid("password", "Standard input could not be read as text."))?;
    Ok((Secret::new(given.trim_end_matches(['\r', '\n']).to_owned()), None))
}

/// The agency a new user works for.
enum Workplace {
    /// It is there.
    Known(AgencyId),
    /// It is made with the user.
    New(Box<agencies::ops::Draft>),
}

/// The live agency of that name; a new one when a kind is given and there is none.
async fn agency(cx: &Cx, name: &str, kind: Option<AgencyKind>) -> Result<Workplace> {
    let mut found = agencies::reads::live(cx).filter(agency::Column::NameSearch.eq(text::fold(name)));
    if let Some(kind) = kind {
        found = found.filter(agency::Column::Kind.eq(kind));
    }
    let found = found.all(cx.app.db.read()).await?;
    match (found.as_slice(), kind) {
        ([one], _) => Ok(Workplace::Known(one.id)),
        ([], Some(kind)) => {
            let row = agency::ActiveModel {
                name: Set(name.to_owned()),
                kind: Set(kind),
                ..Default::default()
            };
            Ok(Workplace::New(Box::new(row.into())))
        }
        ([], None) => {
            let message = format!("There is no agency named {name}; with --agency-kind it is made.");
            Err(Error::user(UserErrorCode::NotFound, "", message))
        }
        (_, _) => {
            let message = format!("There are several agencies named {name}; choose with --agency-kind.");
            Err(Error::user(UserErrorCode::Duplicate, "", message))
        }
    }
}

/// The answer for a program, or the sentence for a person.
fn tell(as_json: bool, answer: &serde_json::Value, sentence: impl Fn() -> String) {
    if as_json {
        output::json(answer);
    } else {
        output::line(sentence());
    }
}

/// Reads the value of an enumeration as it is stored.
fn one_of<E>(given: &str) -> Result<E, String>
where
    E: ActiveEnum<Value = String> + Iterable,
{
    let wanted = given.to_ascii_uppercase().replace('-', "_");
    E::try_from_value(&wanted).map_err(|_| {
        let known: Vec<String> = <E as Iterable>::iter().map(|value| value.to_value()).collect();
        format!("it must be one of {}", known.join(", "))
    })
}

fn action(given: &str) -> Result<Action, String> {
    Action::from_name(given).ok_or_else(|| {
        let known: Vec<&str> = Action::ALL.iter().map(|action| action.name()).collect();
        format!("it must be one of {}", known.join(", "))
    })
}
