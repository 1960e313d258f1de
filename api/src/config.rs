//! Settings: a flag, then the environment, then a default that works.
//!
//! An empty variable means unset. Every problem is reported at once. This is the one file that reads the environment.

mod completers;
mod logging;
mod mail;
mod numbers;
mod proxies;
mod publication;
mod suppression;

use std::path::PathBuf;

use clap::Args;
use entities::values::{Money, Secret};
use url::Url;

use crate::clock::zones::Zone;

pub use completers::{CompleterFlags, CompleterSettings};
pub use logging::LogFormat;
pub use mail::{MailFlags, MailSettings, SmtpServer, Tls, Transport};
pub use proxies::Range;
pub use publication::{Publication, PublicationFlags};
pub use suppression::{Floors, SuppressionFlags};

/// Settings that may be given as flags; what is not given is taken from the environment.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Settings")]
pub struct Flags {
    /// Where the data lives: `sqlite:guildhall.db` or `postgres://user:password@host/name` [env: `DATABASE_URL`]
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// The address to listen on [env: `GUILDHALL_LISTEN`] [default: 127.0.0.1:8080]
    #[arg(long, global = true, value_name = "HOST:PORT")]
    pub listen: Option<String>,
    /// The address people reach Guildhall at [env: `GUILDHALL_BASE_URL`] [default: `http://` and the listen address]
    #[arg(long, global = true, value_name = "URL")]
    pub base_url: Option<String>,
    /// The folder for uploaded files [env: `GUILDHALL_DATA_DIR`] [default: guildhall-data]
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<String>,
    /// What an hour of an employer's time is worth, in dollars [env: `GUILDHALL_HOUR_VALUE`] [default: 35.00]
    #[arg(long, global = true, value_name = "DOLLARS")]
    pub hour_value: Option<String>,
    /// Days that uploaded files and the cells of imported rows are kept after an import [env: `GUILDHALL_IMPORT_DAYS`] [default: 90]
    #[arg(long, global = true, value_name = "DAYS")]
    pub import_days: Option<String>,
    /// The zone by whose clocks people who answer for agreements are reminded, by its name in the IANA database [env: `GUILDHALL_TIME_ZONE`] [default: UTC]
    #[arg(long, global = true, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// Months that evidence counts on the ladder of employer engagement, 12 to 24 [env: `GUILDHALL_LADDER_MONTHS`] [default: 24]
    #[arg(long, global = true, value_name = "MONTHS")]
    pub ladder_months: Option<String>,
    /// How SQLite waits for the disk: FULL (nothing lost) or NORMAL (faster) [env: `GUILDHALL_SQLITE_SYNCHRONOUS`] [default: FULL]
    #[arg(long, global = true, value_name = "MODE")]
    pub sqlite_synchronous: Option<String>,
    /// Cost points that come back to a user or token each second [env: `GUILDHALL_RATE_LIMIT`] [default: 20000]
    #[arg(long, global = true, value_name = "POINTS")]
    pub rate_limit: Option<String>,
    /// Proxies whose X-Forwarded-For is believed, as addresses or ranges with commas between them [env: `GUILDHALL_TRUSTED_PROXIES`]
    #[arg(long, global = true, value_name = "CIDR,…")]
    pub trusted_proxies: Option<String>,
    /// What to log, as `level` or `target=level,…` [env: `GUILDHALL_LOG`] [default: info]
    #[arg(long, global = true, value_name = "FILTER")]
    pub log: Option<String>,
    /// How to log: `text` or `json` [env: `GUILDHALL_LOG_FORMAT`] [default: text]
    #[arg(long, global = true, value_name = "FORMAT")]
    pub log_format: Option<String>,
    /// What holds for completers.
    #[command(flatten)]
    pub completers: CompleterFlags,
    /// How mail leaves.
    #[command(flatten)]
    pub mail: MailFlags,
    /// Which counts are too small to be shown.
    #[command(flatten)]
    pub suppression: SuppressionFlags,
    /// How often outcomes are published.
    #[command(flatten)]
    pub publication: PublicationFlags,
}

