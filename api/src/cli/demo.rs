//! `guildhall demo`: fills an empty database with a region that does not exist, and serves it.

use std::{path::PathBuf, sync::Arc};

use sea_orm::ActiveEnum;
use serde_json::json;

use super::{
    exit::{Exit, Failure},
    open, output, serve,
};
use crate::{
    app::App,
    config::{Config, Database},
    demo::{self, Content, Doors},
    error::Error,
};

/// What the printed `curl` line asks: which employer plays which role in which partnership.
const QUESTION: &str = "{ employers(first: 3, where: { memberOf: {} }) { nodes { name roles { state roleType { label } \
                        partnership { name } } } } }";

/// What `demo` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Take the demo away again, if nobody has added anything to it
    #[arg(long)]
    remove: bool,
    /// Fill the database and do not serve it
    #[arg(long, conflicts_with = "remove")]
    fill_only: bool,
    /// Answer as JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Fills and serves, or takes away. Without a database named, the demo has a file of its own.
pub(super) async fn run(config: Config, args: &Args, has_database: bool) -> Result<Exit, Failure> {
    let config = if has_database { config } else { own_file(config) };
    if args.remove {
        return remove(config, args.json).await;
    }
    // First the address: nothing is made that could then not be served.
    let listener = if args.fill_only {
        None
    } else {
        Some(serve::listen(&config).await?)
    };
    let (app, _) = open::migrated(config).await?;
    let doors = match fill(&app).await {
        Ok(doors) => doors,
        Err(failure) => {
            app.db.close().await;
            return Err(failure);
        }
    };
    let address = listener.as_ref().map(|listener| serve::address(&app, listener));
    tell(&app, &doors, address.as_deref(), args.json).await?;
    if let Some(listener) = listener {
        return serve::until_stopped(&app, listener).await;
    }
    app.db.close().await;
    Ok(Exit::Done)
}

fn own_file(config: Config) -> Config {
    let synchronous = match config.database {
        Database::Sqlite { synchronous, .. } => synchronous,
        Database::Postgres(_) => "FULL",
    };
    let path = PathBuf::from("guildhall-demo.db");
    Config {
        database: Database::Sqlite { path, synchronous },
        ..config
    }
}

/// Fills an empty database, and comes back to a demo that is there.
async fn fill(app: &Arc<App>) -> Result<Doors, Failure> {
    let fail = |error| failed(app, error);
    match demo::content(app).await.map_err(fail)? {
        Content::Nothing => demo::fill(app).await.map_err(fail),
        Content::Demo => demo::again(app).await.map_err(fail),
        Content::HalfADemo => {
            demo::remove(app).await.map_err(fail)?;
            demo::fill(app).await.map_err(fail)
        }
        Content::Other => {
            let name = app.config.database.describe();
            let sentence = format!("{name} holds data already; the demo fills an empty database only.");
            Err(Failure::new(Exit::Failed, sentence))
        }
    }
}

fn failed(app: &App, error: Error) -> Failure {
    Failure::operation(&app.config.database, error)
}

async fn tell(app: &Arc<App>, doors: &Doors, address: Option<&str>, as_json: bool) -> Result<(), Failure> {
    let base = app.config.base_url.as_str().trim_end_matches('/');
    let curl = curl(doors, address.unwrap_or(base));
    if as_json {
        let people = doors
            .people
            .iter()
            .map(|(email, role, name)| json!({ "email": email, "role": role.to_value(), "name": name }));
        output::json(&json!({
            "address": address,
            "signIns": people.collect::<Vec<_>>(),
            "password": doors.password,
            "token": doors.token,
            "curl": curl,
        }));
        return Ok(());
    }
    let database = app.config.database.describe();
    let holds = demo::holds(app).await.map_err(|error| failed(app, error))?;
    output::line(format_args!(
        "The Alder Valley, which does not exist, is in {database}:\n{holds}.\n"
    ));
    output::line("Sign in as");
    for (email, role, name) in &doors.people {
        output::line(format_args!(
            "  {:<9} {email:<24} {name}",
            role.to_value().to_lowercase()
        ));
    }
    output::line(format_args!("each with the password\n  {}\n", doors.password));
    output::line(format_args!(
        "API token of the convener, good for 90 days\n  {}\n",
        doors.token
    ));
    match address {
        Some(address) => output::line(format_args!("Guildhall listens on {address}. Try\n  {curl}\n")),
        None => output::line(format_args!("When it is served, try\n  {curl}\n")),
    }
    output::line("`guildhall demo --remove` takes the region away again.");
    Ok(())
}

/// A line that a shell runs as it is.
fn curl(doors: &Doors, address: &str) -> String {
    let body = json!({ "query": QUESTION });
    format!(
        "curl -s {address}/graphql -H 'Authorization: Bearer {}' -H 'Content-Type: application/json' -d '{body}'",
        doors.token
    )
}

/// Takes the demo away: the database is empty and ready again.
async fn remove(config: Config, as_json: bool) -> Result<Exit, Failure> {
    let app = open::current(config).await?;
    open::closing(&app, take_away(&app)).await?;
    if as_json {
        output::json(&json!({ "removed": true }));
    } else {
        output::line("The demo is taken away; the database is empty.");
    }
    Ok(Exit::Done)
}

async fn take_away(app: &Arc<App>) -> Result<(), Failure> {
    let fail = |error| failed(app, error);
    match demo::content(app).await.map_err(fail)? {
        Content::Demo | Content::HalfADemo => demo::remove(app).await.map_err(fail),
        Content::Nothing | Content::Other => {
            let sentence = "There is no demo here; nothing was taken away.";
            Err(Failure::new(Exit::Failed, sentence))
        }
    }
}
