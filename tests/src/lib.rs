//! Nothing: the package is its one test binary, `it/main.rs`, and Cargo asks for a library beside it.
