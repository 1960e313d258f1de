//! The command line.

use std::{io::Write, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::{
    app::App,
    clock::Clock,
    config::{Config, Flags},
    schema, serve, startup,
};

/// Guildhall, the employer-partnership CRM for career pathways.
#[derive(Debug, Parser)]
#[command(name = "guildhall", version, about)]
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
    /// Print the GraphQL schema
    Schema,
}

/// Parses the command line and runs it.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentences) => {
            for sentence in sentences {
                let _ = writeln!(std::io::stderr(), "guildhall: {sentence}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> Result<(), Vec<String>> {
    match &cli.command {
        Command::Schema => {
            let _ = write!(std::io::stdout(), "{}", schema::sdl());
            Ok(())
        }
        Command::Serve => {
            let config = Config::from_env(&cli.flags)
                .map_err(|problems| problems.into_iter().map(|problem| problem.0).collect::<Vec<_>>())?;
            let runtime = tokio::runtime::Runtime::new().map_err(|error| vec![error.to_string()])?;
            runtime
                .block_on(serve_with(config))
                .map_err(|sentence| vec![sentence])
        }
    }
}

async fn serve_with(config: Config) -> Result<(), String> {
    let database = config.database.clone();
    let listen = config.listen.clone();
    let app = App::build(config, Clock::system())
        .await
        .map_err(|error| crate::db::explain(&database, &error))?;
    startup::migrate(&app)
        .await
        .map_err(|error| crate::db::explain(&database, &error))?;
    let listener = tokio::net::TcpListener::bind(&listen)
        .await
        .map_err(|_| format!("{listen} is in use."))?;
    serve::serve(&app, listener, serve::stop_signal())
        .await
        .map_err(|error| error.to_string())
}
