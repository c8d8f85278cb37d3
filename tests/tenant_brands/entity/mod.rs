//! Tenants, brands and their people, as the service knows them.

pub mod brand;
pub mod brand_member;
pub mod platform_connection;
pub mod tenant;
pub mod tenant_role;
pub mod tenant_user;
pub mod user;
