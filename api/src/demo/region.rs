//! The agencies of the Alder Valley.

use entities::agency::AgencyKind;

/// An agency: its kind and name, and what its addresses end in.
pub(super) const AGENCIES: [(AgencyKind, &str, &str); 9] = [
    (
        AgencyKind::WorkforceBoard,
        "Alder Valley Workforce Board",
        "board.example.org",
    ),
    (
        AgencyKind::OneStopOperator,
        "Alder Valley Job Center",
        "jobs.example.org",
    ),
    (AgencyKind::College, "Alder Valley College", "college.example.org"),
    (
        AgencyKind::AdultEducationProvider,
        "Westbank Adult School",
        "adult.example.org",
    ),
    (
        AgencyKind::SchoolDistrict,
        "Millrace Unified School District",
        "schools.example.org",
    ),
    (AgencyKind::Library, "Alder County Library", "library.example.org"),
    (
        AgencyKind::EconomicDevelopment,
        "Alder Valley Economic Development",
        "growth.example.org",
    ),
    (
        AgencyKind::Chamber,
        "Millrace Chamber of Commerce",
        "chamber.example.org",
    ),
    (
        AgencyKind::HumanServices,
        "Alder County Human Services",
        "county.example.org",
    ),
];
