//! The command line: one file a command, and how it ends.
//!
//! A command is handed the parsed settings, does its work through the same operations as GraphQL does, and says through
//! [`output`] what it did: sentences for people, `--json` for programs. What went wrong is a [`Failure`]: one sentence a
//! problem on standard error, and an exit code that [`exit`] explains. No driver's words are printed.

mod acting;
mod admin;
mod codes;
mod demo;
mod doctor;
mod exit;
mod export;
mod import;
mod logging;
mod migrate;
mod open;
mod output;
mod progress;
mod schema;
mod serve;
mod work;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::exit::{Exit, Failure};
use crate::config::{Config, Flags};

/// Guildhall, the employer-partnership CRM for career pathways.
#[derive(Debug, Parser)]
#[command(name = "guildhall", version, about, after_help = exit::HELP)]
struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve GraphQL over HTTP
    Serve,
    /// Do jobs and send mail without serving, beside others that serve the same PostgreSQL database
    Work,
    /// Fill an empty database with a region that does not exist, and serve it
    Demo(demo::Args),
    /// Apply pending changes of the database's schema, after a backup
    Migrate(migrate::Args),
    /// Bring spreadsheets in, list imports, take one back
    Import(import::Args),
    /// Take a list out as CSV or JSON
    Export(export::Args),
    /// Load the published lists of industries, occupations and programs
    Codes(codes::Args),
    /// Users and API tokens; makes the first admin
    Admin(admin::Args),
    /// Print the GraphQL schema
    Schema,
    /// Look at the settings, the database and the machine, and say what is not as it should be
    Doctor(doctor::Args),
}

/// Parses the command line and runs it.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let as_json = cli.command.answers_json();
    match run(cli) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            if as_json {
                output::json(&failure.json());
            }
            for sentence in &failure.sentences {
                output::complain(sentence);
            }
            failure.exit.into()
        }
    }
}

impl Command {
    /// Whether a program reads the answer, so that a failure is told as JSON too.
    fn answers_json(&self) -> bool {
        match self {
            Self::Serve | Self::Work | Self::Schema | Self::Export(_) => false,
            Self::Demo(args) => args.json,
            Self::Migrate(args) => args.json,
            Self::Import(args) => args.json,
            Self::Codes(args) => args.json,
            Self::Admin(args) => args.json,
            Self::Doctor(args) => args.json,
        }
    }
}

fn run(cli: Cli) -> Result<Exit, Failure> {
    if matches!(cli.command, Command::Schema) {
        return Ok(schema::run());
    }
    let config = Config::from_env(&cli.flags).map_err(Failure::settings)?;
    let has_database = Config::names_a_database(&cli.flags);
    logging::start(&config);
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|_| Failure::new(Exit::Failed, "The machine gives no threads to run on."))?;
    let outcome = runtime.block_on(dispatch(cli.command, config, has_database));
    // A name that does not resolve holds a thread for long: nobody waits for it.
    runtime.shutdown_background();
    outcome
}

async fn dispatch(command: Command, config: Config, has_database: bool) -> Result<Exit, Failure> {
    match command {
        Command::Serve => serve::run(config).await,
        Command::Work => Box::pin(work::run(config)).await,
        Command::Demo(args) => demo::run(config, &args, has_database).await,
        Command::Migrate(args) => migrate::run(config, &args).await,
        Command::Import(args) => import::run(config, args).await,
        Command::Export(args) => export::run(config, &args).await,
        Command::Codes(args) => codes::run(config, &args).await,
        Command::Admin(args) => admin::run(config, args).await,
        Command::Schema => Ok(schema::run()),
        Command::Doctor(args) => doctor::run(config, &args).await,
    }
}
