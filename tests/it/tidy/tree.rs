//! The repository's own text files, read once.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Folders with nothing of ours in them; so are all hidden ones but `.ci`.
const SKIPPED_FOLDERS: &[&str] = &["target", "node_modules", "guildhall-data"];

/// Files that running Guildhall leaves behind (see `.gitignore`).
const SKIPPED_ENDINGS: &[&str] = &["db", "db-shm", "db-wal"];

/// All files, by path.
pub(super) static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let mut files = Vec::new();
    read_folder(&root(), "", &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
});

/// A file of the repository.
pub(super) struct File {
    /// From the repository's root on, with `/` between the parts.
    pub(super) path: String,
    /// What it holds; bytes that are not UTF-8 are replaced.
    pub(super) text: String,
}

impl File {
    pub(super) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The lines with their numbers.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }

    /// The lines without those that are comments and those that are blank.
    pub(super) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines()
            .filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with("//"))
    }
}

/// The file at this path.
pub(super) fn find(path: &str) -> Option<&'static File> {
    FILES.iter().find(|file| file.path == path)
}

/// The names of the folders directly in `parent`, which is empty or ends with `/`.
pub(super) fn folders_in(parent: &str) -> Vec<String> {
    let below = FILES.iter().filter_map(|file| file.path.strip_prefix(parent));
    let mut names: Vec<String> = below
        .filter_map(|path| Some(path.split_once('/')?.0.to_owned()))
        .collect();
    names.dedup();
    names
}

fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_owned()
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Vec<File>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            if is_ours(&name) {
                read_folder(&entry.path(), &format!("{path}/"), files);
            }
        } else if !is_skipped(&name) {
            let bytes = fs::read(entry.path()).unwrap_or_default();
            files.push(File {
                path,
                text: String::from_utf8_lossy(&bytes).into_owned(),
            });
        }
    }
}

/// What running Guildhall leaves behind, and `.git`, which is a file in a linked work tree.
fn is_skipped(file: &str) -> bool {
    file == ".git"
        || SKIPPED_ENDINGS
            .iter()
            .any(|ending| file.ends_with(&format!(".{ending}")))
        || file.contains(".db.backup-")
}

#[test]
fn what_running_leaves_behind_is_passed_over() {
    for left in [
        "guildhall.db",
        "guildhall.db-wal",
        "guildhall.db.backup-m20261124_000013_tasks-20261124T120000000000Z",
        ".git",
    ] {
        assert!(is_skipped(left), "{left}");
    }
    assert!(!is_ours("guildhall-data") && !is_skipped("README.md"));
    let ignored = find(".gitignore").expect("it is there");
    for pattern in ["/guildhall-data/", "*.db.backup-*"] {
        assert!(ignored.lines().any(|(_, line)| line == pattern), "{pattern}");
    }
}

fn is_ours(folder: &str) -> bool {
    folder == ".ci" || !(folder.starts_with('.') || SKIPPED_FOLDERS.contains(&folder))
}
