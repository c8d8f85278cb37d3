//! Compares database schemas, and writes the SQL that turns one into the other: `schema --help`.

use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    schema_runtime::cli::schema().await
}
