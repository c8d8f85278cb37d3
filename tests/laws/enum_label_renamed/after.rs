pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "mood")]
    pub enum Mood {
        #[sea_orm(string_value = "low")]
        Low,
        #[sea_orm(string_value = "missing")]
        Missing,
        #[sea_orm(string_value = "high")]
        High,
        #[sea_orm(string_value = "best")]
        Best,
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[schema(default = "'missing'", renamed_value(from = "it's lost", to = "missing"))]
        pub mood: Mood,
        pub other: Option<Mood>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod film {
    use super::book::Mood;
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "films")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub mood: Option<Mood>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
