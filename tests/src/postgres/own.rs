//! A PostgreSQL of a test's own, which it may silence, kill and start again.

use std::{fs, io};

use super::cluster::Cluster;
use crate::settings;

/// A server of one test. It ends with this value.
pub struct OwnServer(Cluster);

impl OwnServer {
    /// Starts one; none when this machine has no PostgreSQL and none is required.
    ///
    /// # Panics
    ///
    /// When `GUILDHALL_REQUIRE_POSTGRES` asks for what is not there.
    pub fn start() -> Option<Self> {
        match Cluster::start("on") {
            Ok(cluster) => Some(Self(cluster)),
            Err(reason) if settings::get("GUILDHALL_REQUIRE_POSTGRES").is_some() => {
                panic!("no PostgreSQL for the test: {reason}")
            }
            Err(_) => None,
        }
    }

    /// The URL of its database, as a superuser.
    pub fn url(&self) -> &str {
        &self.0.admin_url
    }

    /// The URL of its database, as somebody else.
    pub fn url_as(&self, user: &str) -> String {
        self.url().replacen("guildhall", user, 1)
    }

    /// Asks `role` for a password from the next reload of the settings on.
    ///
    /// # Errors
    ///
    /// When the server's rules cannot be written.
    pub fn guard(&self, role: &str) -> io::Result<()> {
        let file = self.0.data_dir().join("pg_hba.conf");
        let rules = fs::read_to_string(&file)?;
        fs::write(file, format!("local all {role} scram-sha-256\n{rules}"))
    }

    /// Silences it: connections stay open, nothing is answered.
    pub fn pause(&mut self) {
        self.0.order("pause");
    }

    /// Lets it speak again.
    pub fn resume(&mut self) {
        self.0.order("resume");
    }

    /// Ends it at once.
    pub fn kill(&mut self) {
        self.0.order("kill");
    }

    /// Starts it again.
    pub fn restart(&mut self) {
        self.0.order("start");
    }
}
