//! T51: what SeaORM creates by itself is what its entities are spelled as; and its values come back as they went in.

use super::{live, read};
use crate::support::TestDb;
use schema_runtime::descriptor::{ColumnDescriptor, Described, TableDescriptor};
use schema_runtime::model::ObjectName;
use schema_runtime::{Entities, Guard};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DbBackend, Schema, Statement, TryGetable, Value};

mod parent {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "parents")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(unique_key = "both")]
        pub first: String,
        #[sea_orm(unique_key = "both")]
        pub second: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod pair {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "pairs")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub second: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub first: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::parent::Entity",
            from = "Column::First",
            to = "super::parent::Column::Id",
            on_delete = "Cascade",
            on_update = "Restrict"
        )]
        Parent,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod every {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "color")]
    pub enum Color {
        #[sea_orm(string_value = "red")]
        Red,
        #[sea_orm(string_value = "blue")]
        Blue,
    }

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "every", comment = "a comment")]
    pub struct Model {
        #[sea_orm(primary_key, comment = "another")]
        pub id: i64,
        #[sea_orm(column_type = "Char(Some(3))")]
        pub char_n: String,
        #[sea_orm(column_type = "Char(None)", nullable)]
        pub char: Option<String>,
        #[sea_orm(column_type = "String(StringLen::N(5))", unique, default_value = "it's")]
        pub varchar_n: String,
        #[sea_orm(indexed)]
        pub varchar: String,
        #[sea_orm(column_type = "Text")]
        pub text: String,
        pub i8: i8,
        pub i16: i16,
        #[sea_orm(default_value = -5)]
        pub i32: i32,
        pub u8: u8,
        pub u16: u16,
        pub u32: u32,
        pub f32: f32,
        #[sea_orm(default_value = 1.5)]
        pub f64: f64,
        pub decimal: Decimal,
        #[sea_orm(column_type = "Decimal(Some((10, 6)))")]
        pub decimal_n: Option<Decimal>,
        pub date_time: DateTime,
        #[sea_orm(column_type = "Timestamp", default_expr = "Expr::current_timestamp()")]
        pub timestamp: DateTime,
        pub utc: DateTimeUtc,
        pub zone: DateTimeWithTimeZone,
        pub time: Time,
        pub date: Date,
        pub bytes: Vec<u8>,
        #[sea_orm(column_type = "Binary(16)")]
        pub binary: Vec<u8>,
        #[sea_orm(column_type = "VarBinary(StringLen::N(9))")]
        pub var_binary_n: Vec<u8>,
        #[sea_orm(column_type = "VarBinary(StringLen::Max)")]
        pub var_binary: Vec<u8>,
        #[sea_orm(default_value = true)]
        pub boolean: bool,
        #[sea_orm(column_type = "Money(None)")]
        pub money: Decimal,
        #[sea_orm(column_type = "Money(Some((8, 2)))")]
        pub money_n: Decimal,
        pub json: Json,
        #[sea_orm(column_type = "JsonBinary")]
        pub jsonb: Option<Json>,
        pub uuid: Uuid,
        pub color: Color,
        #[sea_orm(column_type = "custom(\"VARCHAR ( 7 )\")")]
        pub custom: String,
        #[sea_orm(extra = "COLLATE NOCASE CHECK (length(extra) > 0)")]
        pub extra: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::parent::Entity",
            from = "Column::Uuid",
            to = "super::parent::Column::Id"
        )]
        Parent,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

fn entities() -> Entities {
    Entities::none().with::<parent::Entity>().with::<pair::Entity>().with::<every::Entity>()
}

async fn seaorm(db: &TestDb) {
    async fn create<E: EntityTrait>(db: &TestDb, entity: E) {
        let schema = Schema::new(DbBackend::Sqlite);
        db.execute(&schema.create_table_from_entity(entity)).await.expect("SeaORM creates the table");
        for index in schema.create_index_from_entity(entity) {
            db.execute(&index).await.expect("SeaORM creates the index");
        }
    }
    create(db, parent::Entity).await;
    create(db, pair::Entity).await;
    create(db, every::Entity).await;
}

