//! P5: A column becomes another type under all that knows it: a default, a generated column, indexes, partial ones and of
//! expressions, and checks.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!())
        .rows(include_str!("rows.sql"))
        .converts("books.number")
        .converts("books.twice")
        .loses("books.number")
        .loses("books.twice")
        .finds("SELECT COUNT(*) FROM books WHERE twice = number * 2", 3);
    postgres: migrates [postgres, postgres_online],
    mysql: left_out("neither partial indexes nor expressions in them; type_widened changes types here"),
    sqlite: left_out("no text becomes a number here; type_widened shows the refusal"),
}
