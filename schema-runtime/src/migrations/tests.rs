use super::*;
use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicU32, Ordering};

/// A directory that is gone with this value.
struct Folder(PathBuf);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = Self(std::env::temp_dir().join(format!("migrations-{}-{number}", std::process::id())));
        fs::create_dir_all(&folder.0).expect("a folder");
        for (name, text) in files {
            let path = folder.0.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        folder
    }

    fn write(&self, name: &str) -> Result<Written, Error> {
        let named = [(MigrationName::new(name)?, "// text\n")];
        let mut written = write(&self.0, &named, Moment::from_unix_seconds(1_795_255_630))?;
        Ok(written.remove(0))
    }

    /// All files, by their names.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.0.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(&self.0).expect("inside").display().to_string();
                    files.insert(name, fs::read_to_string(&path).expect("text"));
                }
            }
        }
        files
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A `Migrator` as the command line tool of SeaORM lays it out, with this body and these modules.
fn migrator(modules: &str, body: &str) -> String {
    format!(
        "pub use sea_orm_migration::prelude::*;\n\n{modules}\npub struct Migrator;\n\n\
         #[async_trait::async_trait]\nimpl MigratorTrait for Migrator {{\n    \
         fn migrations() -> Vec<Box<dyn MigrationTrait>> {{\n        {body}\n    }}\n}}\n"
    )
}

const FIRST: &str = "m20220101_000001_create_table";
const NEW: &str = "m20261121_100710_add_users";

/// What becomes of a `Migrator` with these modules and this body.
fn registered(modules: &str, body: &str) -> String {
    let folder = Folder::new(&[("src/lib.rs", &migrator(modules, body))]);
    let written = folder.write("add_users").expect("it is written");
    assert_eq!(written.name, NEW);
    let mut files = folder.files();
    assert_eq!(files.remove(&format!("src/{NEW}.rs")).as_deref(), Some("// text\n"));
    let text = files.remove("src/lib.rs").expect("the file");
    assert_eq!(files, BTreeMap::new(), "nothing else is there");
    text
}

#[test]
fn a_migrator_as_it_is_laid_out_becomes_one_as_rustfmt_has_it() {
    assert_eq!(
        registered(&format!("mod {FIRST};\n"), &format!("vec![Box::new({FIRST}::Migration)]")),
        migrator(
            &format!("mod {FIRST};\nmod {NEW};\n"),
            &format!(
                "vec![\n            Box::new({FIRST}::Migration),\n            Box::new({NEW}::Migration),\n        ]"
            )
        )
    );
}

#[test]
fn an_empty_list_gets_its_first() {
    assert_eq!(registered("", "vec![]"), {
        let text = migrator("", &format!("vec![Box::new({NEW}::Migration)]"));
        text.replacen("*;\n", &format!("*;\n\nmod {NEW};\n"), 1)
    });
    assert_eq!(registered("", "vec![\n            // none yet\n        ]"), {
        let body =
            format!("vec![\n            // none yet\n            Box::new({NEW}::Migration),\n        ]");
        migrator("", &body).replacen("*;\n", &format!("*;\n\nmod {NEW};\n"), 1)
    });
}

#[test]
fn a_list_keeps_its_commas_and_comments() {
    for (before, after) in [
        (
            "vec![\n            Box::new(A::Migration), // ä\n            // the last\n        ]",
            "vec![\n            Box::new(A::Migration), // ä\n            Box::new(B::Migration),\n            // the last\n        ]",
        ),
        (
            "vec![\n            Box::new(A::Migration) /* no comma */\n        ]",
            "vec![\n            Box::new(A::Migration), /* no comma */\n            Box::new(B::Migration)\n        ]",
        ),
        (
            "vec![Box::new(A::Migration), Box::new(other::Migration),]",
            "vec![Box::new(A::Migration), Box::new(other::Migration), Box::new(B::Migration),]",
        ),
        (
            "std::vec![\n\t\tBox::new(A::Migration),\n\t]",
            "std::vec![\n\t\tBox::new(A::Migration),\n\t\tBox::new(B::Migration),\n\t]",
        ),
    ] {
        let names =
            |text: &str| text.replace("A::", &format!("{FIRST}::")).replace("B::", &format!("{NEW}::"));
        assert_eq!(
            registered(&format!("mod {FIRST}; // ö\n"), &names(before)),
            migrator(&format!("mod {FIRST}; // ö\nmod {NEW};\n"), &names(after)),
        );
    }
}

#[test]
fn modules_keep_their_visibility_and_files_their_line_ends() {
    let before = migrator(
        &format!("pub(crate) mod {FIRST};\n"),
        &format!("vec![\n            Box::new({FIRST}::Migration),\n        ]"),
    );
    let after = migrator(
        &format!("pub(crate) mod {FIRST};\npub(crate) mod {NEW};\n"),
        &format!(
            "vec![\n            Box::new({FIRST}::Migration),\n            Box::new({NEW}::Migration),\n        ]"
        ),
    );
    let dos = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let folder = Folder::new(&[("lib.rs", &dos(&before))]);
    folder.write("add_users").expect("it is written");
    assert_eq!(folder.files()["lib.rs"], dos(&after));
}

