//! What the derive makes of an entity: values of descriptors, compile errors, and hygiene.

mod formats;
mod ui;
