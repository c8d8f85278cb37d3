//! Rows that would be in the way are counted, exactly, by queries that speak the schema as it is.

use super::{live, live_with};
use crate::support::TestDb;
use schema_runtime::Error;
use schema_runtime::backend::Live;
use schema_runtime::model::{
    Action, Check, Column, Deferrability, EnumType, Expr, ForeignKey, Index, IndexKind, IndexPart,
    IndexTarget, NullsOrder, ObjectName, Options, Order, Promise, Schema, SqlType, Table,
};
use schema_runtime::plan::{Obstacle, plan};
use sea_orm::{ConnectionTrait, DbBackend, Statement, TransactionTrait};
use std::sync::atomic::{AtomicU32, Ordering};

/// What is in the way of a change of the schema: the words, and the `id` of each row.
async fn in_the_way(
    db: &TestDb,
    schemas: &[&str],
    change: impl FnOnce(&mut Schema),
) -> Vec<(String, Vec<i32>)> {
    let Live { schema, server } = live_with(db, schemas).await;
    let mut to = schema.clone();
    change(&mut to);
    let steps = plan(&schema, &to, &server.capabilities());
    let mut found = Vec::new();
    for Obstacle { what, query } in server.obstacles(&schema, &steps) {
        found.push((what, ids(&db.db, &query).await));
    }
    found
}

async fn ids<C: ConnectionTrait>(db: &C, query: &str) -> Vec<i32> {
    let count = format!("SELECT COUNT(*) FROM ({query}) AS in_the_way");
    let statement = |sql: &str| Statement::from_string(DbBackend::Postgres, sql);
    let count: i64 = db
        .query_one_raw(statement(&count))
        .await
        .unwrap_or_else(|error| panic!("{error}\nin: {query}"))
        .expect("a row")
        .try_get_by_index(0)
        .expect("a count");
    // PostgreSQL refuses a text that it has prepared once its columns are of another type.
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let listed = format!("{query} -- {}", NEXT.fetch_add(1, Ordering::Relaxed));
    let rows = db.query_all_raw(statement(&listed)).await.expect("the query runs");
    let mut ids: Vec<i32> = rows.iter().map(|row| row.try_get("", "id").expect("an id")).collect();
    assert_eq!(i64::try_from(ids.len()).expect("small"), count, "{query}");
    ids.sort_unstable();
    ids
}

fn table<'a>(schema: &'a mut Schema, name: &str) -> &'a mut Table {
    schema.tables.get_mut(&ObjectName::new(name)).unwrap_or_else(|| panic!("`{name}` is there"))
}

fn column<'a>(schema: &'a mut Schema, of: &str, name: &str) -> &'a mut Column {
    let columns = &mut table(schema, of).columns;
    columns.iter_mut().find(|column| column.name == name).expect("the column is there")
}

fn unique(name: &str, parts: Vec<IndexPart>) -> Index {
    Index {
        name: Some(name.to_owned()),
        kind: IndexKind::Unique,
        method: "btree".to_owned(),
        parts,
        include: Vec::new(),
        predicate: None,
        nulls_not_distinct: false,
        valid: true,
        origin: None,
    }
}

fn over(columns: &[&str]) -> Vec<IndexPart> {
    columns.iter().map(|&column| IndexPart::column(column)).collect()
}

fn lower(column: &str) -> IndexPart {
    IndexPart {
        target: IndexTarget::Expr(Expr::new(format!("lower({column})"))),
        order: Order::Ascending,
        nulls: NullsOrder::Last,
        opclass: None,
        collation: None,
        prefix: None,
    }
}

fn key(columns: &[&str], references: ObjectName, referenced: &[&str]) -> ForeignKey {
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    ForeignKey {
        name: Some("a key".to_owned()),
        columns: owned(columns),
        references,
        referenced_columns: owned(referenced),
        on_delete: Promise::Exact(Action::NoAction),
        on_update: Promise::Exact(Action::NoAction),
        deferrable: Deferrability::NotDeferrable,
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    }
}

fn check(expr: &str) -> Check {
    Check {
        name: Some("a check".to_owned()),
        expr: Expr::new(expr),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    }
}

fn way(what: &str, ids: &[i32]) -> (String, Vec<i32>) {
    (what.to_owned(), ids.to_vec())
}

