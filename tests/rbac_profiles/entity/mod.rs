//! Role-based access, as the service knows it.

pub mod feature_flag;
pub mod profile;
pub mod role;
pub mod sidebar_feature;
pub mod tenant;
pub mod user_role;
