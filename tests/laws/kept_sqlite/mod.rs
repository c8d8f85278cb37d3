//! A table is renamed, so is a column of it, and it is made again: triggers, of other tables too, and views that read
//! it stay, under its new names.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!())
        .prepared(include_str!("prepared.sql"))
        .rows(include_str!("rows.sql"))
        .keeps_names()
        .converts("tomes.pages")
        .loses("books.pages")
        .finds("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%tomes%'", 4)
        .finds("SELECT COUNT(*) FROM lent", 2)
        .finds("SELECT COUNT(*) FROM named WHERE pages = 1", 1)
        .refused_as_a_script("the view `lent` names it");
    postgres: left_out("triggers and views stay where a table is not made again"),
    mysql: left_out("triggers and views stay where a table is not made again"),
    sqlite: migrates,
}
