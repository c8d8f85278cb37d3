//! Indexes over some rows and over expressions come, change and go.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("books.upper(code)").allow("books.upper((code)::text)");
    postgres: migrates,
    mysql: left_out("MariaDB has neither partial indexes nor expressions in them"),
    sqlite: migrates,
}
