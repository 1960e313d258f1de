//! A real region's files, which are not part of the project.
//!
//! They are looked for in the folder that `GUILDHALL_REAL_DATA` names, else in `shared/data` beside a folder above the
//! tests. `.ci/run` names the folder, and so makes a test that does not find it fail.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use super::settings;

/// The folder with the files of a kind. Where there is none, says loudly that the test is skipped.
pub fn folder(kind: &str) -> Option<PathBuf> {
    if let Some(named) = settings::get("GUILDHALL_REAL_DATA") {
        let folder = Path::new(&named).join(kind);
        assert!(
            folder.is_dir(),
            "GUILDHALL_REAL_DATA: there is no folder {}",
            folder.display()
        );
        return Some(folder);
    }
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let found = above
        .map(|place| place.join("shared/data").join(kind))
        .find(|place| place.is_dir());
    if found.is_none() {
        // Not by `eprintln!`, which the test harness keeps to itself when a test passes.
        let said = writeln!(
            std::io::stderr(),
            "\nSKIPPED: no real files of the kind {kind}: there is no shared/data beside the project, and GUILDHALL_REAL_DATA is not set.\n"
        );
        drop(said);
    }
    found
}