/// The `SELECT`s count just the values that the server itself refuses to convert.
#[tokio::test]
async fn p4_what_does_not_convert_is_what_the_server_refuses() {
    let db = TestDb::postgres().await;
    db.run("CREATE TYPE mood AS ENUM ('low', 'it''s', 'high')").await;
    db.run("CREATE TYPE tone AS ENUM ('high', 'low')").await;
    let bits = |name: &str, length: u32| SqlType::new(name).with([length]);
    let numeric = |precision: i32, scale: i32| SqlType::new("numeric").with([precision, scale]);
    let numbers = "'0', '-1', '999', '999.4', '999.5', '-999.6', '32767', '32768', '-32768', '-32769', \
        '2147483647', '2147483647.4', '2147483647.5', '-2147483648', '-2147483649', '9007199254740992'";
    let great = "'9223372036854775807', '9223372036854775808', '9223372036854774784', '-9223372036854775808', \
        '1e19', '1e38', '3.4028235677973366e+38', '-3.40282e+38', '1e39', '1e-44', '7e-46', '7.1e-46', '1e-46', \
        'NaN', 'Infinity', '-Infinity'";
    let texts = r"'', ' ', 'x', '1', '01', ' 1', '1 ', E'\t1\n', E'\u00a01', '+1', '-1', '--1', '1_0', '0x1', '1.5', 
        '.5', '5.', '.', '1e3', '1e', '-1E-2', '1 1', '32767', '32768', '2147483648', '9223372036854775807', 
        '9223372036854775808', '000000000000000000000000000001', '99999999999999999999999999', 'NaN', '-nan', 
        'inf', '-Infinity', '+INF', 'infinit', 't', 'TRUE', 'o', 'on', 'of', ' off ', 'yes', 'ye', 'yess', 'n', 'f', 
        'fal', '2', 'low', 'LOW', 'it''s', ' high', 'high', 
        'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}', 
        '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'a0eebc999c0b4ef8bb6d6bb9bd380a11', 
        'a0eebc999c0b4ef8bb6d6bb9bd380a11-', 'a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11', 
        'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380g11', 
        E'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\n', 'a0-eebc999c0b4ef8bb6d6bb9bd380a11', 'abc  ', 'äöü', 'äöüß', 'abcd'";
    let to_texts = ["uuid", "smallint", "integer", "bigint", "numeric", "boolean", "mood"].map(SqlType::new);
    let to_texts = to_texts.into_iter().chain([
        numeric(4, 2),
        numeric(5, -2),
        SqlType::new("character varying").with([3]),
        SqlType::new("character").with([3]),
    ]);
    let to_texts: Vec<_> = to_texts.collect();
    let to_numbers: Vec<_> = ["smallint", "integer", "bigint", "numeric", "real", "double precision", "text"]
        .map(SqlType::new)
        .into_iter()
        .chain([numeric(5, 2), numeric(3, 0), numeric(12, 9), SqlType::new("character varying").with([4])])
        .collect();
    let bit_values = "'', '1', '101', '1010', '11111'";
    for (from, values, tos) in [
        ("text", texts, to_texts.clone()),
        ("varchar(60)", texts, to_texts.clone()),
        ("char(60)", texts, to_texts.clone()),
        ("bpchar", texts, to_texts),
        ("numeric", &format!("{numbers}, {great}"), to_numbers[..4].to_vec()),
        ("numeric", &format!("{numbers}, {great}"), to_numbers[6..].to_vec()),
        ("numeric(30,3)", numbers, to_numbers.clone()),
        ("double precision", &format!("{numbers}, {great}"), to_numbers.clone()),
        (
            "real",
            "'0', '1e10', '32767.5', '32768', '2147483520', '2147483648', '9.2233715e18', '9.223372e18', '1e38', 'NaN', '-Infinity'",
            to_numbers.clone(),
        ),
        ("bigint", "'0', '-999', '1000', '32768', '2147483648', '-9223372036854775808'", to_numbers.clone()),
        ("integer", "'0', '-999', '1000', '32768', '-2147483648'", to_numbers.clone()),
        ("smallint", "'0', '-999', '1000', '-32768'", to_numbers),
        (
            "mood",
            "'low', 'it''s', 'high'",
            vec![SqlType::new("tone"), SqlType::new("text"), SqlType::new("character varying").with([3])],
        ),
        (
            "bit varying",
            bit_values,
            vec![bits("bit", 3), bits("bit varying", 4), SqlType::new("bit varying")],
        ),
        ("boolean", "'t', 'f'", vec![SqlType::new("integer"), SqlType::new("character varying").with([4])]),
    ] {
        for to in tos {
            converts(&db, from, values, &to).await;
        }
    }
}

