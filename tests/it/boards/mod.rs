//! Boards over the API: their rules, and the report of what is broken.

mod report;
mod rules;
