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
    #[schema(foreign_key(
        columns(shelf_id),
        references(super::shelf::Entity, columns(id)),
        deferrable = "initially_deferred",
        name = "books_shelf"
    ))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub shelf_id: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
