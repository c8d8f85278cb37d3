//! A plan is tried out on a scratch copy before it is written: proven, refused, or said to be unproven and why; and
//! nothing of the copy is left.

use crate::support::TestDb;
use schema_runtime::backend::{Live, introspect};
use schema_runtime::generate::{Migration, Proof, migrations_between, prove};
use schema_runtime::migrations::Moment;
use schema_runtime::model::{Column, ObjectName, SqlType};
use schema_runtime::{Entities, Error, GenerateOptions, Generated, generate};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend};
use std::collections::BTreeSet;
use std::time::UNIX_EPOCH;

mod cake {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "proven_cakes")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: Option<String>,
        #[sea_orm(indexed)]
        pub price: Option<i32>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const DATABASES: [DbBackend; 3] = [DbBackend::Postgres, DbBackend::MySql, DbBackend::Sqlite];

async fn prepared(backend: DbBackend) -> TestDb {
    let db = TestDb::of(backend).await;
    let key = match backend {
        DbBackend::Postgres => "serial",
        DbBackend::MySql => "integer NOT NULL AUTO_INCREMENT",
        _ => "integer NOT NULL",
    };
    db.run(&format!("CREATE TABLE proven_cakes (id {key}, name varchar(255), PRIMARY KEY (id))")).await;
    db.run("INSERT INTO proven_cakes (name) VALUES ('ginger')").await;
    db
}

async fn drafted(db: &DatabaseConnection, options: GenerateOptions) -> Result<(Migration, Proof), Error> {
    let entities = Entities::none().with::<cake::Entity>();
    let Generated::Text(mut drafts) = generate(db, &entities, options).await? else {
        panic!("a column is missing");
    };
    Ok((drafts.migrations.remove(0), drafts.proof))
}

#[tokio::test]
async fn a_plan_that_arrives_is_proven_and_says_nothing_of_it() {
    for backend in DATABASES {
        let db = prepared(backend).await;
        let (migration, proof) = drafted(&db, GenerateOptions::text_only()).await.expect("it is made");
        assert_eq!(proof, Proof::Proven { without: Vec::new() }, "{backend:?}");
        assert!(!migration.text.contains("roven:"), "{}", migration.text);
    }
}

/// The plan to a schema, held to another one: as if a step of it did nothing.
#[tokio::test]
async fn a_plan_that_does_not_arrive_is_an_error_that_shows_what_is_left() {
    for backend in DATABASES {
        let db = prepared(backend).await;
        let live = introspect(&*db, &BTreeSet::new()).await.expect("a schema");
        let Live { schema, server } = &live;
        let name = ObjectName::new("proven_cakes");
        let (mut less, mut more) = (schema.clone(), schema.clone());
        for (schema, columns) in [(&mut less, &["a"][..]), (&mut more, &["a", "b"][..])] {
            let table = schema.tables.get_mut(&name).expect("the table");
            let ty = live.schema.tables[&name].columns[0].ty.value().clone();
            table.columns.extend(columns.iter().map(|column| Column::new(*column, ty.clone())));
        }
        let made = |to| migrations_between(server, schema, to, Moment::from_unix_seconds(0));
        let migrations = made(&less).expect("a migration");
        assert_eq!(
            prove(&db, &live, &less, &migrations).await.expect("it arrives"),
            Proof::Proven { without: Vec::new() }
        );
        let error = prove(&db, &live, &more, &migrations).await.expect_err("it does not arrive");
        let Error::NotProven(not) = &error else { panic!("{error}") };
        assert_eq!((not.way, not.failure.as_deref()), ("up", None));
        assert_eq!(not.left.iter().map(|left| left.path()).collect::<Vec<_>>(), ["proven_cakes.b"]);
        assert!(error.to_string().contains("missing column proven_cakes.b: wanted "), "{error}");

        // A way back that leads elsewhere.
        let mut wrong = made(&more).expect("a migration");
        wrong[0].down = migrations[0].down.clone();
        let error = prove(&db, &live, &more, &wrong).await.expect_err("it does not return");
        assert!(error.to_string().contains("`down` does not return"), "{error}");

        // One that the server refuses.
        let mut broken = schema.clone();
        let table = broken.tables.get_mut(&name).expect("the table");
        table.columns.push(Column::new("c", SqlType::new("no such type (")));
        let migrations = made(&broken).expect("a migration");
        let error = prove(&db, &live, &broken, &migrations).await.expect_err("it fails");
        assert!(error.to_string().contains("`up` fails: "), "{error}");
        assert!(error.to_string().contains("add the column `c` of `proven_cakes`"), "{error}");
    }
}

