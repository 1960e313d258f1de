//! Successions over the API.

mod change;
