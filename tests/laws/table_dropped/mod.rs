//! A table goes, with its consent; its index, key and check come back with it, its rows do not.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("loans").loses("loans");
    postgres: migrates,
    mysql: migrates,
    sqlite: migrates,
}