#[tokio::test]
async fn without_a_proof_the_file_says_so() {
    for backend in DATABASES {
        let db = prepared(backend).await;
        let options = GenerateOptions::text_only().without_proof();
        let (migration, proof) = drafted(&db, options).await.expect("it is made");
        assert!(matches!(proof, Proof::Unproven { .. }));
        assert!(migration.text.contains("//! Unproven: nobody asked for a proof.\n"), "{}", migration.text);
    }
}

#[tokio::test]
async fn what_entities_cannot_say_is_named_as_lacking() {
    let db = prepared(DbBackend::Postgres).await;
    db.run("CREATE VIEW cheap AS SELECT id FROM proven_cakes").await;
    let (migration, proof) = drafted(&db, GenerateOptions::text_only()).await.expect("it is made");
    assert!(matches!(&proof, Proof::Proven { without } if without.len() == 1), "{proof:?}");
    let line = "//! Proven on a copy of the schema without what entities cannot say: view `cheap`.\n";
    assert!(migration.text.contains(line), "{}", migration.text);
}

#[tokio::test]
async fn a_schema_that_cannot_be_made_again_leaves_it_unproven() {
    let db = prepared(DbBackend::Postgres).await;
    db.run(
        "CREATE FUNCTION next_cake() RETURNS integer LANGUAGE sql AS 'SELECT 1';
         CREATE TABLE fed (id integer DEFAULT next_cake())",
    )
    .await;
    let (_, proof) = drafted(&db, GenerateOptions::text_only()).await.expect("it is made");
    let Proof::Unproven { reason } = proof else { panic!("the copy has no function") };
    assert!(reason.contains("create the table `fed` on a scratch copy"), "{reason}");
    assert!(reason.contains("next_cake"), "{reason}");
}

#[tokio::test]
async fn a_role_without_the_right_leaves_it_unproven() {
    let name = format!("schema_test_poor_{}", std::process::id());
    let db = prepared(DbBackend::Postgres).await;
    db.run(&format!(
        "CREATE ROLE {name} LOGIN; GRANT ALL ON SCHEMA public TO {name}; ALTER TABLE proven_cakes OWNER TO {name}"
    ))
    .await;
    let poor =
        Database::connect(db.url.replace("postgres@", &format!("{name}@"))).await.expect("a connection");
    let drafted_by_it = drafted(&poor, GenerateOptions::text_only()).await;
    poor.close().await.expect("it closes");
    db.run(&format!("DROP OWNED BY {name}; DROP ROLE {name}")).await;
    let (migration, proof) = drafted_by_it.expect("it is made");
    let Proof::Unproven { reason } = proof else { panic!("the role may create no database") };
    assert!(reason.contains("cannot create a database for it"), "{reason}");
    assert!(migration.text.contains("//! Unproven: there is no scratch database: "), "{}", migration.text);

    let db = prepared(DbBackend::MySql).await;
    let database = db.url.rsplit_once('/').expect("a database").1.to_owned();
    db.run(&format!("CREATE USER {name}@'%'; GRANT ALL ON {database}.* TO {name}@'%'")).await;
    let poor = Database::connect(db.url.replace("root@", &format!("{name}@"))).await.expect("a connection");
    let drafted_by_it = drafted(&poor, GenerateOptions::text_only()).await;
    poor.close().await.expect("it closes");
    db.run(&format!("DROP USER {name}@'%'")).await;
    let (_, proof) = drafted_by_it.expect("it is made");
    let Proof::Unproven { reason } = proof else { panic!("the user may create no database") };
    assert!(reason.contains("cannot create a database for it"), "{reason}");
}

