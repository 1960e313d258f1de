//! Employers over the API.

mod advice;
mod create;
mod list;
mod page;
mod races;
mod stats;
mod trash;
mod update;