/// The settings Guildhall runs with.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the data lives.
    pub database: Database,
    /// The address to listen on.
    pub listen: String,
    /// The address people reach Guildhall at, without a slash at its end.
    pub base_url: Url,
    /// The folder for uploaded files.
    pub data_dir: PathBuf,
    /// What an hour of an employer's time is worth.
    pub hour_value: Money,
    /// Days that uploaded files and the cells of imported rows are kept after an import.
    pub import_days: u32,
    /// The zone of what has a day and no place of its own, such as the end of an agreement.
    pub time_zone: Zone,
    /// Months that evidence counts on the ladder of employer engagement.
    pub ladder_months: u32,
    /// Cost points that come back to a user or token each second.
    pub rate_limit: u32,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Range>,
    /// What to log, as a filter of `tracing_subscriber`.
    pub log: String,
    /// How to log.
    pub log_format: LogFormat,
    /// What holds for completers.
    pub completers: CompleterSettings,
    /// How mail leaves.
    pub mail: MailSettings,
    /// Which counts are too small to be shown.
    pub floors: Floors,
    /// How often outcomes are published.
    pub publication: Publication,
}

/// A database and how to reach it.
#[derive(Clone, Debug)]
pub enum Database {
    /// The embedded database: one file.
    Sqlite {
        /// The file.
        path: PathBuf,
        /// `FULL` or `NORMAL`.
        synchronous: &'static str,
    },
    /// A PostgreSQL server; the address may hold a password.
    Postgres(Secret<String>),
}

/// A setting that cannot be used: which, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(pub String);

