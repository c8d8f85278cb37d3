pub mod reading {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "readings")]
    #[schema(index(columns(sensor, id), unique))]
    #[schema(check(name = "readings_celsius", expr = "celsius < 1000"))]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        #[schema(backfill = "0")]
        pub sensor: i32,
        pub celsius: i64,
        #[schema(backfill = "celsius * 10")]
        pub tenths: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
