//! What `doctor` looks at on the machine: its clock, the room on its disks, the folder for uploads.

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Check, Verdict};
use crate::{
    clock::Clock,
    config::{Config, Database},
    private,
};

/// Below this a disk is about to be full.
const LEAST_FREE_BYTES: u64 = 1 << 30;

/// Every check of the machine.
pub(super) fn checks(config: &Config) -> Vec<Check> {
    let mut checks = vec![clock(Clock::system().now())];
    if let Database::Sqlite { path, .. } = &config.database {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        checks.push(free("disk", folder.unwrap_or_else(|| Path::new("."))));
    }
    checks.push(free("uploads", &config.data_dir));
    checks.push(privacy(config));
    checks
}

/// Nobody else on the machine reads what people entrusted to Guildhall.
fn privacy(config: &Config) -> Check {
    let database = match &config.database {
        Database::Sqlite { path, .. } => Some(path),
        Database::Postgres(_) => None,
    };
    let open: Vec<String> = database
        .into_iter()
        .chain([&config.data_dir])
        .filter(|path| private::is_open(path))
        .map(|path| path.display().to_string())
        .collect();
    let sentence = if open.is_empty() {
        "Nobody else on this machine can read the files.".to_owned()
    } else {
        let open = open.join(" and ");
        format!("Others on this machine can read {open}: take that away with `chmod o-rwx`.")
    };
    Check::when("privacy", open.is_empty(), Verdict::Warning, sentence)
}

/// The clock is not before this version's last migration was written, nor absurdly late.
fn clock(now: DateTime<Utc>) -> Check {
    let last = migration::latest();
    let made = last
        .get(1..9)
        .and_then(|digits| NaiveDate::parse_from_str(digits, "%Y%m%d").ok());
    let holds = made.is_none_or(|made| now.date_naive() >= made);
    Check::when(
        "clock",
        holds,
        Verdict::Broken,
        format!(
            "This machine's clock says {}.{}",
            now.format("%Y-%m-%d %H:%M UTC"),
            if holds {
                ""
            } else {
                " That is before this version was made."
            }
        ),
    )
}

/// The room on the disk that holds a folder, or will hold it.
fn free(name: &'static str, folder: &Path) -> Check {
    let there = folder.ancestors().find(|folder| folder.exists());
    let there = there
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or_else(|| Path::new("."));
    match rustix::fs::statvfs(there) {
        Ok(disk) => {
            let bytes = disk.f_bavail.saturating_mul(disk.f_frsize);
            Check::when(
                name,
                bytes >= LEAST_FREE_BYTES,
                Verdict::Warning,
                format!("{} MB are free at {}.", bytes >> 20, there.display()),
            )
        }
        Err(_) => Check::new(
            name,
            Verdict::Warning,
            format!("The free space at {} cannot be told.", there.display()),
        ),
    }
}
