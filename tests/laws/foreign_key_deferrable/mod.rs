//! A key that was checked with each statement is checked at the end of the transaction.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates [postgres, postgres_online],
    mysql: left_out("keys are always checked at once here"),
    sqlite: migrates,
}
