pub mod postgres;
pub mod postgres_drop;
pub mod postgres_online;