async fn converts(db: &TestDb, from: &str, values: &str, to: &SqlType) {
    db.run("DROP TABLE IF EXISTS t").await;
    db.run(&format!("CREATE TABLE t (id serial, c {from})")).await;
    db.run(&format!("INSERT INTO t (c) SELECT v::{from} FROM unnest(ARRAY[{values}]) AS v")).await;
    db.run("INSERT INTO t (c) VALUES (NULL)").await;
    let Live { schema, server } = live(db).await;
    let mut wanted = schema.clone();
    column(&mut wanted, "t", "c").ty = Promise::Exact(to.clone());
    let steps = plan(&schema, &wanted, &server.capabilities());
    let obstacles = server.obstacles(&schema, &steps);
    let counted = match obstacles.as_slice() {
        [] => Vec::new(),
        [only] => ids(&db.db, &only.query).await,
        more => panic!("{more:#?}"),
    };
    let mut refused = Vec::new();
    for id in ids(&db.db, "SELECT * FROM t").await {
        let one = db.begin().await.expect("a transaction");
        one.execute_unprepared(&format!("DELETE FROM t WHERE id <> {id}")).await.expect("it deletes");
        for statement in steps.iter().flat_map(|step| server.ddl(step).expect("it can")) {
            if one.execute_unprepared(&server.sql(&statement)).await.is_err() {
                refused.push(id);
                break;
            }
        }
        one.rollback().await.expect("it rolls back");
    }
    let value = |ids: &[i32]| format!("{from} to {to}: {ids:?}");
    assert_eq!(value(&counted), value(&refused), "{obstacles:#?}");
}

#[tokio::test]
async fn p4_rows_that_do_not_parse_are_no_orphans() {
    let db = TestDb::postgres().await;
    db.run(
        "CREATE TABLE tenants (id uuid PRIMARY KEY);
         CREATE TABLE profiles (id serial PRIMARY KEY, tenant_id text NOT NULL, role text);
         INSERT INTO tenants SELECT md5(n::text)::uuid FROM generate_series(1, 3) n;
         INSERT INTO profiles (tenant_id) SELECT md5((1 + n % 3)::text)::uuid::text FROM generate_series(1, 100) n;
         UPDATE profiles SET tenant_id = 'none of ' || id WHERE id <= 7;
         UPDATE profiles SET tenant_id = gen_random_uuid()::text WHERE id > 95;",
    )
    .await;
    let change = |using: Option<&'static str>| {
        move |schema: &mut Schema| {
            let tenant = column(schema, "profiles", "tenant_id");
            tenant.ty = Promise::Exact(SqlType::new("uuid"));
            tenant.using = using.map(Expr::new);
            let to_tenants = key(&["tenant_id"], ObjectName::new("tenants"), &["id"]);
            table(schema, "profiles").foreign_keys.push(to_tenants);
        }
    };
    let expected = [
        way("rows of `profiles` whose `tenant_id` is no uuid", &[1, 2, 3, 4, 5, 6, 7]),
        way("rows of `profiles` whose `tenant_id` points at no row of `tenants`", &[96, 97, 98, 99, 100]),
    ];
    for using in [None, Some("tenant_id::uuid"), Some("CAST(\"tenant_id\" AS uuid)")] {
        assert_eq!(in_the_way(&db, &[], change(using)).await, expected);
    }
    let by_author = Some("nullif(tenant_id, 'none')::uuid");
    assert_eq!(
        in_the_way(&db, &[], change(by_author)).await,
        [],
        "what the author's conversion does is not known"
    );
}

