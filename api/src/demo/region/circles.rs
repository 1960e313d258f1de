//! The partnerships of the Alder Valley: who is in them, with which seat, and what each promised.
//!
//! Days count from the first day of the history. Nobody brings real projects into the manufacturing partnership: a role that
//! is open is what coverage is for.

use entities::partnership::{
    PartnershipKind::{self, AdvisoryBoard, CrossAgency, Sector},
    PartnershipPhase::{self, Action, Launch, Prepare, Scope, Sustain},
};

/// A partnership.
pub(crate) struct Circle {
    /// How the places refer to it.
    pub(crate) key: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// Its kind.
    pub(crate) kind: PartnershipKind,
    /// What it is for.
    pub(crate) description: &'static str,
    /// The day it began.
    pub(crate) day: i64,
    /// Its phases after the first one, each with the day it came.
    pub(crate) phases: &'static [(i64, PartnershipPhase)],
    /// The key of its sector.
    pub(crate) sector: Option<&'static str>,
    /// Its NAICS prefixes.
    pub(crate) naics: &'static [&'static str],
    /// The agencies that convene it, each from a day on.
    pub(crate) conveners: &'static [(&'static str, i64)],
    /// The agencies that are members.
    pub(crate) agencies: &'static [&'static str],
}

pub(crate) const CIRCLES: [Circle; 3] = [
    Circle {
        key: "makers",
        name: "Alder Valley Manufacturing Partnership",
        kind: Sector,
        description: "Manufacturers and the public partners around them: entry jobs, apprentices, a short certificate.",
        day: 60,
        phases: &[(105, Scope), (150, Prepare), (200, Launch), (290, Action)],
        sector: Some("MANUFACTURING"),
        naics: &["31-33"],
        conveners: &[("board", 60), ("economy", 60), ("chamber", 320)],
        agencies: &["college", "district", "onestop", "union"],
    },
    Circle {
        key: "compact",
        name: "Learning to Work Compact",
        kind: CrossAgency,
        description: "The agencies of the valley share employers, referrals and one calendar of visits.",
        day: 30,
        phases: &[(90, Launch), (170, Action), (400, Sustain)],
        sector: None,
        naics: &[],
        conveners: &[("board", 30), ("college", 30)],
        agencies: &[
            "board", "onestop", "college", "adult", "district", "library", "economy",
        ],
    },
    Circle {
        key: "health",
        name: "Health Careers Advisory Board",
        kind: AdvisoryBoard,
        description: "Advises the nursing programs of the college, the adult school and the district.",
        day: 140,
        phases: &[(150, Action)],
        sector: Some("HEALTH_SCIENCE"),
        naics: &["62"],
        conveners: &[("college", 140), ("district", 140)],
        agencies: &["adult", "union"],
    },
];

/// How far a promise came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Path {
    /// Proposed not long ago.
    Proposed,
    /// Promised, not begun.
    Committed,
    /// Under way.
    Active,
    /// Kept.
    Fulfilled,
    /// Given up.
    Lapsed,
}