#[tokio::test]
async fn t51_what_seaorm_creates_is_clean_even_when_all_is_insisted_on() {
    let db = TestDb::sqlite().await;
    seaorm(&db).await;
    for guard in [Guard::new(), Guard::new().strict()] {
        let report = guard.entities(entities()).check(&db.db).await.expect("a report");
        assert_eq!(report.differences, []);
    }
}

#[tokio::test]
async fn t51_what_sync_makes_is_clean_even_when_all_is_insisted_on() {
    let db = TestDb::sqlite().await;
    for _ in ["once", "again"] {
        let builder = db.get_schema_builder().register(parent::Entity).register(pair::Entity);
        builder.register(every::Entity).sync(&db.db).await.expect("SeaORM syncs");
        let report = Guard::new().strict().entities(entities()).check(&db.db).await.expect("a report");
        assert_eq!(report.differences, []);
    }
}

#[tokio::test]
async fn nothing_is_written() {
    let db = TestDb::sqlite().await;
    seaorm(&db).await;
    db.run("ALTER TABLE every RENAME COLUMN text TO other; PRAGMA query_only = ON").await;
    let report = Guard::new().entities(entities()).check(&db.db).await.expect("a report");
    assert!(!report.differences.is_empty());
}

#[tokio::test]
async fn a_table_that_cannot_be_read_is_not_guessed() {
    use schema_runtime::Error;
    let db = TestDb::sqlite().await;
    seaorm(&db).await;
    // Words that SQLite does not look at after opening, and that nobody expects there.
    db.run(
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, 'CREATE TABLE', 'CREATE /* new */ SHINY TABLE') WHERE name = 'pairs'",
    )
    .await;
    let live = read(&db).await;
    assert!(live.schema.invisible.contains(&ObjectName::new("pairs")));
    let error = Guard::new().entities(entities()).check(&db.db).await.expect_err("nothing is known");
    assert!(matches!(&error, Error::Unreadable(tables) if *tables == [ObjectName::new("pairs")]), "{error}");
    let without = Guard::new().entities(entities()).ignore_tables("pairs");
    assert_eq!(without.check(&db.db).await.expect("a report").differences, []);
}

#[tokio::test]
async fn t51_types_are_spelled_as_they_are_read() {
    let db = TestDb::sqlite().await;
    seaorm(&db).await;
    let live = read(&db).await;
    let declared = live.server.spell(entities().tables().expect("three")).expect("words");
    for (name, table) in &declared.tables {
        let types = |table: &schema_runtime::model::Table| -> Vec<_> {
            table.columns.iter().map(|column| (column.name.clone(), column.ty.value().clone())).collect()
        };
        assert_eq!(types(&live.schema.tables[name]), types(table), "{name}");
    }
}

mod asset {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "assets")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        #[schema(default = "gen_random_uuid()")]
        pub id: Uuid,
        #[schema(default = "gen_random_uuid()")]
        pub label: String,
        #[schema(default = "now()")]
        pub created_at: DateTimeUtc,
        #[schema(default = "CURRENT_TIMESTAMP")]
        pub updated_at: DateTimeWithTimeZone,
        #[schema(default = "'now()'")]
        pub text: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn the_time_and_a_random_uuid_are_said_in_sqlites_words_and_read_by_seaorm() {
    let (db, _) = super::created(&Entities::none().with::<asset::Entity>()).await;
    for _ in 0..50 {
        db.run("INSERT INTO assets DEFAULT VALUES").await;
    }
    let assets = asset::Entity::find().all(&db.db).await.expect("all is decoded");
    assert_eq!(assets.len(), 50);
    for asset in assets {
        assert_eq!(asset.id.get_version_num(), 4, "{}", asset.id);
        assert_eq!(asset.id.as_bytes()[8] >> 6, 0b10, "{}", asset.id);
        assert_eq!(Uuid::parse_str(&asset.label).expect("a UUID").get_version_num(), 4);
        assert_eq!(asset.label, asset.label.to_lowercase());
        let age = asset.created_at.signed_duration_since(asset.updated_at).num_seconds();
        assert_eq!(age, 0, "{} {}", asset.created_at, asset.updated_at);
        assert_eq!(asset.text, "now()");
    }
}

