//! `guildhall demo`: fills an empty database with a region that does not exist, and serves it.

use std::{path::PathBuf, sync::Arc};

use entities::values::Secret;
use migration::{Migrator, MigratorTrait};

use super::{
    exit::{Exit, Failure},
    open, output, serve,
};
use crate::{
    app::{App, Cx},
    config::{Config, Database},
    demo::{self, Demo},
};

/// What `demo` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Take the demo away again, if nobody has worked in it
    #[arg(long)]
    remove: bool,
    /// Fill the database and do not serve it
    #[arg(long, conflicts_with = "remove")]
    fill_only: bool,
}

/// Fills and serves, or takes away. Without a database named, the demo has a file of its own.
pub(super) async fn run(config: Config, args: &Args, has_database: bool) -> Result<Exit, Failure> {
    let config = if has_database { config } else { own_file(config) };
    if args.remove {
        return remove(config).await;
    }
    let listener = if args.fill_only {
        None
    } else {
        Some(serve::listen(&config).await?)
    };
    let (app, _) = open::migrated(config).await?;
    let filled = fill(&app).await;
    let demo = match filled {
        Ok(demo) => demo,
        Err(failure) => {
            app.db.close().await;
            return Err(failure);
        }
    };
    let Some(listener) = listener else {
        tell(&app, "", &demo);
        app.db.close().await;
        return Ok(Exit::Done);
    };
    tell(&app, &serve::address(&app, &listener), &demo);
    serve::until_stopped(&app, listener).await
}

/// Guildhall acting for the demo: everything the audit shows with this reason may be taken away again.
fn acting(app: &Arc<App>) -> Cx {
    app.system(demo::REASON)
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

async fn fill(app: &Arc<App>) -> Result<Demo, Failure> {
    let cx = acting(app);
    let filled = demo::fill(&cx).await;
    match filled {
        // Started again: the same region with a token of its own.
        Err(_) if demo::is_there(&cx).await.unwrap_or(false) => demo::reopen(&cx).await,
        other => other,
    }
    .map_err(|error| Failure::operation(&app.config.database, error))
}

fn tell(app: &Arc<App>, address: &str, demo: &Demo) {
    let employers = demo.employers;
    output::line(format_args!(
        "The Alder Valley is in {}: {employers} employers.",
        app.config.database.describe()
    ));
    output::line("\nSign in as");
    for sign_in in &demo.sign_ins {
        output::line(format_args!(
            "  {:<9} {:<28} {}",
            sign_in.role, sign_in.email, sign_in.password
        ));
    }
    output::line(format_args!(
        "\nAPI token of the convener, good for 90 days\n  {}",
        demo.token.expose()
    ));
    if !address.is_empty() {
        output::line(format_args!(
            "\nGuildhall listens on {address}. Try\n  {}",
            curl(address, &demo.token)
        ));
    }
}

fn curl(address: &str, token: &Secret<String>) -> String {
    let query = "{ employers(first: 5) { nodes { name naicsCode tags } totalCount { value } } }";
    let token = token.expose();
    format!(
        "curl -s {address}/graphql -H 'Content-Type: application/json' -H 'Authorization: Bearer {token}' -d '{{\"query\": \"{query}\"}}'"
    )
}

/// Takes the demo away: the database is empty and ready again.
async fn remove(config: Config) -> Result<Exit, Failure> {
    let app = open::connect(config).await?;
    let removed = open::closing(&app, take_away(&app)).await;
    removed?;
    output::line("The demo is taken away; the database is empty.");
    Ok(Exit::Done)
}

async fn take_away(app: &Arc<App>) -> Result<(), Failure> {
    let database = &app.config.database;
    let cx = acting(app);
    let is_demo = demo::is_there(&cx)
        .await
        .map_err(|error| Failure::operation(database, error))?;
    let is_untouched = demo::is_untouched(&cx)
        .await
        .map_err(|error| Failure::operation(database, error))?;
    if !is_demo || !is_untouched {
        let sentence = "This database holds other work than the demo; nothing was taken away.";
        return Err(Failure::new(Exit::Failed, sentence));
    }
    let emptied = Migrator::fresh(app.db.maintenance()).await;
    emptied.map_err(|error| Failure::database(database, &error))
}
