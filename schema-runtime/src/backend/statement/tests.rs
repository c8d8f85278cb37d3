use super::*;
use crate::model::{Action, Check, Expr, IndexPart, ObjectName, Options, PrimaryKey, Promise};
use crate::plan::ColumnCall;
use sea_orm::ColumnType;

fn sql(backend: Backend, statement: &Statement) -> String {
    backend.sql(statement)
}

fn key() -> ForeignKey {
    ForeignKey {
        name: Some("fk-cake-fruit".to_owned()),
        columns: vec!["fruit_id".to_owned()],
        references: ObjectName::new("fruit"),
        referenced_columns: vec!["id".to_owned()],
        on_delete: Promise::Exact(Action::Cascade),
        on_update: Promise::Exact(Action::NoAction),
        deferrable: Deferrability::NotDeferrable,
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    }
}

fn index(parts: Vec<IndexPart>) -> Index {
    Index {
        name: Some("idx-cake-name".to_owned()),
        kind: IndexKind::Plain,
        method: "btree".to_owned(),
        parts,
        include: Vec::new(),
        predicate: None,
        nulls_not_distinct: false,
        valid: true,
        origin: None,
    }
}

fn cake() -> CreateTable {
    let id = ColumnCall {
        ty: Some(ColumnType::Uuid),
        not_null: Some(true),
        primary_key: true,
        default: Some(Expr::new("gen_random_uuid()")),
        ..ColumnCall::new("id")
    };
    let status = ColumnCall {
        ty: Some(ColumnType::string(Some(20))),
        not_null: Some(true),
        default: Some(Expr::new("'active'")),
        ..ColumnCall::new("status")
    };
    CreateTable {
        name: ObjectName::new("cake"),
        columns: vec![id, status],
        primary_key: None,
        uniques: vec![Index { kind: IndexKind::Unique, ..index(vec![IndexPart::column("status")]) }],
        foreign_keys: Vec::new(),
        checks: vec![Check {
            name: Some("status_known".to_owned()),
            expr: Expr::new("status IN ('active', 'gone')"),
            valid: true,
            options: Promise::Exact(Options::new()),
            origin: None,
        }],
        comment: None,
        extra: None,
    }
}

#[test]
fn a_table_is_created_by_the_builder() {
    assert_eq!(
        sql(Backend::Postgres, &Statement::CreateTable(cake())),
        "CREATE TABLE \"cake\" ( \"id\" uuid NOT NULL DEFAULT (gen_random_uuid()) PRIMARY KEY, \
         \"status\" varchar(20) NOT NULL DEFAULT 'active', \
         CONSTRAINT \"idx-cake-name\" UNIQUE (\"status\"), \
         CONSTRAINT \"status_known\" CHECK (status IN ('active', 'gone')) )"
    );
}

#[test]
fn a_deferrable_key_inside_a_table_is_written_by_hand() {
    let deferred = ForeignKey { deferrable: Deferrability::InitiallyDeferred, ..key() };
    let table = CreateTable {
        uniques: Vec::new(),
        checks: Vec::new(),
        foreign_keys: vec![deferred],
        primary_key: Some(PrimaryKey { name: None, columns: vec!["id".to_owned(), "status".to_owned()] }),
        columns: vec![ColumnCall { ty: Some(ColumnType::Integer), ..ColumnCall::new("id") }],
        extra: Some("STRICT".to_owned()),
        ..cake()
    };
    assert_eq!(
        sql(Backend::Sqlite, &Statement::CreateTable(table)),
        "CREATE TABLE \"cake\" ( \"id\" integer, PRIMARY KEY (\"id\", \"status\"), CONSTRAINT \"fk-cake-fruit\" \
         FOREIGN KEY (\"fruit_id\") REFERENCES \"fruit\" (\"id\") ON DELETE CASCADE \
         DEFERRABLE INITIALLY DEFERRED ) STRICT"
    );
}

#[test]
fn a_hostile_name_stays_between_its_quotes() {
    let table = ObjectName::new("a\"b`c");
    let drop = Statement::DropIndex { table: table.clone(), name: "x\"y`z".to_owned() };
    assert_eq!(sql(Backend::Postgres, &drop), "DROP INDEX \"x\"\"y`z\"");
    assert_eq!(sql(Backend::MySql, &drop), "DROP INDEX `x\"y``z` ON `a\"b``c`");
    let drop = Statement::DropForeignKey { table, name: "x\"y".to_owned() };
    assert_eq!(sql(Backend::Postgres, &drop), "ALTER TABLE \"a\"\"b`c\" DROP CONSTRAINT \"x\"\"y\"");
}

