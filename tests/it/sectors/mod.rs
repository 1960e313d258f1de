//! The list of sectors.

mod list;
