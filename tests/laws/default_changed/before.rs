pub mod book {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Copy, Clone, Default, Debug, DeriveEntity)]
    pub struct Entity;

    impl EntityName for Entity {
        fn table_name(&self) -> &'static str {
            "books"
        }
    }

    #[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, DeriveSchema)]
    pub struct Model {
        pub id: i32,
        pub added: i32,
        pub changed: String,
        pub dropped: Option<i32>,
        #[schema(default = "CURRENT_TIMESTAMP")]
        pub made: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
    pub enum Column {
        Id,
        Added,
        Changed,
        Dropped,
        Made,
    }

    impl ColumnTrait for Column {
        type EntityName = Entity;

        fn def(&self) -> ColumnDef {
            match self {
                Self::Id | Self::Added => ColumnType::Integer.def(),
                Self::Changed => ColumnType::String(StringLen::None).def().default("old"),
                Self::Dropped => ColumnType::Integer.def().null().default(1),
                Self::Made => ColumnType::TimestampWithTimeZone.def(),
            }
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
    pub enum PrimaryKey {
        Id,
    }

    impl PrimaryKeyTrait for PrimaryKey {
        type ValueType = i32;

        fn auto_increment() -> bool {
            true
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
