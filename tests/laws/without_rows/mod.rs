//! A table that has no rows takes what rows would refuse.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!());
    postgres: migrates [postgres, postgres_online],
    mysql: migrates,
    sqlite: migrates,
}
