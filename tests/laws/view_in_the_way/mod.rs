//! A column goes that a view reads.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!())
        .prepared("CREATE VIEW old_ones AS SELECT id FROM books WHERE \"legacy\" > 0")
        .allow("books.legacy");
    postgres: left_out("`generate` names the view, which a test of its own holds"),
    mysql: left_out("the view stays, and says so when it is read"),
    sqlite: refused("cannot drop the column `legacy` of `books` in place on SQLite: the view `old_ones` names it; change or drop the view in a migration of its own first"),
}
