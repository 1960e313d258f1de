//! `guildhall migrate`: brings the database to this version's schema.

use serde_json::json;

use super::{
    exit::{Exit, Failure},
    open, output,
};
use crate::{config::Config, startup::SchemaState};

/// What `migrate` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only tell what is pending
    #[arg(long)]
    status: bool,
    /// Answer as JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Applies what is pending, or tells it.
pub(super) async fn run(config: Config, args: &Args) -> Result<Exit, Failure> {
    if args.status {
        return status(config, args.json).await;
    }
    let (app, prepared) = open::migrated(config).await?;
    app.db.close().await;
    let backup = prepared.backup.as_ref().map(|path| path.display().to_string());
    if args.json {
        output::json(&json!({ "applied": prepared.applied, "backup": backup }));
        return Ok(Exit::Done);
    }
    if let Some(backup) = backup {
        output::line(format_args!("The database before is kept in {backup}."));
    }
    for name in &prepared.applied {
        output::line(format_args!("applied {name}"));
    }
    output::line(SchemaState::Current.sentence());
    Ok(Exit::Done)
}

async fn status(config: Config, as_json: bool) -> Result<Exit, Failure> {
    let app = open::connect(config).await?;
    let state = open::closing(&app, open::state(&app)).await?;
    if as_json {
        let pending = state.pending();
        output::json(&json!({ "state": state.name(), "pending": pending }));
    } else {
        output::line(state.sentence());
    }
    Ok(match state {
        SchemaState::Ahead(_) => Exit::Newer,
        _ => Exit::Done,
    })
}
