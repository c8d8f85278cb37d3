//! Unique constraints come, go and change: of one column, and of several.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("books.code").allow("books.shelf,place");
    postgres: migrates,
    mysql: migrates,
    sqlite: migrates,
}
