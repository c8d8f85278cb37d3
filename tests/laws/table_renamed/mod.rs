//! A table has another name; its rows, its indexes and the key that points at it stay.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).keeps_names();
    postgres: migrates,
    mysql: migrates,
    sqlite: migrates,
}
