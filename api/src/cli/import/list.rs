//! The imports, the latest first.

use entities::import_batch;
use sea_orm::{ActiveEnum as _, Condition};
use serde_json::{Value as Json, json};

use super::{Listing, summary};
use crate::{
    app::Cx,
    cli::{
        exit::{Exit, Failure},
        open, output,
    },
    config::Config,
    error::Result as Outcome,
    imports::{ops, reads},
    paging::PageArgs,
};

/// Lists them.
pub(super) async fn run(config: Config, wish: &Listing, as_json: bool) -> Result<Exit, Failure> {
    let app = open::existing(config).await?;
    open::closing(&app, async {
        let listed = async { list(&wish.acting.cx(&app).await?, wish, as_json).await };
        listed
            .await
            .map_err(|error| Failure::operation(&app.config.database, error))
    })
    .await?;
    Ok(Exit::Done)
}

async fn list(cx: &Cx, wish: &Listing, as_json: bool) -> Outcome<()> {
    ops::end_abandoned(cx).await?;
    let args = PageArgs::forward(Some(wish.first), None);
    let (slice, _) = reads::page(cx, Condition::all(), &args).await?;
    let batches: Vec<&import_batch::Model> = slice.rows.iter().map(|(_, batch)| batch).collect();
    if as_json {
        let list: Vec<Json> = batches.iter().map(|batch| summary::head(batch)).collect();
        output::json(&json!({ "imports": list, "hasMore": slice.has_next }));
        return Ok(());
    }
    if batches.is_empty() {
        output::line("Nothing was imported yet.");
    }
    for batch in batches {
        output::line(line(batch));
    }
    if slice.has_next {
        output::line("There are more; ask with --first.");
    }
    Ok(())
}

/// When, what, how it ended, and the id to take it back with.
fn line(batch: &import_batch::Model) -> String {
    let status = if batch.is_dry_run {
        format!("{} (dry run)", batch.status.to_value())
    } else {
        batch.status.to_value()
    };
    format!(
        "{}  {}  {status:<14}  {} with {}: {} created, {} updated, {} unchanged, {} quarantined",
        batch.id,
        batch.created_at.format("%Y-%m-%d %H:%M UTC"),
        batch.file_name,
        batch.profile_name,
        batch.rows_created,
        batch.rows_updated,
        batch.rows_unchanged,
        batch.rows_failed
    )
}
