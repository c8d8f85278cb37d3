//! Comments of a table and of columns come, change and go.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates,
    mysql: migrates,
    sqlite: stays("SQLite keeps no comments"),
}
