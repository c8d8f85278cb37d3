//! Collations stand in a table that comes, and cannot be changed in place.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: left_out("collations are the server's own words: collation"),
    mysql: left_out("collations are the server's own words: collation_mysql"),
    sqlite: migrates,
}
