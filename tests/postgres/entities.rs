//! A database that SeaORM's own `Schema` made fits its entities, whatever they are made of.

use crate::support::TestDb;
use schema_runtime::descriptor::Described;
use schema_runtime::diff::{Difference, Severity};
use schema_runtime::{Entities, Scope, compare};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, Schema};

mod builtin {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;
    use sea_orm::sea_query::PgInterval;

    /// Every type that SeaORM knows and PostgreSQL has.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "every_type", comment = "it's \"every\" type")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(column_type = "Char(None)")]
        pub char_1: String,
        #[sea_orm(column_type = "Char(Some(8))")]
        pub char_8: String,
        pub string: String,
        #[sea_orm(column_type = "String(StringLen::N(40))")]
        pub string_40: String,
        #[sea_orm(column_type = "String(StringLen::Max)")]
        pub string_max: String,
        #[sea_orm(column_type = "Text", comment = "text")]
        pub text: Option<String>,
        #[sea_orm(column_type = "Blob")]
        pub blob: Vec<u8>,
        #[sea_orm(column_type = "Binary(8)")]
        pub binary: Vec<u8>,
        #[sea_orm(column_type = "VarBinary(StringLen::N(8))")]
        pub var_binary: Vec<u8>,
        pub tiny: i8,
        pub small: i16,
        pub integer: i32,
        pub big: i64,
        pub tiny_unsigned: u8,
        pub small_unsigned: u16,
        pub unsigned: u32,
        pub big_unsigned: u64,
        pub float: f32,
        pub double: f64,
        #[sea_orm(column_type = "Decimal(None)")]
        pub decimal: Decimal,
        #[sea_orm(column_type = "Decimal(Some((12, 3)))")]
        pub decimal_12: Option<Decimal>,
        pub date_time: DateTime,
        #[sea_orm(column_type = "Timestamp")]
        pub timestamp: DateTime,
        pub date_time_utc: DateTimeUtc,
        pub date_time_zone: DateTimeWithTimeZone,
        pub time: Time,
        pub date: Date,
        pub time_date_time: TimeDateTimeWithTimeZone,
        #[sea_orm(column_type = "Interval(None, None)")]
        pub interval: String,
        #[sea_orm(column_type = "Interval(None, Some(3))")]
        pub interval_3: String,
        #[sea_orm(column_type = "Interval(Some(PgInterval::DayToSecond), Some(3))")]
        pub interval_fields: String,
        #[sea_orm(column_type = "Interval(Some(PgInterval::YearToMonth), None)")]
        pub interval_months: String,
        #[sea_orm(column_type = "Bit(None)")]
        pub bit: String,
        #[sea_orm(column_type = "Bit(Some(3))")]
        pub bit_3: String,
        #[sea_orm(column_type = "VarBit(3)")]
        pub var_bit: String,
        pub boolean: bool,
        #[sea_orm(column_type = "Money(None)")]
        pub money: String,
        pub json: Json,
        #[sea_orm(column_type = "JsonBinary")]
        pub json_binary: Json,
        pub uuid: Uuid,
        pub array: Vec<i32>,
        pub texts: Option<Vec<String>>,
        pub uuids: Vec<Uuid>,
        #[sea_orm(column_type = "Array(RcOrArc::new(ColumnType::Decimal(Some((10, 2)))))")]
        pub prices: Vec<Decimal>,
        #[sea_orm(column_type = "Cidr")]
        pub cidr: String,
        #[sea_orm(column_type = "Inet")]
        pub inet: String,
        #[sea_orm(column_type = "MacAddr")]
        pub mac_addr: String,
        #[sea_orm(column_type = "LTree")]
        pub path: String,
        #[sea_orm(unique)]
        pub unique: String,
        #[sea_orm(indexed)]
        pub indexed: String,
        #[sea_orm(unique_key = "pair")]
        pub left: i32,
        #[sea_orm(unique_key = "pair")]
        pub right: i32,
        #[sea_orm(default_value = "it's")]
        pub default_text: String,
        #[sea_orm(default_value = 7)]
        pub default_number: i64,
        #[sea_orm(default_value = true)]
        pub default_bool: bool,
        #[sea_orm(default_expr = "Expr::current_timestamp()")]
        pub default_now: DateTimeUtc,
        #[sea_orm(default_value = "0.00")]
        pub default_price: Decimal,
        #[sea_orm(extra = "CHECK (checked > 0)")]
        pub checked: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod custom {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    /// Types as people write them themselves.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "custom_types", schema_name = "public")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        #[sea_orm(column_type = "custom(\"citext\")")]
        pub email: String,
        #[sea_orm(column_type = "custom(\"public.CITEXT\")")]
        pub email_2: String,
        #[sea_orm(column_type = "custom(\"int4\")")]
        pub int4: i32,
        #[sea_orm(column_type = "custom(\"varchar(20)[]\")")]
        pub names: Vec<String>,
        #[sea_orm(column_type = "custom(\"numeric(10)\")")]
        pub whole: Decimal,
        #[sea_orm(column_type = "custom(\"timestamptz(3)\")")]
        pub at: DateTimeUtc,
        #[sea_orm(column_type = "custom(\"timestamptz(6)\")")]
        pub at_6: DateTimeUtc,
        #[sea_orm(column_type = "custom(\"other.\\\"Mood\\\"\")")]
        pub mood: String,
        #[sea_orm(column_type = "custom(\"other.\\\"Mood\\\"[]\")")]
        pub moods: String,
        #[sea_orm(column_type = "custom(\"Float(24)\")")]
        pub float: f32,
        #[sea_orm(column_type = "custom(\"bpchar\")")]
        pub blank: String,
        #[sea_orm(column_type = "custom(\"tstzrange\")")]
        pub range: String,
        #[sea_orm(column_type = "custom(\"time(0) with time zone\")")]
        pub time: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod enums {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "tea")]
    pub enum Tea {
        #[sea_orm(string_value = "Everyday Tea")]
        Everyday,
        #[sea_orm(string_value = "it's")]
        Breakfast,
    }

