//! P6: A label comes, and is a default, what rows are filled with, and what a text becomes.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).finds("SELECT COUNT(*) FROM books WHERE third = 'middle'", 2);
    postgres: migrates [postgres_labels, postgres, postgres_online],
    mysql: migrates,
    sqlite: left_out("enums are text here, and the database knows no labels"),
}
