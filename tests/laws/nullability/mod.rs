//! Columns that may be null must not be any more, and the reverse; nulls are filled.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).converts("books.title").loses("books.title").finds("SELECT COUNT(*) FROM books WHERE title = 'untitled'", 1);
    postgres: migrates,
    mysql: migrates,
    sqlite: migrates,
}
