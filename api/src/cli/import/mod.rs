//! `guildhall import`: spreadsheets come in by the same importer as over GraphQL; imports are listed and taken back.

mod lines;
mod list;
mod profiles;
mod report;
mod revert;
mod run;
mod summary;

use std::path::PathBuf;

use entities::ids::ImportBatchId;

use super::{
    acting::Acting,
    exit::{Exit, Failure},
};
use crate::config::Config;

/// What `import` is told.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    wish: Wish,
    /// Answer as JSON
    #[arg(long, global = true)]
    pub(super) json: bool,
}

/// The files to bring in, and how.
#[derive(Debug, clap::Args)]
struct Wish {
    /// A CSV, TSV or XLSX file; several are brought in one after the other
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// How to read it: the name of a profile that Guildhall ships with, or a TOML file; one for all files, or one for each
    #[arg(long = "profile", value_name = "PROFILE", required = true)]
    profiles: Vec<String>,
    /// Only report what would be done
    #[arg(long)]
    dry_run: bool,
    /// Write what became of every row into this CSV file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The agency, by name or id, of records that name none; without, the agency of the user of --as
    #[arg(long, value_name = "AGENCY")]
    agency: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the imports, the latest first
    List(Listing),
    /// Take an import back: what it made is deleted, what it changed is put back
    Revert(Reversal),
    /// List the profiles that Guildhall ships with, or print one to start your own from
    Profiles {
        /// The profile to print
        name: Option<String>,
    },
}

#[derive(Debug, clap::Args)]
struct Listing {
    /// At most so many
    #[arg(long, default_value_t = 25, value_parser = clap::value_parser!(i32).range(1..=100))]
    first: i32,
    #[command(flatten)]
    acting: Acting,
}

#[derive(Debug, clap::Args)]
struct Reversal {
    /// The import's id, such as `import_batch_0199…`
    #[arg(value_name = "IMPORT")]
    id: ImportBatchId,
    #[command(flatten)]
    acting: Acting,
}

/// Runs the command.
pub(super) async fn run(config: Config, args: Args) -> Result<Exit, Failure> {
    match args.command {
        None => run::run(config, args.wish, args.json).await,
        Some(Command::List(listing)) => list::run(config, &listing, args.json).await,
        Some(Command::Revert(wish)) => revert::run(config, &wish, args.json).await,
        Some(Command::Profiles { name }) => profiles::run(name.as_deref(), args.json),
    }
}
