//! A table comes with the types that PostgreSQL alone has.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).prepared("CREATE EXTENSION citext");
    postgres: migrates,
    mysql: left_out("the types are PostgreSQL's own"),
    sqlite: left_out("the types are PostgreSQL's own"),
}
