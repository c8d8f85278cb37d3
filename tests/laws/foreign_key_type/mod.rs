//! The type changes on both ends of a key.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates [postgres, postgres_online],
    mysql: migrates,
    sqlite: stays("an integer has all lengths here"),
}