#[tokio::test]
async fn p16_both_ends_of_a_key_may_become_another_type() {
    let db = TestDb::postgres().await;
    db.run(
        "CREATE TABLE a (id text PRIMARY KEY);
         CREATE TABLE b (id serial PRIMARY KEY, a text REFERENCES a, other text);
         INSERT INTO a VALUES ('1'), ('02'), ('x');
         INSERT INTO b (a, other) VALUES ('1', '2'), ('02', '3'), ('x', 'y'), (NULL, NULL);",
    )
    .await;
    let Live { schema, server } = live(&db).await;
    let mut to = schema.clone();
    column(&mut to, "a", "id").ty = Promise::Exact(SqlType::new("bigint"));
    column(&mut to, "b", "a").ty = Promise::Exact(SqlType::new("bigint"));
    column(&mut to, "b", "other").ty = Promise::Exact(SqlType::new("bigint"));
    let other = ForeignKey { name: Some("new".to_owned()), ..key(&["other"], ObjectName::new("a"), &["id"]) };
    table(&mut to, "b").foreign_keys.push(other);
    let obstacles = server.obstacles(&schema, &plan(&schema, &to, &server.capabilities()));
    let of = |what: &str| obstacles.iter().find(|obstacle| obstacle.what == what).expect(what);
    assert_eq!(ids(&db.db, &of("rows of `b` whose `other` points at no row of `a`").query).await, [2]);
    assert_eq!(ids(&db.db, &of("rows of `b` whose `a` is no bigint").query).await, [3]);
    assert!(!obstacles.iter().any(|obstacle| obstacle.what.contains("`a` points at")), "{obstacles:#?}");
}

#[tokio::test]
async fn p4_duplicates_are_rows_that_share_a_value() {
    let db = TestDb::postgres().await;
    db.run(
        "CREATE TABLE people (id serial PRIMARY KEY, name text, email text, gone boolean NOT NULL DEFAULT false,
           alike int, city text NOT NULL);
         INSERT INTO people (name, email, gone, city) VALUES ('a', 'A@x', false, 'k'), ('a', 'a@x', false, 'k'),
           ('b', 'b@x', false, 'l'), ('b', 'b@x', true, 'm'), (NULL, NULL, false, 'm'), (NULL, NULL, false, 'n')",
    )
    .await;
    let with = |index: Index| move |schema: &mut Schema| table(schema, "people").indexes.push(index);
    let one = |index: Index| in_the_way(&db, &[], with(index));
    let plain = one(unique("u", over(&["name"]))).await;
    assert_eq!(plain, [way("rows of `people` that share `name` with another", &[1, 2, 3, 4])]);
    let some = Index { predicate: Some(Expr::new("NOT gone")), ..unique("u", over(&["name"])) };
    assert_eq!(one(some).await, [way("rows of `people` that share `name` with another", &[1, 2])]);
    let nulls = Index { nulls_not_distinct: true, ..unique("u", over(&["name", "email"])) };
    assert_eq!(
        one(nulls).await,
        [way("rows of `people` that share (`name`, `email`) with another", &[3, 4, 5, 6])]
    );
    let expr = one(unique("u", vec![lower("email")])).await;
    assert_eq!(expr, [way("rows of `people` that share `lower(email)` with another", &[1, 2, 3, 4])]);
    let constraint =
        Index { kind: IndexKind::Constraint(Deferrability::NotDeferrable), ..unique("u", over(&["city"])) };
    assert_eq!(
        one(constraint).await,
        [way("rows of `people` that share `city` with another", &[1, 2, 4, 5])]
    );
    let not_unique = Index { kind: IndexKind::Plain, ..unique("u", over(&["name"])) };
    assert_eq!(one(not_unique).await, []);
    let keyed = in_the_way(&db, &[], |schema| {
        let people = table(schema, "people");
        people.primary_key.as_mut().expect("a key").columns = vec!["name".to_owned(), "city".to_owned()];
        people.columns[1].nullable = false;
    });
    let expected = [
        way("rows of `people` whose `name` is null", &[5, 6]),
        way("rows of `people` that share (`name`, `city`) with another", &[1, 2]),
    ];
    assert_eq!(keyed.await, expected);
}

