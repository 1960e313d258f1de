//! Meetings as calendars read them.

mod entries;
mod feeds;
mod read;

pub(crate) use read::read;
