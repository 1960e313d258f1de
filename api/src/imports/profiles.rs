//! The profiles that Guildhall ships with, by name.

/// Name and text of each.
const SHIPPED: [(&str, &str); 13] = [
    (
        "guildhall-affirmations",
        include_str!("../../profiles/guildhall-affirmations.toml"),
    ),
    (
        "guildhall-completers",
        include_str!("../../profiles/guildhall-completers.toml"),
    ),
    (
        "guildhall-employers",
        include_str!("../../profiles/guildhall-employers.toml"),
    ),
    (
        "guildhall-hires",
        include_str!("../../profiles/guildhall-hires.toml"),
    ),
    (
        "guildhall-openings",
        include_str!("../../profiles/guildhall-openings.toml"),
    ),
    (
        "guildhall-partnerships",
        include_str!("../../profiles/guildhall-partnerships.toml"),
    ),
    (
        "guildhall-programs",
        include_str!("../../profiles/guildhall-programs.toml"),
    ),
    ("people", include_str!("../../profiles/people.toml")),
    ("wbl-academies", include_str!("../../profiles/wbl-academies.toml")),
    ("wbl-boards", include_str!("../../profiles/wbl-boards.toml")),
    ("wbl-districts", include_str!("../../profiles/wbl-districts.toml")),
    ("wbl-employers", include_str!("../../profiles/wbl-employers.toml")),
    ("wbl-events", include_str!("../../profiles/wbl-events.toml")),
];

/// The text of the profile of this name.
pub fn by_name(name: &str) -> Option<&'static str> {
    SHIPPED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// The names of all of them.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::profile::Profile;

    #[test]
    fn what_is_shipped_is_sound_and_bears_its_name() {
        for (name, text) in SHIPPED {
            let profile = Profile::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(profile.name, name);
        }
    }
}
