//! What goes on in the Alder Valley: what is talked about, and what employers give.

use entities::{
    contribution::Activity,
    engagement::{
        EngagementChannel::{self, Email, Event, Meeting, Phone, SiteVisit},
        EngagementVisibility::{self, Agency, Network, Restricted},
    },
};

/// A talk: channel, subject, what was said, the next step, who may read it.
pub(crate) type Talk = (
    EngagementChannel,
    &'static str,
    &'static str,
    Option<&'static str>,
    EngagementVisibility,
);

#[rustfmt::skip]
pub(crate) const TALKS: [Talk; 18] = [
    (SiteVisit, "Tour of the shop floor",            "Walked the line with two instructors. They are short of people who read drawings.", Some("Send the outline of the blueprint course"), Network),
    (Phone,     "Openings for the spring",           "Four openings from March on, two of them for beginners.",                            Some("Post the openings at the career center"),  Network),
    (Meeting,   "What entry jobs need",              "Went through the list of skills. Shift work must be said plainly at the start.",     None,                                            Network),
    (Email,     "Thanks for the job shadow days",    "Nine students were there; two asked about summer work.",                              None,                                            Network),
    (Event,     "Career night at the high school",   "Had a table and a small machine to try. About sixty families came by.",               Some("Ask for a table again next year"),         Network),
    (Meeting,   "Terms of paid internships",         "Would take three interns if the college places and insures them.",                    Some("Draft the placement agreement"),           Agency),
    (Phone,     "A complaint about late paperwork",  "The last agreement took eleven weeks. Promised a named person and two weeks.",        Some("Name one person for all paperwork"),       Agency),
    (SiteVisit, "Safety talk before the tours",      "Agreed on closed shoes, goggles and groups of eight.",                                None,                                            Network),
    (Phone,     "Night shift may end",               "Told in confidence: the night shift is looked at again in the summer.",               Some("Call again before the announcement"),      Restricted),
    (Meeting,   "Draft of the certificate",          "Would prefer a short certificate that counts towards the degree.",                    Some("Bring the draft to the advisory board"),   Network),
    (Email,     "Who speaks for the company now",    "Their training coordinator has left; the plant manager answers for now.",             Some("Meet the successor"),                      Network),
    (Event,     "Sector breakfast",                  "Twelve companies, five agencies. Parking, childcare and English classes came up.",    None,                                            Network),
    (Phone,     "Apprentices for the autumn",        "Two places, one of them for somebody who finishes this term.",                        Some("Send three candidates"),                   Network),
    (Meeting,   "Wages for beginners",               "Gave their starting wages in confidence, for the comparison only.",                   None,                                            Agency),
    (SiteVisit, "New equipment",                     "The old mill could go to the college when the new one is running.",                   Some("Ask the college what it takes to move it"), Network),
    (Meeting,   "English at work",                   "Eight people would come to a class at the change of shifts.",                         Some("Find a teacher for Tuesdays"),             Network),
    (Phone,     "A difficult placement",             "An intern did not come back. Talked about how to say such things early.",             None,                                            Restricted),
    (Email,     "Guest speaker for the robotics class", "Would speak in October, with a short film of the line.",                           Some("Settle the date with the school"),         Network),
];

/// A gift; amounts are in cents.
#[derive(Clone, Copy)]
pub(crate) struct Gift {
    pub(crate) activity: Activity,
    pub(crate) event: &'static str,
    pub(crate) role: &'static str,
    pub(crate) people: i32,
    pub(crate) hours_each: i64,
    pub(crate) cash: i64,
    pub(crate) equipment: i64,
    pub(crate) scholarship: i64,
    pub(crate) stipend: i64,
}

const fn time(
    activity: Activity,
    event: &'static str,
    role: &'static str,
    people: i32,
    hours_each: i64,
) -> Gift {
    Gift {
        activity,
        event,
        role,
        people,
        hours_each,
        cash: 0,
        equipment: 0,
        scholarship: 0,
        stipend: 0,
    }
}

const fn with_cash(gift: Gift, cash: i64) -> Gift {
    Gift { cash, ..gift }
}

const fn with_equipment(gift: Gift, equipment: i64) -> Gift {
    Gift { equipment, ..gift }
}

const fn with_scholarship(gift: Gift, scholarship: i64) -> Gift {
    Gift { scholarship, ..gift }
}

const fn with_stipend(gift: Gift, stipend: i64) -> Gift {
    Gift { stipend, ..gift }
}

/// What is given for a role that no gift of [`GIFTS`] is for.
pub(crate) const SESSION: Gift = time(Activity::Advisory, "Working session of the partnership", "", 1, 2);

#[rustfmt::skip]
pub(crate) const GIFTS: [Gift; 15] = {
    use Activity::{Advisory, CareerFair, GuestSpeaker, InformationalInterview, InternshipPaid, JobShadow, MockInterview, Ojt, PreApprenticeship, TeacherExternship, WorksiteTour};
    [
        time(Advisory,                "Advisory board, autumn meeting",  "HELP_DESIGN",        1, 2),
        time(GuestSpeaker,            "A day in the trade",              "ASSIST_INSTRUCTION", 1, 3),
        time(WorksiteTour,            "Tour for the welding class",      "HOST_WBL",           3, 2),
        time(JobShadow,               "Job shadow week",                 "HOST_WBL",           4, 6),
        time(MockInterview,           "Mock interviews before spring",   "ASSIST_INSTRUCTION", 2, 4),
        time(CareerFair,              "Alder Valley career fair",        "HIRE_COMPLETERS",    2, 5),
        with_stipend(time(InternshipPaid, "Summer interns", "HOST_WBL",                        2, 40), 180_000),
        with_equipment(time(WorksiteTour, "The old mill for the machine shop", "DONATE_EQUIPMENT", 1, 8), 1_250_000),
        time(Advisory,                "Review of the certificate draft", "AFFIRM_CREDENTIALS", 2, 3),
        time(Advisory,                "What beginners must know",        "AFFIRM_KSA",         2, 2),
        with_scholarship(time(CareerFair, "Scholarship evening", "DONATE_FUNDS",               1, 2), 200_000),
        time(TeacherExternship,       "Two teachers on the floor",       "ASSIST_INSTRUCTION", 2, 8),
        with_cash(time(PreApprenticeship, "Tools for the first class", "DONATE_FUNDS",         1, 3), 75_000),
        time(InformationalInterview,  "Questions of adult learners",     "ASSIST_INSTRUCTION", 1, 2),
        time(Ojt,                     "Learning the press brake",        "HIRE_COMPLETERS",    1, 30),
    ]
};
