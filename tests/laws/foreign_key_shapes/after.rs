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

pub mod branch {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "branches")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        #[sea_orm(unique)]
        pub code: i32,
        pub head_id: Option<i32>,
        pub parent_id: Option<i32>,
        #[sea_orm(belongs_to, from = "head_id", to = "id", on_delete = "SetNull")]
        pub head: BelongsTo<Option<super::clerk::Entity>>,
        #[sea_orm(self_ref, relation_enum = "Parent", from = "parent_id", to = "id", on_delete = "SetNull")]
        pub parent: HasOne<Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod clerk {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "clerks")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub branch_id: i32,
        #[sea_orm(belongs_to, from = "branch_id", to = "id", on_delete = "Cascade")]
        pub branch: BelongsTo<super::branch::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod room {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "rooms")]
    #[schema(foreign_key(
        columns(branch_code),
        references(super::branch::Entity, columns(code)),
        on_update = "Cascade",
        name = "rooms_branch"
    ))]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub floor: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub door: i32,
        pub branch_code: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod desk {
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "desks")]
    #[schema(foreign_key(
        columns(floor, door),
        references("rooms", columns(floor, door)),
        on_delete = "Cascade"
    ))]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub floor: i32,
        pub door: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
