//! How often outcomes are published.
//!
//! Whoever could ask after each change would see what one person's hire or exit changed. So counts stand still between two
//! dates of publication; what their difference tells is the less, the rarer they are.

use clap::Args;

use super::Problem;

const DAYS: &str = "GUILDHALL_PUBLISH_DAYS";

/// How often outcomes are published, as it may be given as a flag.
#[derive(Args, Clone, Debug, Default)]
pub struct PublicationFlags {
    /// Days from one publication of outcomes to the next, 1 to 366 [env: `GUILDHALL_PUBLISH_DAYS`] [default: 1]
    #[arg(long, global = true, value_name = "DAYS")]
    pub publish_days: Option<String>,
}

/// How often outcomes are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Days from one publication to the next.
    pub days: u32,
}

impl Publication {
    /// Resolves flags and an environment given as `pick(flag, variable, default)`.
    pub(super) fn resolve(
        flags: &PublicationFlags,
        pick: impl Fn(&Option<String>, &str, &str) -> String,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let text = pick(&flags.publish_days, DAYS, "1");
        let days = text.trim().parse().ok().filter(|days| (1..=366).contains(days));
        let days = days.unwrap_or_else(|| {
            let message = format!("{DAYS} is {text}; it must be a number from 1 to 366.");
            problems.push(Problem(message));
            1
        });
        Self { days }
    }

    /// The setting with its value.
    pub(super) fn shown(self) -> (&'static str, String) {
        (DAYS, self.days.to_string())
    }
}
