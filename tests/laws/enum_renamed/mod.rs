//! A column is of another enum.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("mood");
    postgres: migrates,
    mysql: left_out("an enum is its labels here"),
    sqlite: left_out("an enum is text here"),
}
