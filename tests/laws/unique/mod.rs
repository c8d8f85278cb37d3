//! Unique constraints come, go and change: of one column, and of several.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("books.code").allow("books.shelf,place");
    postgres: migrates,
    mysql: migrates,
    sqlite: refused("cannot change the table `books` (isbn: missing unique constraint; shelf,place,code: another index; place,isbn: missing unique constraint; code: extra unique constraint) in place on SQLite: the table has to be made again; write this migration by hand: create the new table, copy the rows, drop the old one, rename"),
}
