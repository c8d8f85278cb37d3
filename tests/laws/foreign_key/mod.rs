//! Foreign keys come, go and act in another way.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("books.spare_id");
    postgres: migrates [postgres, postgres_online],
    mysql: migrates,
    sqlite: migrates,
}
