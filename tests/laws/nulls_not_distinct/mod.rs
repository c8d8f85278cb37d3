//! Two nulls clash in a unique constraint, and in a unique index.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates,
    mysql: left_out("two nulls never clash here"),
    sqlite: left_out("two nulls never clash here"),
}