impl Config {
    /// Resolves flags and the process's environment.
    ///
    /// # Errors
    /// Every setting that cannot be used.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the environment"
    )]
    pub fn from_env(flags: &Flags) -> Result<Self, Vec<Problem>> {
        Self::resolve(flags, |name| std::env::var(name).ok())
    }

    /// Whether flags or environment name a database, or the default is taken.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the environment"
    )]
    pub fn names_a_database(flags: &Flags) -> bool {
        let named = flags
            .database_url
            .clone()
            .or_else(|| std::env::var("DATABASE_URL").ok());
        named.is_some_and(|text| !text.trim().is_empty())
    }

    /// Resolves flags and an environment given as a function.
    ///
    /// # Errors
    /// Every setting that cannot be used.
    pub fn resolve(flags: &Flags, env: impl Fn(&str) -> Option<String>) -> Result<Self, Vec<Problem>> {
        let pick = |flag: &Option<String>, name: &str, default: &str| {
            let set = |text: &String| !text.trim().is_empty();
            flag.clone()
                .filter(set)
                .or_else(|| env(name).filter(set))
                .unwrap_or_else(|| default.to_owned())
        };
        let mut problems = Vec::new();
        let synchronous = pick(&flags.sqlite_synchronous, "GUILDHALL_SQLITE_SYNCHRONOUS", "FULL");
        let synchronous = collect(&mut problems, parse_synchronous(&synchronous));
        let database_url = pick(&flags.database_url, "DATABASE_URL", "sqlite:guildhall.db");
        let database = collect(
            &mut problems,
            parse_database(&database_url, synchronous.unwrap_or("FULL")),
        );
        let listen = pick(&flags.listen, "GUILDHALL_LISTEN", "127.0.0.1:8080");
        let listen = collect(&mut problems, parse_listen(&listen));
        let default_base = format!("http://{}", listen.as_deref().unwrap_or("127.0.0.1:8080"));
        let base_url = pick(&flags.base_url, "GUILDHALL_BASE_URL", &default_base);
        let base_url = collect(&mut problems, parse_base_url(&base_url));
        let hour_value = pick(&flags.hour_value, "GUILDHALL_HOUR_VALUE", "35.00");
        let hour_value = collect(&mut problems, numbers::parse_dollars(&hour_value));
        let import_days = pick(&flags.import_days, "GUILDHALL_IMPORT_DAYS", "90");
        let import_days = collect(&mut problems, numbers::parse_days(&import_days));
        let time_zone = pick(&flags.time_zone, "GUILDHALL_TIME_ZONE", "UTC");
        let time_zone = collect(&mut problems, parse_zone(&time_zone));
        let ladder_months = pick(&flags.ladder_months, "GUILDHALL_LADDER_MONTHS", "24");
        let ladder_months = collect(&mut problems, numbers::parse_months(&ladder_months));
        let rate_limit = pick(&flags.rate_limit, "GUILDHALL_RATE_LIMIT", "20000");
        let rate_limit = collect(&mut problems, numbers::parse_points(&rate_limit));
        let trusted = pick(&flags.trusted_proxies, "GUILDHALL_TRUSTED_PROXIES", "");
        let trusted_proxies = collect(&mut problems, proxies::parse(&trusted)).unwrap_or_default();
        let log = collect(
            &mut problems,
            logging::parse_log(&pick(&flags.log, "GUILDHALL_LOG", "info")),
        );
        let log_format = pick(&flags.log_format, "GUILDHALL_LOG_FORMAT", "text");
        let log_format = collect(&mut problems, logging::parse_log_format(&log_format));
        let off = |flag: &Option<String>, name: &str| pick(flag, name, "off");
        let completers = CompleterSettings::resolve(&flags.completers, off, &mut problems);
        let mail = MailSettings::resolve(&flags.mail, |flag, name| pick(flag, name, ""), &mut problems);
        let floors = Floors::resolve(&flags.suppression, pick, &mut problems);
        let publication = Publication::resolve(&flags.publication, pick, &mut problems);
        match (
            database,
            listen,
            base_url,
            hour_value,
            import_days,
            time_zone,
            ladder_months,
            rate_limit,
            log,
            log_format,
        ) {
            (
                Some(database),
                Some(listen),
                Some(base_url),
                Some(hour_value),
                Some(import_days),
                Some(time_zone),
                Some(ladder_months),
                Some(rate_limit),
                Some(log),
                Some(log_format),
            ) if problems.is_empty() => Ok(Self {
                database,
                listen,
                base_url,
                data_dir: PathBuf::from(pick(&flags.data_dir, "GUILDHALL_DATA_DIR", "guildhall-data")),
                hour_value,
                import_days,
                time_zone,
                ladder_months,
                rate_limit,
                trusted_proxies,
                log,
                log_format,
                completers,
                mail,
                floors,
                publication,
            }),
            _ => Err(problems),
        }
    }

    /// Every setting with its value as an operator may read it: no password.
    pub fn shown(&self) -> Vec<(&'static str, String)> {
        let synchronous = match &self.database {
            Database::Sqlite { synchronous, .. } => (*synchronous).to_owned(),
            Database::Postgres(_) => "not used".to_owned(),
        };
        let mut shown = vec![
            ("DATABASE_URL", self.database.describe()),
            ("GUILDHALL_LISTEN", self.listen.clone()),
            ("GUILDHALL_BASE_URL", self.base_url.to_string()),
            ("GUILDHALL_DATA_DIR", self.data_dir.display().to_string()),
            (
                "GUILDHALL_HOUR_VALUE",
                crate::scalars::hundredths(self.hour_value.cents()),
            ),
            ("GUILDHALL_IMPORT_DAYS", self.import_days.to_string()),
            ("GUILDHALL_TIME_ZONE", self.time_zone.name().to_owned()),
            ("GUILDHALL_LADDER_MONTHS", self.ladder_months.to_string()),
            ("GUILDHALL_SQLITE_SYNCHRONOUS", synchronous),
            ("GUILDHALL_RATE_LIMIT", self.rate_limit.to_string()),
            ("GUILDHALL_TRUSTED_PROXIES", proxies::shown(&self.trusted_proxies)),
            ("GUILDHALL_LOG", self.log.clone()),
            ("GUILDHALL_LOG_FORMAT", self.log_format.name().to_owned()),
        ];
        shown.extend(self.completers.shown());
        shown.extend(self.mail.shown());
        shown.extend(self.floors.shown());
        shown.push(self.publication.shown());
        shown
    }

    /// The address people reach Guildhall at, as letters show it: without a slash at its end.
    pub fn site(&self) -> String {
        self.base_url.as_str().trim_end_matches('/').to_owned()
    }

    /// Whether people reach Guildhall by https, so that cookies may be marked `Secure`.
    pub fn is_https(&self) -> bool {
        self.base_url.scheme() == "https"
    }
}