#[test]
fn a_migrator_may_stand_in_a_file_of_its_own() {
    let list = format!("vec![Box::new(crate::{FIRST}::Migration), Box::new(crate::other::Migration)]");
    let lib = format!("mod migrator;\nmod {FIRST};\n\npub use migrator::Migrator;\n");
    let folder = Folder::new(&[("src/lib.rs", &lib), ("src/migrator.rs", &migrator("", &list))]);
    let written = folder.write("add_users").expect("it is written");
    assert_eq!(written.file, folder.0.join(format!("src/{NEW}.rs")));
    assert_eq!(written.migrator, folder.0.join("src/migrator.rs"));
    let files = folder.files();
    assert_eq!(
        files["src/lib.rs"],
        format!("mod migrator;\nmod {FIRST};\nmod {NEW};\n\npub use migrator::Migrator;\n")
    );
    let list = format!("{}, Box::new(crate::{NEW}::Migration)]", list.trim_end_matches(']'));
    assert_eq!(files["src/migrator.rs"], migrator("", &list));

    let own = migrator(
        &format!("mod {FIRST};\n"),
        &format!("vec![\n            Box::new({FIRST}::Migration),\n        ]"),
    );
    let folder = Folder::new(&[("lib.rs", "mod migrator;\n"), ("migrator.rs", &own)]);
    let written = folder.write("add_users").expect("it is written");
    assert_eq!(written.file, folder.0.join(format!("migrator/{NEW}.rs")));

    let lib = format!("mod {FIRST};\nmod migrator;\n");
    let folder = Folder::new(&[("lib.rs", &lib), ("migrator.rs", &migrator("", "vec![]"))]);
    folder.write("add_users").expect("it is written");
    let list = format!("vec![Box::new(super::{NEW}::Migration)]");
    assert_eq!(folder.files()["migrator.rs"], migrator("", &list));
}

#[test]
fn registering_twice_adds_nothing() {
    let folder = Folder::new(&[("src/lib.rs", &migrator("", "vec![]"))]);
    let written = folder.write("add_users").expect("it is written");
    let migrator = Migrator::find(&folder.0).expect("a migrator");
    assert_eq!(migrator.registered(&written.name).expect("it can be told"), []);
}

#[test]
fn two_migrations_of_one_second_stand_in_order() {
    let folder = Folder::new(&[("src/lib.rs", &migrator("", "vec![]"))]);
    assert_eq!(folder.write("add_users").expect("it is written").name, NEW);
    assert_eq!(folder.write("add_users").expect("it is written").name, "m20261121_100711_add_users");
}

#[test]
fn what_is_no_migration_crate_is_told_and_left_alone() {
    let list = |body: &str| migrator(&format!("mod {FIRST};\n"), body);
    let two = migrator("", "vec![]") + "pub struct Other;\nimpl MigratorTrait for Other {}\n";
    for (files, words) in [
        (vec![("src/lib.rs", "pub fn main() {}\n".to_owned())], "no file here implements `MigratorTrait`"),
        (vec![("src/lib.rs", "fn main( {}\n".to_owned())], "cannot be parsed"),
        (vec![("a.rs", migrator("", "vec![]")), ("b.rs", migrator("", "vec![]"))], "several files implement"),
        (vec![("src/lib.rs", two)], "several times"),
        (
            vec![("src/lib.rs", list("let all = vec![]; all"))],
            "is no `vec![…]`; write it so, or add `mod m2026",
        ),
        (vec![("src/lib.rs", list("vec![migration(); 3]"))], "is no `vec![…]`"),
        (vec![("src/lib.rs", list("all()"))], "is no `vec![…]`"),
    ] {
        let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let folder = Folder::new(&files);
        let before = folder.files();
        let error = folder.write("add_users").expect_err(words).to_string();
        assert!(error.contains(words), "{error}");
        assert_eq!(folder.files(), before);
    }
    let missing = Path::new("/there/is/no/such/folder");
    let error = Migrator::find(missing).err().expect("no folder").to_string();
    assert!(error.starts_with("/there/is/no/such/folder: there is no such directory"), "{error}");
}

#[test]
fn nothing_is_left_when_the_migrator_cannot_be_written() {
    let folder = Folder::new(&[("src/lib.rs", &migrator("", "vec![]"))]);
    let path = folder.0.join("src/lib.rs");
    let mut rights = fs::metadata(&path).expect("the file").permissions();
    rights.set_readonly(true);
    fs::set_permissions(&path, rights).expect("rights");
    let before = folder.files();
    let error = folder.write("add_users").expect_err("it may not be written").to_string();
    assert!(error.contains("cannot write") && error.contains("lib.rs"), "{error}");
    assert_eq!(folder.files(), before);
}

#[test]
fn a_crate_is_laid_out_only_where_nothing_is() {
    let folder = Folder::new(&[]);
    let crate_ = folder.0.join("migration");
    create_crate(&crate_, "sqlx-sqlite").expect("it is laid out");
    let written =
        write(&crate_, &[(MigrationName::new("add_users").expect("a name"), "// text\n")], Moment::now());
    assert!(written.expect("it is written")[0].file.starts_with(crate_.join("src")));
    assert!(folder.files()["migration/Cargo.toml"].contains("\"sqlx-sqlite\""));
    let error = create_crate(&crate_, "sqlx-sqlite").expect_err("it is there").to_string();
    assert!(error.contains("not empty"), "{error}");
}
