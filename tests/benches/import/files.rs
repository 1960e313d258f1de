//! The files that are imported.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use api::imports::profiles;

/// How employers are read.
pub const EMPLOYERS: &str = "name = \"bench-employers\"\n[[records]]\ntarget = \"employer\"\nmode = \"upsert\"\nkey = [\"external.bench\"]\n\
    [[fields]]\nto = \"employer.external.bench\"\ncolumn = \"ID\"\n[[fields]]\nto = \"employer.name\"\ncolumn = \"Name\"\n\
    [[fields]]\nto = \"employer.naics_code\"\ncolumn = \"NAICS\"\n[[fields]]\nto = \"employer.website\"\ncolumn = \"Site\"\n\
    [[fields]]\nto = \"employer.tags\"\ncolumn = \"Tags\"\nseparators = [\";\"]\n";

/// How people are read: the profile that is shipped.
pub fn people_profile() -> &'static str {
    profiles::by_name("people").expect("a shipped profile")
}

/// Writes `size` employers.
pub fn employers(folder: &Path, size: usize) -> PathBuf {
    let rows = (0..size).map(|n| {
        format!(
            "B-{n},Employer {n},622110,https://employer-{n}.example,Metal; Night shift {}",
            n % 7
        )
    });
    write(folder, "employers.csv", "ID,Name,NAICS,Site,Tags", rows)
}

/// Writes three people for each employer.
pub fn people(folder: &Path, size: usize) -> PathBuf {
    let head = "Employer,First name,Last name,Title,E-mail,Phone,Since,Until,Main contact,Do not contact";
    let rows = (0..3 * size).map(|n| {
        let employer = n / 3;
        let is_main = if n % 3 == 0 { "yes" } else { "no" };
        format!("Employer {employer},Given{n},Family{n},Manager {n},person{n}@employer-{employer}.example,559-555-{n:05},3/1/2024,,{is_main},no")
    });
    write(folder, "people.csv", head, rows)
}

fn write(folder: &Path, name: &str, head: &str, rows: impl Iterator<Item = String>) -> PathBuf {
    let path = folder.join(name);
    let mut file = BufWriter::new(File::create(&path).expect("a file"));
    for line in std::iter::once(head.to_owned()).chain(rows) {
        writeln!(file, "{line}").expect("a line");
    }
    file.flush().expect("the file is written");
    path
}
