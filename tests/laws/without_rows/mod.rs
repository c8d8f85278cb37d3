//! A table that has no rows takes what rows would refuse.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!());
    postgres: migrates [postgres, postgres_online],
    mysql: migrates,
    sqlite: refused("cannot change the table `books` (title: another nullability; code: missing column; code: missing unique constraint) in place on SQLite: the table has to be made again; write this migration by hand: create the new table, copy the rows, drop the old one, rename"),
}
