//! What neither Cargo nor clippy can check about the house: where things stand, and that they are told.
//!
//! Each test collects everything it finds and fails with the whole list, a line each. The rules and
//! their exceptions are the constants at the top of each file; an exception has a reason beside it.

mod manifests;
mod tree;
mod words;

use self::tree::{FILES, File};
use self::words::mentions;

/// The longest a Rust file may be; about 150 lines is what to aim for.
const LONGEST_FILE: usize = 400;

/// The folders of `api/src` that are no features.
const MACHINERY: &[&str] = &[
    "cli", "clock", "db", "demo", "http", "jobs", "mail", "paging", "shared", "config", "prefetch",
    "scalars", "record", "links", "policy",
];

/// What a feature consists of; each is a file, or a folder when it grows (`ops.rs`, `ops/merge.rs`).
const FEATURE_FILES: &[&str] = &[
    "mod", "types", "inputs", "query", "mutation", "ops", "reads", "loaders",
];

/// Files and folders that only one feature has, and why it has them.
const SPECIAL_FILES: &[(&str, &str)] = &[
    (
        "agreement_reminders/due",
        "when a reminder is due, without a database",
    ),
    (
        "agreement_reminders/letters",
        "what letters about a day of an agreement say",
    ),
    (
        "agreement_reminders/people",
        "who answers for the agreements of a partnership",
    ),
    (
        "agreement_reminders/plan",
        "what reminders an agreement calls for, without a database",
    ),
    ("accounts/cookies", "the session cookie and its lifetimes"),
    ("accounts/passwords", "hashing, off the async threads and bounded"),
    ("accounts/secrets", "random tokens and their hashes"),
    (
        "accounts/upkeep",
        "what using a session leaves behind, off the request's way",
    ),
    ("calendar/builder", "iCalendar as text, without a database"),
    (
        "completers/quarters",
        "program years and quarters after exit, without a database",
    ),
    ("codes/shapes", "how occupation and program codes are written"),
    (
        "imports/upkeep",
        "marks imports of the command line that were killed",
    ),
    ("outcomes/upkeep", "publishes outcomes when it is time"),
    (
        "identifiers/formats",
        "what the numbers of each system look like, without a database",
    ),
    (
        "codes/naics",
        "the arithmetic of NAICS prefixes, without a database",
    ),
    ("codes/published", "reads the published files, without a database"),
    ("exports/format", "CSV and JSON as they are written"),
    ("exports/kinds", "the columns of each list that can be taken out"),
    (
        "hires/retention",
        "retention with the same employer, without a database",
    ),
    (
        "outcomes/suppression",
        "what is too small to be shown, without a database",
    ),
    ("server/limits", "the limits of others, gathered"),
    ("imports/cells", "reads one cell, without a database"),
    ("imports/file", "opens a spreadsheet and streams its rows"),
    (
        "imports/images",
        "rows as JSON, so that a revert can put them back",
    ),
    (
        "imports/kinds",
        "how each kind of record is found, made and changed",
    ),
    (
        "imports/plan",
        "turns a row into what it asks for, without a database",
    ),
    ("imports/profile", "the language of profiles, without a database"),
    ("imports/profiles", "the profiles that are shipped, by name"),
    ("imports/targets", "the one table of what can be imported"),
    (
        "mail_preferences/hours",
        "when a person may be reminded, without a database",
    ),
    ("pathways/drawing", "maps as SVG, without a database"),
    ("reminders/due", "when a reminder is due, without a database"),
    (
        "reminders/letters",
        "what letters about a meeting say, and to whom",
    ),
    ("reminders/people", "the people on a list as letters address them"),
    (
        "reminders/plan",
        "what reminders a meeting calls for, without a database",
    ),
    ("reminders/worker", "queues what is due, in the background"),
];

#[test]
fn every_module_says_what_it_is_for() {
    let silent = rust_files().filter(|file| !file.text.starts_with("//!"));
    report(silent.map(|file| format!("{}: does not start with `//!`", file.path)));
}

#[test]
fn files_are_short() {
    let lengths = rust_files().map(|file| (&file.path, file.text.lines().count()));
    let long = lengths.filter(|(_, lines)| *lines > LONGEST_FILE);
    report(long.map(|(path, lines)| format!("{path}: {lines} lines")));
}

