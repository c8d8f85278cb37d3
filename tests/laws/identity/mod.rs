//! Columns are numbered by the server, in another way, or no more.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates,
    mysql: left_out("numbering has one way here"),
    sqlite: left_out("numbering has one way here"),
}
