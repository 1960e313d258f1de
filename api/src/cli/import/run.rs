//! Bringing files in, one after the other.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use entities::{ids::ImportBatchId, import_batch};
use indicatif::ProgressBar;
use serde_json::Value as Json;

use super::{Wish, profiles, report, summary};
use crate::{
    app::{App, Cx},
    cli::{
        acting,
        exit::{Exit, Failure},
        open, output, progress,
    },
    config::Config,
    error::{Error, Result as Outcome},
    imports::ops::{self, OnProgress, Progress, Request},
    serve,
};

/// A file and how to read it.
struct Source {
    path: PathBuf,
    profile_name: String,
    profile: String,
}

/// Brings the files in. The first that cannot be read ends the command: what came before it stays in.
pub(super) async fn run(config: Config, wish: Wish, as_json: bool) -> Result<Exit, Failure> {
    let sources = sources(&wish)?;
    let app = open::current(config).await?;
    open::closing(&app, async {
        let mut told = Vec::new();
        let ended = all(&app, &wish, &sources, as_json, &mut told).await;
        let told = Json::Array(told);
        match ended {
            Ok(exit) => {
                if as_json {
                    output::json(&serde_json::json!({ "imports": told }));
                }
                Ok(exit)
            }
            Err(failure) => Err(failure.beside("imports", told)),
        }
    })
    .await
}

/// Reads the profiles before anything is opened.
fn sources(wish: &Wish) -> Result<Vec<Source>, Failure> {
    let (files, profiles) = (&wish.files, &wish.profiles);
    if profiles.len() > 1 && profiles.len() != files.len() {
        let sentence = format!(
            "Give one --profile for all files or one for each: there are {} files and {} profiles.",
            files.len(),
            profiles.len()
        );
        return Err(Failure::new(Exit::Usage, sentence));
    }
    if wish.report.is_some() && files.len() > 1 {
        let sentence = "--report is for a single file: its columns are those of the file.";
        return Err(Failure::new(Exit::Usage, sentence));
    }
    let pairs = files.iter().zip(profiles.iter().cycle());
    pairs
        .map(|(path, name)| {
            Ok(Source {
                path: path.clone(),
                profile_name: name.clone(),
                profile: profiles::text_of(name)?,
            })
        })
        .collect()
}

async fn all(
    app: &Arc<App>,
    wish: &Wish,
    sources: &[Source],
    as_json: bool,
    told: &mut Vec<Json>,
) -> Result<Exit, Failure> {
    let fail = |error| Failure::operation(&app.config.database, error);
    let cx = wish.acting.cx(app).await.map_err(fail)?;
    let agency = match &wish.agency {
        Some(given) => Some(acting::agency(&cx, given).await.map_err(fail)?),
        None => cx.actor.user().map(|user| user.agency_id),
    };
    let mut exit = Exit::Done;
    for source in sources {
        let request = Request {
            path: source.path.clone(),
            file_name: name_of(&source.path),
            profile: source.profile.clone(),
            dry_run: wish.dry_run,
            agency,
            progress: None,
        };
        let batch = Box::pin(one(&cx, source, request)).await?;
        if batch.rows_failed > 0 {
            exit = Exit::Quarantined;
        }
        if let Some(path) = &wish.report {
            report::write(&cx, batch.id, path).await?;
        }
        if as_json {
            told.push(summary::json(&cx, &batch).await.map_err(fail)?);
        } else {
            if source.path != sources[0].path {
                output::line("");
            }
            summary::print(&cx, &batch, wish.report.as_deref())
                .await
                .map_err(fail)?;
        }
    }
    Ok(exit)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Brings one file in, and shows how far it is.
async fn one(cx: &Cx, source: &Source, request: Request) -> Result<import_batch::Model, Failure> {
    let bar = progress::bar(&request.file_name);
    let id = Arc::new(OnceLock::new());
    let request = Request {
        progress: Some(shown(&bar, &id)),
        ..request
    };
    let done = tokio::select! {
        done = ops::run(cx, &request) => done.map_err(|error| refused(cx, source, error)),
        () = serve::stop_signal() => Err(interrupted(cx, source, id.get().copied()).await),
    };
    bar.finish_and_clear();
    done
}

fn shown(bar: &ProgressBar, id: &Arc<OnceLock<ImportBatchId>>) -> OnProgress {
    let (bar, id) = (bar.clone(), Arc::clone(id));
    Arc::new(move |progress: Progress| {
        id.get_or_init(|| progress.batch);
        bar.set_length(progress.rows_total.try_into().unwrap_or_default());
        bar.set_position(progress.rows_done.try_into().unwrap_or_default());
    })
}

/// What is wrong with the file or the profile, each sentence with its name.
fn refused(cx: &Cx, source: &Source, error: Error) -> Failure {
    let Error::User(errors) = error else {
        return Failure::operation(&cx.app.config.database, error);
    };
    let sentences = errors
        .into_iter()
        .map(|error| match error.path.last().map(String::as_str) {
            Some("profile") => format!("The profile {}: {}", source.profile_name, error.message),
            Some("file") => format!("{}: {}", source.path.display(), error.message),
            _ => error.message,
        });
    Failure::sentences(Exit::Failed, sentences.collect())
}

async fn interrupted(cx: &Cx, source: &Source, id: Option<ImportBatchId>) -> Failure {
    let name = source.path.display();
    let Some(id) = id else {
        return Failure::new(Exit::Failed, format!("{name}: stopped before anything was done."));
    };
    let stopped: Outcome<import_batch::Model> = ops::stopped(cx, id).await;
    let sentence = match stopped {
        Ok(batch) if batch.is_dry_run => {
            format!("{name}: stopped; it was a dry run, and nothing was changed.")
        }
        Ok(batch) => format!(
            "{name}: stopped after row {} of {}; these rows are in. Import the file again to bring in the rest, or take them back with `guildhall import revert {id}`.",
            batch.rows_done, batch.rows_total
        ),
        Err(error) => return Failure::operation(&cx.app.config.database, error),
    };
    Failure::new(Exit::Failed, sentence)
}
