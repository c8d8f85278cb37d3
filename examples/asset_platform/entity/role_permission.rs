//! What each level of role may do.

use schema_runtime::DeriveSchema;
use sea_orm::entity::prelude::*;

#[derive(Copy, Clone, Default, Debug, DeriveEntity)]
pub struct Entity;

impl EntityName for Entity {
    fn table_name(&self) -> &'static str {
        "role_permissions"
    }
}

#[derive(Clone, Debug, PartialEq, DeriveModel, DeriveActiveModel, DeriveSchema)]
pub struct Model {
    #[schema(default = "gen_random_uuid()")]
    pub id: Uuid,
    pub role_level: String,
    pub can_view_assets: bool,
    pub can_edit_assets: bool,
    pub can_import_data: bool,
    pub can_export_data: bool,
    pub can_delete_data: bool,
    pub can_manage_engagements: bool,
    pub can_manage_users: bool,
    pub can_approve_roles: bool,
    pub can_view_audit_log: bool,
    #[schema(default = "now()")]
    pub created_at: DateTimeUtc,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveColumn)]
pub enum Column {
    Id,
    RoleLevel,
    CanViewAssets,
    CanEditAssets,
    CanImportData,
    CanExportData,
    CanDeleteData,
    CanManageEngagements,
    CanManageUsers,
    CanApproveRoles,
    CanViewAuditLog,
    CreatedAt,
    UpdatedAt,
}

impl ColumnTrait for Column {
    type EntityName = Entity;

    fn def(&self) -> ColumnDef {
        match self {
            Self::Id => ColumnType::Uuid.def(),
            Self::RoleLevel => ColumnType::String(StringLen::N(50)).def(),
            Self::CanViewAssets
            | Self::CanEditAssets
            | Self::CanImportData
            | Self::CanExportData
            | Self::CanDeleteData
            | Self::CanManageEngagements
            | Self::CanManageUsers
            | Self::CanApproveRoles
            | Self::CanViewAuditLog => ColumnType::Boolean.def().default(false),
            Self::CreatedAt => ColumnType::TimestampWithTimeZone.def(),
            Self::UpdatedAt => ColumnType::TimestampWithTimeZone.def().null(),
        }
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DerivePrimaryKey)]
pub enum PrimaryKey {
    Id,
}

impl PrimaryKeyTrait for PrimaryKey {
    type ValueType = Uuid;

    fn auto_increment() -> bool {
        false
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
