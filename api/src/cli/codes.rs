//! `guildhall codes`: the published lists of industries, occupations and programs, and the crosswalk of the last two.

use std::path::{Path, PathBuf};

use entities::code_list::CodeScheme;
use sea_orm::ActiveEnum as _;
use serde_json::{Value as Json, json};

use super::{
    acting::Acting,
    exit::{Exit, Failure},
    open, output,
};
use crate::{
    app::Cx,
    codes::{
        ops::{self, Loaded},
        published, reads,
    },
    config::Config,
    error::{Error, Result as Outcome},
};

/// What `codes` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
    /// Answer as JSON
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[command(flatten)]
    acting: Acting,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Load a list from the file it is published as
    Import {
        /// Which list it is
        #[arg(value_enum)]
        list: List,
        /// The file
        file: PathBuf,
    },
    /// List the lists that are loaded
    List,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum List {
    /// Industries: NAICS 2022
    Naics,
    /// Occupations: SOC 2018
    Soc,
    /// Programs of study: CIP 2020
    Cip,
    /// Which occupations a program prepares for: SOC 2018 and CIP 2020
    Crosswalk,
}

impl List {
    fn scheme(self) -> Option<CodeScheme> {
        match self {
            Self::Naics => Some(CodeScheme::Naics),
            Self::Soc => Some(CodeScheme::Soc),
            Self::Cip => Some(CodeScheme::Cip),
            Self::Crosswalk => None,
        }
    }

    /// Its name with its edition.
    fn name(self) -> String {
        match self.scheme() {
            Some(scheme) => format!("{} {}", scheme.to_value(), published::edition(scheme).0),
            None => "The crosswalk".to_owned(),
        }
    }
}

/// Runs the command.
pub(super) async fn run(config: Config, args: &Args) -> Result<Exit, Failure> {
    let app = match args.command {
        Command::Import { .. } => open::current(config).await?,
        Command::List => open::existing(config).await?,
    };
    open::closing(&app, async {
        let cx = args.acting.cx(&app).await;
        let cx = cx.map_err(|error| Failure::operation(&app.config.database, error))?;
        let done = match &args.command {
            Command::Import { list, file } => import(&cx, *list, file, args.json).await,
            Command::List => loaded(&cx, args.json).await,
        };
        done.map_err(|error| told(&app.config, &args.command, error))
    })
    .await?;
    Ok(Exit::Done)
}

async fn import(cx: &Cx, list: List, file: &Path, as_json: bool) -> Outcome<()> {
    let loaded = match list.scheme() {
        Some(scheme) => ops::import_list(cx, scheme, file).await?,
        None => ops::import_crosswalk(cx, file).await?,
    };
    let Loaded {
        entries,
        skipped,
        is_new,
    } = loaded;
    let name = list.name();
    if as_json {
        output::json(&json!({ "name": name, "entries": entries, "skipped": skipped, "isNew": is_new }));
        return Ok(());
    }
    let what = if list.scheme().is_some() { "codes" } else { "pairs" };
    let done = if is_new {
        "is loaded"
    } else {
        "was loaded before; nothing changed"
    };
    output::line(format_args!("{name} {done}: {entries} {what}."));
    if skipped > 0 {
        output::line(format_args!(
            "{skipped} lines that mean \"no match\" were passed over."
        ));
    }
    Ok(())
}

async fn loaded(cx: &Cx, as_json: bool) -> Outcome<()> {
    let lists = reads::lists(cx).await?;
    if as_json {
        let lists: Vec<Json> = lists
            .iter()
            .map(|list| json!({ "scheme": list.scheme.to_value(), "edition": list.edition, "isCurrent": list.is_current }))
            .collect();
        output::json(&json!({ "lists": lists }));
        return Ok(());
    }
    if lists.is_empty() {
        output::line("No list is loaded yet.");
    }
    for list in lists {
        let current = if list.is_current {
            ""
        } else {
            "  (an earlier edition)"
        };
        output::line(format_args!(
            "{} {}{current}",
            list.scheme.to_value(),
            list.edition
        ));
    }
    Ok(())
}

/// What is wrong with the file, with its name.
fn told(config: &Config, command: &Command, error: Error) -> Failure {
    match (command, error) {
        (Command::Import { file, .. }, Error::User(errors)) => {
            let named = errors
                .into_iter()
                .map(|error| format!("{}: {}", file.display(), error.message));
            Failure::sentences(Exit::Failed, named.collect())
        }
        (_, error) => Failure::operation(&config.database, error),
    }
}
