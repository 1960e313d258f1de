//! Settings of the log.

use super::Problem;

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// A line an event, for people.
    Text,
    /// A JSON object an event, for collectors.
    Json,
}

impl LogFormat {
    /// Its name, as the setting writes it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
        }
    }
}

/// A bare level is meant for Guildhall itself; the libraries below it speak from `warn` on.
pub(super) fn parse_log(text: &str) -> Result<String, Problem> {
    let is_level = |text: &str| text.parse::<tracing::level_filters::LevelFilter>().is_ok();
    let filter = if is_level(text) {
        format!("warn,api={text}")
    } else {
        text.to_owned()
    };
    match filter.parse::<tracing_subscriber::filter::Targets>() {
        Ok(_) => Ok(filter),
        Err(_) => Err(Problem(format!(
            "GUILDHALL_LOG is {text}; it must be a level such as info, or targets with levels such as warn,api=debug."
        ))),
    }
}

pub(super) fn parse_log_format(text: &str) -> Result<LogFormat, Problem> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(Problem(format!(
            "GUILDHALL_LOG_FORMAT is {text}; it must be text or json."
        ))),
    }
}
