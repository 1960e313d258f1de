//! Employers over the API.

mod create;
mod list;
mod stats;
mod update;
