//! The agencies of the Alder Valley, and the people who use Guildhall there.

use entities::{
    agency::AgencyKind::{
        self, AdultEducationProvider, Chamber, College, EconomicDevelopment, Library, OneStopOperator,
        School, SchoolDistrict, Union, WorkforceBoard,
    },
    user_account::UserRole::{self, Admin, Convener, Staff, Viewer},
};

/// An agency.
pub(crate) struct Agency {
    /// How the other tables of this region refer to it.
    pub(crate) key: &'static str,
    /// Its name.
    pub(crate) name: &'static str,
    /// Its kind.
    pub(crate) kind: AgencyKind,
    /// The agency above it.
    pub(crate) parent: Option<&'static str>,
}

const fn agency(
    key: &'static str,
    name: &'static str,
    kind: AgencyKind,
    parent: Option<&'static str>,
) -> Agency {
    Agency {
        key,
        name,
        kind,
        parent,
    }
}

/// Parents first.
#[rustfmt::skip]
pub(crate) const AGENCIES: [Agency; 10] = [
    agency("board",    "Alder Valley Workforce Board",              WorkforceBoard,         None),
    agency("onestop",  "Alder Valley Career Center",                OneStopOperator,        Some("board")),
    agency("college",  "Tamarack Technical College",                College,                None),
    agency("adult",    "Harrow Point Adult Learning Center",        AdultEducationProvider, None),
    agency("district", "Larkspur Unified School District",          SchoolDistrict,         None),
    agency("school",   "Larkspur High School",                      School,                 Some("district")),
    agency("chamber",  "Alder Valley Chamber of Commerce",          Chamber,                None),
    agency("economy",  "Alder Valley Economic Development Council", EconomicDevelopment,    None),
    agency("library",  "Harrow Point Public Library",               Library,                None),
    agency("union",    "Alder Valley Metal Trades Council",         Union,                  None),
];

/// Somebody who signs in.
pub(crate) struct Member {
    /// How the other tables of this region refer to the person; the address is `key@example.org`.
    pub(crate) key: &'static str,
    /// The person's name.
    pub(crate) name: &'static str,
    /// The person's role.
    pub(crate) role: UserRole,
    /// The person's agency.
    pub(crate) agency: &'static str,
}

const fn member(key: &'static str, name: &'static str, role: UserRole, agency: &'static str) -> Member {
    Member {
        key,
        name,
        role,
        agency,
    }
}

/// How many of the members may sign in: one of each role. The others are there to be named.
pub(crate) const SIGN_INS: usize = 4;

/// One of each role first: these may sign in.
#[rustfmt::skip]
pub(crate) const MEMBERS: [Member; 12] = [
    member("admin",    "Imogen Farrow",     Admin,    "board"),
    member("convener", "Teodor Brask",      Convener, "board"),
    member("staff",    "Wanda Oyelaran",    Staff,    "college"),
    member("viewer",   "Priya Lindqvist",   Viewer,   "library"),
    member("anders",   "Anders Quillfeather", Staff,  "onestop"),
    member("beatriz",  "Beatriz Holm",      Staff,    "onestop"),
    member("cyrus",    "Cyrus Adeyemi-Vale", Staff,   "college"),
    member("dorothea", "Dorothea Winslade", Staff,    "adult"),
    member("emeka",    "Emeka Larkin",      Staff,    "district"),
    member("fumiko",   "Fumiko Ashgrove",   Staff,    "chamber"),
    member("gideon",   "Gideon Marsh",      Convener, "economy"),
    member("halina",   "Halina Brookes",    Staff,    "union"),
];

/// A program of study: agency, name, school, industry.
pub(crate) type Program = (&'static str, &'static str, Option<&'static str>, &'static str);

#[rustfmt::skip]
pub(crate) const PROGRAMS: [Program; 8] = [
    ("college",  "Machining Certificate",             None,                         "Manufacturing"),
    ("college",  "Welding Certificate",               None,                         "Manufacturing"),
    ("college",  "Practical Nursing",                 None,                         "Health Science"),
    ("college",  "Network Support",                   None,                         "Information Technology"),
    ("adult",    "English at Work",                   None,                         "All industries"),
    ("adult",    "Integrated Nursing Assistant",      None,                         "Health Science"),
    ("district", "Advanced Manufacturing Academy",    Some("Larkspur High School"), "Manufacturing"),
    ("district", "Health Careers Academy",            Some("Larkspur High School"), "Health Science"),
];
