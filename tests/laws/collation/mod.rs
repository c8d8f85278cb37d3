//! Collations come, change and go.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates,
    mysql: left_out("collations are the server's own words: collation_mysql"),
    sqlite: left_out("collations are the server's own words: collation_sqlite"),
}
