//! A private, throw-away PostgreSQL cluster made from the machine's own binaries.
//!
//! The Rust test harness runs nothing at exit and a test process may be killed, so the server is not
//! ours to stop: `watchdog.sh` starts it, waits on a pipe that closes when this process ends, then
//! stops it and removes its directory. PostgreSQL refuses to run as root; there it runs as `postgres`
//! or `nobody`.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::settings;

const WATCHDOG: &str = include_str!("watchdog.sh");

/// Where Debian keeps the binaries of each major version; they are not on `PATH` there.
const DEBIAN_VERSIONS: &str = "/usr/lib/postgresql";

/// A running cluster. It ends with the test process.
pub(super) struct Cluster {
    /// The URL of the database `postgres` on this cluster, as its superuser.
    pub(super) admin_url: String,
    /// Where its files are.
    dir: PathBuf,
    /// Holds the pipe whose closing ends the cluster.
    watchdog: Child,
    /// What the watchdog says.
    answers: BufReader<ChildStdout>,
}

impl Cluster {
    /// Starts a cluster, which takes about a second; the error says for a person why there is none.
    /// `commit` is `on` when what was committed must outlive the server, else `off`.
    pub(super) fn start(commit: &str) -> Result<Self, String> {
        let bin = binaries().ok_or("neither PATH nor /usr/lib/postgresql has initdb and postgres")?;
        let dir = tempfile::Builder::new()
            .prefix("guildhall-postgres-")
            .tempdir_in(fast_dir())
            .map_err(|error| format!("no temporary directory: {error}"))?;
        let mut watchdog = spawn_watchdog(&bin, dir.path(), commit)
            .map_err(|error| format!("the PostgreSQL of {} did not start: {error}", bin.display()))?;
        // From here on the directory is the watchdog's to remove.
        let dir = dir.keep();
        let output = watchdog.stdout.take().ok_or("the watchdog has no output")?;
        let mut answers = BufReader::new(output);
        wait_until_ready(&mut answers)?;
        let admin_url = format!("postgres://guildhall@localhost/postgres?host={}", dir.display());
        Ok(Self {
            admin_url,
            dir,
            watchdog,
            answers,
        })
    }

    /// Where the server keeps its files.
    pub(super) fn data_dir(&self) -> PathBuf {
        self.dir.join("data")
    }

    /// Gives the watchdog an order and waits until it is done.
    pub(super) fn order(&mut self, order: &str) {
        let mut answer = String::new();
        if let Some(input) = &mut self.watchdog.stdin {
            let _ = writeln!(input, "{order}").and_then(|()| self.answers.read_line(&mut answer).map(|_| ()));
        }
        assert_eq!(answer.trim(), "done", "the watchdog did not {order}");
    }
}

/// Where the cluster lies: in memory where a gigabyte is free there, else in the temporary directory.
/// (Copying a template takes 16 ms in memory; on a disk that a build keeps busy, 35 to 400.)
fn fast_dir() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if free_kilobytes(&memory).is_some_and(|free| free > 1 << 20) {
        memory
    } else {
        std::env::temp_dir()
    }
}

/// The free space of the file system that holds `dir`, from the fourth column of `df`'s last line.
fn free_kilobytes(dir: &Path) -> Option<u64> {
    let report = Command::new("df")
        .arg("-Pk")
        .arg(dir)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let report = String::from_utf8(report.stdout).ok()?;
    report.lines().last()?.split_whitespace().nth(3)?.parse().ok()
}

/// The directory of `initdb` and `postgres`: the first on `PATH`, else Debian's newest version.
fn binaries() -> Option<PathBuf> {
    let path = settings::get("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(debian_versions())
        .find(|dir| has_server(dir))
}

fn has_server(dir: &Path) -> bool {
    ["initdb", "postgres"]
        .iter()
        .all(|program| dir.join(program).is_file())
}

/// `/usr/lib/postgresql/*/bin`, newest major version first.
fn debian_versions() -> Vec<PathBuf> {
    let mut versions: Vec<u32> = fs::read_dir(DEBIAN_VERSIONS)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    versions
        .iter()
        .map(|version| format!("{DEBIAN_VERSIONS}/{version}/bin").into())
        .collect()
}

fn spawn_watchdog(bin: &Path, dir: &Path, commit: &str) -> std::io::Result<Child> {
    let mut command = Command::new("/bin/sh");
    command
        .args([OsStr::new("-c"), OsStr::new(WATCHDOG), OsStr::new("watchdog")])
        .args([bin, dir])
        .arg(commit)
        // Neither the caller's PG* variables nor its directory, which another user may not enter.
        .env_clear()
        .env("PATH", settings::get("PATH").unwrap_or_default())
        .env("LC_ALL", "C")
        .current_dir("/")
        // Out of reach of the terminal's Ctrl-C, which would end the watchdog before its work is done.
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    if let Some((uid, gid)) = unprivileged_user(dir)? {
        chown(dir, Some(uid), Some(gid))?;
        command.uid(uid).gid(gid);
    }
    command.spawn()
}

/// For root, the user and group ids to run PostgreSQL as; for everybody else, nothing.
fn unprivileged_user(own_dir: &Path) -> std::io::Result<Option<(u32, u32)>> {
    // A directory just made belongs to the effective user, which std does not tell otherwise.
    if fs::metadata(own_dir)?.uid() != 0 {
        return Ok(None);
    }
    let passwd = fs::read_to_string("/etc/passwd")?;
    let ids = ["postgres", "nobody"]
        .iter()
        .find_map(|name| ids_of(&passwd, name));
    ids.map(Some)
        .ok_or_else(|| std::io::Error::other("root, and no user postgres or nobody to run it as"))
}

/// The user and group id of `name` in the text of `/etc/passwd` (`name:password:uid:gid:…`).
fn ids_of(passwd: &str, name: &str) -> Option<(u32, u32)> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        let (found, _password) = (fields.next()?, fields.next()?);
        let (uid, gid) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        (found == name).then_some((uid, gid))
    })
}

/// Waits for the watchdog's first line; what went wrong instead is already on standard error.
fn wait_until_ready(answers: &mut impl BufRead) -> Result<(), String> {
    let mut line = String::new();
    let _ = answers.read_line(&mut line);
    if line.trim() == "ready" {
        Ok(())
    } else {
        Err("initdb or postgres failed, see above".into())
    }
}
