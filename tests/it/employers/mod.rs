//! Employers over the API.

mod create;
mod list;
mod page;
mod stats;
mod update;
