//! `guildhall schema`: the GraphQL schema as text.

use super::{exit::Exit, output};
use crate::schema;

/// Prints the schema. Needs no settings and no database.
pub(super) fn run() -> Exit {
    output::text(&schema::sdl());
    Exit::Done
}
