//! A table and its columns have other names, and change at once: a wider type, a default, a new column and an index.
//! The attributes stay afterwards, and mean nothing.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).keeps_names().finds(r#"SELECT COUNT(*) FROM cabinets c JOIN trays t ON t.rack_id = c.id WHERE c.place = 'cellar' AND c.height = 2"#, 1);
    postgres: migrates [postgres, postgres_online],
    mysql: migrates,
    sqlite: migrates,
}
