//! Which counts are too small to be shown: the floors under what is published of completers, hires and employment.
//!
//! They can be raised freely and lowered only so far: below five people a count tells of persons, and of two employers each
//! knows the other's part.

use clap::Args;

use super::Problem;

/// Settings of suppression that may be given as flags.
#[derive(Args, Clone, Debug, Default)]
pub struct SuppressionFlags {
    /// People that a count must hold to be shown, 5 to 1000 [env: `GUILDHALL_SUPPRESS_PEOPLE`] [default: 10]
    #[arg(long, global = true, value_name = "PEOPLE")]
    pub suppress_people: Option<String>,
    /// Employers that a count of hires or employment must come from to be shown, 3 to 100 [env: `GUILDHALL_SUPPRESS_EMPLOYERS`] [default: 3]
    #[arg(long, global = true, value_name = "EMPLOYERS")]
    pub suppress_employers: Option<String>,
    /// Share of one employer, in percent, from which on a count is hidden, 50 to 95 [env: `GUILDHALL_SUPPRESS_DOMINANCE`] [default: 80]
    #[arg(long, global = true, value_name = "PERCENT")]
    pub suppress_dominance: Option<String>,
}

/// What a count must reach to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Floors {
    /// People.
    pub people: u32,
    /// Employers, where a count tells of employers too.
    pub employers: u32,
    /// The share of one employer, in percent, from which on a count is hidden.
    pub dominance_percent: u32,
}

impl Default for Floors {
    fn default() -> Self {
        Self {
            people: 10,
            employers: 3,
            dominance_percent: 80,
        }
    }
}

impl Floors {
    /// Resolves flags and an environment given as `pick(flag, variable, default)`.
    pub(super) fn resolve(
        flags: &SuppressionFlags,
        pick: impl Fn(&Option<String>, &str, &str) -> String,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let default = Self::default();
        let mut number = |flag: &Option<String>, name: &str, default: u32, least: u32, most: u32| {
            let text = pick(flag, name, &default.to_string());
            let number = text
                .trim()
                .parse()
                .ok()
                .filter(|number| (least..=most).contains(number));
            number.unwrap_or_else(|| {
                let message = format!("{name} is {text}; it must be a number from {least} to {most}.");
                problems.push(Problem(message));
                default
            })
        };
        Self {
            people: number(
                &flags.suppress_people,
                "GUILDHALL_SUPPRESS_PEOPLE",
                default.people,
                5,
                1000,
            ),
            employers: number(
                &flags.suppress_employers,
                "GUILDHALL_SUPPRESS_EMPLOYERS",
                default.employers,
                3,
                100,
            ),
            dominance_percent: number(
                &flags.suppress_dominance,
                "GUILDHALL_SUPPRESS_DOMINANCE",
                default.dominance_percent,
                50,
                95,
            ),
        }
    }

    /// The settings as an operator reads them.
    pub(super) fn shown(self) -> [(&'static str, String); 3] {
        [
            ("GUILDHALL_SUPPRESS_PEOPLE", self.people.to_string()),
            ("GUILDHALL_SUPPRESS_EMPLOYERS", self.employers.to_string()),
            ("GUILDHALL_SUPPRESS_DOMINANCE", self.dominance_percent.to_string()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(people: &str, employers: &str, dominance: &str) -> Result<Floors, usize> {
        let flags = SuppressionFlags {
            suppress_people: Some(people.to_owned()),
            suppress_employers: Some(employers.to_owned()),
            suppress_dominance: Some(dominance.to_owned()),
        };
        let pick = |flag: &Option<String>, _: &str, default: &str| {
            let given = flag.clone().filter(|text| !text.is_empty());
            given.unwrap_or_else(|| default.to_owned())
        };
        let mut problems = Vec::new();
        let floors = Floors::resolve(&flags, pick, &mut problems);
        if problems.is_empty() {
            Ok(floors)
        } else {
            Err(problems.len())
        }
    }

    #[test]
    fn floors_can_be_raised_and_not_be_lifted() {
        let floors = |people, employers, dominance_percent| Floors {
            people,
            employers,
            dominance_percent,
        };
        for (people, employers, dominance, expected) in [
            ("", "", "", Ok(Floors::default())),
            ("15", "5", "60", Ok(floors(15, 5, 60))),
            ("5", "3", "95", Ok(floors(5, 3, 95))),
            ("4", "3", "80", Err(1)),
            ("0", "2", "96", Err(3)),
            ("ten", "-3", "49", Err(3)),
            ("1001", "101", "80 %", Err(3)),
        ] {
            assert_eq!(
                resolve(people, employers, dominance),
                expected,
                "{people} {employers} {dominance}"
            );
        }
    }
}