#[test]
fn every_feature_has_a_mod() {
    let paths = features().into_iter().map(mod_path);
    let missing = paths.filter(|path| tree::find(path).is_none());
    report(missing.map(|path| format!("{path}: is where the feature's words and rules stand")));
}

#[test]
fn a_features_mod_holds_no_code() {
    let mods = features()
        .into_iter()
        .filter_map(|name| tree::find(&mod_path(name)));
    let lines = mods.flat_map(|file| file.code().map(|(number, line)| (&file.path, number, line)));
    let items = lines.filter(|(.., line)| is_item(line));
    report(items.map(|(path, number, line)| format!("{path}:{number}: `{line}`")));
}

#[test]
fn features_have_the_same_files() {
    let parts = FILES
        .iter()
        .filter_map(|file| Some((&file.path, feature_part(&file.path)?)));
    let others = parts.filter(|(_, (feature, part))| {
        !FEATURE_FILES.contains(part) && !is_special(&format!("{feature}/{part}"))
    });
    report(others.map(|(path, _)| format!("{path}: is none of {FEATURE_FILES:?}")));
}

#[test]
fn special_files_exist() {
    let parts: Vec<_> = FILES.iter().filter_map(|file| feature_part(&file.path)).collect();
    let names = SPECIAL_FILES.iter().map(|(name, _)| name);
    let gone = names.filter(|name| {
        !parts
            .iter()
            .any(|(feature, part)| format!("{feature}/{part}") == **name)
    });
    report(gone.map(|name| format!("{name}: listed, but not there")));
}

#[test]
fn the_readme_maps_the_code() {
    let readme = text_of("README.md");
    let folders = tree::folders_in("").into_iter().chain(features());
    let missing = folders
        .map(|name| format!("{name}/"))
        .filter(|name| !mentions(readme, name));
    report(missing.map(|name| format!("README.md does not mention `{name}`")));
}

#[test]
fn the_readme_and_ci_run_the_same_tests() {
    for path in ["README.md", ".ci/run"] {
        assert!(
            text_of(path).contains("cargo test --workspace"),
            "{path}: `cargo test --workspace`"
        );
    }
}

#[test]
fn the_changelog_has_room_for_what_comes() {
    assert!(
        text_of("CHANGELOG.md").contains("\n## Unreleased\n"),
        "CHANGELOG.md: no `## Unreleased`"
    );
}

#[test]
fn every_dependency_is_used() {
    report(manifests::unused_dependencies());
}

fn rust_files() -> impl Iterator<Item = &'static File> {
    FILES.iter().filter(|file| file.is_rust())
}

/// The feature folders: those of `api/src` that are not machinery.
fn features() -> Vec<String> {
    let mut folders = tree::folders_in("api/src/");
    folders.retain(|name| !MACHINERY.contains(&name.as_str()));
    folders
}

fn mod_path(feature: String) -> String {
    format!("api/src/{feature}/mod.rs")
}

/// The feature and the part of it that a file belongs to: `employers`, `ops` for
/// `api/src/employers/ops/merge.rs`.
fn feature_part(path: &str) -> Option<(&str, &str)> {
    let (feature, rest) = path.strip_prefix("api/src/")?.split_once('/')?;
    let part = rest.split(['/', '.']).next()?;
    (!MACHINERY.contains(&feature)).then_some((feature, part))
}

/// Whether the line begins an item with a body of its own, as against `mod` and `use`.
fn is_item(line: &str) -> bool {
    let item = line.trim_start_matches("pub(crate) ").trim_start_matches("pub ");
    let keyword = item.split_whitespace().next().unwrap_or_default();
    [
        "fn", "async", "struct", "enum", "trait", "impl", "const", "static", "type",
    ]
    .contains(&keyword)
}

fn is_special(name: &str) -> bool {
    SPECIAL_FILES.iter().any(|(special, _)| *special == name)
}

fn text_of(path: &str) -> &'static str {
    &tree::find(path)
        .unwrap_or_else(|| panic!("there is no {path}"))
        .text
}

/// Fails with all complaints at once.
fn report(complaints: impl IntoIterator<Item = String>) {
    let complaints: Vec<String> = complaints.into_iter().collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
