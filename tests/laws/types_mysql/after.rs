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
        #[sea_orm(primary_key)]
        pub id: u64,
        pub octet: u8,
        pub word: u16,
        pub counted: u32,
        #[sea_orm(default_value = 5)]
        pub large: u64,
        #[sea_orm(column_type = "Year")]
        pub published: i16,
        #[sea_orm(column_type = "Money(Some((12, 3)))")]
        pub price: Decimal,
        #[sea_orm(column_type = "custom(\"mediumtext\")")]
        pub long: String,
        #[sea_orm(column_type = "custom(\"datetime(6)\")")]
        #[schema(default = "CURRENT_TIMESTAMP(6)")]
        pub exact: DateTime,
        #[sea_orm(column_type = "Bit(Some(8))")]
        pub flags: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
