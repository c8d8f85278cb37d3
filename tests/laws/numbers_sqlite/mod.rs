//! No number is given a second time, and rows keep those that no column shows.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!())
        .rows(include_str!("rows.sql"))
        .finds("SELECT seq FROM sqlite_sequence WHERE name = 'tickets'", 50)
        .finds("SELECT COUNT(*) FROM sqlite_sequence", 1)
        .finds("SELECT _rowid_ FROM tags WHERE word = 'seven'", 7)
        .finds("SELECT _rowid_ FROM tags WHERE word = 'two'", 2);
    postgres: left_out("row ids are SQLite's"),
    mysql: left_out("row ids are SQLite's"),
    sqlite: migrates,
}
