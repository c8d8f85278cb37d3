//! An enum has more labels: at the end, and between.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates,
    mysql: migrates,
    sqlite: stays("enums are text here, and the database knows no labels"),
}
