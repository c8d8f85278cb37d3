pub mod shelf {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "shelves")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub label: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,

        pub title: String,
        #[sea_orm(column_type = "Text", nullable)]
        pub blurb: Option<String>,
        #[sea_orm(column_type = "String(StringLen::N(40))", default_value = "it's")]
        pub short: String,
        #[sea_orm(column_type = "Char(Some(3))")]
        #[schema(default = "'EUR'")]
        pub currency: String,
        #[sea_orm(column_type = "String(StringLen::N(9))")]
        #[schema(default = "''")]
        pub empty: String,
        pub tiny: i8,
        #[sea_orm(default_value = -50)]
        pub small: i16,
        #[sea_orm(default_value = 7)]
        pub medium: i32,
        #[schema(default = "9000000000")]
        pub large: i64,
        pub ratio: f32,
        #[sea_orm(default_value = 0.5)]
        pub precise: f64,
        #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
        #[schema(default = "1.50")]
        pub price: Decimal,
        #[sea_orm(default_value = true)]
        pub lendable: bool,
        #[sea_orm(default_value = false)]
        pub lost: bool,
        pub isbn: Option<Uuid>,
        pub tags: Json,
        #[sea_orm(column_type = "JsonBinary", nullable)]
        pub more: Option<Json>,
        pub printed: Date,
        pub opens: Time,
        pub local: DateTime,
        #[sea_orm(default_expr = "Expr::current_timestamp()")]
        pub created: DateTimeUtc,
        pub zoned: Option<DateTimeWithTimeZone>,
        #[sea_orm(column_type = "Blob", nullable)]
        pub cover: Option<Vec<u8>>,
        #[sea_orm(column_type = "Binary(16)")]
        pub digest: Vec<u8>,
        #[sea_orm(column_type = "VarBinary(StringLen::N(32))")]
        pub salt: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
