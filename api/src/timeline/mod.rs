//! The timeline of an employer: everything that happened with it as one list, newest first.
//!
//! - **Kinds**: engagements, contributions, affirmations, changes of the roles it plays, changes of its records.
//! - **Place**: an item stands at an instant; equal instants are told apart by the id. A contribution of a known day stands
//!   at noon UTC of it, which is that day in every state, and so does an affirmation; a contribution of an unknown day stands where
//!   it was recorded.
//! - **Visibility**: each kind obeys its own, in SQL, before paging. Changes of engagements, contributions and affirmations are not
//!   told here: the records themselves are. Nor are those of identifiers, which not everybody may read. A kind of record that
//!   the list in [`reads`] does not name is not told.
//!
//! The places of a page are one statement, and each kind of item on it is another, however many employers are asked for.

pub mod loaders;
pub mod reads;
pub mod types;
