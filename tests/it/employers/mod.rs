//! Employers over the API.

mod create;
mod list;
mod update;
