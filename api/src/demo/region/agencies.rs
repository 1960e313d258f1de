//! The agencies of the Alder Valley, and the people who use Guildhall there.

use entities::{
    agency::AgencyKind::{
        self, AdultEducationProvider, Chamber, College, EconomicDevelopment, Library, OneStopOperator,
        School, SchoolDistrict, Union, WorkforceBoard,
    },
    program::ProgramDelivery::{self, Cte, IBest, Iet, WorkplaceLiteracy},
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

/// A program of study.
pub(crate) struct Program {
    /// Key of the agency that offers it.
    pub(crate) agency: &'static str,
    pub(crate) name: &'static str,
    pub(crate) school: Option<&'static str>,
    /// The industry in the agency's words.
    pub(crate) sector: &'static str,
    pub(crate) cip: Option<&'static str>,
    /// The occupations it leads to.
    pub(crate) soc: &'static [&'static str],
    pub(crate) delivery: ProgramDelivery,
    /// Projected openings of the region, graduates of other programs, planned students.
    pub(crate) demand: [i32; 3],
}

const fn program(
    agency: &'static str,
    name: &'static str,
    sector: &'static str,
    (cip, soc): (Option<&'static str>, &'static [&'static str]),
    delivery: ProgramDelivery,
    demand: [i32; 3],
) -> Program {
    Program {
        agency,
        name,
        school: None,
        sector,
        cip,
        soc,
        delivery,
        demand,
    }
}

const fn academy(
    name: &'static str,
    sector: &'static str,
    cip: &'static str,
    soc: &'static [&'static str],
) -> Program {
    let mut academy = program("district", name, sector, (Some(cip), soc), Cte, [0; 3]);
    academy.school = Some("Larkspur High School");
    academy
}

#[rustfmt::skip]
pub(crate) const PROGRAMS: [Program; 8] = [
    program("college", "Machining Certificate", "Manufacturing",          (Some("48.0501"), &["51-4041", "51-9161"]), Cte,   [70, 35, 20]),
    program("college", "Welding Certificate",   "Manufacturing",          (Some("48.0508"), &["51-4121"]),            IBest, [50, 35, 20]),
    program("college", "Practical Nursing",     "Health Science",         (Some("51.3901"), &["29-2061"]),            Cte,   [64, 30, 24]),
    program("college", "Network Support",       "Information Technology", (Some("11.0901"), &["15-1231"]),            Cte,   [18, 12, 0]),
    program("adult",   "English at Work",       "All industries",         (None, &[]),                                WorkplaceLiteracy, [0; 3]),
    program("adult",   "Integrated Nursing Assistant", "Health Science",  (Some("51.3902"), &["31-1131"]),            Iet,   [120, 58, 30]),
    academy("Advanced Manufacturing Academy", "Manufacturing",  "15.0613", &["51-9161"]),
    academy("Health Careers Academy",         "Health Science", "51.0000", &["31-1131"]),
];
