//! Pathway maps, for people who advise others.

pub(super) mod show;
