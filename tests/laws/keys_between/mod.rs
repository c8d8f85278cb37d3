//! Tables change that point at each other, at themselves, and are pointed at by others, with keys that cascade.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!())
        .rows(include_str!("rows.sql"))
        .finds("SELECT COUNT(*) FROM books WHERE sequel_of IS NOT NULL", 2)
        .finds("SELECT COUNT(*) FROM shelves WHERE best_id = 3", 1)
        .finds("SELECT COUNT(*) FROM loans", 2);
    postgres: migrates [postgres, postgres_online],
    mysql: migrates,
    sqlite: migrates,
}
