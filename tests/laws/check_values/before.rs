pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "String(StringLen::N(20))")]
    pub enum State {
        #[sea_orm(string_value = "in")]
        In,
        #[sea_orm(string_value = "it's out")]
        Out,
    }

    #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "i32", db_type = "Integer")]
    pub enum Grade {
        #[sea_orm(num_value = 1)]
        Fine,
        #[sea_orm(num_value = -1)]
        Worn,
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[schema(check_values)]
        pub state: State,
        #[schema(check_values)]
        pub grade: Option<Grade>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
