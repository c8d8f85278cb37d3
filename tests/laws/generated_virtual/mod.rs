//! Virtual generated columns come and go.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("lines.dropped").finds("SELECT COUNT(*) FROM \"lines\" WHERE added = price - amount", 2);
    postgres: left_out("PostgreSQL has virtual columns from version 18 on"),
    mysql: migrates,
    sqlite: migrates,
}