#[tokio::test]
async fn what_a_crash_left_is_removed_and_what_is_in_use_stays() {
    let pid = std::process::id();
    for backend in [DbBackend::Postgres, DbBackend::MySql] {
        let db = prepared(backend).await;
        // Of long ago; of long ago and in use; of the moment.
        let (left, used) =
            (format!("schema_runtime_scratch_1_{pid}_0"), format!("schema_runtime_scratch_2_{pid}_0"));
        let now = UNIX_EPOCH.elapsed().expect("a time after 1970").as_secs();
        let young = format!("schema_runtime_scratch_{now}_{pid}_0_of_a_test");
        for name in [&left, &young] {
            db.run(&format!("CREATE DATABASE {name}")).await;
        }
        let user = user_of(&db, &used).await;
        drafted(&db, GenerateOptions::text_only()).await.expect("it is made");
        let there = db.scratches().await;
        user.close().await.expect("it closes");
        for name in [&used, &young] {
            db.run(&format!("DROP DATABASE {name}")).await;
        }
        assert!(!there.contains(&left), "{there:?}");
        assert!(there.contains(&used) && there.contains(&young), "{there:?}");
    }
}

/// A database that is in use, though its name says that it is old: other tests look for such ones meanwhile.
async fn user_of(db: &TestDb, name: &str) -> DatabaseConnection {
    let server = db.url.rsplit_once('/').expect("a database").0;
    if db.get_database_backend() == DbBackend::MySql {
        let mut options = ConnectOptions::new(db.url.clone());
        options.max_connections(1);
        let user = Database::connect(options).await.expect("a connection");
        user.execute_unprepared(&format!("DO GET_LOCK('{name}', 0)")).await.expect("a lock");
        db.run(&format!("CREATE DATABASE {name}")).await;
        return user;
    }
    for _ in 0..20 {
        db.run(&format!("CREATE DATABASE {name}")).await;
        if let Ok(user) = Database::connect(format!("{server}/{name}")).await {
            return user;
        }
    }
    panic!("others are faster each time");
}

#[tokio::test]
async fn two_at_once_do_not_disturb_each_other() {
    for backend in DATABASES {
        let (one, other) = (prepared(backend).await, prepared(backend).await);
        let draft = |db: &TestDb| {
            let db = db.db.clone();
            async move { drafted(&db, GenerateOptions::text_only()).await }
        };
        let (first, second) = tokio::join!(draft(&one), draft(&other));
        for drafted in [first, second] {
            let (_, proof) = drafted.expect("it is made");
            assert_eq!(proof, Proof::Proven { without: Vec::new() }, "{backend:?}");
        }
    }
}

/// What the copy needs besides tables: the search path, schemas, extensions, enums, and the tables that are not compared.
#[tokio::test]
async fn the_copy_has_what_the_tables_of_the_database_need() {
    let db = prepared(DbBackend::Postgres).await;
    db.run(
        "CREATE EXTENSION IF NOT EXISTS citext;
         CREATE TYPE mood AS ENUM ('good', 'bad');
         CREATE SCHEMA other;
         CREATE TABLE seaql_migrations (version varchar PRIMARY KEY, applied_at bigint NOT NULL);
         CREATE TABLE noted (id integer PRIMARY KEY, by citext, mood mood DEFAULT 'good',
                             version varchar REFERENCES seaql_migrations (version));
         INSERT INTO seaql_migrations VALUES ('m1', 1)",
    )
    .await;
    let (_, proof) = drafted(&db, GenerateOptions::text_only()).await.expect("it is made");
    assert_eq!(proof, Proof::Proven { without: Vec::new() });
}
