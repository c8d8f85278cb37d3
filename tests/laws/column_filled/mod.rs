//! Columns that must not be null come to a table with rows, and its rows are filled.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).finds("SELECT COUNT(*) FROM books WHERE slug = lower(title) AND rank = id * 10", 2);
    postgres: migrates,
    mysql: migrates,
    sqlite: migrates,
}
