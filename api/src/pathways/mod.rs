//! Pathway maps: how people go from occupation to occupation, as counselors show it.
//!
//! - **Map**: drawn by an agency, for a region or a sector. Its steps, edges and validations are parts of it.
//! - **Step**: an occupation (SOC 2018), with what it pays an hour, from where and of which day.
//! - **Edge**: the way from one step to the next: the credentials it asks for, the programs that lead along it, the months it
//!   takes.
//! - **Validation**: an employer stands behind an edge, from a day until another, 24 months later unless said otherwise and five
//!   years at most; whoever said so works there.
//! - **Level**: 1 where people enter; else one more than the highest step that leads there.
//!
//! Rules: nobody comes back along the edges, so an edge that would close a circle is refused with the way named. An employer stands
//! behind an edge as it was: when its credentials or the occupation at one of its ends change, what was said is stale, not gone. The
//! newer word of an employer replaces the older one; each word stays on record with its day, what was taken back included, so that one
//! can tell what was said by an earlier day. An edge that nobody stands behind today is drawn dashed and says so in words.
//! Parts are changed with the map's version, and each change counts it up: two people who change one map at a time cannot make a
//! circle together. A map is drawn for one's own agency (`PathwayCreate`), and its parts are changed by everybody
//! who may change maps.

pub mod drawing;
pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::{PathwayEdgeMutation, PathwayMapMutation, PathwayStepMutation};
pub use query::PathwayQuery;
