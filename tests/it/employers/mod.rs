//! Employers over the API.

mod create;
mod list;
mod page;
mod races;
mod stats;
mod trash;
mod update;
