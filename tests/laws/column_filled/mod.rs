//! Columns that must not be null come to a table with rows, and its rows are filled.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).finds("SELECT COUNT(*) FROM books WHERE slug = lower(title) AND rank = id * 10", 2);
    postgres: migrates,
    mysql: migrates,
    sqlite: refused("cannot add the column `books.slug` in place on SQLite: it is not null and has no default for the rows that are there; write this migration by hand: create the new table, copy the rows, drop the old one, rename"),
}
