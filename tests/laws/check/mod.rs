//! Checks come, go and change under the same name.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("books.chk-books-shelf");
    postgres: migrates [postgres, postgres_online],
    mysql: migrates,
    sqlite: refused("cannot change the table `books` (chk-books-pages: missing check; books_pages: another check; books_price: missing check; chk-books-shelf: extra check) in place on SQLite: the table has to be made again; write this migration by hand: create the new table, copy the rows, drop the old one, rename"),
}
