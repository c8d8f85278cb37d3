//! Collations come and change.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: left_out("collations are the server's own words: collation"),
    mysql: migrates,
    sqlite: left_out("collations are the server's own words: collation_sqlite"),
}
