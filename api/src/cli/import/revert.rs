//! Taking an import back.

use serde_json::json;

use super::{Reversal, lines, summary};
use crate::{
    app::Cx,
    cli::{
        exit::{Exit, Failure},
        open, output,
    },
    config::Config,
    error::Result as Outcome,
    imports::{ops, reads},
};

/// Takes the import back, and names what had to stay.
pub(super) async fn run(config: Config, wish: &Reversal, as_json: bool) -> Result<Exit, Failure> {
    let app = open::existing(config).await?;
    open::closing(&app, async {
        let done = async { revert(&wish.acting.cx(&app).await?, wish, as_json).await };
        done.await
            .map_err(|error| Failure::operation(&app.config.database, error))
    })
    .await
}

async fn revert(cx: &Cx, wish: &Reversal, as_json: bool) -> Outcome<Exit> {
    let batch = ops::revert(cx, wish.id).await?;
    let left = reads::left_by_revert();
    let has_left = batch.message.is_some();
    if as_json {
        let rows = lines::all(cx, batch.id, left).await?;
        output::json(&json!({ "import": summary::head(&batch), "left": rows }));
    } else {
        output::line(format_args!("The import of {} was taken back.", batch.file_name));
        if let Some(message) = &batch.message {
            output::line(message);
            summary::print_reasons(cx, batch.id, left).await?;
        }
    }
    Ok(if has_left { Exit::Quarantined } else { Exit::Done })
}
