//! The list of topics.

mod list;
