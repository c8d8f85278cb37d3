//! Compares database schemas, and writes the SQL that turns one into the other: `schema --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    schema_runtime::cli::schema()
}
