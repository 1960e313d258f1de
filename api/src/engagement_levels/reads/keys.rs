//! The keys of the kinds of evidence: what each finds is in the files beside this one.

/// A call, a visit, a meeting, an e-mail or a letter that the whole network sees, mass communications left out.
pub const ENGAGEMENT: &str = "ENGAGEMENT";
/// Advice, on the day it was said.
pub const ADVICE: &str = "ADVICE";
/// Advice that was accepted, on the day it was decided, and again on the day it was put into practice.
pub const ADVICE_TAKEN: &str = "ADVICE_TAKEN";
/// An affirmation, on the day it was said.
pub const AFFIRMATION: &str = "AFFIRMATION";
/// A contribution of any activity but advice.
pub const WORK_BASED_LEARNING: &str = "WORK_BASED_LEARNING";
/// A contribution of the activity `ADVISORY`, or in the role of this key.
pub const SERVE_ON_BOARD: &str = "SERVE_ON_BOARD";
/// A contribution in the role of this key, or an opening or a forecast that the whole network sees, on the day its source said so.
pub const SHARE_FORECAST: &str = "SHARE_FORECAST";
/// A contribution in the role of this key; so are the next ones.
pub const ASSIST_INSTRUCTION: &str = "ASSIST_INSTRUCTION";
/// See [`ASSIST_INSTRUCTION`].
pub const HOST_WBL: &str = "HOST_WBL";
/// See [`ASSIST_INSTRUCTION`].
pub const DONATE_EQUIPMENT: &str = "DONATE_EQUIPMENT";
/// See [`ASSIST_INSTRUCTION`].
pub const DONATE_FUNDS: &str = "DONATE_FUNDS";
/// See [`ASSIST_INSTRUCTION`].
pub const RECEIVE_TRAINING: &str = "RECEIVE_TRAINING";
/// See [`ASSIST_INSTRUCTION`].
pub const HELP_DESIGN: &str = "HELP_DESIGN";
/// See [`ASSIST_INSTRUCTION`].
pub const REAL_PROJECTS: &str = "REAL_PROJECTS";
/// A contribution in the role of this key, or a word for an edge of a pathway map that was not taken back, on the day it was said.
pub const VALIDATE_PATHWAY_MAP: &str = "VALIDATE_PATHWAY_MAP";
/// A membership in a sector partnership, as long as it lasts.
pub const SECTOR_PARTNERSHIP: &str = "SECTOR_PARTNERSHIP";
/// A membership of standing `CHAMPION`, as long as it lasts.
pub const CHAMPION: &str = "CHAMPION";
/// The time in which it champions a priority that is worked on.
pub const PRIORITY_CHAMPION: &str = "PRIORITY_CHAMPION";
/// The time in which it is a member of another partnership beside one of which it is a champion.
pub const SEVERAL_PARTNERSHIPS: &str = "SEVERAL_PARTNERSHIPS";

/// The roles in which a contribution is evidence: the keys of role types and of kinds alike.
pub const ROLES: [&str; 10] = [
    SERVE_ON_BOARD,
    SHARE_FORECAST,
    ASSIST_INSTRUCTION,
    HOST_WBL,
    DONATE_EQUIPMENT,
    DONATE_FUNDS,
    RECEIVE_TRAINING,
    HELP_DESIGN,
    REAL_PROJECTS,
    VALIDATE_PATHWAY_MAP,
];
