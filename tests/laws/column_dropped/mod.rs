//! Columns go, with consent, and their index and check with them.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("books.pages").allow("books.code").loses("books.pages").loses("books.code");
    postgres: migrates,
    mysql: migrates,
    sqlite: migrates,
}
