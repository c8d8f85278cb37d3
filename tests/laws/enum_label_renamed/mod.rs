//! A label of an enum has another name, and another one comes.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!())
        .rows(include_str!("rows.sql"))
        .converts("books.mood")
        .converts("books.other")
        .finds("SELECT COUNT(*) FROM books WHERE mood = 'missing' OR other = 'missing'", 2);
    postgres: migrates,
    mysql: refused("cannot rename the value `it's lost` of `books.mood` to `missing` in place on MariaDB: its labels are part of the column: add the new one, update the rows, and remove the former one"),
    sqlite: left_out("enums are text here, and rows that have a former value are for the author to update"),
}
