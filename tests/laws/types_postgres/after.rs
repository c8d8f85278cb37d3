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

pub mod sample {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "samples")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        #[schema(default = "gen_random_uuid()")]
        pub id: Uuid,
        pub octet: u8,
        pub counted: u32,
        pub labels: Vec<String>,
        #[schema(default = "'{}'")]
        pub numbers: Vec<i32>,
        pub ids: Option<Vec<Uuid>>,
        pub addr: Option<IpNetwork>,
        #[sea_orm(column_type = "Cidr")]
        pub net: IpNetwork,
        #[sea_orm(column_type = "MacAddr")]
        pub mac: String,
        #[sea_orm(column_type = "Money(None)")]
        pub price: Decimal,
        #[sea_orm(column_type = "Decimal(None)")]
        pub any: Decimal,
        #[sea_orm(column_type = "custom(\"citext\")")]
        pub email: String,
        #[sea_orm(column_type = "JsonBinary")]
        #[schema(default = "'{\"a\": [1, 2]}'")]
        pub doc: Json,
        #[schema(default = "CURRENT_DATE + 3")]
        pub due: Date,
        #[schema(default = "now() + interval '3 days'")]
        pub late: DateTimeWithTimeZone,
        #[sea_orm(column_type = "custom(\"timestamp(3) with time zone\")")]
        pub exact: DateTimeWithTimeZone,
        pub clock: TimeTime,
        pub moment: TimeDateTimeWithTimeZone,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
