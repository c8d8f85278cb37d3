//! `ON UPDATE CURRENT_TIMESTAMP` comes and goes.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: left_out("`ON UPDATE` is MySQL's"),
    mysql: migrates,
    sqlite: left_out("`ON UPDATE` is MySQL's"),
}