impl Database {
    /// The database as an operator may read it in a message: no password.
    pub fn describe(&self) -> String {
        match self {
            Self::Sqlite { path, .. } => format!("the SQLite file {}", path.display()),
            Self::Postgres(url) => match Url::parse(url.expose()) {
                Ok(url) => format!(
                    "PostgreSQL at {}:{}{}",
                    url.host_str().unwrap_or("localhost"),
                    url.port().unwrap_or(5432),
                    url.path()
                ),
                Err(_) => "PostgreSQL".to_owned(),
            },
        }
    }
}

fn collect<T>(problems: &mut Vec<Problem>, value: Result<T, Problem>) -> Option<T> {
    value.map_err(|problem| problems.push(problem)).ok()
}

fn parse_zone(text: &str) -> Result<Zone, Problem> {
    let what = "a zone of the IANA database such as America/Denver";
    Zone::named(text.trim())
        .ok_or_else(|| Problem(format!("GUILDHALL_TIME_ZONE is {text}; it must be {what}.")))
}

fn parse_synchronous(text: &str) -> Result<&'static str, Problem> {
    match text.to_ascii_uppercase().as_str() {
        "FULL" => Ok("FULL"),
        "NORMAL" => Ok("NORMAL"),
        _ => Err(Problem(format!(
            "GUILDHALL_SQLITE_SYNCHRONOUS is {text}; it must be FULL or NORMAL."
        ))),
    }
}

/// Reads `DATABASE_URL`. Its text never appears in a message: it may hold a password.
pub(crate) fn parse_database(text: &str, synchronous: &'static str) -> Result<Database, Problem> {
    if let Some(rest) = text.strip_prefix("sqlite:") {
        let path = rest
            .strip_prefix("//")
            .unwrap_or(rest)
            .split('?')
            .next()
            .unwrap_or_default();
        if path.is_empty() || path.contains(":memory:") {
            return Err(Problem(
                "DATABASE_URL names no file: write sqlite:guildhall.db or sqlite:///var/lib/guildhall.db."
                    .into(),
            ));
        }
        return Ok(Database::Sqlite {
            path: PathBuf::from(path),
            synchronous,
        });
    }
    if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
        return Err(Problem(
            "DATABASE_URL must start with sqlite: or postgres://.".into(),
        ));
    }
    match Url::parse(text) {
        Ok(url) if url.path().len() > 1 => Ok(Database::Postgres(Secret::new(text.to_owned()))),
        Ok(_) => Err(Problem("DATABASE_URL names no database: write postgres://user:password@host/name.".into())),
        Err(_) => Err(Problem(
            "DATABASE_URL cannot be read: in user name and password write @ as %40, / as %2F, # as %23 and % as %25.".into(),
        )),
    }
}

fn parse_listen(text: &str) -> Result<String, Problem> {
    let port = text
        .rsplit_once(':')
        .filter(|(host, _)| !host.is_empty())
        .and_then(|(_, port)| port.parse::<u16>().ok());
    match port {
        Some(_) => Ok(text.to_owned()),
        None => Err(Problem(format!(
            "GUILDHALL_LISTEN is {text}; it must be an address and a port such as 127.0.0.1:8080."
        ))),
    }
}

fn parse_base_url(text: &str) -> Result<Url, Problem> {
    Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        .ok_or_else(|| {
            Problem(format!(
                "GUILDHALL_BASE_URL is {text}; it must be an http or https address."
            ))
        })
}

#[cfg(test)]
mod tests;
