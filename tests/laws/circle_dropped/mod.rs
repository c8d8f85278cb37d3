//! Two tables that point at each other go, with consent.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("branches").allow("clerks").loses("branches").loses("clerks");
    postgres: migrates,
    mysql: migrates,
    sqlite: migrates,
}
