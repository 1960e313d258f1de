//! The lists of meetings over the API.

mod invite;
