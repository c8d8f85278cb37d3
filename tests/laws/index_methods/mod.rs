//! Indexes of other methods and operator classes, with included columns and nulls in their place.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates,
    mysql: left_out("methods, operator classes and included columns are PostgreSQL's"),
    sqlite: left_out("methods, operator classes and included columns are PostgreSQL's"),
}
