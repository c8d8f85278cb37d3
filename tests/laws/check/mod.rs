//! Checks come, go and change under the same name.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("books.chk-books-shelf");
    postgres: migrates [postgres, postgres_online],
    mysql: migrates,
    sqlite: migrates,
}
