//! The planning traps that no database is needed for, or all have: each test names its own.

use crate::support::TestDb;
use schema_runtime::diff::Kind;
use schema_runtime::{Comparison, Entities, Error, GenerateOptions, Generated, Scope, compare, generate};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

const DATABASES: [DbBackend; 3] = [DbBackend::Postgres, DbBackend::MySql, DbBackend::Sqlite];

/// Two tables that point at each other, and one that points at itself.
mod circle {
    pub mod hen {
        use schema_runtime::DeriveSchema;
        use sea_orm::entity::prelude::*;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
        #[sea_orm(table_name = "hens")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
            pub egg_id: Option<i32>,
            pub mother_id: Option<i32>,
            #[sea_orm(belongs_to, relation_enum = "Egg", from = "egg_id", to = "id")]
            pub egg: HasOne<super::egg::Entity>,
            #[sea_orm(self_ref, relation_enum = "Mother", from = "mother_id", to = "id")]
            pub mother: HasOne<Entity>,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }

    pub mod egg {
        use schema_runtime::DeriveSchema;
        use sea_orm::entity::prelude::*;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
        #[sea_orm(table_name = "eggs")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
            pub hen_id: Option<i32>,
            #[sea_orm(belongs_to, relation_enum = "Hen", from = "hen_id", to = "id")]
            pub hen: HasOne<super::hen::Entity>,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }
}

/// What was `racks` with `room`, and is `cabinets` with `place`; a part of it changes at once.
mod renamed {
    pub mod before {
        use schema_runtime::DeriveSchema;
        use sea_orm::entity::prelude::*;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
        #[sea_orm(table_name = "racks")]
        #[schema(check(expr = "room <> ''"))]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
            #[sea_orm(indexed)]
            pub room: String,
            #[sea_orm(unique)]
            pub code: String,
            pub upper_id: Option<i32>,
            #[sea_orm(self_ref, relation_enum = "Upper", from = "upper_id", to = "id")]
            pub upper: HasOne<Entity>,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }

    pub mod after {
        use schema_runtime::DeriveSchema;
        use sea_orm::entity::prelude::*;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
        #[sea_orm(table_name = "cabinets")]
        #[schema(check(expr = "place <> ''"), renamed_from = "racks")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
            #[sea_orm(indexed)]
            #[schema(renamed_from = "room", default = "'hall'")]
            pub place: String,
            #[sea_orm(unique)]
            pub code: String,
            pub upper_id: Option<i32>,
            #[sea_orm(self_ref, relation_enum = "Upper", from = "upper_id", to = "id")]
            pub upper: HasOne<Entity>,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }

    /// Another table under the former name.
    pub mod later {
        use schema_runtime::DeriveSchema;
        use sea_orm::entity::prelude::*;

        #[sea_orm::model]
        #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
        #[sea_orm(table_name = "racks")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
            pub wine: String,
        }

        impl ActiveModelBehavior for ActiveModel {}
    }
}

mod filled {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "filled_cakes")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Carries out what would be written; `false` where there is nothing to do.
async fn arrive(db: &TestDb, entities: &Entities) -> bool {
    match generate(db, entities, GenerateOptions::text_only()).await.expect("it can be generated") {
        Generated::Text(drafts) => {
            for migration in &drafts.migrations {
                migration.up(&db.db).await.expect("it goes up");
            }
            true
        }
        Generated::Nothing(_) => false,
        Generated::Written(..) | Generated::Waiting(..) => unreachable!("only the text is wanted"),
    }
}

#[tokio::test]
async fn p1_keys_in_a_circle_come_behind_their_tables_and_go_before_them() {
    let entities = Entities::none().with::<circle::hen::Entity>().with::<circle::egg::Entity>();
    let kept = Entities::none().with::<filled::Entity>();
    for backend in DATABASES {
        let db = TestDb::of(backend).await;
        // The proof is carried out both ways: created, and dropped again.
        assert!(arrive(&db, &entities).await);
        assert!(!arrive(&db, &entities).await, "nothing is left");
        db.run("INSERT INTO hens (id) VALUES (1)").await;
        db.run("INSERT INTO eggs (id, hen_id) VALUES (1, 1)").await;
        db.run("UPDATE hens SET egg_id = 1, mother_id = 1").await;
        let options = GenerateOptions::text_only().allow_drop("hens").allow_drop("eggs");
        let Generated::Text(drafts) = generate(&db, &kept, options).await.expect("it can be generated")
        else {
            panic!("two tables go")
        };
        for migration in &drafts.migrations {
            migration.up(&db.db).await.expect("they go, with the rows that hold each other");
        }
        let Comparison { live, .. } = compare(&*db, &kept, &Scope::default()).await.expect("a comparison");
        assert_eq!(live.schema.tables.len(), 1, "{backend:?}");
    }
}

#[tokio::test]
async fn p2_what_was_named_for_a_former_name_follows_the_rename() {
    let before = Entities::none().with::<renamed::before::Entity>();
    let after = Entities::none().with::<renamed::after::Entity>();
    let later = after.clone().with::<renamed::later::Entity>();
    let db = TestDb::postgres().await;
    assert!(arrive(&db, &before).await);
    db.run("INSERT INTO racks (room, code) VALUES ('cellar', 'a'), ('roof', 'b')").await;
    db.run("UPDATE racks SET upper_id = 1 WHERE id = 2").await;
    assert!(arrive(&db, &after).await);

    let Comparison { differences, .. } =
        compare(&*db, &after, &Scope::default()).await.expect("a comparison");
    let names: Vec<_> = differences.iter().filter(|difference| difference.kind == Kind::Name).collect();
    assert!(names.is_empty(), "{names:#?}");
    // Numbers go on where they were, out of a sequence of the new name.
    db.run("INSERT INTO cabinets (code, upper_id) VALUES ('c', 2)").await;
    let sql = "SELECT pg_get_serial_sequence('cabinets', 'id') || ' ' || max(id) || ' ' || max(place) FROM cabinets";
    let row = db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.expect("an answer");
    let text: String = row.expect("a row").try_get_by_index(0).expect("a text");
    assert_eq!(text, "public.cabinets_id_seq 3 roof");

    // It may stay, and means nothing any more: not even where something takes the former name.
    assert!(!arrive(&db, &after).await, "nothing is left");
    assert!(arrive(&db, &later).await, "the new table comes");
    assert!(!arrive(&db, &later).await, "nothing is left");
    db.run("INSERT INTO racks (wine) VALUES ('red')").await;
}

#[tokio::test]
async fn p3_a_column_that_must_not_be_null_needs_a_value_for_the_rows_that_are_there() {
    let entities = Entities::none().with::<filled::Entity>();
    for backend in DATABASES {
        let db = TestDb::of(backend).await;
        let key = match backend {
            DbBackend::Postgres => "serial",
            DbBackend::MySql => "integer NOT NULL AUTO_INCREMENT",
            _ => "integer NOT NULL",
        };
        // Whether there are rows here does not matter: the migration runs elsewhere too.
        db.run(&format!("CREATE TABLE filled_cakes (id {key}, PRIMARY KEY (id))")).await;
        let error = generate(&db, &entities, GenerateOptions::text_only()).await.expect_err("it is refused");
        let Error::NotAllowed(not) = &error else { panic!("{backend:?}: {error}") };
        assert!(not.0.iter().all(|hazard| hazard.object == "filled_cakes.name"), "{error}");
        assert!(
            error.to_string().contains("`#[schema(default = \"…\")]` or `#[schema(backfill = \"…\")]`"),
            "{error}"
        );
    }
}
