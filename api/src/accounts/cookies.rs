//! The session cookie and how long a session lives.

use chrono::TimeDelta;

use crate::{config::Config, http::SESSION_COOKIE};

/// A session ends when it was not used for so long.
pub const IDLE: TimeDelta = TimeDelta::hours(12);
/// A session ends after so long in any case.
pub const ABSOLUTE: TimeDelta = TimeDelta::days(14);

/// The header that gives a browser its session.
pub fn set(config: &Config, token: &str) -> String {
    cookie(config, token, ABSOLUTE.num_seconds())
}

/// The header that takes it away.
pub fn clear(config: &Config) -> String {
    cookie(config, "", 0)
}

fn cookie(config: &Config, value: &str, seconds: i64) -> String {
    let secure = if config.is_https() { "; Secure" } else { "" };
    format!("{SESSION_COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")
}