#[test]
fn an_index_that_the_builder_lacks_is_written_by_hand() {
    let first =
        IndexPart { nulls: NullsOrder::First, collation: Some("C".to_owned()), ..IndexPart::column("name") };
    let create = |parts| Statement::CreateIndex { table: ObjectName::new("cake"), index: index(parts) };
    assert_eq!(
        sql(Backend::Postgres, &create(vec![first])),
        "CREATE INDEX \"idx-cake-name\" ON \"cake\" (\"name\" COLLATE \"C\" NULLS FIRST)"
    );
    let expr = IndexPart { target: IndexTarget::Expr(Expr::new("lower(name)")), ..IndexPart::column("") };
    let create = create(vec![expr]);
    assert_eq!(sql(Backend::Postgres, &create), "CREATE INDEX \"idx-cake-name\" ON \"cake\" ((lower(name)))");
    assert_eq!(sql(Backend::Sqlite, &create), "CREATE INDEX \"idx-cake-name\" ON \"cake\" (lower(name))");
}

#[test]
fn an_index_has_a_predicate_and_carried_columns() {
    let create = Statement::CreateIndex {
        table: ObjectName::in_schema(Some("shop"), "cake"),
        index: Index {
            kind: IndexKind::Unique,
            method: "gin".to_owned(),
            include: vec!["price".to_owned()],
            predicate: Some(Expr::new("a IS NULL OR b IS NULL")),
            nulls_not_distinct: true,
            ..index(vec![IndexPart {
                order: Order::Descending,
                nulls: NullsOrder::First,
                opclass: Some("text_pattern_ops".to_owned()),
                ..IndexPart::column("name")
            }])
        },
    };
    assert_eq!(
        sql(Backend::Postgres, &create),
        "CREATE UNIQUE INDEX \"idx-cake-name\" ON \"shop\".\"cake\" USING gin (\"name\" text_pattern_ops DESC) \
         INCLUDE (\"price\") NULLS NOT DISTINCT WHERE a IS NULL OR b IS NULL"
    );
}

#[test]
fn the_conversion_of_a_type_stands_beside_the_type() {
    let column = ColumnCall {
        ty: Some(ColumnType::Integer),
        not_null: Some(true),
        using: Some(Expr::new("name::integer")),
        ..ColumnCall::new("name")
    };
    let modify = Statement::ModifyColumn { table: ObjectName::new("cake"), column };
    assert_eq!(
        sql(Backend::Postgres, &modify),
        "ALTER TABLE \"cake\" ALTER COLUMN \"name\" TYPE integer USING name::integer, \
         ALTER COLUMN \"name\" SET NOT NULL"
    );
}

#[test]
fn keys_and_indexes_of_another_database_are_written_by_hand_on_mysql() {
    let add = Statement::AddForeignKey { table: ObjectName::in_schema(Some("shop"), "cake"), key: key() };
    assert_eq!(
        sql(Backend::MySql, &add),
        "ALTER TABLE `shop`.`cake` ADD CONSTRAINT `fk-cake-fruit` FOREIGN KEY (`fruit_id`) \
         REFERENCES `fruit` (`id`) ON DELETE CASCADE"
    );
    assert_eq!(
        sql(Backend::Postgres, &add),
        "ALTER TABLE \"shop\".\"cake\" ADD CONSTRAINT \"fk-cake-fruit\" FOREIGN KEY (\"fruit_id\") \
         REFERENCES \"fruit\" (\"id\") ON DELETE CASCADE"
    );
}

#[test]
fn types_are_postgres_statements() {
    let name = ObjectName::in_schema(Some("shop"), "mood");
    let create =
        Statement::CreateType { name: name.clone(), values: vec!["o'k".to_owned(), "bad".to_owned()] };
    assert_eq!(sql(Backend::Postgres, &create), "CREATE TYPE \"shop\".\"mood\" AS ENUM (E'o\\'k', 'bad')");
    let add = Statement::AddTypeValue { name, value: "fine".to_owned(), before: Some("bad".to_owned()) };
    assert_eq!(sql(Backend::Postgres, &add), "ALTER TYPE \"shop\".\"mood\" ADD VALUE 'fine' BEFORE 'bad'");
}
