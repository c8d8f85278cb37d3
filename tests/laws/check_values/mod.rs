//! A Rust enum that is stored as text, and one that is stored as a number, get one value more.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates [postgres, postgres_online],
    mysql: migrates,
    sqlite: refused("cannot change the table `books` (chk-books-state-values: another check; chk-books-grade-values: another check) in place on SQLite: the table has to be made again; write this migration by hand: create the new table, copy the rows, drop the old one, rename"),
}
