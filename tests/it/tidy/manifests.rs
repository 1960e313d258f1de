//! Dependencies that are declared and not used: each costs build time and trust.
//!
//! The compiler's own lint counts per target, so that a library's dependencies are "unused" in the
//! binary beside it; cargo-machete looks for names as this does, and takes 100 s to install.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{self, FILES, File};

/// A line for each dependency that its crate's sources never name, and for each of the workspace's
/// that no crate takes.
pub(super) fn unused_dependencies() -> Vec<String> {
    let manifests = || FILES.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    let mut unused = Vec::new();
    for manifest in manifests() {
        let folder = manifest.path.trim_end_matches("Cargo.toml");
        let names = dependencies(&manifest.text)
            .into_iter()
            .filter(|name| !is_named_in(folder, name));
        unused.extend(names.map(|name| format!("{}: {name} is not used", manifest.path)));
    }
    let taken: Vec<String> = manifests()
        .flat_map(|manifest| dependencies(&manifest.text))
        .collect();
    let workspace = FILES.iter().filter(|file| file.path == "Cargo.toml");
    let names = workspace
        .flat_map(|file| dependencies(&file.text))
        .filter(|name| !taken.contains(name));
    unused.extend(names.map(|name| format!("Cargo.toml: no crate takes {name}")));
    unused
}

/// The keys of all `…dependencies` tables.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut is_inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_inside = line.trim_end().ends_with("dependencies]");
        } else if is_inside && line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            // `name = …` or `name.workspace = …`; the further lines of a value are indented.
            names.extend(line.split(['.', ' ', '=']).next().map(str::to_owned));
        }
    }
    names
}

/// The packages that a package of ours is built from, itself included, by the lock file.
fn built_from(package: &str) -> BTreeSet<&'static str> {
    let lock = &tree::find("Cargo.lock").expect("a lock file").text;
    let packages: BTreeMap<&str, Vec<&str>> = lock
        .split("[[package]]")
        .filter_map(|text| {
            let name = text
                .lines()
                .find_map(|line| quoted(line.strip_prefix("name = ")?))?;
            let needs = text.split_once("dependencies = [").map_or("", |(_, rest)| rest);
            // `"name"`, or `"name version"` where there are several.
            let needs = needs
                .lines()
                .filter_map(|line| quoted(line.trim().trim_end_matches(',')));
            Some((name, needs.filter_map(|need| need.split(' ').next()).collect()))
        })
        .collect();
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = packages.keys().copied().filter(|name| *name == package).collect();
    while let Some(name) = open.pop() {
        if found.insert(name) {
            open.extend(packages.get(name).into_iter().flatten());
        }
    }
    found
}

fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

#[test]
fn pages_are_built_without_rules_and_tables() {
    let parts = built_from("guildhall-web");
    assert!(
        parts.contains("guildhall-web") && parts.contains("poem"),
        "{parts:?}"
    );
    for foreign in [
        "guildhall-api",
        "guildhall-entities",
        "guildhall-migration",
        "sea-orm",
        "sqlx",
    ] {
        assert!(!parts.contains(foreign), "web/ is built from {foreign}");
    }
}

fn is_named_in(folder: &str, dependency: &str) -> bool {
    let name = dependency.replace('-', "_");
    let sources = FILES
        .iter()
        .filter(|file| file.is_rust() && file.path.starts_with(folder));
    sources
        .flat_map(File::code)
        .any(|(_, line)| names_crate(line, &name))
}

/// Whether the line says `name::…` (but not `crate::name::…`) or `use name…`.
fn names_crate(line: &str, name: &str) -> bool {
    let is_path = line.match_indices(&format!("{name}::")).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    });
    let imported = line
        .trim_start()
        .strip_prefix("use ")
        .and_then(|rest| rest.strip_prefix(name));
    is_path || imported.is_some_and(|rest| rest.starts_with([';', ' ']))
}

#[test]
fn a_crate_is_named_by_paths_and_imports() {
    assert!(names_crate("    #[tokio::test]", "tokio") && names_crate("use url as u;", "url"));
    assert!(!names_crate("crate::csv::read()", "csv") && !names_crate("let url = 1;", "url"));
}

#[test]
fn dependencies_are_the_keys_of_their_tables() {
    let manifest =
        "[package]\nname = \"x\"\n[dependencies]\na-b.workspace = true\nc = { features = [\n  \"d\",\n] }\n";
    assert_eq!(dependencies(manifest), ["a-b", "c"]);
}
