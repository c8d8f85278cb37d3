//! Tables without row ids and strict ones are made again as such, and values become those of their new types.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!())
        .prepared(include_str!("prepared.sql"))
        .rows(include_str!("rows.sql"))
        .converts("seats.price")
        .loses("seats.price")
        .finds("SELECT COUNT(*) FROM pragma_table_list WHERE name IN ('seats', 'films') AND strict", 2)
        .finds("SELECT COUNT(*) FROM pragma_table_list WHERE name = 'seats' AND wr", 1)
        .finds("SELECT COUNT(*) FROM films WHERE typeof(minutes) = 'integer' AND typeof(cover) IN ('text', 'null')", 2);
    postgres: left_out("`STRICT` and `WITHOUT ROWID` are SQLite's"),
    mysql: left_out("`STRICT` and `WITHOUT ROWID` are SQLite's"),
    sqlite: migrates,
}
