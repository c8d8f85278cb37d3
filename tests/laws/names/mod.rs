//! Names that are keywords, have quotes, spaces, capitals and other scripts, or are as long as can be.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates,
    mysql: migrates,
    sqlite: migrates,
}
