//! A table comes with the types that MySQL alone has.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: left_out("the types are MySQL's own"),
    mysql: migrates,
    sqlite: left_out("the types are MySQL's own"),
}
