//! Columns come to a table with rows: one may be null, one has a default, one is filled.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).finds("SELECT COUNT(*) FROM books WHERE copies = 1 AND subtitle IS NULL AND state = 'x'", 2);
    postgres: migrates,
    mysql: migrates,
    sqlite: migrates,
}
