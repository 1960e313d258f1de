//! The pages of Guildhall: complete HTML documents that work without JavaScript.
//!
//! - A page can do what a client of the API can, and no more: it runs typed GraphQL documents with an [`Executor`] that it is
//!   handed, already bound to who asks. Nothing here knows a table, a rule or a database.
//! - GET changes nothing. POST runs one mutation, then redirects, or shows the form again with what is to be mended.
//! - Every page has a strict content policy (`secure`): no script, no style in the page, nothing from elsewhere. Assets come
//!   from the binary, with a hash of their content in their names (`assets`).
//! - A form is taken from our own pages only: the [`Door`] looks where a request comes from, `form` at what it is.

mod assets;
mod door;
mod form;
mod pages;
mod secure;

pub use door::{Boxed, Door, Executor, Operation, Refusal};
pub use pages::routes;
