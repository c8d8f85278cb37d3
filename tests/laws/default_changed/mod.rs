//! Defaults come, change and go.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates,
    mysql: migrates,
    sqlite: refused("cannot change the table `books` (added: another default; changed: another default; dropped: another default) in place on SQLite: the table has to be made again; write this migration by hand: create the new table, copy the rows, drop the old one, rename"),
}
