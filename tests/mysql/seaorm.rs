//! T51: what SeaORM creates by itself is what its entities are spelled as; T23: its values come back as they went in.

use super::{live, read};
use crate::support::TestDb;
use schema_runtime::model::{ObjectName, SqlType};
use schema_runtime::{Entities, Guard};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DbBackend, Schema, Statement, TryGetable, Value};

mod owner {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "owners")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        #[sea_orm(unique_key = "both")]
        pub first: String,
        #[sea_orm(unique_key = "both")]
        pub second: i32,
        #[sea_orm(unique)]
        pub code: i64,
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
        pub left: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub right: Uuid,
        #[sea_orm(indexed)]
        pub owner: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::owner::Entity",
            from = "Column::Right",
            to = "super::owner::Column::Id",
            on_delete = "Cascade",
            on_update = "Restrict"
        )]
        Right,
        #[sea_orm(
            belongs_to = "super::owner::Entity",
            from = "Column::Owner",
            to = "super::owner::Column::Id"
        )]
        Owner,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod every {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "state")]
    pub enum State {
        #[sea_orm(string_value = "on")]
        On,
        #[sea_orm(string_value = "switched off")]
        Off,
    }

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "every", comment = "it's all")]
    pub struct Model {
        #[sea_orm(primary_key, comment = "numbered")]
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
        pub i64: i64,
        pub u8: u8,
        pub u16: u16,
        pub u32: u32,
        pub u64: u64,
        pub f32: f32,
        #[sea_orm(default_value = 1.5)]
        pub f64: f64,
        pub decimal: Decimal,
        #[sea_orm(column_type = "Decimal(Some((10, 6)))")]
        pub decimal_n: Option<Decimal>,
        pub date_time: DateTime,
        #[sea_orm(column_type = "Timestamp", default_expr = "Expr::current_timestamp()")]
        pub timestamp: DateTimeUtc,
        pub utc: Option<DateTimeUtc>,
        pub zone: Option<DateTimeWithTimeZone>,
        pub time: Time,
        pub date: Date,
        #[sea_orm(column_type = "Year")]
        pub year: u16,
        pub bytes: Vec<u8>,
        #[sea_orm(column_type = "Blob")]
        pub blob: Vec<u8>,
        #[sea_orm(column_type = "Binary(16)")]
        pub binary: Vec<u8>,
        #[sea_orm(column_type = "VarBinary(StringLen::N(9))")]
        pub var_binary_n: Vec<u8>,
        #[sea_orm(column_type = "Bit(None)")]
        pub bit: u64,
        #[sea_orm(column_type = "VarBit(3)")]
        pub var_bit: u64,
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
        pub state: State,
        #[sea_orm(column_type = "custom(\"VARCHAR ( 7 )\")")]
        pub custom: String,
        #[sea_orm(column_type = "custom(\"ENUM('a', 'b')\")")]
        pub custom_enum: String,
        #[sea_orm(column_type = "custom(\"INT(11) UNSIGNED\")")]
        pub custom_int: u32,
        #[sea_orm(extra = "COLLATE utf8mb4_bin CHECK (length(extra) > 0)")]
        pub extra: String,
        #[sea_orm(column_type = "DateTime", extra = "DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP")]
        pub changed: DateTime,
        #[sea_orm(extra = "UNIQUE")]
        pub single: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation, DeriveSchema)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::owner::Entity",
            from = "Column::Uuid",
            to = "super::owner::Column::Id"
        )]
        Owner,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

fn entities() -> Entities {
    Entities::none().with::<owner::Entity>().with::<pair::Entity>().with::<every::Entity>()
}

async fn seaorm(db: &TestDb) {
    async fn create<E: EntityTrait>(db: &TestDb, entity: E) {
        let schema = Schema::new(DbBackend::MySql);
        db.execute(&schema.create_table_from_entity(entity)).await.expect("SeaORM creates the table");
        for index in schema.create_index_from_entity(entity) {
            db.execute(&index).await.expect("SeaORM creates the index");
        }
    }
    create(db, owner::Entity).await;
    create(db, pair::Entity).await;
    create(db, every::Entity).await;
}

