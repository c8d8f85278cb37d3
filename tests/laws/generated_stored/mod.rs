//! Stored generated columns come, go and change.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("lines.dropped").allow("lines.changed").converts("lines.changed").finds("SELECT COUNT(*) FROM \"lines\" WHERE changed = price * amount AND added = price - amount", 2);
    postgres: migrates,
    mysql: migrates,
    sqlite: migrates,
}
