//! What SeaORM makes of an entity and what we make of it agree: names, types, and all that its attributes say.

use schema_runtime::descriptor::{Described, comment_and_former_name};
use sea_orm::sea_query::StringLen;
use sea_orm::{ColumnTrait, ColumnType, IdenStatic, Iterable, Schema};

/// All names that SeaORM makes of fields in ways of its own.
mod names {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "names")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub r#type: String,
        pub address_line_1: String,
        pub address_line2: String,
        pub _private: String,
        pub trailing_: String,
        #[sea_orm(column_name = "Given Name")]
        pub given: String,
        #[sea_orm(enum_name = "Surname")]
        pub family: String,
        #[sea_orm(column_name = "ref", enum_name = "Reference")]
        pub r#ref: String,
        pub http2_url: String,
        pub größe: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod renamed {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    // Renames between columns that are there are errors: these are errors only if the names are not SeaORM's.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "renamed", rename_all = "camelCase")]
    #[schema(check(expr = "\"givenName\" <> ''"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[schema(renamed_from = "given_name")]
        pub given_name: String,
        #[sea_orm(comment = "as in the passport", renamed_from = "family")]
        pub family_name: String,
        #[sea_orm(renamed_from = "nick")]
        pub nick_name: String,
        #[sea_orm(comment = "he said renamed_from nothing")]
        pub other: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Every type that SeaORM knows, written and left to the Rust type.
mod types {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;
    use sea_orm::prelude::IpNetwork;

    #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "mood")]
    pub enum Mood {
        #[sea_orm(string_value = "fine")]
        Fine,
    }

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "types")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub bool_: bool,
        pub i8_: i8,
        pub i16_: i16,
        pub i32_: i32,
        pub i64_: i64,
        pub u8_: u8,
        pub u16_: u16,
        pub u32_: u32,
        pub u64_: u64,
        pub f32_: f32,
        pub f64_: f64,
        pub text: String,
        pub bytes: Vec<u8>,
        pub decimal: Decimal,
        pub json: Json,
        pub date: Date,
        pub time: Time,
        pub date_time: DateTime,
        pub date_time_utc: DateTimeUtc,
        pub date_time_with_time_zone: DateTimeWithTimeZone,
        pub time_date: TimeDate,
        pub time_date_time: TimeDateTimeWithTimeZone,
        pub ip: IpNetwork,
        pub mood: Mood,
        pub moods: Option<Vec<Mood>>,
        pub texts: Vec<String>,
        #[sea_orm(column_type = "Char(Some(3))")]
        pub char: String,
        #[sea_orm(column_type = "String(StringLen::N(255))")]
        pub string: String,
        #[sea_orm(column_type = "String(StringLen::Max)")]
        pub string_max: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub long: Option<String>,
        #[sea_orm(column_type = "Blob")]
        pub blob: Vec<u8>,
        #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
        pub price: Decimal,
        #[sea_orm(column_type = "Money(Some((10, 2)))")]
        pub money: Decimal,
        #[sea_orm(column_type = "Timestamp")]
        pub timestamp: DateTime,
        #[sea_orm(column_type = "Year")]
        pub year: i16,
        #[sea_orm(column_type = "Interval(None, Some(3))")]
        pub interval: String,
        #[sea_orm(column_type = "Binary(16)")]
        pub binary: Vec<u8>,
        #[sea_orm(column_type = "VarBinary(StringLen::N(16))")]
        pub var_binary: Vec<u8>,
        #[sea_orm(column_type = "Bit(Some(8))")]
        pub bit: Vec<u8>,
        #[sea_orm(column_type = "VarBit(8)")]
        pub var_bit: Vec<u8>,
        #[sea_orm(column_type = "JsonBinary")]
        pub jsonb: Json,
        #[sea_orm(column_type = r#"custom("citext")"#)]
        pub citext: String,
        #[sea_orm(column_type = "Cidr")]
        pub cidr: IpNetwork,
        #[sea_orm(column_type = "Inet")]
        pub inet: IpNetwork,
        #[sea_orm(column_type = "MacAddr")]
        pub mac: String,
        #[sea_orm(column_type = "LTree")]
        pub ltree: String,
        #[sea_orm(column_type = "Vector(Some(3))")]
        pub vector: Vec<f32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Every attribute of SeaORM's.
mod attributes {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "attributes", schema_name = "other", comment = "of all kinds")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub left: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub right: i32,
        #[sea_orm(unique)]
        pub unique: i32,
        #[sea_orm(unique_key = "pair")]
        pub one: i32,
        #[sea_orm(unique_key = "pair")]
        pub two: i32,
        #[sea_orm(indexed)]
        pub indexed: i32,
        #[sea_orm(nullable)]
        pub nullable: i32,
        #[sea_orm(default_value = "none")]
        pub value: String,
        #[sea_orm(default_expr = "Expr::current_timestamp()")]
        pub expr: DateTimeUtc,
        #[sea_orm(extra = "CHECK (extra > 0)", some_key_of_tomorrow = 5)]
        pub extra: i32,
        #[sea_orm(select_as = "text", save_as = "citext")]
        pub cast: String,
        pub parent: Option<i32>,
        #[sea_orm(self_ref, relation_enum = "Parent", from = "parent", to = "unique", on_delete = "SetNull")]
        pub own: HasOne<Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// That each column of SeaORM's is ours, in its place, with SeaORM's own definition.
fn agree<E: Described>()
where
    E::Column: Iterable,
{
    let def = (E::TABLE.entity)();
    let columns: Vec<E::Column> = E::Column::iter().collect();
    assert_eq!(def.table, E::default().table_name());
    assert_eq!(def.columns.len(), E::TABLE.columns.len());
    let ours: Vec<_> = def.columns.iter().map(|column| column.get_column_name()).collect();
    assert_eq!(ours, columns.iter().map(|column| column.as_str()).collect::<Vec<_>>());
    let schema = Schema::new(sea_orm::DbBackend::Sqlite);
    for (column, ours) in columns.into_iter().zip(&def.columns) {
        assert_eq!(ours.get_column_type(), Some(column.def().get_column_type()));
        assert_eq!(format!("{ours:?}"), format!("{:?}", schema.get_column_def::<E>(column)));
    }
}

#[test]
fn on_names() {
    agree::<names::Entity>();
    agree::<renamed::Entity>();
}

#[test]
fn on_types() {
    agree::<types::Entity>();
    let fields = types::Entity::TABLE.columns;
    let def = (types::Entity::TABLE.entity)();
    for (field, column) in fields.iter().zip(&def.columns).filter(|(field, _)| !field.type_written) {
        assert_eq!(Some(&(field.rust_type)()), column.get_column_type(), "{}", field.field);
    }
    let written: Vec<_> = fields.iter().filter(|field| field.type_written).map(|field| field.field).collect();
    assert_eq!((written.len(), written[0], written[20]), (21, "char", "vector"));
    let string = fields.iter().find(|field| field.field == "string").unwrap();
    assert_eq!((string.rust_type)(), ColumnType::String(StringLen::None));
}

#[test]
fn on_attributes() {
    agree::<attributes::Entity>();
    let def = (attributes::Entity::TABLE.entity)();
    assert_eq!((def.schema.as_deref(), def.comment.as_deref()), (Some("other"), Some("of all kinds")));
    assert_eq!((def.primary_key, def.auto_increment), (vec!["left", "right"], false));
    assert_eq!(def.indexes.len(), 2);
    assert_eq!(def.foreign_keys.len(), 1);
}

#[test]
fn on_comments() {
    let def = (renamed::Entity::TABLE.entity)();
    let found: Vec<_> = def.columns.iter().map(comment_and_former_name).collect();
    assert_eq!(
        found,
        [
            (None, None),
            (None, None),
            (Some("as in the passport"), Some("family")),
            (None, Some("nick")),
            (Some("he said renamed_from nothing"), None),
        ]
    );
}