#[tokio::test]
async fn nulls_and_rows_that_break_a_check() {
    let db = TestDb::postgres().await;
    db.run(
        "CREATE TABLE books (id serial PRIMARY KEY, title text, short text, cost text NOT NULL, pages int);
         INSERT INTO books (title, short, cost, pages) VALUES ('a', 'a', '1', 1), (NULL, 'b', '-1', NULL),
           (NULL, NULL, 'x', -1)",
    )
    .await;
    let way_of = |fill: Option<&'static str>| {
        in_the_way(&db, &[], move |schema| {
            let title = column(schema, "books", "title");
            title.nullable = false;
            title.backfill = fill.map(Expr::new);
        })
    };
    let nulls = "rows of `books` whose `title` is null";
    assert_eq!(way_of(None).await, [way(nulls, &[2, 3])]);
    assert_eq!(way_of(Some("'untitled'")).await, []);
    assert_eq!(way_of(Some("short")).await, [way(nulls, &[3])]);
    assert_eq!(way_of(Some("coalesce(short, 'x')")).await, [], "a call may do more than look");

    let checked = in_the_way(&db, &[], |schema| {
        column(schema, "books", "cost").ty = Promise::Exact(SqlType::new("integer"));
        let books = table(schema, "books");
        books.checks.push(check("cost >= 0 AND pages > 0"));
        books.checks.push(Check { name: Some("later".to_owned()), valid: false, ..check("pages > 5") });
        books.columns.push(Column { nullable: false, ..Column::new("new", SqlType::new("text")) });
        let filled = Column { nullable: false, ..Column::new("filled", SqlType::new("text")) };
        books.columns.push(Column { default: Promise::Exact(Some(Expr::new("'x'"))), ..filled });
        books.columns.push(Column::new("empty", SqlType::new("text")));
    });
    let expected = [
        way("rows of `books`, in which the new `new` would be null", &[1, 2, 3]),
        way("rows of `books` whose `cost` is no integer", &[3]),
        way("rows of `books` that break the check `a check`", &[2, 3]),
    ];
    assert_eq!(checked.await, expected);
}

#[tokio::test]
async fn labels_that_go_are_counted_by_their_rows() {
    let db = TestDb::postgres().await;
    db.run(
        "CREATE TYPE mood AS ENUM ('low', 'it''s', 'high');
         CREATE TABLE films (id serial PRIMARY KEY, mood mood, moods mood[], CHECK (mood <> 'low'));
         INSERT INTO films (mood, moods) VALUES ('high', '{low,high}'), ('it''s', '{high}'), (NULL, '{\"it''s\",low}')",
    )
    .await;
    let found = in_the_way(&db, &[], |schema| {
        let mood = ObjectName::new("mood");
        let values = vec!["high".to_owned(), "low".to_owned()];
        schema.enums.insert(mood.clone(), EnumType::new(mood, values));
    });
    let expected = [
        way("rows of `films` whose `mood` has a label that goes", &[2]),
        way("rows of `films` whose `moods` has a label that goes", &[3]),
    ];
    assert_eq!(found.await, expected);
    let added = in_the_way(&db, &[], |schema| {
        let mood = ObjectName::new("mood");
        let values = ["low", "it's", "high", "best"].map(str::to_owned).to_vec();
        schema.enums.insert(mood.clone(), EnumType::new(mood, values));
        table(schema, "films").checks.push(check("mood <> 'best'"));
    });
    assert_eq!(added.await, [], "nobody can ask for a label before it is there");
}

