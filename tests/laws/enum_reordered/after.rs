pub mod shelf {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "mood")]
    pub enum Mood {
        #[sea_orm(string_value = "best")]
        Best,
        #[sea_orm(string_value = "high")]
        High,
        #[sea_orm(string_value = "low")]
        Low,
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "shelves")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub mood: Mood,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod book {
    use super::shelf::Mood;
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "books")]
    #[schema(index(columns(id), name = "books_high", predicate = "mood = 'high'"))]
    #[schema(check(name = "books_mood", expr = "mood <> 'best' OR id > 0"))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(indexed)]
        #[schema(default = "'high'")]
        pub mood: Mood,
        #[schema(default = "'{low,high}'")]
        pub moods: Vec<Mood>,
        #[schema(generated = "CASE WHEN mood = 'high' THEN id ELSE 0 END", stored)]
        pub score: Option<i32>,
        #[sea_orm(belongs_to, from = "mood", to = "mood", on_delete = "Cascade")]
        pub shelf: BelongsTo<super::shelf::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
