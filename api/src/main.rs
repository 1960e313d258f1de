//! `guildhall`: the one binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    api::cli::main()
}