#[tokio::test]
async fn queries_speak_of_names_as_they_are() {
    let db = TestDb::postgres().await;
    db.run(
        r#"CREATE SCHEMA "Far ""away";
         CREATE TABLE "Far ""away"."old's" (id int PRIMARY KEY);
         INSERT INTO "Far ""away"."old's" VALUES (1);
         CREATE TABLE "there" (id serial PRIMARY KEY, "a ""b" text, "select" int, up int);
         INSERT INTO "there" ("a ""b", "select", up) VALUES ('x', 1, 1), ('X', 2, 9), ('y', NULL, NULL)"#,
    )
    .await;
    let far = |name: &str| ObjectName::in_schema(Some("Far \"away"), name);
    let found = in_the_way(&db, &["Far \"away"], |schema| {
        let mut olds = schema.tables.remove(&far("old's")).expect("it is there");
        olds.name = far("new");
        olds.renamed_from = Some("old's".to_owned());
        olds.columns[0].name = "key".to_owned();
        olds.columns[0].renamed_from = Some("id".to_owned());
        olds.primary_key.as_mut().expect("a key").columns = vec!["key".to_owned()];
        schema.tables.insert(olds.name.clone(), olds);
        let mut there = schema.tables.remove(&ObjectName::new("there")).expect("it is there");
        there.name = ObjectName::new("Here");
        there.renamed_from = Some("there".to_owned());
        there.columns[1].name = "c d".to_owned();
        there.columns[1].renamed_from = Some("a \"b".to_owned());
        there.columns[2].nullable = false;
        there.indexes.push(unique("u", vec![lower("\"c d\"")]));
        there.checks.push(check("\"Here\".\"c d\" <> 'y'"));
        there.foreign_keys.push(key(&["select"], far("new"), &["key"]));
        there.foreign_keys.push(ForeignKey {
            name: Some("own".to_owned()),
            ..key(&["up"], ObjectName::new("Here"), &["id"])
        });
        schema.tables.insert(there.name.clone(), there);
    });
    let mut found = found.await;
    found.sort();
    let mut expected = [
        way("rows of `there` whose `select` is null", &[3]),
        way("rows of `there` that share `lower(\"c d\")` with another", &[1, 2]),
        way("rows of `there` that break the check `a check`", &[3]),
        way("rows of `there` whose `select` points at no row of `Far \"away.old's`", &[2]),
        way("rows of `there` whose `up` points at no row of `there`", &[2]),
    ];
    expected.sort();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn a_key_to_a_new_table_points_at_nothing() {
    let db = TestDb::postgres().await;
    db.run("CREATE TABLE a (id serial PRIMARY KEY, b int); INSERT INTO a (b) VALUES (1), (NULL)").await;
    let found = in_the_way(&db, &[], |schema| {
        let mut new = Table::new(ObjectName::new("b"));
        new.columns.push(Column { nullable: false, ..Column::new("id", SqlType::new("integer")) });
        new.indexes.push(Index {
            kind: IndexKind::Constraint(Deferrability::NotDeferrable),
            ..unique("b_id_key", over(&["id"]))
        });
        schema.tables.insert(new.name.clone(), new);
        table(schema, "a").foreign_keys.push(key(&["b"], ObjectName::new("b"), &["id"]));
        let fresh = Column::new("fresh", SqlType::new("integer"));
        table(schema, "a").columns.push(fresh);
        table(schema, "a").foreign_keys.push(ForeignKey {
            name: Some("fresh".to_owned()),
            ..key(&["fresh"], ObjectName::new("b"), &["id"])
        });
    });
    let expected = [
        way("rows of `a` whose `b` points at `b`, which is new", &[1]),
        way("rows of `a` whose `fresh` points at `b`, which is new", &[]),
    ];
    assert_eq!(found.await, expected);
}

#[tokio::test]
async fn a_migration_stops_with_all_counts_and_changes_nothing() {
    let db = TestDb::postgres().await;
    db.run(
        "CREATE TABLE tenants (id uuid PRIMARY KEY);
         CREATE TABLE profiles (id serial PRIMARY KEY, tenant_id text NOT NULL);
         INSERT INTO tenants SELECT md5(n::text)::uuid FROM generate_series(1, 3) n;
         INSERT INTO profiles (tenant_id) SELECT md5((1 + n % 3)::text)::uuid::text FROM generate_series(1, 100) n;
         UPDATE profiles SET tenant_id = 'none of ' || id WHERE id <= 7;
         UPDATE profiles SET tenant_id = gen_random_uuid()::text WHERE id > 95;",
    )
    .await;
    let Live { schema, server } = live(&db).await;
    let mut to = schema.clone();
    column(&mut to, "profiles", "tenant_id").ty = Promise::Exact(SqlType::new("uuid"));
    let to_tenants = key(&["tenant_id"], ObjectName::new("tenants"), &["id"]);
    table(&mut to, "profiles").foreign_keys.push(to_tenants);
    let moment = schema_runtime::migrations::Moment::now();
    let migrations =
        schema_runtime::generate::migrations_between(&server, &schema, &to, moment).expect("it can");
    let error = migrations[0].up(&db.db).await.expect_err("rows are in the way");
    let Error::RowsInTheWay(found) = &error else { panic!("{error}") };
    let counts: Vec<_> = found.iter().map(|(count, rows)| (*count, rows.what.as_str())).collect();
    let expected = [
        (7, "rows of `profiles` whose `tenant_id` is no uuid"),
        (5, "rows of `profiles` whose `tenant_id` points at no row of `tenants`"),
    ];
    assert_eq!(counts, expected);
    assert_eq!(live(&db).await.schema, schema);

    db.run("DELETE FROM profiles WHERE id <= 7 OR id > 95").await;
    for migration in &migrations {
        migration.up(&db.db).await.expect("nothing is in the way any more");
    }
    assert_eq!(ids(&db.db, "SELECT id FROM profiles").await.len(), 88);
}
