//! Types that hold less, or other values; all that is there fits.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!())
        .rows(include_str!("rows.sql"))
        .converts("books.isbn")
        .converts("books.lent")
        .loses("books.isbn")
        .loses("books.lent");
    postgres: migrates,
    mysql: left_out("no text becomes a uuid here; type_widened changes types"),
    sqlite: left_out("no text becomes a number here; type_widened shows the refusal"),
}
