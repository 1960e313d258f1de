//! The environment variables of the test suite, read in one place.
//!
//! | Variable | Meaning |
//! | --- | --- |
//! | `TEST_DATABASE_URL` | a PostgreSQL server for the tests: the URL of a role that may create databases |
//! | `GUILDHALL_REQUIRE_POSTGRES` | `1`: a test that finds no PostgreSQL fails instead of being skipped |
//! | `GUILDHALL_REAL_DATA` | the folder with a real region's spreadsheets, for the import test |

/// The value of `name`; a variable that is empty counts as unset.
#[expect(
    clippy::disallowed_methods,
    reason = "the tests' one place that reads the environment"
)]
pub fn get(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
