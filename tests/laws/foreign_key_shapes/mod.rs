//! Tables come with keys of every shape: to themselves, in a circle, of several columns, to a unique column, and without a relation.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates,
    mysql: migrates,
    sqlite: migrates,
}
