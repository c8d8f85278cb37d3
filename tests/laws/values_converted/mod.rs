//! The values of 10,000 rows are converted as the author says, under an index and a check.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!())
        .rows(include_str!("rows.sql"))
        .converts("books.size")
        .converts("books.state")
        .loses("books.size")
        .loses("books.state")
        .finds("SELECT COUNT(*) FROM books WHERE size = id + 1 AND state = CASE id % 2 WHEN 0 THEN '100' ELSE '200' END", 10_000);
    postgres: left_out("the rows and the conversions are MySQL's: type_converted"),
    mysql: migrates,
    sqlite: left_out("the rows and the conversions are MySQL's"),
}
