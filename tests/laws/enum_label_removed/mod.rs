//! An enum has a label less and another order, with consent.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("mood").allow("books.mood").allow("books.other").allow("films.mood");
    postgres: migrates,
    mysql: migrates,
    sqlite: stays("enums are text here, and the database knows no labels"),
}
