//! What `generate` does to the user's crate: once, and only when there is something to do.

use super::case::found;
use crate::support::TestDb;
use schema_runtime::migrations::{Moment, create_crate};
use schema_runtime::{Entities, Error, GenerateOptions, Generated, generate};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

mod cake {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "written_cakes")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(indexed)]
        pub name: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

fn entities() -> Entities {
    Entities::none().with::<cake::Entity>()
}

/// A migration crate that is gone with this value.
struct Crate(PathBuf);

impl Crate {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("generate-{}-{number}", std::process::id()));
        create_crate(&path, "sqlx-sqlite").expect("it is laid out");
        Self(path)
    }

    fn options(&self) -> GenerateOptions {
        GenerateOptions::new(&self.0).name("add_cakes").at(Moment::from_unix_seconds(1_795_255_630))
    }

    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.join("src")).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Crate {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn a_migration_is_written_once_and_nothing_when_it_has_run() {
    let (db, user) = (TestDb::sqlite().await, Crate::new());
    let Generated::Written(drafts, all) =
        generate(&db.db, &entities(), user.options()).await.expect("it is written")
    else {
        panic!("a table is missing");
    };
    let ([migration], [written]) = (&drafts.migrations[..], &all[..]) else {
        panic!("one suffices: {all:?}")
    };
    assert_eq!(written.name, "m20261121_100710_add_cakes");
    assert_eq!(std::fs::read_to_string(&written.file).expect("the file"), migration.text);
    assert_eq!(user.files(), ["lib.rs", "m20261121_100710_add_cakes.rs", "main.rs"]);
    let lib = std::fs::read_to_string(&written.migrator).expect("the file");
    assert!(lib.contains("mod m20261121_100710_add_cakes;\n"));
    assert!(lib.contains("vec![Box::new(m20261121_100710_add_cakes::Migration)]"));

    // The same again, before it ran: it is there already.
    let later = user.options().at(Moment::from_unix_seconds(1_795_300_000));
    let again = generate(&db.db, &entities(), later).await.expect("it can be told");
    assert!(matches!(again, Generated::Waiting(_, same) if same == all));
    assert_eq!(user.files().len(), 3);

    db.run(
        "CREATE TABLE written_cakes (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name varchar NOT NULL);
         CREATE INDEX \"idx-written_cakes-name\" ON written_cakes (name)",
    )
    .await;
    assert_eq!(found(&db, &entities()).await, "");
    let nothing = generate(&db.db, &entities(), user.options()).await.expect("it can be told");
    assert!(matches!(nothing, Generated::Nothing(_)));
    assert_eq!(user.files().len(), 3);
}

#[tokio::test]
async fn the_text_alone_needs_no_crate() {
    let db = TestDb::sqlite().await;
    let options = GenerateOptions::text_only().at(Moment::from_unix_seconds(0));
    let Generated::Text(drafts) = generate(&db.db, &entities(), options).await.expect("it is made") else {
        panic!("a table is missing");
    };
    insta::assert_snapshot!(drafts.migrations[0].text);
}

#[tokio::test]
async fn what_only_the_database_has_stays_without_consent() {
    let (db, user) = (TestDb::sqlite().await, Crate::new());
    db.run(
        "CREATE TABLE written_cakes (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name varchar NOT NULL, old integer);
         CREATE INDEX \"idx-written_cakes-name\" ON written_cakes (name);
         CREATE TABLE legacy (id integer)",
    )
    .await;
    let kept = generate(&db.db, &entities(), user.options()).await.expect("it can be told");
    assert!(matches!(kept, Generated::Nothing(_)));
    let options = user.options().allow_drop("written_cakes.old").allow_drop("legacy");
    let Generated::Written(drafts, _) = generate(&db.db, &entities(), options).await.expect("it is written")
    else {
        panic!("two drops are allowed");
    };
    let [migration] = &drafts.migrations[..] else { panic!("one suffices") };
    assert!(
        migration
            .text
            .contains("//! `down` brings back `written_cakes.old`, `legacy`, but not what was in it.\n")
    );
    assert!(migration.text.contains(".drop_column(\"old\")"));
    assert!(migration.text.contains("Table::drop().table(\"legacy\")"));
}

#[tokio::test]
async fn what_cannot_be_written_is_told_and_leaves_nothing() {
    let (db, user) = (TestDb::sqlite().await, Crate::new());
    let error = |options| {
        let db = db.db.clone();
        async move { generate(&db, &entities(), options).await.expect_err("it cannot be written") }
    };
    assert!(matches!(error(user.options().name("add cakes")).await, Error::Name { .. }));
    let elsewhere = GenerateOptions::new(Path::new("/there/is/no/such/folder"));
    assert!(matches!(error(elsewhere).await, Error::MigrationCrate { .. }));
    assert!(matches!(
        error(GenerateOptions::new(std::env::temp_dir().join("."))).await,
        Error::MigrationCrate { .. }
    ));
    let none = generate(&db.db, &Entities::none(), user.options()).await.expect_err("there is none");
    assert!(matches!(none, Error::NoEntities));
    db.run(
        "CREATE TABLE written_cakes (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name integer NOT NULL ON CONFLICT REPLACE)",
    )
    .await;
    let Error::Unsupported { step, backend, why: _ } = error(user.options()).await else {
        panic!("no migration of ours says what is done on a conflict");
    };
    assert!(step.contains("written_cakes"), "{step}");
    assert_eq!(backend, "SQLite");
    assert_eq!(user.files(), ["lib.rs", "main.rs"]);
}