    #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "String(StringLen::N(1))")]
    pub enum Size {
        #[sea_orm(string_value = "S")]
        Small,
        #[sea_orm(string_value = "L")]
        Large,
    }

    #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "i32", db_type = "Integer")]
    pub enum Level {
        #[sea_orm(num_value = 1)]
        Low,
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "cups")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[sea_orm(primary_key)]
        pub shelf: i64,
        #[sea_orm(default_value = "Everyday Tea")]
        pub tea: Tea,
        pub teas: Vec<Tea>,
        pub size: Option<Size>,
        pub level: Level,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

async fn created_by_seaorm<E: EntityTrait>(db: &TestDb, entity: E) {
    let schema = Schema::new(DbBackend::Postgres);
    for ty in schema.create_enum_from_entity(entity) {
        db.db.execute(&ty).await.expect("SeaORM creates its enum");
    }
    db.db.execute(&schema.create_table_from_entity(entity)).await.expect("SeaORM creates its table");
    for index in schema.create_index_from_entity(entity) {
        db.db.execute(&index).await.expect("SeaORM creates its index");
    }
}

async fn differences<E: Described>(db: &TestDb) -> Vec<Difference> {
    let entities = Entities::none().with::<E>();
    compare(&db.db, &entities, &Scope::default().strict()).await.expect("they are compared").differences
}

#[tokio::test]
async fn t51_every_type_that_seaorm_knows() {
    let db = TestDb::postgres().await;
    db.run("CREATE EXTENSION ltree").await;
    created_by_seaorm(&db, builtin::Entity).await;
    db.run(
        "COMMENT ON TABLE every_type IS 'it''s \"every\" type'; COMMENT ON COLUMN every_type.text IS 'text'",
    )
    .await;
    assert_eq!(differences::<builtin::Entity>(&db).await, []);
}

#[tokio::test]
async fn t21_t51_types_as_people_write_them() {
    let db = TestDb::postgres().await;
    db.run("CREATE EXTENSION citext; CREATE SCHEMA other; CREATE TYPE other.\"Mood\" AS ENUM ('good')").await;
    created_by_seaorm(&db, custom::Entity).await;
    assert_eq!(differences::<custom::Entity>(&db).await, []);
}

#[tokio::test]
async fn t49_t51_enums_of_the_database_and_of_rust() {
    let db = TestDb::postgres().await;
    created_by_seaorm(&db, enums::Entity).await;
    assert_eq!(differences::<enums::Entity>(&db).await, []);
}

mod numbered {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "numbered")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn t16_however_the_server_numbers_the_rows_an_entity_is_served() {
    let identities =
        ["bigserial", "bigint GENERATED BY DEFAULT AS IDENTITY", "bigint GENERATED ALWAYS AS IDENTITY"];
    for identity in identities {
        let db = TestDb::postgres().await;
        db.run(&format!("CREATE TABLE numbered (id {identity} PRIMARY KEY)")).await;
        let entities = Entities::none().with::<numbered::Entity>();
        let found =
            compare(&db.db, &entities, &Scope::default()).await.expect("they are compared").differences;
        assert!(found.iter().all(|found| found.severity == Severity::Harmless), "{identity}: {found:?}");
    }
}