/// A promise: the role's key, and how far it came.
pub(crate) type Pledge = (&'static str, Path);

/// An employer in a partnership.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// The partnership's key.
    pub(crate) circle: &'static str,
    /// The employer's place in the region's table.
    pub(crate) employer: usize,
    /// The day it joined.
    pub(crate) joined: i64,
    /// The day it left.
    pub(crate) left: Option<i64>,
    /// Whether it is a champion.
    pub(crate) is_champion: bool,
    /// Its seat and the days of its term, on a board.
    pub(crate) seat: Option<(&'static str, i64)>,
    /// What it promised.
    pub(crate) pledges: &'static [Pledge],
}

const fn maker(employer: usize, pledges: &'static [Pledge]) -> Place {
    Place {
        circle: "makers",
        employer,
        joined: 205,
        left: None,
        is_champion: false,
        seat: None,
        pledges,
    }
}

const fn champion(place: Place) -> Place {
    Place {
        is_champion: true,
        ..place
    }
}

const fn joining(place: Place, joined: i64) -> Place {
    Place { joined, ..place }
}

const fn leaving(place: Place, day: i64) -> Place {
    Place {
        left: Some(day),
        ..place
    }
}

const fn seat(employer: usize, name: &'static str, term: i64, pledges: &'static [Pledge]) -> Place {
    Place {
        circle: "health",
        employer,
        joined: 152,
        left: None,
        is_champion: false,
        seat: Some((name, term)),
        pledges,
    }
}

/// The day one manufacturer takes over another one: see [`SALE`].
pub(crate) const SALE_DAY: i64 = 400;
/// Who was sold, and to whom.
pub(crate) const SALE: (usize, usize) = (3, 6);

/// One term on the board is over, one ends soon.
#[rustfmt::skip]
pub(crate) const PLACES: [Place; 27] = {
    use self::Path::{Active, Committed, Fulfilled, Lapsed, Proposed};
    [
        champion(maker(0, &[("CHAMPION_PRIORITY", Active), ("ASSIST_INSTRUCTION", Active)])),
        maker(1, &[("HOST_WBL", Active)]),
        maker(2, &[("AFFIRM_KSA", Fulfilled), ("HIRE_COMPLETERS", Active)]),
        leaving(maker(3, &[("HOST_WBL", Lapsed)]), SALE_DAY),
        maker(4, &[("DONATE_EQUIPMENT", Fulfilled)]),
        maker(5, &[("HIRE_COMPLETERS", Committed)]),
        maker(6, &[("HELP_DESIGN", Active), ("DONATE_EQUIPMENT", Proposed)]),
        maker(7, &[("ASSIST_INSTRUCTION", Lapsed)]),
        maker(8, &[("AFFIRM_CREDENTIALS", Active)]),
        maker(9, &[("HOST_WBL", Committed)]),
        maker(10, &[("SHARE_FORECAST", Active)]),
        maker(11, &[("HOST_WBL", Active)]),
        leaving(maker(12, &[("DONATE_FUNDS", Fulfilled)]), 460),
        champion(maker(13, &[("CHAMPION_PRIORITY", Committed), ("AFFIRM_KSA", Active)])),
        joining(maker(14, &[("HOST_WBL", Proposed)]), 330),
        joining(maker(15, &[("HIRE_COMPLETERS", Proposed)]), 330),
        joining(maker(17, &[("SHARE_FORECAST", Proposed)]), 345),
        joining(maker(19, &[("ASSIST_INSTRUCTION", Committed)]), 345),
        champion(seat(20, "Chair", 1_095, &[("SERVE_ON_BOARD", Active), ("HOST_WBL", Active)])),
        seat(21, "Community clinics", 365, &[("HELP_DESIGN", Fulfilled)]),
        seat(22, "Family practice", 456, &[("ASSIST_INSTRUCTION", Active)]),
        seat(23, "Senior living", 1_095, &[("HOST_WBL", Active), ("HIRE_COMPLETERS", Active)]),
        seat(24, "Skilled nursing", 730, &[("HIRE_COMPLETERS", Fulfilled), ("REAL_PROJECTS", Active)]),
        seat(25, "Home care", 730, &[("AFFIRM_KSA", Active)]),
        seat(26, "Dental care", 1_095, &[("AFFIRM_CREDENTIALS", Proposed)]),
        seat(27, "Imaging", 730, &[("DONATE_EQUIPMENT", Fulfilled)]),
        seat(28, "Behavioral health", 1_095, &[("HELP_DESIGN", Lapsed)]),
    ]
};

/// What the agencies of the compact promised, in the order of its members.
#[rustfmt::skip]
pub(crate) const SIGNATURES: [Path; 7] = {
    use self::Path::{Committed, Fulfilled, Proposed};
    [Fulfilled, Fulfilled, Fulfilled, Committed, Fulfilled, Proposed, Fulfilled]
};
