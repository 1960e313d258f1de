//! Logging: to standard error, as lines for people or as JSON for collectors.

use tracing_subscriber::{EnvFilter, fmt};

use crate::config::{Config, LogFormat};

/// Starts logging. A second start in one process changes nothing.
pub(super) fn start(config: &Config) {
    let lines = fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(EnvFilter::new(&config.log));
    let _ = match config.log_format {
        LogFormat::Text => lines.with_ansi(super::output::is_watched()).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
}
