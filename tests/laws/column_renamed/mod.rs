//! Columns have other names; a key, an index and a unique constraint over them stay.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).keeps_names();
    postgres: migrates,
    mysql: migrates,
    sqlite: migrates,
}
