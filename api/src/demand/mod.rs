//! The demand gap of a program: whether a region has room for more who complete it.
//!
//! - **Figure**: projected openings, graduates of all programs of the region, or planned students; whose they are, where the
//!   figure is from and as of when. Belongs to a program, whose agency alone changes it.
//! - **Gap**: openings less graduates and planned students; above zero there is room.
//!
//! Rules: the figures of one year are compared, and those that are about no year; without openings there is no gap, and what is
//! missing is named.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
pub mod reads;
pub mod types;

pub use mutation::DemandFigureMutation;
