//! Agencies over the API.

mod change;
mod list;
mod references;
