//! Words that may stand only where they are at home, and paths that may stand nowhere.

use super::tree::FILES;
use super::{report, rust_files};

/// The files and folders of `api/src` that speak GraphQL. Everything else is rules, and does not.
const GRAPHQL_LAYER: &[&str] = &[
    "types", "inputs", "query", "mutation", "loaders", // of each feature
    "paging", "prefetch", "scalars", "schema", // shared by all features
    "error",  // the one mapping to GraphQL's errors
    "http",   // the handler
];

/// Words that may stand only where they are at home.
struct Ban {
    words: &'static [&'static str],
    /// Whether the ban holds in the file of this path.
    holds_in: fn(&str) -> bool,
    why: &'static str,
}

const BANS: &[Ban] = &[
    Ban {
        words: &["#[allow(", "#![allow("],
        holds_in: |_| true,
        why: "`#[expect(…, reason = \"…\")]` says why, and tells when it is no longer needed",
    },
    Ban {
        words: &["async_graphql"],
        holds_in: |path| path.starts_with("api/src/") && !has_part(path, GRAPHQL_LAYER),
        why: "only the GraphQL layer knows GraphQL",
    },
    Ban {
        words: &["sea_orm"],
        holds_in: |path| path.starts_with("api/src/") && has_part(path, &["query", "mutation"]),
        why: "root fields hold no SQL: call the feature's ops and reads",
    },
    Ban {
        words: &["api", "entities", "sea_orm"],
        holds_in: |path| path.starts_with("web/"),
        why: "pages do what a client of the API can, and no more",
    },
    Ban {
        words: &["entities"],
        holds_in: |path| path.starts_with("migration/"),
        why: "today's entity in yesterday's migration breaks fresh installs",
    },
    Ban {
        words: &[
            ".begin",
            ".begin_with_config",
            ".begin_with_options",
            ".transaction",
            ".transaction_async",
            ".transaction_with_config",
            ".transaction_with_config_async",
            "TransactionTrait",
        ],
        holds_in: |path| {
            path.starts_with("api/") && !["api/src/db.rs", "api/src/db/snapshot.rs"].contains(&path)
        },
        why: "`db::write` is the only transaction that writes, `db::snapshot` the only one that reads",
    },
    Ban {
        words: &[
            "Utc::now",
            "Local::now",
            "SystemTime::now",
            "Uuid::now_v7",
            "Uuid::new_v4",
        ],
        holds_in: |path| path != "api/src/clock.rs",
        why: "time and ids are injected: api/src/clock.rs",
    },
    Ban {
        words: &["env::var", "env::var_os", "env::vars", "env::vars_os"],
        holds_in: |path| !["api/src/config.rs", "tests/src/settings.rs"].contains(&path),
        why: "the environment is read in one place: api/src/config.rs, tests/src/settings.rs",
    },
    Ban {
        words: &["clippy::disallowed_methods"],
        holds_in: |path| !MAY_EXPECT_DISALLOWED.contains(&path),
        why: "calls that clippy.toml disallows have one home each",
    },
];

/// The homes of the calls that `clippy.toml` disallows, and the entities, whose derives make some.
const MAY_EXPECT_DISALLOWED: &[&str] = &[
    "api/src/clock.rs",
    "api/src/config.rs",
    "api/src/db.rs",
    "api/src/db/snapshot.rs",
    "entities/src/lib.rs",
    "tests/src/settings.rs",
];

/// Paths of the machine somebody worked on; they mean nothing on another.
const MACHINE_PATHS: &[&str] = &["/work/", "/tmp/spec", "/root/"];

#[test]
fn words_stay_where_they_are_at_home() {
    let mut complaints = Vec::new();
    for file in rust_files().filter(|file| !is_of_tidy(&file.path)) {
        for ban in BANS.iter().filter(|ban| (ban.holds_in)(&file.path)) {
            for (number, line) in file.code() {
                for word in ban.words.iter().filter(|word| mentions(line, word)) {
                    complaints.push(format!("{}:{number}: `{word}`: {}", file.path, ban.why));
                }
            }
        }
    }
    report(complaints);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let files = FILES.iter().filter(|file| !is_of_tidy(&file.path));
    let lines = files.flat_map(|file| file.lines().map(|(number, line)| (&file.path, number, line)));
    let telling = lines.filter(|(.., line)| MACHINE_PATHS.iter().any(|path| has_absolute_path(line, path)));
    report(telling.map(|(path, number, line)| format!("{path}:{number}: {line}")));
}

/// These files list the words that they look for.
fn is_of_tidy(path: &str) -> bool {
    path.starts_with("tests/it/tidy")
}

/// Whether a file or folder of the path bears one of the names.
fn has_part(path: &str, names: &[&str]) -> bool {
    path.split(['/', '.']).any(|part| names.contains(&part))
}

/// Whether `word` stands in the text as a word of its own: `now_v7` is not in `know_v7`.
pub(super) fn mentions(text: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let open = |inner: Option<char>, outer: Option<char>| {
        !(inner.is_some_and(is_letter) && outer.is_some_and(is_letter))
    };
    text.match_indices(word).any(|(at, _)| {
        open(word.chars().next(), text[..at].chars().next_back())
            && open(word.chars().next_back(), text[at + word.len()..].chars().next())
    })
}

/// Whether the line holds an absolute path that begins so, as against `https://host/work/` or `../work/`.
fn has_absolute_path(line: &str, path: &str) -> bool {
    let begins = |before: Option<char>| !before.is_some_and(|c| c.is_alphanumeric() || "._-~*}/".contains(c));
    line.match_indices(path)
        .any(|(at, _)| begins(line[..at].chars().next_back()))
}

#[test]
fn words_are_found_as_words() {
    assert!(mentions("let t = Utc::now();", "Utc::now"));
    assert!(!mentions("Utc::now_v7()", "Utc::now") && !mentions("MyUtc::now()", "Utc::now"));
    assert!(has_absolute_path("see /root/x", "/root/") && !has_absolute_path("https://a/root/x", "/root/"));
}
