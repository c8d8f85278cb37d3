//! A key that was checked with each statement is checked at the end of the transaction.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates [postgres, postgres_online],
    mysql: left_out("keys are always checked at once here"),
    sqlite: refused("cannot change the table `books` (shelf_id: another foreign key) in place on SQLite: the table has to be made again; write this migration by hand: create the new table, copy the rows, drop the old one, rename"),
}
