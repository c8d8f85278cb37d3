//! The rooms of the runtime know each other one way only.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Which rooms a room may name in `use crate::…` or `crate::…`.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("descriptor", &["model"]),
    ("entities", &["descriptor", "error"]),
    ("diff", &["model"]),
    ("plan", &["model", "diff"]),
    ("error", &["model", "plan", "guard", "generate"]),
    ("backend", &["model", "diff", "plan", "descriptor", "error"]),
    ("codegen", &["model", "plan", "backend"]),
    ("migrations", &["error", "codegen"]),
    ("history", &["backend", "error"]),
    ("report", &["model", "diff", "backend", "history"]),
    ("compare", &["model", "diff", "descriptor", "entities", "backend", "error"]),
    ("between", &["model", "diff", "backend", "error"]),
    ("guard", &["model", "diff", "entities", "backend", "compare", "history", "report", "error"]),
    ("audit", &["model", "diff", "entities", "backend", "compare", "history", "report", "error"]),
    (
        "generate",
        &[
            "model",
            "diff",
            "plan",
            "entities",
            "backend",
            "compare",
            "report",
            "codegen",
            "migrations",
            "error",
        ],
    ),
    ("lint", &["model", "plan", "descriptor", "entities", "backend", "report", "error"]),
    (
        "cli",
        &[
            "model", "diff", "plan", "entities", "backend", "compare", "between", "guard", "history",
            "audit", "lint", "report", "generate", "error",
        ],
    ),
    ("bin", &["cli"]),
];

/// Words that only the room `backend` may say.
const DATABASES: &[&str] = &["postgres", "mysql", "mariadb", "sqlite"];

#[test]
fn every_room_knows_only_what_it_may() {
    let mut wrong = Vec::new();
    for (file, room) in sources() {
        let may: &[&str] = match MAY_KNOW.iter().find(|(name, _)| *name == room) {
            Some((_, may)) => may,
            None if room == "lib" => continue,
            None => panic!("{}: the room `{room}` is not in the table", file.display()),
        };
        for known in named(&code(&file)) {
            if known != room && !may.contains(&known.as_str()) {
                wrong.push(format!("{}: `{room}` must not know `{known}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_backend_knows_a_database_by_name() {
    let mut wrong = Vec::new();
    for (file, room) in sources().into_iter().filter(|(_, room)| room != "backend") {
        for line in code(&file).lines().filter(|line| !line.trim_start().starts_with("//")) {
            let line = line.to_lowercase();
            // The descriptor asks SeaORM as for a database without enum types; the errors name what is known, and the
            // help of the command line shows URLs and clients.
            let says = ["descriptor", "error", "cli", "bin"].contains(&room.as_str());
            let allowed = line.contains("#[error(") || says;
            if !allowed && DATABASES.iter().any(|name| line.contains(name)) {
                wrong.push(format!("{}: {}", file.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every source file of the runtime with the room it stands in, without those of tests.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema-runtime/src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.file_stem().is_some_and(|stem| stem == "tests") {
                continue;
            } else if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let room =
                    path.strip_prefix(&root).expect("below the root").components().next().expect("a name");
                let room = room.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
                files.push((path, room));
            }
        }
    }
    files.sort();
    files
}

/// The text of a file without its tests.
fn code(file: &Path) -> String {
    let text = std::fs::read_to_string(file).expect("the file can be read");
    text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()
}

/// The rooms named after `crate::`.
fn named(code: &str) -> BTreeSet<String> {
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>())
        .filter(|room| MAY_KNOW.iter().any(|(name, _)| name == room))
        .collect()
}
