//! Foreign keys come, go and act in another way.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("books.spare_id");
    postgres: migrates [postgres, postgres_online],
    mysql: migrates,
    sqlite: refused("cannot change the table `books` (shelf_id: missing foreign key; last_id: another foreign key; spare_id: extra foreign key) in place on SQLite: the table has to be made again; write this migration by hand: create the new table, copy the rows, drop the old one, rename"),
}