/// A descriptor of a table with one column of this Rust type.
fn accepted(rust_type: fn() -> ColumnType) -> Vec<String> {
    let column = |field, rust_type| ColumnDescriptor { field, line: 1, type_written: false, rust_type };
    let known: &TableDescriptor = <parent::Entity as Described>::TABLE;
    let columns: Vec<_> = std::iter::once(column("id", rust_type))
        .chain(known.columns[1..].iter().map(|known| column(known.field, known.rust_type)))
        .collect();
    let descriptor: &'static TableDescriptor = Box::leak(Box::new(TableDescriptor {
        entity: known.entity,
        module: known.module,
        location: known.location,
        columns: Box::leak(columns.into_boxed_slice()),
        written: &[],
        indexes: &[],
        uniques: &[],
        checks: &[],
        foreign_keys: &[],
        renamed_from: None,
        unmanaged: false,
        allow: &[],
        allow_rules: &[],
    }));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let schema = runtime.block_on(async { live("").await.1.server.spell(&[descriptor]).expect("words") });
    let column = &schema.tables[&ObjectName::new("parents")].columns[0];
    // The column's own type is accepted whatever the field's; here the two have nothing to do with each other.
    column.accepts.iter().filter(|name| *name != "uuid_text").cloned().collect()
}

/// Whether a value comes back from a column of this type as it went in.
async fn survives<T: TryGetable + Into<Value> + PartialEq + Clone>(ty: &str, value: &T) -> bool {
    let db = TestDb::sqlite().await;
    db.run(&format!("CREATE TABLE t (a {ty})")).await;
    let insert =
        Statement::from_sql_and_values(DbBackend::Sqlite, "INSERT INTO t VALUES (?)", [value.clone().into()]);
    db.execute_raw(insert).await.expect("the value is stored");
    let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, "SELECT a FROM t")).await;
    let row = row.expect("the row is read").expect("there is one");
    row.try_get::<T>("", "a").is_ok_and(|read| read == *value)
}

fn check<T>(rust_type: fn() -> ColumnType, values: &[T], refused: &[&str])
where
    T: TryGetable + Into<Value> + PartialEq + Clone + std::fmt::Debug,
{
    let accepted = accepted(rust_type);
    assert!(accepted.len() > 5, "{accepted:?}");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        for ty in &accepted {
            for value in values {
                assert!(survives(ty, value).await, "{value:?} in a column of type `{ty}`");
            }
        }
        for ty in refused {
            assert!(!accepted.iter().any(|name| name == ty), "{ty}");
            let mut all = true;
            for value in values {
                all &= survives(ty, value).await;
            }
            assert!(!all, "all of {values:?} in a column of type `{ty}`");
        }
    });
}

#[test]
fn t15_t23_text_survives_where_it_is_accepted() {
    check(
        || ColumnType::String(StringLen::None),
        &["12".to_owned(), "a".to_owned()],
        &["integer", "string", "numeric", "real"],
    );
}

#[test]
fn t15_t23_numbers_survive_where_they_are_accepted() {
    check(|| ColumnType::Integer, &[12_i32, -1], &["text", "real", "varchar"]);
    check(|| ColumnType::BigInteger, &[i64::MAX], &["text", "double"]);
    check(|| ColumnType::Boolean, &[true, false], &["text", "char"]);
    check(|| ColumnType::Double, &[1.0_f64, 1.5], &["integer", "numeric", "decimal", "text"]);
    check(
        || ColumnType::Decimal(None),
        &[Decimal::new(5, 0), Decimal::new(15, 1)],
        &["decimal", "numeric", "text", "integer", "blob"],
    );
}

#[test]
fn t15_t23_what_is_neither_survives_where_it_is_accepted() {
    let day = Date::from_ymd_opt(2026, 11, 21).expect("a day");
    let moment = day.and_hms_opt(9, 30, 0).expect("a moment");
    check(|| ColumnType::Date, &[day], &[]);
    check(|| ColumnType::Time, &[moment.time()], &[]);
    check(|| ColumnType::DateTime, &[moment], &[]);
    check(|| ColumnType::TimestampWithTimeZone, &[moment.and_utc()], &[]);
    check(|| ColumnType::Uuid, &[Uuid::from_u128(7)], &[]);
    check(|| ColumnType::VarBinary(StringLen::None), &[vec![1_u8, 0, 255]], &[]);
    check(|| ColumnType::Json, &[sea_orm::JsonValue::from("12"), serde_json::json!({ "a": [1] })], &[]);
}
