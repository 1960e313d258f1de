//! `guildhall doctor`: looks at the settings, the database and the machine, changes nothing, and says what is not as it
//! should be. `doctor mail` sends a letter to try mail out.

mod database;
mod machine;
mod mail;

use serde_json::{Value, json};

use super::{
    exit::{Exit, Failure},
    output,
};
use crate::{app::App, clock::Clock, config::Config, db};

/// What `doctor` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Answer as JSON
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Send a letter by the mail server of the settings, and say what the server answered
    Mail(mail::Args),
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// As it should be.
    Fine,
    /// Works, and is not as it should be.
    Warning,
    /// Does not work.
    Broken,
}

impl Verdict {
    fn name(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Warning => "warning",
            Self::Broken => "broken",
        }
    }
}

/// One thing looked at.
#[derive(Clone, Debug)]
struct Check {
    name: &'static str,
    verdict: Verdict,
    sentence: String,
}

impl Check {
    fn new(name: &'static str, verdict: Verdict, sentence: impl Into<String>) -> Self {
        Self {
            name,
            verdict,
            sentence: sentence.into(),
        }
    }

    /// Fine when `holds`, else `otherwise`.
    fn when(name: &'static str, holds: bool, otherwise: Verdict, sentence: impl Into<String>) -> Self {
        Self::new(name, if holds { Verdict::Fine } else { otherwise }, sentence)
    }
}

/// Runs every check; broken ones make the command fail.
pub(super) async fn run(config: Config, args: &Args) -> Result<Exit, Failure> {
    if let Some(What::Mail(mail)) = &args.what {
        return mail::run(config, mail, args.json).await;
    }
    let settings = config.shown();
    let (checks, exit) = examine(config).await;
    if args.json {
        output::json(&as_json(&settings, &checks, exit));
    } else {
        print(&settings, &checks);
    }
    Ok(exit)
}

async fn examine(config: Config) -> (Vec<Check>, Exit) {
    // A look must not create the file it looks for.
    if let Some(missing) = database::missing_file(&config.database) {
        let mut checks = vec![missing];
        checks.extend(machine::checks(&config));
        return (checks, Exit::Database);
    }
    let (mut checks, mut exit) = match App::build(config.clone(), Clock::system()).await {
        Ok(app) => {
            let found = database::checks(&app).await;
            app.db.close().await;
            found
        }
        Err(error) => {
            let sentence = db::explain(&config.database, &error);
            (
                vec![Check::new("database", Verdict::Broken, sentence)],
                Exit::Database,
            )
        }
    };
    checks.extend(machine::checks(&config));
    let is_broken = checks.iter().any(|check| check.verdict == Verdict::Broken);
    if exit == Exit::Done && is_broken {
        exit = Exit::Failed;
    }
    (checks, exit)
}

fn as_json(settings: &[(&str, String)], checks: &[Check], exit: Exit) -> Value {
    let settings: serde_json::Map<String, Value> = settings
        .iter()
        .map(|(name, value)| ((*name).to_owned(), json!(value)))
        .collect();
    let checks: Vec<Value> = checks
        .iter()
        .map(|check| {
            json!({ "name": check.name, "verdict": check.verdict.name(), "sentence": check.sentence })
        })
        .collect();
    json!({ "healthy": exit == Exit::Done, "settings": settings, "checks": checks })
}

fn print(settings: &[(&str, String)], checks: &[Check]) {
    output::line("Settings");
    for (name, value) in settings {
        output::line(format_args!("  {name:<30} {value}"));
    }
    output::line("Checks");
    for check in checks {
        output::line(format_args!(
            "  {:<8} {:<12} {}",
            check.verdict.name(),
            check.name,
            check.sentence
        ));
    }
}
