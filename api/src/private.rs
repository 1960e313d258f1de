//! Files that hold what people entrusted to Guildhall: nobody else on the machine may read them.
//!
//! What Guildhall makes belongs to its user alone (0600, folders 0700). What is there already keeps the permissions that its
//! owner gave it; `guildhall doctor` tells when others can read it.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{ErrorKind, Result},
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _},
    path::Path,
};

/// The permissions of those who are neither the owner nor of the owner's group.
const OTHERS: u32 = 0o007;

/// Makes a folder and those above it where there are none.
///
/// # Errors
/// When that cannot be.
pub fn folder(path: &Path) -> Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Makes a file, or empties the one that is there.
///
/// # Errors
/// When that cannot be.
pub fn file(path: &Path) -> Result<File> {
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
}

/// Makes an empty file where there is none, for a database to fill: what the database makes itself, all may read.
///
/// # Errors
/// When that cannot be.
pub fn reserve(path: &Path) -> Result<()> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    match made {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Whether others than the owner and the owner's group may read a file or look into a folder; false when there is none.
pub fn is_open(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| data.mode() & OTHERS != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_belongs_to_its_owner_alone() {
        let dir = tempfile::TempDir::new().expect("a folder");
        let mode = |path: &Path| fs::metadata(path).expect("it is there").mode() & 0o777;
        let below = dir.path().join("a/b");
        folder(&below).expect("folders");
        folder(&below).expect("it may be there");
        assert_eq!((mode(&below), mode(&dir.path().join("a"))), (0o700, 0o700));
        let (fresh, kept) = (below.join("made"), below.join("kept"));
        file(&fresh).expect("a file");
        reserve(&kept).expect("a file");
        assert_eq!((mode(&fresh), mode(&kept)), (0o600, 0o600));
        fs::write(&kept, "held").expect("written");
        reserve(&kept).expect("it may be there");
        assert_eq!(fs::read_to_string(&kept).expect("read"), "held");
    }
}
