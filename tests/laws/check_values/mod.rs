//! A Rust enum that is stored as text, and one that is stored as a number, get one value more.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates [postgres, postgres_online],
    mysql: migrates,
    sqlite: migrates,
}
