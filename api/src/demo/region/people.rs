//! The people at the employers of the Alder Valley: names and titles that are put together.

/// Given names.
pub(crate) const GIVEN: [&str; 40] = [
    "Agnes", "Bram", "Celeste", "Dashiell", "Edda", "Farouk", "Greta", "Hollis", "Ines", "Jorah", "Kalani",
    "Linnea", "Matteo", "Noor", "Odalys", "Pascal", "Quinn", "Rosalind", "Stellan", "Tamsin", "Ulysses",
    "Viola", "Wendell", "Xiomara", "Yusuf", "Zelda", "Amadou", "Birgit", "Corwin", "Delphine", "Ezra",
    "Fleur", "Gwendal", "Hester", "Ivo", "Juniper", "Kofi", "Lavinia", "Marisol", "Nikolai",
];

/// Family names.
pub(crate) const FAMILY: [&str; 37] = [
    "Abernathy",
    "Blackwood",
    "Castellane",
    "Drummond",
    "Eastlake",
    "Fenwick",
    "Galloway",
    "Hawthorne",
    "Ibarra",
    "Jessamine",
    "Kingsley",
    "Lockhart",
    "Merriweather",
    "Nakagawa",
    "Okonjo",
    "Pemberton",
    "Quennell",
    "Rasmussen",
    "Sandoval",
    "Thackeray",
    "Underhill",
    "Vasquez",
    "Whitlock",
    "Xenakis",
    "Yarrow",
    "Zamora",
    "Ashdown",
    "Birchall",
    "Carrow",
    "Dunmore",
    "Elderfield",
    "Frost",
    "Greenhalgh",
    "Hazelwood",
    "Inglewood",
    "Jarvis",
    "Kestle",
];

/// Titles of those who decide, and of those who do the work with schools.
pub(crate) const TITLES: [&str; 12] = [
    "Plant Manager",
    "Human Resources Director",
    "Owner",
    "Training Coordinator",
    "Operations Manager",
    "Recruiter",
    "Chief Executive",
    "Shop Foreman",
    "Director of Workforce Development",
    "Office Manager",
    "Production Supervisor",
    "Apprenticeship Coordinator",
];

/// Why somebody wants to be left alone.
pub(crate) const REASONS: [&str; 4] = [
    "Asked in writing to be taken off every list.",
    "On leave; write to the office instead.",
    "Wants to hear from one agency only.",
    "Said no on the telephone.",
];

/// The name of the person that comes at this turn: no two of the first 1,480 are the same.
pub(crate) fn name(turn: usize) -> (&'static str, &'static str) {
    (
        GIVEN[(turn * 13) % GIVEN.len()],
        FAMILY[(turn * 11 + 5) % FAMILY.len()],
    )
}
