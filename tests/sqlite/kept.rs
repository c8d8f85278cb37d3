//! What is kept and would not work any more is named before anything is written.

use super::live;
use schema_runtime::{Entities, Error, GenerateOptions, Generated, generate};

mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        #[schema(renamed_from = "name")]
        pub title: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What `generate` says when all that only the database has may go.
async fn drops(sql: &str) -> Result<Generated, Error> {
    let (db, _) = live(sql).await;
    let options = GenerateOptions::text_only().allow_all_drops();
    generate(&db.db, &Entities::none().with::<book::Entity>(), options).await
}

const BOOKS: &str =
    "CREATE TABLE books (id integer NOT NULL PRIMARY KEY, name varchar NOT NULL, legacy int);";

#[tokio::test]
async fn t47_a_view_or_trigger_that_names_a_column_that_goes() {
    for (kept, what) in [
        ("CREATE VIEW v AS SELECT legacy FROM books", "the view `v` names it"),
        ("CREATE VIEW v AS SELECT b.\"LEGACY\" FROM Books AS b", "the view `v` names it"),
        ("CREATE TRIGGER t AFTER UPDATE OF legacy ON books BEGIN SELECT 1; END", "the trigger `t` names it"),
        ("CREATE TRIGGER t AFTER DELETE ON books BEGIN SELECT OLD.legacy; END", "the trigger `t` names it"),
    ] {
        for rebuilt in ["", "ALTER TABLE books ADD COLUMN other int CHECK (other > 0);"] {
            let error = drops(&format!("{BOOKS} {rebuilt} {kept}")).await.expect_err("it is named");
            assert!(error.to_string().contains("cannot drop the column `legacy` of `books`"), "{error}");
            assert!(error.to_string().contains(what), "{error}");
        }
    }
}

#[tokio::test]
async fn t47_what_names_something_else_is_not_in_the_way() {
    for kept in [
        "CREATE VIEW v AS SELECT name FROM books",
        "CREATE VIEW v AS SELECT 'legacy' AS old, name FROM books -- legacy",
        "CREATE TRIGGER t AFTER UPDATE OF name ON books BEGIN SELECT NEW.name; END",
    ] {
        let generated = drops(&format!("{BOOKS} {kept}")).await;
        assert!(matches!(generated, Ok(Generated::Text(_))), "{kept}: {generated:?}");
    }
}

#[tokio::test]
async fn t47_a_view_or_trigger_that_names_a_table_that_goes() {
    let shelves = "CREATE TABLE shelves (id integer NOT NULL PRIMARY KEY);";
    for (kept, what) in [
        ("CREATE VIEW v AS SELECT id FROM shelves", "the view `v` names it"),
        ("CREATE TRIGGER t AFTER DELETE ON books BEGIN DELETE FROM shelves; END", "the trigger `t` names it"),
    ] {
        let error = drops(&format!("{BOOKS} {shelves} {kept}")).await.expect_err("it is named");
        assert!(error.to_string().contains("cannot drop the table `shelves`"), "{error}");
        assert!(error.to_string().contains(what), "{error}");
    }
}

#[tokio::test]
async fn a_table_that_goes_takes_no_rows_with_it_that_point_at_it() {
    let (db, _) = live(
        "CREATE TABLE shelves (id integer NOT NULL PRIMARY KEY);
         CREATE TABLE books (id integer NOT NULL PRIMARY KEY, title varchar NOT NULL,
            shelf_id int REFERENCES shelves (id) ON DELETE CASCADE);
         INSERT INTO shelves VALUES (1); INSERT INTO books VALUES (1, 'One', 1)",
    )
    .await;
    let options = GenerateOptions::text_only().allow_drop("shelves");
    let entities = Entities::none().with::<book::Entity>();
    let Generated::Text(drafts) = generate(&db.db, &entities, options).await.expect("a way") else {
        panic!("there is something to do");
    };
    for migration in &drafts.migrations {
        migration.up(&db.db).await.expect("it runs");
    }
    db.run(
        "CREATE TABLE one (a CHECK (a = 1)); INSERT INTO one SELECT count(*) FROM books WHERE shelf_id = 1",
    )
    .await;
}
