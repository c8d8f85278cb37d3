//! Tables, enums, keys and indexes live in several schemas.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates,
    mysql: left_out("a schema is a database of its own here"),
    sqlite: left_out("there is one schema here"),
}
