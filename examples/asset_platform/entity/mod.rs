//! The forty entities of an asset platform: a multi-tenant system that discovers what a client owns and plans its move
//! to the cloud. Most are in SeaORM's dense format; some are compact, two expanded.

#![allow(unreachable_pub, reason = "what SeaORM and we derive is public, as in the crate of a service")]

use schema_runtime::Entities;

pub mod access_audit_log;
pub mod agent_insight;
pub mod agent_question;
pub mod assessment;
pub mod asset;
pub mod asset_dependency;
pub mod asset_tag;
pub mod client_access;
pub mod client_account;
pub mod cmdb_sixr_analysis;
pub mod crewai_flow_state_extension;
pub mod data_import;
pub mod data_import_session;
pub mod data_item;
pub mod discovery_flow;
pub mod engagement;
pub mod engagement_access;
pub mod enhanced_access_audit_log;
pub mod enhanced_user_profile;
pub mod feedback;
pub mod flow_deletion_audit;
pub mod import_field_mapping;
pub mod import_processing_step;
pub mod llm_usage_log;
pub mod llm_usage_summary;
pub mod migration;
pub mod migration_wave;
pub mod raw_import_record;
pub mod role_change_approval;
pub mod role_permission;
pub mod security_audit_log;
pub mod sixr_analysis;
pub mod soft_deleted_item;
pub mod tag;
pub mod user;
pub mod user_account_association;
pub mod user_profile;
pub mod user_role;
pub mod wave_plan;
pub mod workflow_progress;

/// All of them.
pub fn all() -> Entities {
    Entities::in_module(module_path!())
}
