//! A table comes, with the types that every database has and a default of every sort.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates,
    mysql: migrates,
    sqlite: migrates,
}
