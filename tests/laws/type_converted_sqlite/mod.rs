//! Types change to others that need the author's conversion.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!())
        .rows(include_str!("rows.sql"))
        .converts("books.pages")
        .loses("books.pages")
        .finds("SELECT COUNT(*) FROM books WHERE pages IN (12, 90) AND typeof(pages) = 'integer'", 2);
    postgres: left_out("a `using` is in the server's own words: type_converted"),
    mysql: left_out("a `using` is in the server's own words"),
    sqlite: migrates,
}