#[tokio::test]
async fn t51_what_seaorm_creates_is_clean_even_when_all_is_insisted_on() {
    let db = TestDb::mysql().await;
    seaorm(&db).await;
    for guard in [Guard::new(), Guard::new().strict()] {
        let report = guard.entities(entities()).check(&db.db).await.expect("a report");
        let harmless = |difference: &&schema_runtime::diff::Difference| {
            // SeaORM gives the check of `extra` no name.
            difference.kind != schema_runtime::diff::Kind::Name
        };
        assert_eq!(report.differences.iter().filter(harmless).collect::<Vec<_>>(), Vec::<&_>::new());
    }
}

#[tokio::test]
async fn t51_types_are_spelled_as_they_are_read() {
    let db = TestDb::mysql().await;
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

/// The names of the types that a field of `every` may be stored as.
async fn accepted(column: &str) -> Vec<String> {
    let (_db, live) = live("DO 0").await;
    let declared = live.server.spell(entities().tables().expect("three")).expect("words");
    let table = &declared.tables[&ObjectName::new("every")];
    table.column(column).expect("it is declared").accepts.iter().cloned().collect()
}

/// A type of this name, wide enough.
fn widest(name: &str) -> String {
    match name {
        "char" | "varchar" | "binary" | "varbinary" => format!("{name}(16)"),
        "decimal" | "decimal unsigned" => name.replacen("decimal", "decimal(10,2)", 1),
        "enum" | "set" => format!("{name}('on')"),
        "datetime" | "timestamp" => format!("{name} NULL"),
        other => other.to_owned(),
    }
}

/// Whether all values come back from a column of this type as they went in.
async fn survive<T: TryGetable + Into<Value> + PartialEq + Clone>(
    db: &TestDb,
    ty: &str,
    values: &[T],
) -> bool {
    db.run(&format!("CREATE OR REPLACE TABLE t (a {ty})")).await;
    for value in values {
        db.run("DELETE FROM t").await;
        let sql = "INSERT INTO t VALUES (?)";
        let insert = Statement::from_sql_and_values(DbBackend::MySql, sql, [value.clone().into()]);
        if db.execute_raw(insert).await.is_err() {
            return false;
        }
        let row = db.query_one_raw(Statement::from_string(DbBackend::MySql, "SELECT a FROM t")).await;
        let row = row.expect("the row is read").expect("there is one");
        if !row.try_get::<T>("", "a").is_ok_and(|read| read == *value) {
            return false;
        }
    }
    true
}

async fn check<T>(column: &str, values: &[T], refused: &[&str])
where
    T: TryGetable + Into<Value> + PartialEq + Clone + std::fmt::Debug,
{
    let accepted = accepted(column).await;
    let db = TestDb::mysql().await;
    for ty in &accepted {
        assert!(survive(&db, &widest(ty), values).await, "{values:?} in a column of type `{ty}`");
    }
    for ty in refused {
        assert!(!accepted.iter().any(|name| name == ty), "{column}: {ty}");
        assert!(!survive(&db, &widest(ty), values).await, "{values:?} in a column of type `{ty}`");
    }
}

#[tokio::test]
async fn t19_t23_integers_survive_where_they_are_accepted() {
    check("i8", &[i8::MIN, i8::MAX], &["tinyint unsigned", "decimal", "varchar"]).await;
    check("i16", &[i16::MIN, i16::MAX], &["tinyint", "smallint unsigned"]).await;
    check("i32", &[i32::MIN, i32::MAX], &["mediumint", "int unsigned", "varchar"]).await;
    check("i64", &[i64::MIN, i64::MAX], &["int", "bigint unsigned"]).await;
    check("u8", &[0_u8, u8::MAX], &["tinyint", "int"]).await;
    check("u32", &[3_u32], &["int", "bigint"]).await;
    check("u64", &[u64::MAX], &["int unsigned", "bigint"]).await;
    check("boolean", &[true, false], &["varchar", "decimal"]).await;
}

#[tokio::test]
async fn t23_text_and_bytes_survive_where_they_are_accepted() {
    let bytes = (240..=255).collect::<Vec<u8>>();
    check("blob", std::slice::from_ref(&bytes), &["varchar", "text", "int"]).await;
    let texts = ["char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"];
    let accepted = accepted("text").await;
    let db = TestDb::mysql().await;
    for ty in texts {
        assert!(accepted.iter().any(|name| name == ty), "{ty}");
        assert!(survive(&db, &widest(ty), &["on".to_owned()]).await, "{ty}");
    }
    for (ty, text) in [
        ("json", "[1]"),
        ("uuid", "123e4567-e89b-12d3-a456-426655440000"),
        ("inet4", "127.0.0.1"),
        ("inet6", "::1"),
    ] {
        assert!(accepted.iter().any(|name| name == ty), "{ty}");
        assert!(survive(&db, ty, &[text.to_owned()]).await, "{ty}");
    }
    for ty in ["blob", "varbinary"] {
        assert!(accepted.iter().any(|name| name == ty), "{ty}");
        assert!(survive(&db, &widest(ty), &["on".to_owned()]).await, "{ty}");
    }
    for ty in ["int", "binary", "datetime"] {
        assert!(!accepted.iter().any(|name| name == ty), "{ty}");
        assert!(!survive(&db, &widest(ty), &["on".to_owned()]).await, "{ty}");
    }
    check("uuid", &[Uuid::from_u128(u128::MAX - 7)], &["char", "text", "inet6"]).await;
}

#[tokio::test]
async fn t23_numbers_times_and_json_survive_where_they_are_accepted() {
    check("f32", &[1.5_f32, 0.1], &["decimal", "int", "varchar"]).await;
    check("f64", &[1.5_f64, 0.1], &["float", "decimal"]).await;
    check("decimal", &[Decimal::new(150, 2)], &["double", "int", "varchar"]).await;
    let day = Date::from_ymd_opt(2026, 11, 21).expect("a day");
    let moment = day.and_hms_opt(9, 30, 0).expect("a moment");
    check("date", &[day], &["datetime", "varchar"]).await;
    check("time", &[moment.time()], &["datetime", "varchar"]).await;
    check("date_time", &[moment], &["timestamp", "date", "varchar"]).await;
    check("utc", &[moment.and_utc()], &["date", "varchar"]).await;
    check("zone", &[DateTimeWithTimeZone::from(moment.and_utc())], &["date"]).await;
    check("json", &[serde_json::json!({ "a": [1] })], &["int"]).await;
}

/// The server's own spelling of every type that the builder is given comes back as the type.
#[tokio::test]
async fn types_return_from_the_builder() {
    let (db, live) = live("DO 0").await;
    let types = [
        SqlType::new("tinyint").with([1]),
        SqlType::new("int unsigned"),
        SqlType::new("int unsigned zerofill").with([7]),
        SqlType::new("mediumint"),
        SqlType::new("decimal").with([10, 2]),
        SqlType::new("decimal unsigned").with([8, 0]),
        SqlType::new("double").with([8, 2]),
        SqlType::new("float"),
        SqlType::new("char").with([3]),
        SqlType::new("varchar").with([255]),
        SqlType::new("tinytext"),
        SqlType::new("longtext"),
        SqlType::new("binary").with([16]),
        SqlType::new("binary").with([3]),
        SqlType::new("varbinary").with([3]),
        SqlType::new("longblob"),
        SqlType::new("bit").with([3]),
        SqlType::new("datetime"),
        SqlType::new("datetime").with([6]),
        SqlType::new("time").with([3]),
        SqlType::new("timestamp"),
        SqlType::new("year"),
        SqlType::new("json"),
        SqlType::new("uuid"),
        SqlType::new("enum").with(["a", "b,c", "it's", "\\"]),
        SqlType::new("set").with(["x", "y z"]),
        SqlType::new("point"),
    ];
    let mut table = schema_runtime::model::Table::new(ObjectName::new("t"));
    for (at, ty) in types.iter().enumerate() {
        table.columns.push(schema_runtime::model::Column::new(format!("c{at}"), ty.clone()));
    }
    for statement in live.server.ddl(&schema_runtime::plan::Step::CreateTable(table)).expect("words") {
        db.run(&live.server.sql(&statement)).await;
    }
    let read = read(&db).await;
    let columns = &read.schema.tables[&ObjectName::new("t")].columns;
    assert_eq!(columns.iter().map(|column| column.ty.value().clone()).collect::<Vec<_>>(), types);
}
