//! What the derive makes of an entity: values of descriptors, compile errors, and hygiene.

mod agreement;
mod attributes;
mod formats;
mod hygiene;
mod ui;
