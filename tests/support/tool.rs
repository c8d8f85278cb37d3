//! The command line as a process, and the servers' own clients.

use super::TestDb;
use sea_orm::DbBackend;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// What a process said, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The exit code.
    pub code: i32,
    /// What stood on stdout.
    pub out: String,
    /// What stood on stderr.
    pub err: String,
}

/// The command line of the asset platform, `examples/schema.rs`, on this database or none.
pub fn tool(url: Option<&str>, arguments: &[&str]) -> Said {
    said(&mut command(url, arguments), "")
}

/// The same, while it runs.
pub fn spawn_tool(url: &str, arguments: &[&str]) -> Child {
    let mut command = command(Some(url), arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

fn command(url: Option<&str>, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    // No `.env` of whoever runs the tests is read.
    command.args(arguments).env_remove("DATABASE_URL").current_dir(std::env::temp_dir());
    if let Some(url) = url {
        command.env("DATABASE_URL", url);
    }
    command
}

/// Its binary; built once, for a test may be run alone.
fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--locked", "--example", "schema"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()
            .expect("cargo runs");
        assert!(built.success(), "the example can be built");
        let own = std::env::current_exe().expect("a test has a binary");
        let folder = own.parent().and_then(Path::parent).expect("target/debug/deps");
        folder.join("examples").join(format!("schema{}", std::env::consts::EXE_SUFFIX))
    })
}

/// Pipes a script into the server's own client, which stops at the first error.
pub fn pipe(db: &TestDb, script: &str) -> Said {
    let mut command = match db.db.get_database_backend() {
        DbBackend::Postgres => {
            let mut client = Command::new("psql");
            client.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", &db.url]);
            client
        }
        DbBackend::MySql => {
            let rest = db.url.strip_prefix("mysql://").expect("a URL");
            let (user, rest) = rest.split_once('@').expect("a user");
            let (host, name) = rest.split_once('/').expect("a database");
            let (host, port) = host.split_once(':').unwrap_or((host, "3306"));
            let mut client = Command::new(mysql_client());
            client.args(["--no-defaults", "-u", user, "-h", host, "-P", port, name]);
            client
        }
        _ => {
            let mut client = Command::new("sqlite3");
            client.args(["-bail", db.path().to_str().expect("a path of letters")]);
            client
        }
    };
    said(&mut command, script)
}

/// Newer packages of MariaDB have its own name alone, MySQL's have the other.
fn mysql_client() -> &'static str {
    let runs = |name: &str| Command::new(name).arg("--version").stdout(Stdio::null()).status().is_ok();
    if runs("mariadb") { "mariadb" } else { "mysql" }
}

fn said(command: &mut Command, input: &str) -> Said {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    // One that ends before it has read all says so by its code.
    let _ = process.stdin.take().expect("a pipe").write_all(input.as_bytes());
    let output = process.wait_with_output().expect("the process ends");
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
