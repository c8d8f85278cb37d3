//! P5, P16: The labels of an enum move and one goes, under all that can know the type: a key on both ends, an array, defaults,
//! a generated column, an index, a partial index and a check.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql")).allow("mood");
    postgres: migrates [postgres, postgres_online],
    mysql: left_out("an array is PostgreSQL's; enum_label_removed changes labels here"),
    sqlite: left_out("enums are text here, and the database knows no labels"),
}
