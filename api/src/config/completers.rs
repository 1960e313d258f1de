//! Settings about completers: whether their names are kept, and who counts as the same employer.

use clap::Args;

use super::Problem;

const NAMES: &str = "GUILDHALL_COMPLETER_NAMES";
const SUCCESSORS: &str = "GUILDHALL_SUCCESSOR_COUNTS";

/// Settings about completers that may be given as flags.
#[derive(Args, Clone, Debug, Default)]
pub struct CompleterFlags {
    /// Whether names of completers are kept, for the staff of the agency that served them: `on` or `off` [env: `GUILDHALL_COMPLETER_NAMES`] [default: off]
    #[arg(long, global = true, value_name = "on|off")]
    pub completer_names: Option<String>,
    /// Whether an employer's recorded successor is the same employer when retention is measured: `on` or `off` [env: `GUILDHALL_SUCCESSOR_COUNTS`] [default: off]
    #[arg(long, global = true, value_name = "on|off")]
    pub successor_counts: Option<String>,
}

/// What holds for completers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompleterSettings {
    /// Whether their names are kept.
    pub keeps_names: bool,
    /// Whether a successor that is on record is the same employer when retention is measured.
    pub successor_counts: bool,
}

impl CompleterSettings {
    /// Resolves flags and an environment given as `pick(flag, variable)`.
    pub(super) fn resolve(
        flags: &CompleterFlags,
        pick: impl Fn(&Option<String>, &str) -> String,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut is_on = |flag: &Option<String>, name: &str| match parse(&pick(flag, name), name) {
            Ok(is_on) => is_on,
            Err(problem) => {
                problems.push(problem);
                false
            }
        };
        Self {
            keeps_names: is_on(&flags.completer_names, NAMES),
            successor_counts: is_on(&flags.successor_counts, SUCCESSORS),
        }
    }

    /// Each setting with its value.
    pub(super) fn shown(self) -> [(&'static str, String); 2] {
        let word = |is_on: bool| if is_on { "on" } else { "off" }.to_owned();
        [
            (NAMES, word(self.keeps_names)),
            (SUCCESSORS, word(self.successor_counts)),
        ]
    }
}

fn parse(text: &str, name: &str) -> Result<bool, Problem> {
    match text.trim() {
        "on" => Ok(true),
        "off" => Ok(false),
        other => Err(Problem(format!("{name} is {other}; it must be on or off."))),
    }
}
